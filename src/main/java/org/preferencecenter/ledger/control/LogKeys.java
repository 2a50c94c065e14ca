package org.preferencecenter.ledger.control;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.ledger.entity.LogKey;
import org.preferencecenter.ledger.entity.SignedNote;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Settings;

/**
 * The keys that sign checkpoints. The newest signs; what older ones signed is read with them for ever. The first checkpoint
 * after a change is signed by both, so whoever trusts the old key learns of the new one from it.
 */
@Singleton
public class LogKeys {

    /** Any number that nothing else in this database locks: "logk" in ASCII. */
    private static final long LOCK = 0x6C6F676BL;
    /** No checkpoint and no result of an audit. */
    private static final String PROBE = "is this key ours?\n";

    private final Vault vault;
    private final Clock clock;
    private final String origin;

    @Inject
    public LogKeys(Settings settings, Vault vault, Clock clock) {
        this(settings.baseUrl().getAuthority() + "/log", vault, clock);
    }

    /** @param origin the name of the first key, if there is none yet */
    LogKeys(String origin, Vault vault, Clock clock) {
        this.origin = origin;
        this.vault = vault;
        this.clock = clock;
    }

    /** A key as it is published. @param id 1, 2, 3 … */
    public record Published(int id, LogKey key, Instant since) {
    }

    private record Row(Published published, byte[] sealed) {
    }

    /** Every key there ever was, the newest first. */
    public List<Published> list(Connection connection) throws SQLException {
        return rows(connection).stream().map(Row::published).toList();
    }

    /**
     * The keys this house made, by id: whoever put another into the table could not seal its secret under ours, nor make the two
     * halves fit.
     */
    Map<Integer, LogKey> ours(Connection connection) throws SQLException {
        Map<Integer, LogKey> ours = new HashMap<>();
        for (Row row : rows(connection)) {
            try {
                if (row.published().key().signed(PROBE, signature(row, PROBE))) {
                    ours.put(row.published().id(), row.published().key());
                }
            } catch (IllegalStateException anothers) {
                continue;
            }
        }
        return ours;
    }

    /** Signs with a new key from the next checkpoint on. */
    public Published rotate(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Published added = rotate(connection);
                connection.commit();
                return added;
            } catch (SQLException | RuntimeException broken) {
                connection.rollback();
                throw broken;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Within the caller's transaction: signs with the newest key from the next checkpoint on. */
    public Published rotate(Connection connection) throws SQLException {
        lock(connection);
        return add(connection, rows(connection));
    }

    /** Makes the first key if there is none, within the caller's transaction. @return the key that signs */
    Published open(Connection connection) throws SQLException {
        List<Row> rows = rows(connection);
        if (rows.isEmpty()) {
            lock(connection);
            rows = rows(connection);
        }
        return rows.isEmpty() ? add(connection, rows) : rows.get(0).published();
    }

    /** A note and the id of the newest key that signed it. Keys may be added at any moment: none but this says which it was. */
    record Signing(int key, SignedNote note) {
    }

    /** The same, where nobody asks with which key it was. */
    SignedNote sign(Connection connection, String text, int before) throws SQLException {
        return signing(connection, text, before).note();
    }

    /**
     * Signs with the newest key; where the checkpoint before was signed by another, with that one too.
     *
     * @param before id of the key of the checkpoint before; 0: there is none
     */
    Signing signing(Connection connection, String text, int before) throws SQLException {
        List<SignedNote.Line> lines = new ArrayList<>();
        List<Row> rows = rows(connection);
        for (Row row : rows) {
            if (row == rows.get(0) || row.published().id() == before) {
                LogKey key = row.published().key();
                lines.add(new SignedNote.Line(key.name(), key.id(), signature(row, text)));
            }
        }
        return new Signing(rows.get(0).published().id(), new SignedNote(text, lines));
    }

    /** Signs with the newest key and with each of ours that signed a note already: whoever trusts one of them checks both. */
    SignedNote signBeside(Connection connection, String text, SignedNote beside) throws SQLException {
        List<SignedNote.Line> lines = new ArrayList<>();
        for (Row row : rows(connection)) {
            LogKey key = row.published().key();
            if (lines.isEmpty() || beside.signedBy(key)) {
                lines.add(new SignedNote.Line(key.name(), key.id(), signature(row, text)));
            }
        }
        return new SignedNote(text, lines);
    }

    private byte[] signature(Row row, String text) {
        byte[] secret = vault.open(label(row.published().id()), row.sealed());
        try {
            Signature sign = Signature.getInstance("Ed25519");
            sign.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(secret)));
            sign.update(text.getBytes(StandardCharsets.UTF_8));
            return sign.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("log key " + row.published().id() + " cannot sign", broken);
        }
    }

    private Published add(Connection connection, List<Row> rows) throws SQLException {
        // A key sealed under a mistyped secret would end all sealing: whoever adds must open the others.
        rows.forEach(row -> vault.open(label(row.published().id()), row.sealed()));
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into log_key (id, name, public_key, secret, created_at) values (?, ?, ?, ?, ?)")) {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Published added = new Published(1 + rows.stream().mapToInt(row -> row.published().id()).max().orElse(0),
                    LogKey.of(rows.isEmpty() ? origin : rows.get(0).published().key().name(), pair.getPublic()), clock.instant());
            insert.setInt(1, added.id());
            insert.setString(2, added.key().name());
            insert.setBytes(3, added.key().octets());
            insert.setBytes(4, vault.seal(label(added.id()), pair.getPrivate().getEncoded()));
            insert.setObject(5, added.since().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
            return added;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has Ed25519", impossible);
        }
    }

    private static List<Row> rows(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select id, name, public_key, created_at, secret from log_key order by id desc"); ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(new Row(new Published(row.getInt(1), new LogKey(row.getString(2), row.getBytes(3)),
                        row.getObject(4, OffsetDateTime.class).toInstant()), row.getBytes(5)));
            }
        }
        return rows;
    }

    private static void lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            lock.execute();
        }
    }

    private static String label(int id) {
        return "log-key-" + id;
    }
}
