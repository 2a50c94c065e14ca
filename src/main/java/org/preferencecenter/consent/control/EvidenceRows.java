package org.preferencecenter.consent.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.preferencecenter.consent.entity.Evidence;
import org.preferencecenter.consent.entity.EvidenceType;
import org.preferencecenter.platform.control.Vault;

/** Reads and writes the tables of evidence, within the caller's transaction. Names, salts and digests are sealed for the person. */
final class EvidenceRows {

    private static final String COLUMNS = "select id, recipient_id, change_id, brand_id, medium, type, size, pieces, sealed, account,"
            + " added_at from evidence ";
    private static final int DIGEST = 32;

    /** @param pieces into how many sealed pieces it is cut */
    record Stored(Evidence evidence, int pieces) {
    }

    private EvidenceRows() {
    }

    /** Of a person and of whoever was joined to them, the newest first. What no key opens any more is left out. */
    static List<Stored> of(Connection connection, PersonKeys keys, long recipient) throws SQLException {
        return read(connection, keys, COLUMNS + "where recipient_id = any(array(select id from recipient where id = ? or joined_to = ?))"
                + " order by added_at desc, id", recipient, recipient);
    }

    static Optional<Stored> find(Connection connection, PersonKeys keys, long recipient, UUID id) throws SQLException {
        return read(connection, keys, COLUMNS + "where recipient_id = any(array(select id from recipient where id = ? or joined_to = ?))"
                + " and id = ?", recipient, recipient, id).stream().findFirst();
    }

    private static List<Stored> read(Connection connection, PersonKeys keys, String sql, Object... with) throws SQLException {
        List<Stored> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < with.length; i++) {
                select.setObject(i + 1, with[i]);
            }
            long whose = 0;
            Optional<Vault> vault = Optional.empty();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (row.getLong(2) != whose) {
                        whose = row.getLong(2);
                        vault = keys.find(connection, whose);
                    }
                    if (vault.isPresent()) {
                        found.add(stored(row, vault.get()));
                    }
                }
            }
        }
        return found;
    }

    private static Stored stored(ResultSet row, Vault vault) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        UUID change = row.getObject(3, UUID.class);
        ByteBuffer about = ByteBuffer.wrap(vault.open(label(row.getLong(2), change, id, 0), row.getBytes(9)));
        byte[] salt = take(about, Evidence.SALT);
        byte[] sha256 = take(about, DIGEST);
        byte[] digest = take(about, DIGEST);
        String name = StandardCharsets.UTF_8.decode(about).toString();
        return new Stored(new Evidence(id, row.getLong(2), change, row.getInt(4), Evidence.Medium.valueOf(row.getString(5)),
                row.getString(6) == null ? null : EvidenceType.named(row.getString(6)).orElseThrow(), row.getLong(7), name, salt, sha256,
                digest, row.getInt(10), row.getObject(11, OffsetDateTime.class).toInstant()), row.getInt(8));
    }

    private static byte[] take(ByteBuffer from, int length) {
        byte[] octets = new byte[length];
        from.get(octets);
        return octets;
    }

    static void insert(Connection connection, Vault vault, Evidence evidence, int pieces) throws SQLException {
        byte[] name = evidence.name().getBytes(StandardCharsets.UTF_8);
        byte[] about = ByteBuffer.allocate(Evidence.SALT + 2 * DIGEST + name.length).put(evidence.salt()).put(evidence.sha256())
                .put(evidence.digest()).put(name).array();
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into evidence (id, recipient_id, change_id, brand_id, medium, type, size, pieces, sealed, account, added_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setObject(1, evidence.id());
            insert.setLong(2, evidence.recipient());
            insert.setObject(3, evidence.change());
            insert.setInt(4, evidence.brand());
            insert.setString(5, evidence.medium().name());
            insert.setString(6, evidence.type() == null ? null : evidence.type().mediaType());
            insert.setLong(7, evidence.size());
            insert.setInt(8, pieces);
            insert.setBytes(9, vault.seal(label(evidence.recipient(), evidence.change(), evidence.id(), 0), about));
            insert.setInt(10, evidence.account());
            insert.setObject(11, evidence.at().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    static void insert(Connection connection, UUID id, int seq, byte[] sealed) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into evidence_piece (evidence_id, seq, sealed) values (?, ?, ?)")) {
            insert.setObject(1, id);
            insert.setInt(2, seq);
            insert.setBytes(3, sealed);
            insert.executeUpdate();
        }
    }

    /** Null: there is none. */
    static byte[] piece(Connection connection, UUID id, int seq) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select sealed from evidence_piece where evidence_id = ? and seq = ?")) {
            select.setObject(1, id);
            select.setInt(2, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    static int count(Connection connection, long recipient) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select count(*) from evidence where recipient_id = ?")) {
            select.setLong(1, recipient);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    static void delete(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from evidence where id = ?")) {
            delete.setObject(1, id);
            delete.executeUpdate();
        }
    }

    /** What a piece is sealed with: moved to another person, choice, file or place in it, it does not open. @param seq 0: the row */
    static String label(long recipient, UUID change, UUID id, int seq) {
        return "evidence/" + recipient + "/" + change + "/" + id + "/" + seq;
    }
}
