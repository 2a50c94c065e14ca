package org.preferencecenter.link.control;

import static java.lang.System.Logger.Level.WARNING;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.link.entity.Token;
import org.preferencecenter.platform.control.Vault;

/**
 * The key ring. The newest key that nobody else knows signs; every key verifies for ever, for mail is read years
 * after it was sent (STANDARDS E.4). Keys stay in memory, so links verify while the database is away. What another
 * node changed is seen within a minute, and at once when a link names a key that this node has not met.
 */
@Singleton
public class LinkKeys {

    private static final System.Logger LOG = System.getLogger(LinkKeys.class.getName());

    /** How old the ring may grow before a use of it reads the table again. */
    private static final long OLD = Duration.ofMinutes(1).toMillis();
    /** Forged key ids must not become a load on the database. */
    private static final long PAUSE = Duration.ofSeconds(10).toMillis();

    /** All keys by id, and the one that signs; null only while the table is empty. */
    private record Ring(LinkKey[] keys, LinkKey signer) {
    }

    private final KeyTable table;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Ring ring = new Ring(new LinkKey[Token.MAX_KEY_ID + 1], null);
    /** When the table was last read or tried, in milliseconds since 1970. */
    private volatile long triedAt = Long.MIN_VALUE / 2;

    @Inject
    public LinkKeys(DataSource database, Vault vault, Clock clock) {
        this(new KeyTable(database, vault), clock);
    }

    LinkKeys(KeyTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Makes the first key if there is none, after the migrations (10) and before anything signs. */
    void start(@Observes @Priority(20) Startup event) {
        first();
    }

    /**
     * Adds a key; links are signed with it from now on, here at once and on other nodes within a minute.
     *
     * @return its id
     * @throws IllegalStateException if the ring is full (255 keys) or sealed under another secret, or the database is
     *                               away
     */
    public int rotate() {
        try {
            int id = table.add(clock.instant());
            readNow();
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException("No link key could be added.", e);
        }
    }

    /**
     * Says that others know this key: its links may still stop, the harmless direction, and do nothing else from now
     * on, here at once and on other nodes within a minute. If no other key is left to sign with, one is added.
     *
     * @throws IllegalArgumentException if there is no such key
     * @throws IllegalStateException    if the database is away
     */
    public void compromised(int id) {
        try {
            table.compromise(id, clock.instant());
            readNow();
        } catch (SQLException e) {
            throw new IllegalStateException("Link key " + id + " could not be marked.", e);
        }
    }

    /** The key to sign with. @throws IllegalStateException if there is none yet and the database is away */
    LinkKey signer() {
        readEachMinute();
        LinkKey signer = ring.signer();
        if (signer == null) {
            first();
            signer = ring.signer();
        }
        return signer;
    }

    /** The key of this id, or nothing. Never fails: without the database, the keys met so far are the ring. */
    Optional<LinkKey> find(int id) {
        readEachMinute();
        LinkKey key = ring.keys()[id];
        if (key == null && id > 0) {
            readForUnknown();
            key = ring.keys()[id];
        }
        return Optional.ofNullable(key);
    }

    private void first() {
        try {
            table.addFirst(clock.instant());
            readNow();
        } catch (SQLException e) {
            throw new IllegalStateException("The link keys cannot be read.", e);
        }
    }

    /** One caller pays for it; the others go on with what they have. */
    private void readEachMinute() {
        if (isPast(OLD) && reading.tryLock()) {
            try {
                readIfPast(OLD);
            } finally {
                reading.unlock();
            }
        }
    }

    /** Waits for a reading under way: answering "no such key" meanwhile would refuse a good link. */
    private void readForUnknown() {
        reading.lock();
        try {
            readIfPast(PAUSE);
        } finally {
            reading.unlock();
        }
    }

    private void readIfPast(long age) {
        if (!isPast(age)) {
            return;
        }
        try {
            read();
        } catch (SQLException | IllegalStateException e) {
            // Nobody above can know: their link verifies or not with the keys there are.
            LOG.log(WARNING, "The link keys cannot be read again; those in memory stay in use.", e);
        }
    }

    private void readNow() throws SQLException {
        reading.lock();
        try {
            read();
        } finally {
            reading.unlock();
        }
    }

    private void read() throws SQLException {
        triedAt = clock.millis();
        Ring before = ring;
        LinkKey[] keys = before.keys().clone();
        LinkKey signer = null;
        for (KeyTable.Row row : table.all()) {
            LinkKey met = keys[row.id()];
            LinkKey key = met == null
                    ? LinkKey.of(row.id(), table.secret(row), row.compromised())
                    : met.compromised(row.compromised());
            keys[row.id()] = key;
            signer = key.compromised() ? signer : key;
        }
        // An empty table takes no key away: those met before keep working.
        ring = new Ring(keys, signer == null ? before.signer() : signer);
    }

    /** A clock that was set back counts as past, else no key would be read until it caught up. */
    private boolean isPast(long age) {
        return Math.abs(clock.millis() - triedAt) >= age;
    }
}
