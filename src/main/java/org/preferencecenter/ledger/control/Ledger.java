package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import org.preferencecenter.ledger.entity.Appended;
import org.preferencecenter.ledger.entity.Entry;

/** Appends entries and reads them back; the caller's transaction and row lock give them their place. */
@Singleton
public class Ledger {

    /** One statement for any number of entries, to be joined with the caller's own; see {@link #bind}. */
    public static final String APPEND = """
            insert into ledger_entry (recipient_id, seq, at, prev_hash, hash, leaf)
            select recipient_id, seq, timestamptz 'epoch' + micros * interval '1 microsecond', prev_hash, hash, leaf
            from unnest(?::bigint[], ?::integer[], ?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[])
                 as e (recipient_id, seq, micros, prev_hash, hash, leaf)""";

    /** Appends within the caller's transaction. @throws SQLException also if a recipient's seq is taken */
    public void append(Connection connection, List<Entry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            bind(insert, 1, entries.stream().map(Appended::of).toList());
            insert.executeUpdate();
        }
    }

    /** Binds {@link #APPEND} from the parameter {@code from} on. @return the first parameter after it */
    public static int bind(PreparedStatement statement, int from, List<Appended> entries) throws SQLException {
        int size = entries.size();
        long[] recipients = new long[size];
        int[] seqs = new int[size];
        long[] micros = new long[size];
        byte[][] before = new byte[size][];
        byte[][] hashes = new byte[size][];
        byte[][] leaves = new byte[size][];
        for (int i = 0; i < size; i++) {
            Appended appended = entries.get(i);
            Entry entry = appended.entry();
            recipients[i] = entry.recipient();
            seqs[i] = entry.seq();
            micros[i] = micros(entry.at());
            before[i] = entry.prevHash();
            leaves[i] = appended.leaf();
            hashes[i] = appended.hash();
        }
        int at = from;
        statement.setObject(at++, recipients);
        statement.setObject(at++, seqs);
        statement.setObject(at++, micros);
        statement.setObject(at++, before);
        statement.setObject(at++, hashes);
        statement.setObject(at++, leaves);
        return at;
    }

    /** A recipient's whole history, first entry first. @throws IllegalArgumentException if a leaf is not an entry */
    public List<Entry> of(Connection connection, long recipient) throws SQLException {
        return read(connection, "select leaf from ledger_entry where recipient_id = ? order by seq limit ?", recipient,
                Integer.MAX_VALUE);
    }

    /** The whole histories of many, each first entry first, in one statement; who has none is missing. */
    public Map<Long, List<Entry>> ofAll(Connection connection, long... recipients) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select recipient_id, leaf from ledger_entry where recipient_id = any(?) order by recipient_id, seq")) {
            select.setObject(1, recipients);
            Map<Long, List<Entry>> entries = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.computeIfAbsent(rows.getLong(1), id -> new ArrayList<>(2)).add(Entry.of(rows.getBytes(2)));
                }
            }
            return entries;
        }
    }

    /** The newest entries, newest first, at most {@code most}. */
    public List<Entry> latest(Connection connection, long recipient, int most) throws SQLException {
        return read(connection, "select leaf from ledger_entry where recipient_id = ? order by seq desc limit ?",
                recipient, most);
    }

    /** The entries before a seq, newest first, at most {@code most}: a history read on, page by page. */
    public List<Entry> before(Connection connection, long recipient, int seq, int most) throws SQLException {
        return read(connection, "select leaf from ledger_entry where recipient_id = ? and seq < " + seq
                + " order by seq desc limit ?", recipient, most);
    }

    private static List<Entry> read(Connection connection, String sql, long recipient, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, recipient);
            select.setInt(2, most);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(Entry.of(rows.getBytes(1)));
                }
            }
            return entries;
        }
    }

    /** Microseconds since 1970: exact in PostgreSQL, which keeps no finer time. */
    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    }
}
