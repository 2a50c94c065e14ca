package org.preferencecenter.link.control;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.link.entity.RingKey;
import org.preferencecenter.link.entity.Token;
import org.preferencecenter.platform.control.Vault;

/**
 * The key ring. The newest key that nobody else knows signs; every key verifies for ever, for mail is read years
 * after it was sent (STANDARDS E.4). Keys stay in memory, so links verify while the database is away. What another
 * node changed is seen when {@link #refresh} is next called, each minute in a server, and at once when a link names a
 * key that this node has not met.
 */
@Singleton
public class LinkKeys {

    /** Forged key ids must not become a load on the database. */
    private static final long PAUSE = Duration.ofSeconds(10).toMillis();

    /** All keys by id, and the one that signs; null only while the table is empty. */
    private record Ring(LinkKey[] keys, LinkKey signer) {
    }

    private final KeyTable table;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Ring ring = new Ring(new LinkKey[Token.MAX_KEY_ID + 1], null);
    /** When an unknown key last made us read, in milliseconds since 1970; guarded by {@link #reading}. */
    private long askedAt = Long.MIN_VALUE / 2;

    @Inject
    public LinkKeys(DataSource database, Vault vault, Clock clock) {
        this(new KeyTable(database, vault), clock);
    }

    LinkKeys(KeyTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Makes the first key if there is none, however many nodes start at once, and reads the ring.
     *
     * @throws IllegalStateException if the ring is sealed under another secret, or the database is away
     */
    public void open() {
        try {
            table.addFirst(clock.instant());
            read();
        } catch (SQLException e) {
            throw new IllegalStateException("The link keys cannot be read.", e);
        }
    }

    /**
     * Reads what other nodes changed.
     *
     * @throws IllegalStateException if the database is away; the keys met so far stay in use
     */
    public void refresh() {
        try {
            read();
        } catch (SQLException e) {
            throw new IllegalStateException("The link keys cannot be read.", e);
        }
    }

    /**
     * Adds a key; links are signed with it from now on, here at once and on other nodes at their next refresh.
     *
     * @return its id
     * @throws IllegalStateException if the ring is full (255 keys) or sealed under another secret, or the database is
     *                               away
     */
    public int rotate() {
        try {
            int id = table.add(clock.instant());
            read();
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException("No link key could be added.", e);
        }
    }

    /**
     * Says that others know this key: its links may still stop, the harmless direction, and do nothing else from now
     * on, here at once and on other nodes at their next refresh. If no other key is left to sign with, one is added.
     *
     * @throws IllegalArgumentException if there is no such key
     * @throws IllegalStateException    if the ring is sealed under another secret, or the database is away
     */
    public void compromised(int id) {
        try {
            table.compromise(id, clock.instant());
            read();
        } catch (SQLException e) {
            throw new IllegalStateException("Link key " + id + " could not be marked.", e);
        }
    }

    /**
     * Every key there ever was, the newest first.
     *
     * @throws IllegalStateException if the database is away
     */
    public List<RingKey> list() {
        try {
            return table.list();
        } catch (SQLException e) {
            throw new IllegalStateException("The link keys cannot be read.", e);
        }
    }

    /** The key to sign with. @throws IllegalStateException if there is none yet and the database is away */
    LinkKey signer() {
        LinkKey signer = ring.signer();
        if (signer == null) {
            open();
            signer = ring.signer();
        }
        return signer;
    }

    /** The key of this id, or nothing. Never fails: without the database, the keys met so far are the ring. */
    Optional<LinkKey> find(int id) {
        LinkKey key = ring.keys()[id];
        if (key == null && id > 0) {
            readForUnknown(id);
            key = ring.keys()[id];
        }
        return Optional.ofNullable(key);
    }

    private void readForUnknown(int id) {
        // Waits for a reading under way: answering "no such key" meanwhile would refuse a good link.
        reading.lock();
        try {
            // A clock that was set back counts as passed, else no key would be read until it caught up.
            boolean passed = Math.abs(clock.millis() - askedAt) >= PAUSE;
            if (ring.keys()[id] == null && passed) {
                askedAt = clock.millis();
                read();
            }
        } catch (SQLException | IllegalStateException e) {
            // The schedule that refreshes says so in the log; here the link is simply not known.
            return;
        } finally {
            reading.unlock();
        }
    }

    private void read() throws SQLException {
        reading.lock();
        try {
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
        } finally {
            reading.unlock();
        }
    }
}
