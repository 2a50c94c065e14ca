package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.preferencecenter.ledger.entity.Subtree;

/** What an audit reads: by index and key, a block at a time. */
final class AuditRows {

    private static final int LAST_YEAR = 9999;
    private static final Map<String, String> BY_INDEX = Map.of("enable_seqscan", "off", "enable_hashjoin", "off", "enable_mergejoin",
            "off", "max_parallel_workers_per_gather", "0", "jit", "off", "plan_cache_mode", "force_custom_plan");

    /**
     * A leaf, its entry, and the hash of the entry before.
     *
     * @param entryHash null: there is no such entry
     * @param at        null: none that an entry can have, such as infinity
     * @param before    null: there is none before
     */
    record Leaf(long index, long recipient, int seq, byte[] hash, byte[] entryHash, byte[] leaf, Instant at, byte[] prev, long arrival,
            byte[] before) {
    }

    /** An entry by its name. */
    record Name(long recipient, int seq) {
    }

    private AuditRows() {
    }

    /**
     * By index and row by row, whatever the statistics say, or lack: no table is read whole, hashed or shared among workers, and no
     * plan is kept that was made for other bounds. For the transaction, or where there is none for the session.
     */
    static void byIndex(Connection connection) throws SQLException {
        set(connection, connection.getAutoCommit() ? "set %s = %s;" : "set local %s = %s;");
    }

    /**
     * Brings the index of arrivals up to what was written: vacuum does so when it comes by, and until then each look at a few
     * arrivals reads everything that was written since. Not waited for long, and nothing is lost where it cannot be.
     */
    static void summarize(Connection connection) throws SQLException {
        Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            if (before != null) {
                statement.execute("set local lock_timeout = '3s'");
            }
            statement.execute("select brin_summarize_new_values(oid) from pg_class where oid = 'ledger_entry_arrival'::regclass"
                    + " and pg_has_role(relowner, 'USAGE')");
        } catch (SQLException busy) {
            if (before == null) {
                throw busy;
            }
            connection.rollback(before);
        }
    }

    /** As it was. */
    static void anyWay(Connection connection) throws SQLException {
        set(connection, "reset %s;");
    }

    private static void set(Connection connection, String form) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            StringBuilder sql = new StringBuilder();
            BY_INDEX.forEach((name, value) -> sql.append(form.formatted(name, value)));
            statement.execute(sql.toString());
        }
    }

    static List<Leaf> leaves(Connection connection, long from, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select l.leaf_index, l.recipient_id, l.seq, l.hash, e.hash, e.leaf, e.at, e.prev_hash, e.arrival, p.hash
                from ledger_leaf l
                left join ledger_entry e on e.recipient_id = l.recipient_id and e.seq = l.seq
                left join ledger_entry p on p.recipient_id = l.recipient_id and p.seq = l.seq - 1
                where l.leaf_index >= ? and l.leaf_index < ? order by l.leaf_index""")) {
            select.setLong(1, from);
            select.setLong(2, to);
            List<Leaf> leaves = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    OffsetDateTime at = row.getObject(7, OffsetDateTime.class);
                    leaves.add(new Leaf(row.getLong(1), row.getLong(2), row.getInt(3), row.getBytes(4), row.getBytes(5), row.getBytes(6),
                            at == null || at.getYear() < 0 || at.getYear() > LAST_YEAR ? null : at.toInstant(), row.getBytes(8), row.getLong(9), row.getBytes(10)));
                }
            }
            return leaves;
        }
    }

    /** The leaf of an entry; nothing: it is not sealed yet. */
    static Optional<Leaf> leaf(Connection connection, long recipient, int seq) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select leaf_index from ledger_leaf where recipient_id = ? and seq = ?")) {
            select.setLong(1, recipient);
            select.setInt(2, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? leaves(connection, row.getLong(1), row.getLong(1) + 1).stream().findFirst() : Optional.empty();
            }
        }
    }

    /** What else tells of an entry's hash: the entry after it, and its recipient if it is the last. */
    static List<byte[]> knownElsewhere(Connection connection, Leaf of) throws SQLException {
        List<byte[]> hashes = new ArrayList<>(List.of(of.hash(), of.entryHash()));
        try (PreparedStatement select = connection.prepareStatement("""
                select prev_hash from ledger_entry where recipient_id = ? and seq = ?
                union all select ledger_head from recipient where id = ? and ledger_seq = ?""")) {
            select.setLong(1, of.recipient());
            select.setInt(2, of.seq() + 1);
            select.setLong(3, of.recipient());
            select.setInt(4, of.seq());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    hashes.add(row.getBytes(1));
                }
            }
        }
        return hashes;
    }

    /** What entries of the same person say, the newest {@code most} of them. */
    static List<byte[]> said(Connection connection, long recipient, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select leaf from ledger_entry where recipient_id = ? order by seq desc limit ?")) {
            select.setLong(1, recipient);
            select.setInt(2, most);
            List<byte[]> leaves = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    leaves.add(row.getBytes(1));
                }
            }
            return leaves;
        }
    }

    /** The first of these recipients who has entries and is not there. */
    static Optional<Name> orphan(Connection connection, long after, long to) throws SQLException {
        return name(connection, """
                select e.recipient_id, e.seq from ledger_entry e where e.recipient_id > ? and e.recipient_id <= ? and e.seq = 1
                  and not exists (select from recipient r where r.id = e.recipient_id) order by 1 limit 1""", after, to);
    }

    /** The stored nodes that end within these leaves. */
    static Map<Subtree, byte[]> nodes(Connection connection, long from, long to) throws SQLException {
        Map<Subtree, byte[]> nodes = new HashMap<>();
        for (int level = TreeRows.STEP; to >> level > 0; level += TreeRows.STEP) {
            try (PreparedStatement select = connection.prepareStatement(
                    "select node_index, hash from ledger_node where level = ? and node_index >= ? and node_index < ?")) {
                select.setInt(1, level);
                select.setLong(2, from >> level);
                select.setLong(3, to >> level);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        nodes.put(new Subtree(level, row.getLong(1)), row.getBytes(2));
                    }
                }
            }
        }
        return nodes;
    }

    /** The first entry of these leaves that the entry after it, or its recipient, knows with another hash. */
    static Optional<Leaf> contradicted(Connection connection, long from, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select l.leaf_index from ledger_leaf l
                join ledger_entry e on e.recipient_id = l.recipient_id and e.seq = l.seq
                left join ledger_entry s on s.recipient_id = l.recipient_id and s.seq = l.seq + 1
                left join recipient r on r.id = l.recipient_id and r.ledger_seq = l.seq
                where l.leaf_index >= ? and l.leaf_index < ? and (s.prev_hash <> e.hash or r.ledger_head <> e.hash)
                order by 1 limit 1""")) {
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? leaves(connection, row.getLong(1), row.getLong(1) + 1).stream().findFirst() : Optional.empty();
            }
        }
    }

    /** The first entry that is gone although its recipient is known to have had more than the one before it, a leaf below that index. */
    static Optional<Name> gone(Connection connection, long to) throws SQLException {
        return name(connection, """
                select l.recipient_id, l.seq + 1 from ledger_leaf l join recipient r on r.id = l.recipient_id and r.ledger_seq > l.seq
                where l.leaf_index >= ? and l.leaf_index < ?
                  and not exists (select from ledger_entry s where s.recipient_id = l.recipient_id and s.seq = l.seq + 1)
                order by l.leaf_index limit 1""", 0, to);
    }

    /** The first entry that arrived within these and is no leaf. */
    static Optional<Name> unsealed(Connection connection, long after, long to) throws SQLException {
        return name(connection, """
                select recipient_id, seq from ledger_entry e where arrival > ? and arrival <= ?
                  and not exists (select from ledger_leaf l where l.recipient_id = e.recipient_id and l.seq = e.seq)
                order by arrival limit 1""", after, to);
    }

    /** The first recipient of these ids whose last entry is not the one they are known to end with; and what that should be. */
    static Optional<Name> cut(Connection connection, long after, long to) throws SQLException {
        return name(connection, """
                select r.id, r.ledger_seq from recipient r where r.id > ? and r.id <= ?
                  and (exists (select from ledger_entry e where e.recipient_id = r.id and e.seq > r.ledger_seq)
                       or r.ledger_seq > 0 and not exists (select from ledger_entry e
                            where e.recipient_id = r.id and e.seq = r.ledger_seq and e.hash = r.ledger_head))
                order by r.id limit 1""", after, to);
    }

    private static Optional<Name> name(Connection connection, String sql, long after, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, after);
            select.setLong(2, to);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Name(row.getLong(1), row.getInt(2))) : Optional.empty();
            }
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql); ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
