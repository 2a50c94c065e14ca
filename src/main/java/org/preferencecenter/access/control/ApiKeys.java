package org.preferencecenter.access.control;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.ApiKey;
import org.preferencecenter.access.entity.KeyChange;
import org.preferencecenter.access.entity.KeyOrder;
import org.preferencecenter.access.entity.KeyText;

/**
 * Makes, lists, rotates and revokes API keys. What is changed here holds on every node once it has next read the keys
 * ({@link Doorkeeper#refresh}). Every method asks the database and throws {@link IllegalStateException}, caused by the
 * {@link SQLException}, when it is away.
 */
@Singleton
public class ApiKeys {

    /** How long a rotated key goes on beside the new one when nothing else is said. */
    public static final Duration USUAL_GRACE = Duration.ofDays(7);
    /** Most keys on a page of the list. */
    public static final int PAGE = 100;

    private final KeyTable table;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public ApiKeys(DataSource database, Clock clock) {
        this(new KeyTable(database), clock);
    }

    ApiKeys(KeyTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** The time by which keys are judged here. */
    public Instant now() {
        return clock.instant();
    }

    /** Makes a key, or says that it would have ended before it began. */
    public KeyChange create(KeyOrder order) {
        Instant now = clock.instant();
        if (order.expires() != null && !order.expires().isAfter(now)) {
            return new KeyChange.NotPossible("A key must expire in the future, or never.");
        }
        return alone(connection -> make(connection, order, now, null));
    }

    /**
     * Keys, ended ones too, the newest first.
     *
     * @param brand  the brand whose keys are asked for, or nothing: all keys
     * @param before id of the last key of the page before, or null for the first page
     * @return at most {@value #PAGE}
     */
    public List<ApiKey> list(OptionalInt brand, String before) {
        return reading(() -> table.page(brand, before, PAGE).stream().map(KeyTable.Row::key).toList());
    }

    /**
     * As above, of some brands.
     *
     * @param brands ids of the brands whose keys are asked for, or nothing: all keys
     */
    public List<ApiKey> list(Optional<Set<Integer>> brands, String before) {
        return reading(() -> table.page(brands, before, PAGE).stream().map(KeyTable.Row::key).toList());
    }

    /** A key by its id, ended or not. */
    public Optional<ApiKey> find(String id) {
        return reading(() -> table.find(id).map(KeyTable.Row::key));
    }

    /** The key that came after one, if it was rotated. */
    public Optional<String> successor(String id) {
        return reading(() -> {
            try (Connection connection = table.connect()) {
                return table.successor(connection, id);
            }
        });
    }

    /** Keys in use that end before a time and that no other came after, the first to end first. */
    public List<ApiKey> ending(Instant before) {
        return reading(() -> table.ending(clock.instant(), before, PAGE).stream().map(KeyTable.Row::key).toList());
    }

    /**
     * Makes a new key beside one that goes on for a while, so that its owner can change over without a gap. The new one
     * lives as long as the old one was made to live. A key is rotated once: from then on it is its successor's turn.
     *
     * @param id    the key to rotate
     * @param brand the one brand whose keys the asker may manage, or nothing: every key
     * @param grace how long the old one goes on, zero or more; never longer than it would have lived anyway
     */
    public KeyChange rotate(String id, OptionalInt brand, Duration grace) {
        Instant now = clock.instant();
        return alone(connection -> {
            Optional<ApiKey> found = manageable(connection, id, brand);
            if (found.isEmpty()) {
                return new KeyChange.Unknown();
            }
            ApiKey old = found.get();
            Optional<String> successor = table.successor(connection, id);
            if (successor.isPresent()) {
                return new KeyChange.NotPossible("Key " + id + " was rotated before: rotate the key that came after it, "
                        + successor.get() + ".");
            }
            if (old.state(now) != ApiKey.State.LIVE) {
                return new KeyChange.NotPossible("Key " + id + " has expired or was revoked: make a new key instead.");
            }
            Instant expires = old.expires() == null ? null : now.plus(Duration.between(old.created(), old.expires()));
            table.endBy(connection, id, now.plus(grace));
            KeyOrder same = new KeyOrder(old.name(), old.permissions(), old.brand(), old.perMinute(), expires);
            return make(connection, same, now, id);
        });
    }

    /**
     * Ends a key at once on this node and within seconds on the others; revoking twice changes nothing.
     *
     * @param brand the one brand whose keys the asker may manage, or nothing: every key
     */
    public KeyChange revoke(String id, OptionalInt brand) {
        return alone(connection -> {
            if (manageable(connection, id, brand).isEmpty()) {
                return new KeyChange.Unknown();
            }
            table.revoke(connection, id, clock.instant());
            return new KeyChange.Revoked();
        });
    }

    /** A brand's id, or nothing: there is no such brand. */
    public OptionalInt brand(String code) {
        return reading(() -> table.brand(code));
    }

    /** Every key that may be used now, with its hash. */
    List<KeyTable.Row> live() {
        return reading(() -> table.live(clock.instant()));
    }

    /** Writes down when keys were last used. */
    void used(Map<String, Instant> uses) {
        reading(() -> {
            table.used(uses);
            return uses;
        });
    }

    private Optional<ApiKey> manageable(Connection connection, String id, OptionalInt brand) throws SQLException {
        return table.locked(connection, id).map(KeyTable.Row::key)
                .filter(key -> brand.isEmpty() || key.brand().equals(brand));
    }

    private KeyChange make(Connection connection, KeyOrder order, Instant now, String replaces) throws SQLException {
        KeyText text = KeyText.of(octets(KeyText.ID_BYTES), octets(KeyText.SECRET_BYTES));
        table.insert(connection, text, order, now, replaces);
        return new KeyChange.Made(table.locked(connection, text.id()).orElseThrow().key(), text);
    }

    private byte[] octets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }

    private interface Reading<T> {
        T from() throws SQLException;
    }

    private static <T> T reading(Reading<T> reading) {
        try {
            return reading.from();
        } catch (SQLException e) {
            throw new IllegalStateException("The API keys cannot be read or written.", e);
        }
    }

    private interface Work {
        KeyChange on(Connection connection) throws SQLException;
    }

    /** One transaction. */
    private KeyChange alone(Work work) {
        return reading(() -> {
            try (Connection connection = table.connect()) {
                connection.setAutoCommit(false);
                KeyChange change;
                try {
                    change = work.on(connection);
                    connection.commit();
                } catch (SQLException | RuntimeException e) {
                    undo(connection, e);
                    throw e;
                }
                connection.setAutoCommit(true);
                return change;
            }
        });
    }

    /** A connection that broke cannot roll back either: what broke first is what the caller must hear. */
    private static void undo(Connection connection, Exception cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
