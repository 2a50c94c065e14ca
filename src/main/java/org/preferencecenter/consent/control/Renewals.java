package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.consent.entity.Renewal;
import org.preferencecenter.consent.entity.Wish;

/**
 * What a letter asks that asks whether somebody wants to go on (S-47). Its link opens the preference page as a footer's link
 * does; besides, a button there says yes anew to what stands, once, until the answer's time is over. Opening the page says
 * nothing: machines open links. Every method throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class Renewals {

    /** The way in of a yes that was said anew. */
    public static final String VIA = "renewal";

    private final DataSource database;
    private final Clock clock;
    private final Reach reach;

    @Inject
    public Renewals(DataSource database, Clock clock, CatalogueReach reach) {
        this(database, clock, (Reach) reach);
    }

    /** Without a container. */
    public Renewals(DataSource database, Clock clock, Reach reach) {
        this.database = database;
        this.clock = clock;
        this.reach = reach;
    }

    /**
     * Makes the letter due, within the caller's transaction and under the person's lock.
     *
     * @param purposes whose time will be over
     * @param lastDay  of the last action
     * @param until    until when an answer counts
     */
    public void open(Connection connection, long recipient, int brand, List<Integer> purposes, LocalDate lastDay, Instant until,
            Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                with made as (
                    insert into confirmation (recipient_id, kind, brand_id, expires_at, letter, due_at)
                    values (?, 'RENEWAL', ?, ?, 'RENEW', ?) returning id)
                insert into renewal (id, purposes, last_day) select id, ?, ? from made""")) {
            insert.setLong(1, recipient);
            insert.setInt(2, brand);
            insert.setObject(3, utc(until));
            insert.setObject(4, utc(at));
            insert.setObject(5, purposes.stream().mapToInt(Integer::intValue).toArray());
            insert.setDate(6, Date.valueOf(lastDay));
            insert.executeUpdate();
        }
    }

    /** What was asked, of whom the recipient was joined to if it was; nothing if it is another's or none. */
    public Optional<Renewal> find(long recipient, int id) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select c.id, coalesce(r.joined_to, c.recipient_id), c.brand_id, n.purposes, n.last_day, c.expires_at, c.used_at
                    from confirmation c join renewal n on n.id = c.id left join recipient r on r.id = c.recipient_id
                    where c.kind = 'RENEWAL' and c.recipient_id = ? and c.id = ?""")) {
                select.setLong(1, recipient);
                select.setInt(2, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(new Renewal(row.getInt(1), row.getLong(2), row.getInt(3),
                            Arrays.asList((Integer[]) row.getArray(4).getArray()), row.getObject(5, LocalDate.class),
                            row.getObject(6, OffsetDateTime.class).toInstant(), row.getObject(7) != null)) : Optional.empty();
                }
            }
        });
    }

    /** How many such letters are due and not mailed: nobody makes more while many wait. At most {@code most} are counted. */
    public int waiting(int most) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select count(*) from (select from confirmation where due_at <= ? and letter = 'RENEW' limit ?) w""")) {
                select.setObject(1, utc(clock.instant()));
                select.setInt(2, most);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

    /**
     * Says yes anew to what stands; nothing if it was said before, is too late, or was stopped meanwhile.
     *
     * @param wishes {@link Renewal#wishes}, with the words that were shown
     */
    public Outcome renew(Renewal asked, List<Wish> wishes, Origin origin) {
        Act act = new Act(reach, origin, UUID.randomUUID(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        return Transaction.in(database, connection -> {
            Recording recording = ChoiceRows.lock(connection, asked.recipient()).get(asked.recipient());
            if (recording == null || !use(connection, asked.id(), act.at())) {
                return Outcome.NOTHING;
            }
            Outcome outcome = recording.renew(wishes, act);
            ChoiceStore.store(connection, List.of(recording));
            return outcome;
        });
    }

    private static boolean use(Connection connection, int id, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update confirmation set used_at = ?, due_at = null
                where id = ? and kind = 'RENEWAL' and used_at is null and expires_at > ?""")) {
            update.setObject(1, utc(at));
            update.setInt(2, id);
            update.setObject(3, utc(at));
            return update.executeUpdate() == 1;
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
