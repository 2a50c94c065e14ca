package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.preferencecenter.ledger.entity.Checkpoint;
import org.preferencecenter.ledger.entity.SignedNote;

/** What was signed so far. */
@Singleton
public class Checkpoints {

    private static final String SELECT = "select size, root, at, arrival, key_id, note from ledger_checkpoint ";

    /**
     * A checkpoint as it is stored.
     *
     * @param arrival every entry that arrived up to here is a leaf
     * @param note    as it is handed out
     */
    public record Signed(long size, byte[] root, Instant at, long arrival, int key, String note) {

        /** What its note says. @throws IllegalArgumentException if somebody changed it into no checkpoint at all */
        public Checkpoint checkpoint() {
            return Checkpoint.parse(SignedNote.parse(note).text());
        }
    }

    /** The newest; nothing before the first sealing. */
    public Optional<Signed> latest(Connection connection) throws SQLException {
        return select(connection, SELECT + "order by size desc limit 1", 0).stream().findFirst();
    }

    /** The first after that size; nothing if there is none. */
    public Optional<Signed> after(Connection connection, long size) throws SQLException {
        return select(connection, SELECT + "where size > ? order by size limit 1", size).stream().findFirst();
    }

    /** The first of at least that size. */
    Optional<Signed> reaching(Connection connection, long size) throws SQLException {
        return select(connection, SELECT + "where size >= ? order by size limit 1", size).stream().findFirst();
    }

    /** Those after that size, the smallest first. */
    public List<Signed> after(Connection connection, long size, int most) throws SQLException {
        return select(connection, SELECT + "where size > ? order by size limit " + most, size);
    }

    /** Those after one size and up to another, the smallest first. */
    List<Signed> between(Connection connection, long after, long to) throws SQLException {
        return select(connection, SELECT + "where size > ? and size <= " + to + " order by size", after);
    }

    /** That of exactly this size. */
    public Optional<Signed> of(Connection connection, long size) throws SQLException {
        return select(connection, SELECT + "where size = ?", size).stream().findFirst();
    }

    void add(Connection connection, Signed signed) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ledger_checkpoint (size, root, at, arrival, key_id, note) values (?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, signed.size());
            insert.setBytes(2, signed.root());
            insert.setObject(3, signed.at().atOffset(ZoneOffset.UTC));
            insert.setLong(4, signed.arrival());
            insert.setInt(5, signed.key());
            insert.setString(6, signed.note());
            insert.executeUpdate();
        }
    }

    private static List<Signed> select(Connection connection, String sql, long size) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            if (sql.contains("?")) {
                select.setLong(1, size);
            }
            List<Signed> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Signed(row.getLong(1), row.getBytes(2), row.getObject(3, OffsetDateTime.class).toInstant(),
                            row.getLong(4), row.getInt(5), row.getString(6)));
                }
            }
            return found;
        }
    }
}
