package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import org.preferencecenter.ledger.entity.MerkleTree;
import org.preferencecenter.ledger.entity.Subtree;

/** The stored hashes of the tree: leaves, and every fourth level above them; what lies between is computed. */
final class TreeRows {

    /** Levels that are stored are multiples of it. */
    static final int STEP = 4;

    private TreeRows() {
    }

    /** Whether the hash of such a subtree is a row of ledger_node. */
    static boolean stored(Subtree part) {
        return part.level() > 0 && part.level() % STEP == 0;
    }

    /**
     * The hashes of complete subtrees, in one statement for each stored level, whatever their number.
     *
     * @throws LedgerBroken if a row is missing
     */
    static Function<Subtree, byte[]> hashes(Connection connection, Collection<Subtree> wanted) throws SQLException {
        Map<Integer, TreeSet<Long>> rows = new TreeMap<>();
        for (Subtree part : wanted) {
            part.split(lower(part)).forEach(row -> rows.computeIfAbsent(row.level(), l -> new TreeSet<>()).add(row.index()));
        }
        Map<Subtree, byte[]> known = new HashMap<>();
        for (Map.Entry<Integer, TreeSet<Long>> level : rows.entrySet()) {
            read(connection, level.getKey(), level.getValue(), known);
        }
        return part -> hash(part, known);
    }

    /** The hashes of ranges, as proofs want them. */
    static List<List<byte[]>> proofs(Connection connection, List<List<MerkleTree.Range>> paths) throws SQLException {
        List<Subtree> wanted = new ArrayList<>();
        paths.forEach(path -> path.forEach(range -> wanted.addAll(range.parts())));
        Function<Subtree, byte[]> hashes = hashes(connection, wanted);
        // Proofs of one tree share their upper ends: each is computed once.
        Map<MerkleTree.Range, byte[]> done = new HashMap<>();
        return paths.stream().map(path -> path.stream()
                .map(range -> done.computeIfAbsent(range, r -> MerkleTree.hash(r, hashes))).toList()).toList();
    }

    /** Adds what is stored for ever: the hashes of complete subtrees. */
    static void store(Connection connection, List<Subtree> parts, List<byte[]> hashes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into ledger_node (level, node_index, hash)
                select * from unnest(?::smallint[], ?::bigint[], ?::bytea[])""")) {
            insert.setArray(1, connection.createArrayOf("smallint", parts.stream().map(Subtree::level).toArray()));
            insert.setObject(2, parts.stream().mapToLong(Subtree::index).toArray());
            insert.setObject(3, hashes.toArray(byte[][]::new));
            insert.executeUpdate();
        }
    }

    private static int lower(Subtree part) {
        return part.level() / STEP * STEP;
    }

    private static byte[] hash(Subtree part, Map<Subtree, byte[]> known) {
        byte[] row = known.get(part);
        if (row == null && part.level() == lower(part)) {
            throw new LedgerBroken("the tree has no row at level " + part.level() + ", index " + part.index());
        }
        return row != null ? row : MerkleTree.node(hash(new Subtree(part.level() - 1, part.index() * 2), known),
                hash(new Subtree(part.level() - 1, part.index() * 2 + 1), known));
    }

    private static void read(Connection connection, int level, Collection<Long> indexes, Map<Subtree, byte[]> known)
            throws SQLException {
        String sql = level == 0 ? "select leaf_index, hash from ledger_leaf where leaf_index = any(?)"
                : "select node_index, hash from ledger_node where level = " + level + " and node_index = any(?)";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, indexes.stream().mapToLong(Long::longValue).toArray());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.put(new Subtree(level, row.getLong(1)), row.getBytes(2));
                }
            }
        }
    }
}
