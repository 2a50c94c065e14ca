package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import javax.sql.DataSource;

import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** A log in a database of a test's own: writers as they write, and sealers that share nothing but the database. */
public final class LogFixture {

    public static final Instant AT = Instant.parse("2026-11-22T20:00:00Z");
    public final DataSource database;
    public final LogKeys keys = new LogKeys("test.example/log", new Vault(new Secret(new byte[32])), Clock.fixed(AT, ZoneOffset.UTC));
    public final Checkpoints checkpoints = new Checkpoints();
    public final Sealer sealer;
    private final Ledger ledger = new Ledger();

    public LogFixture(DataSource database) {
        this.database = database;
        this.sealer = sealer();
    }

    Sealer sealer() {
        return new Sealer(database, keys, checkpoints, Clock.fixed(AT, ZoneOffset.UTC), Optional.empty());
    }

    /** Makes sure that somebody of that number is there. */
    public void recipient(long id) throws SQLException {
        run("insert into recipient (id, jurisdiction, locale, created_at) overriding system value values (" + id
                + ", 'FR', 'fr', now()) on conflict do nothing");
    }

    /** Appends entries of one recipient within a transaction that is the caller's, behind the recipient's lock. */
    void append(Connection connection, long recipient, int many) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            int seq;
            byte[] head;
            try (ResultSet row = sql.executeQuery("select ledger_seq, ledger_head from recipient where id = " + recipient + " for update")) {
                row.next();
                seq = row.getInt(1);
                head = row.getBytes(2);
            }
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                Entry entry = new Entry(recipient, ++seq, AT.plusSeconds(seq), "choice", new TreeMap<>(Map.of("scope", "PURPOSE:1",
                        "channel", "EMAIL", "state", seq % 2 == 1 ? "GRANTED" : "WITHDRAWN", "epoch", seq)), head);
                head = entry.hash();
                entries.add(entry);
            }
            ledger.append(connection, entries);
            sql.executeUpdate("update recipient set ledger_seq = " + seq + ", ledger_head = '\\x" + java.util.HexFormat.of().formatHex(head)
                    + "' where id = " + recipient);
        }
    }

    /** Appends and commits. */
    public void append(long recipient, int many) throws SQLException {
        recipient(recipient);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            append(connection, recipient, many);
            connection.commit();
        }
    }

    /** Appends one entry that says this, and commits. */
    public void append(long recipient, Map<String, Object> facts) throws SQLException {
        recipient(recipient);
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement(); ResultSet row = sql.executeQuery(
                "select ledger_seq, ledger_head from recipient where id = " + recipient)) {
            row.next();
            Entry entry = new Entry(recipient, row.getInt(1) + 1, AT.plusSeconds(row.getInt(1) + 1), "choice", new TreeMap<>(facts),
                    row.getBytes(2));
            ledger.append(connection, List.of(entry));
            run("update recipient set ledger_seq = " + entry.seq() + ", ledger_head = '\\x"
                    + java.util.HexFormat.of().formatHex(entry.hash()) + "' where id = " + recipient);
        }
    }

    /** Seals until nothing is left; whoever still writes holds it up. */
    public void sealAll() throws SQLException {
        while (true) {
            Sealer.Round round = sealer.seal().orElseThrow();
            if (round.entries() == 0 && !round.more()) {
                return;
            }
        }
    }

    void run(String... statements) throws SQLException {
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    long number(String query) throws SQLException {
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What the leaves are made of, in order. */
    List<byte[]> data() throws SQLException {
        List<byte[]> data = new ArrayList<>();
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement(); ResultSet row = sql.executeQuery(
                "select e.leaf from ledger_leaf l join ledger_entry e using (recipient_id, seq) order by l.leaf_index")) {
            while (row.next()) {
                data.add(row.getBytes(1));
            }
        }
        return data;
    }

    Checkpoints.Signed latest() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return checkpoints.latest(connection).orElseThrow();
        }
    }

}
