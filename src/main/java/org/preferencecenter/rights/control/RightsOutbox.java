package org.preferencecenter.rights.control;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import javax.sql.DataSource;

import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.rights.entity.RightsLetter;

/**
 * Letters about requests, sealed until the next hop has taken them, then gone. Whoever takes one has it for {@link #LEASE}: a
 * crash gives it to somebody else afterwards. Every method throws {@code DatabaseAway} if the database is.
 */
@Singleton
public class RightsOutbox {

    /** How long a letter taken is nobody else's: longer than the next hop is waited for. */
    public static final Duration LEASE = Duration.ofMinutes(5);
    private static final String LABEL = "rights/letter";
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 6;
    /** About five days of tries, an hour apart; an address that is nowhere kept must not wait for ever. */
    private static final int MOST = 120;

    private final DataSource database;
    private final Clock clock;
    private final Vault vault;

    @Inject
    public RightsOutbox(DataSource database, Clock clock, Vault vault) {
        this.database = database;
        this.clock = clock;
        this.vault = vault;
    }

    /** One taken. @param attempt how often somebody set out to mail it, this time included */
    public record Due(long id, long request, int attempt, RightsLetter letter) {
    }

    /** Within the caller's transaction. @param letter null: there is nothing to mail */
    void add(Connection connection, long request, RightsLetter letter, Instant at) throws SQLException {
        if (letter == null) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into rights_letter (request_nr, sealed, due_at) values (?, ?, ?)")) {
            insert.setLong(1, request);
            insert.setBytes(2, vault.seal(LABEL, letter.json().getBytes(StandardCharsets.UTF_8)));
            insert.setObject(3, RightsRequests.utc(at));
            insert.executeUpdate();
        }
    }

    /** The letter that waits longest, for the caller to mail. */
    public Optional<Due> take() {
        Instant now = clock.instant();
        return Transaction.in(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update rights_letter set attempts = attempts + 1, due_at = ? where id = (
                        select id from rights_letter where due_at <= ? order by due_at limit 1 for update skip locked)
                    returning id, request_nr, attempts, sealed""")) {
                update.setObject(1, RightsRequests.utc(now.plus(LEASE)));
                update.setObject(2, RightsRequests.utc(now));
                try (ResultSet row = update.executeQuery()) {
                    return row.next() ? Optional.of(new Due(row.getLong(1), row.getLong(2), row.getInt(3), RightsLetter.read(
                            new String(vault.open(LABEL, row.getBytes(4)), StandardCharsets.UTF_8)))) : Optional.empty();
                }
            }
        });
    }

    /** It was taken by the next hop, or nobody will ever take it: nothing of it is kept. */
    public void done(Due due) {
        run("delete from rights_letter where id = ?", due.id());
    }

    /** The next hop is away or asks for patience. */
    public void later(Due due) {
        if (due.attempt() >= MOST) {
            done(due);
            return;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(due.attempt() - 1, DOUBLINGS));
        run("update rights_letter set due_at = ? where id = ? and attempts = ?", RightsRequests.utc(clock.instant().plus(wait)),
                due.id(), due.attempt());
    }

    private void run(String sql, Object... with) {
        Transaction.reading(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                for (int i = 0; i < with.length; i++) {
                    update.setObject(i + 1, with[i]);
                }
                return update.executeUpdate();
            }
        });
    }
}
