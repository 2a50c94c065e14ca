package org.preferencecenter.exchange.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.platform.control.Vault;

/**
 * Files that came in or are to be fetched, in sealed pieces of a table: every node reads them, whichever took them in, and a
 * copy of the database tells nothing. No connection is held while a file is waited for. Every method throws
 * {@link org.preferencecenter.consent.control.DatabaseAway} if the database is.
 */
@Singleton
public class FileStore {

    /** Longest file that is taken in. */
    public static final long MOST = 1L << 30;
    /** Kept so long from when it came in; a job moves that on. */
    public static final Duration KEPT = Duration.ofDays(30);
    /** A file to be fetched is kept so long. */
    public static final Duration TO_FETCH = Duration.ofDays(7);
    /** An opposition list that nobody loads is kept so long: it holds numbers of people who want to be left alone. */
    static final Duration LIST_KEPT = Duration.ofDays(1);
    private static final int PIECE = 256 * 1024;

    private final DataSource database;
    private final Clock clock;
    private final Vault vault;

    @Inject
    public FileStore(DataSource database, Clock clock, Vault vault) {
        this.database = database;
        this.clock = clock;
        this.vault = vault;
    }

    /** @param brand 0: every brand's. @param form {@code CSV} or {@code XLSX}; {@code lines}: about how many */
    public record Stored(long id, int brand, String name, String form, long size, long lines, Instant keepUntil) {
    }

    /** A file longer than {@link #MOST}. */
    public static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    public Optional<Stored> find(long id) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select id, brand_id, name, form, size, lines, keep_until from stored_file where id = ? and keep_until > ?")) {
                select.setLong(1, id);
                select.setObject(2, Jobs.utc(clock.instant()));
                try (ResultSet row = select.executeQuery()) {
                    return !row.next() ? Optional.empty() : Optional.of(new Stored(row.getLong(1), row.getInt(2), row.getString(3),
                            row.getString(4), row.getLong(5), row.getLong(6), row.getObject(7, OffsetDateTime.class).toInstant()));
                }
            }
        });
    }

    long begin(Connection connection, int brand, String name, String form, Duration kept) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into stored_file (brand_id, name, form, created_at, keep_until) values (nullif(?, 0), ?, ?, ?, ?) returning id""")) {
            insert.setInt(1, brand);
            insert.setString(2, name.isBlank() ? "-" : name.length() > 200 ? name.substring(name.length() - 200) : name);
            insert.setString(3, form);
            insert.setObject(4, Jobs.utc(clock.instant()));
            insert.setObject(5, Jobs.utc(clock.instant().plus(kept)));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** A new file, written piece by piece as it comes; what is never closed is cleared away with the old ones. */
    public Writing write(int brand, String name, String form, Duration kept) {
        return new Writing(Transaction.in(database, Transaction.FOR_EVER, connection -> begin(connection, brand, name, form, kept)));
    }

    /** Writes a file; each piece is stored as it is full. */
    public final class Writing extends OutputStream {
        private final long id;
        private final byte[] piece = new byte[PIECE];
        private int length;
        private long size;
        private int seq;

        private Writing(long id) {
            this.id = id;
        }

        public long id() {
            return id;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            int at = from;
            while (at < from + count) {
                int part = Math.min(PIECE - length, from + count - at);
                System.arraycopy(bytes, at, piece, length, part);
                length += part;
                at += part;
                if (length == PIECE) {
                    store();
                }
            }
        }

        private void store() throws TooLong {
            size += length;
            if (size > MOST) {
                throw new TooLong();
            }
            byte[] full = Arrays.copyOf(piece, length);
            length = 0;
            seq++;
            Transaction.in(database, Transaction.FOR_EVER, connection -> {
                append(connection, id, seq, full);
                return null;
            });
        }

        @Override
        public void close() throws IOException {
            if (length > 0) {
                store();
            }
        }
    }

    /** Adds a piece within the caller's transaction. */
    void append(Connection connection, long id, int seq, byte[] bytes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into stored_piece (file_id, seq, sealed) values (?, ?, ?)""")) {
            insert.setLong(1, id);
            insert.setInt(2, seq);
            insert.setBytes(3, vault.seal(label(id, seq), bytes));
            insert.executeUpdate();
        }
        try (PreparedStatement update = connection.prepareStatement("update stored_file set size = size + ?, lines = lines + ? where id = ?")) {
            update.setInt(1, bytes.length);
            update.setInt(2, lines(bytes));
            update.setLong(3, id);
            update.executeUpdate();
        }
    }

    private static int lines(byte[] bytes) {
        int lines = 0;
        for (byte octet : bytes) {
            lines += octet == '\n' ? 1 : 0;
        }
        return lines;
    }

    int lastPiece(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select coalesce(max(seq), 0) from stored_piece where file_id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    static void keep(Connection connection, long id, Instant until) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update stored_file set keep_until = greatest(keep_until, ?) where id = ?")) {
            update.setObject(1, Jobs.utc(until));
            update.setLong(2, id);
            update.executeUpdate();
        }
    }

    /** Forgets a file before its time, within the caller's transaction. */
    void drop(Connection connection, long id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from stored_file where id = ?")) {
            delete.setLong(1, id);
            delete.executeUpdate();
        }
    }

    /** The file, opened piece by piece as it is read. */
    public InputStream read(long id) {
        return new InputStream() {
            private byte[] piece = new byte[0];
            private int at;
            private int seq;

            private boolean more() {
                if (at == piece.length && seq >= 0) {
                    byte[] next = Transaction.reading(database, connection -> piece(connection, id, seq + 1));
                    seq = next == null ? -1 : seq + 1;
                    piece = next == null ? new byte[0] : vault.open(label(id, seq), next);
                    at = 0;
                }
                return seq >= 0;
            }

            @Override
            public int read() {
                return more() ? piece[at++] & 0xff : -1;
            }

            @Override
            public int read(byte[] to, int from, int count) {
                if (count == 0 || !more()) {
                    return count == 0 ? 0 : -1;
                }
                int part = Math.min(count, piece.length - at);
                System.arraycopy(piece, at, to, from, part);
                at += part;
                return part;
            }
        };
    }

    private static byte[] piece(Connection connection, long id, int seq) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select sealed from stored_piece where file_id = ? and seq = ?")) {
            select.setLong(1, id);
            select.setInt(2, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    private static String label(long id, int seq) {
        return "file/" + id + "/" + seq;
    }
}
