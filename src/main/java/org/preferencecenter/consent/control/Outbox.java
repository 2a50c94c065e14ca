package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.DueLetter;
import org.preferencecenter.consent.entity.LetterKind;

/**
 * Our own letters that are due. A letter is due from the transaction that made its link; it counts as mailed only once the
 * next hop has taken it. Whoever takes one has it for {@link #LEASE}: a crash in between gives it to somebody else
 * afterwards, two nodes never have it at once, and nobody waits for a lock while a mail server thinks. Every method throws
 * {@link DatabaseAway} if the database is.
 */
@Singleton
public class Outbox {

    /** How often one link is mailed at most: once, and twice again on request. */
    public static final int MOST = 3;
    /** How long a letter taken is nobody else's: longer than the next hop is waited for. */
    public static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 6;   // an hour and four minutes between tries, at most

    /** What came too late, or was confirmed meanwhile, is due no more; it is passed over when it is met. */
    private static final String TAKE = """
            with one as (select id, recipient_id from confirmation where due_at <= ? order by due_at limit 1
                    for update skip locked),
                due as (select one.id, coalesce(r.joined_to, one.recipient_id) as holder
                    from one left join recipient r on r.id = one.recipient_id)
            update confirmation c
            set due_at = case when c.expires_at > ? and (c.kind = 'VISIT' or c.used_at is null) then ?::timestamptz end,
                attempts = c.attempts + 1,
                mailed_to = coalesce(c.mailed_to, (select a.normal from address a
                    where a.recipient_id = due.holder and a.channel = 'EMAIL' order by a.main desc, a.normal limit 1))
            from due where c.id = due.id
            returning c.letter, c.recipient_id, c.id, c.brand_id, c.change_id,
                case when c.kind = 'CLAIM' then (select l.value from address_claim l where l.id = c.id)
                    when c.kind = 'NOTICE' then c.mailed_to
                    else (select a.value from address a where a.recipient_id = due.holder and a.channel = 'EMAIL'
                        and a.normal = c.mailed_to) end, c.locale, c.sent, c.attempts, c.expires_at, c.due_at is not null, c.lifts is not null""";

    /** The mailbox of a notice is nobody's on record any more, and is not kept longer than its letter. */
    private static final String FORGOTTEN = ", mailed_to = case when kind = 'NOTICE' then null else mailed_to end";

    private final DataSource database;
    private final Clock clock;

    @Inject
    public Outbox(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes due the letter about a visit or claim that somebody opened; nothing for one that is due or was mailed by itself. */
    public void due(int id, LetterKind kind, String locale) {
        run("update confirmation set letter = ?, due_at = ?, locale = ? where id = ? and letter is null", kind.name(),
                utc(clock.instant()), locale, id);
    }

    /** The letter that waits longest, for the caller to mail; nothing if none is due. */
    public Optional<DueLetter> take() {
        return Transaction.in(database, connection -> {
            Taken taken = new Taken(true, Optional.empty());
            while (taken.another() && taken.letter().isEmpty()) {
                taken = take(connection);
            }
            return taken.letter();
        });
    }

    /** @param another true if there may be another where this one is due no more */
    private record Taken(boolean another, Optional<DueLetter> letter) {
    }

    private Taken take(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(TAKE)) {
            update.setObject(1, utc(clock.instant()));
            update.setObject(2, utc(clock.instant()));
            update.setObject(3, utc(clock.instant().plus(LEASE)));
            try (ResultSet row = update.executeQuery()) {
                if (!row.next()) {
                    return new Taken(false, Optional.empty());
                }
                return new Taken(true, row.getBoolean(11) ? Optional.of(letter(row)) : Optional.empty());
            }
        }
    }

    private static DueLetter letter(ResultSet row) throws SQLException {
        return new DueLetter(LetterKind.valueOf(row.getString(1)), row.getLong(2), row.getInt(3), row.getInt(4),
                row.getObject(5, UUID.class), row.getString(6), row.getString(7), row.getInt(8), row.getInt(9),
                row.getObject(10, OffsetDateTime.class).toInstant(), row.getBoolean(12));
    }

    /** The next hop has taken it. */
    public void mailed(DueLetter letter) {
        run("update confirmation set sent = sent + 1, sent_at = ?, due_at = null, attempts = 0" + FORGOTTEN + " where id = ?",
                utc(clock.instant()), letter.id());
    }

    /** The next hop is away or asks for patience: tried again, each time later, while the link still works. */
    public void later(DueLetter letter) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(letter.attempt() - 1, DOUBLINGS));
        run("update confirmation set due_at = ? where id = ? and attempts = ?", utc(clock.instant().plus(wait)), letter.id(),
                letter.attempt());
    }

    /** There is nobody to write to, or nothing to write. */
    public void never(DueLetter letter) {
        run("update confirmation set due_at = null" + FORGOTTEN + " where id = ? and attempts = ?", letter.id(), letter.attempt());
    }

    private void run(String sql, Object... with) {
        Transaction.in(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                for (int i = 0; i < with.length; i++) {
                    update.setObject(i + 1, with[i]);
                }
                return update.executeUpdate();
            }
        });
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
