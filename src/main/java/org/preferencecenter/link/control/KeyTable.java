package org.preferencecenter.link.control;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.preferencecenter.link.entity.RingKey;
import org.preferencecenter.link.entity.Token;
import org.preferencecenter.platform.control.Vault;

/** The table link_key: secrets go in and come out sealed, ids count up from 1 and are never used twice. */
class KeyTable {

    private static final int SECRET_BYTES = 32;
    /** Any number that nothing else in this database locks: "link" in ASCII. */
    private static final long LOCK = 0x6C696E6BL;

    /** A key as it is stored. */
    record Row(int id, byte[] sealed, boolean compromised) {
    }

    private final DataSource database;
    private final Vault vault;
    private final SecureRandom random = new SecureRandom();

    KeyTable(DataSource database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    List<Row> all() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return all(connection);
        }
    }

    /** For people: the newest first. The newest that nobody else knows signs. */
    List<RingKey> list() throws SQLException {
        List<RingKey> keys = new ArrayList<>();
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(
                "select id, created_at, compromised_at from link_key order by id desc"); ResultSet row = select.executeQuery()) {
            boolean signed = false;
            while (row.next()) {
                Timestamp compromised = row.getTimestamp(3);
                boolean signs = !signed && compromised == null;
                signed |= signs;
                keys.add(new RingKey(row.getInt(1), row.getTimestamp(2).toInstant(),
                        compromised == null ? null : compromised.toInstant(), signs));
            }
        }
        return keys;
    }

    /** @throws IllegalStateException if it was sealed under another secret */
    byte[] secret(Row row) {
        return vault.open(label(row.id()), row.sealed());
    }

    /** Makes sure that there is a key, however many nodes ask at once. */
    void addFirst(Instant now) throws SQLException {
        alone(connection -> all(connection).isEmpty() ? add(connection, now) : 0);
    }

    /**
     * @return the new key's id
     * @throws IllegalStateException if the ring is full, or its keys were sealed under another secret
     */
    int add(Instant now) throws SQLException {
        return alone(connection -> add(connection, now));
    }

    /**
     * Marks a key as known to others, and adds a key if none is left to sign with.
     *
     * @throws IllegalArgumentException if there is no such key
     */
    void compromise(int id, Instant now) throws SQLException {
        alone(connection -> {
            if (!mark(connection, id, now)) {
                throw new IllegalArgumentException("There is no link key " + id + ".");
            }
            boolean noneLeft = all(connection).stream().allMatch(Row::compromised);
            return noneLeft ? add(connection, now) : 0;
        });
    }

    private interface Work {
        int on(Connection connection) throws SQLException;
    }

    /** One transaction, one node at a time. */
    private int alone(Work work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            int answer;
            try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
                lock.setLong(1, LOCK);
                lock.execute();
                answer = work.on(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                undo(connection, e);
                throw e;
            }
            connection.setAutoCommit(true);
            return answer;
        }
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

    private static List<Row> all(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = connection
                .prepareStatement("select id, secret, compromised_at is not null from link_key order by id");
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                rows.add(new Row(found.getInt(1), found.getBytes(2), found.getBoolean(3)));
            }
        }
        return rows;
    }

    private int add(Connection connection, Instant now) throws SQLException {
        List<Row> rows = all(connection);
        // A key sealed under a mistyped secret would stop every node's next start: whoever adds must open the others.
        rows.forEach(this::secret);
        int id = 1 + rows.stream().mapToInt(Row::id).max().orElse(0);
        if (id > Token.MAX_KEY_ID) {
            throw new IllegalStateException("The key ring is full: a link has room for " + Token.MAX_KEY_ID + " keys.");
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        try (PreparedStatement insert = connection
                .prepareStatement("insert into link_key (id, secret, created_at) values (?, ?, ?)")) {
            insert.setInt(1, id);
            insert.setBytes(2, vault.seal(label(id), secret));
            insert.setTimestamp(3, Timestamp.from(now));
            insert.executeUpdate();
        }
        return id;
    }

    private static boolean mark(Connection connection, int id, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update link_key set compromised_at = coalesce(compromised_at, ?) where id = ?")) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setInt(2, id);
            return update.executeUpdate() == 1;
        }
    }

    private static String label(int id) {
        return "link-key-" + id;
    }
}
