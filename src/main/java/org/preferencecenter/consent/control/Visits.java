package org.preferencecenter.consent.control;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import javax.sql.DataSource;

import org.preferencecenter.consent.entity.Visit;

/**
 * Visits: what a link of {@link org.preferencecenter.link.entity.Power#VISIT} opens. It is fresh for a day while nothing was
 * done with it, and for one sitting after the first thing done, so that a message forwarded later adds nothing (STANDARDS
 * E.6: single use, 24 to 72 hours). Looking uses nothing up: scanners look. Every method throws {@link DatabaseAway} if the
 * database is.
 */
@Singleton
public class Visits {

    /** How long a link nobody has used stays fresh. */
    public static final Duration UNUSED = Duration.ofHours(24);
    /** How long a sitting lasts after the first thing done. */
    public static final Duration SITTING = Duration.ofMinutes(30);

    private final DataSource database;
    private final Clock clock;

    @Inject
    public Visits(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param brand id of the brand whose page it opens. @return the visit's id, for the link's scope */
    public int open(long recipient, int brand) {
        return Transaction.in(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into confirmation (recipient_id, kind, brand_id, expires_at) values (?, 'VISIT', ?, ?) returning id""")) {
                insert.setLong(1, recipient);
                insert.setInt(2, brand);
                insert.setObject(3, clock.instant().plus(UNUSED).atOffset(ZoneOffset.UTC));
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

    /** The visit, fresh or not, of whom the recipient was joined to if it was; nothing if it is another's or none. */
    public Optional<Visit> find(long recipient, int id) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select c.brand_id, c.expires_at, c.used_at, coalesce(r.joined_to, c.recipient_id)
                    from confirmation c left join recipient r on r.id = c.recipient_id
                    where c.id = ? and c.recipient_id = ? and c.kind = 'VISIT'""")) {
                select.setInt(1, id);
                select.setLong(2, recipient);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(new Visit(row.getLong(4), id, row.getInt(1),
                            freshUntil(row.getObject(2, OffsetDateTime.class).toInstant(), row.getObject(3, OffsetDateTime.class))))
                            : Optional.empty();
                }
            }
        });
    }

    /** Something was done by it: the sitting begins, once. */
    public void begin(Visit visit) {
        Transaction.in(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update confirmation set used_at = ? where id = ? and kind = 'VISIT' and used_at is null")) {
                update.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
                update.setInt(2, visit.id());
                return update.executeUpdate();
            }
        });
    }

    private static Instant freshUntil(Instant unused, OffsetDateTime begun) {
        Instant sitting = begun == null ? unused : begun.toInstant().plus(SITTING);
        return sitting.isBefore(unused) ? sitting : unused;
    }
}
