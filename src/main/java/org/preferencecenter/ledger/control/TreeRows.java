package org.preferencecenter.ledger.control;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.preferencecenter.ledger.entity.Leaf;
import org.preferencecenter.ledger.entity.MerkleTree;
import org.preferencecenter.ledger.entity.Subtree;

/** The stored hashes of the tree: leaves, and every fourth level above them; what lies between is computed. */
final class TreeRows {

    /** Levels that are stored are multiples of it. */
    static final int STEP = 4;
    /** So many rows lie below one another's parent that is stored, and are read as one. */
    private static final int WIDTH = 1 << STEP;
    /** An index and a hash. */
    private static final int ROW = Long.BYTES + Leaf.HASH_BYTES;

    /** Sixteen rows come as one: what a proof of a thousand entries costs is rows, not octets. The limit keeps the planner from guessing. */
    private static final String READ = """
            select b.level, b.block, x.rows from unnest(?::int[], ?::bigint[]) b(level, block)
            cross join lateral (select string_agg(int8send(r.at) || r.hash, ''::bytea) as rows from (
                select %s as at, hash from %s where %1$s >= b.block * 16 and %1$s < b.block * 16 + 16%s order by %1$s limit 16) r) x""";
    private static final String LEAVES = READ.formatted("leaf_index", "ledger_leaf", "");
    private static final String NODES = READ.formatted("node_index", "ledger_node", " and ledger_node.level = b.level");

    private TreeRows() {
    }

    /** Whether the hash of such a subtree is a row of ledger_node. */
    static boolean stored(Subtree part) {
        return part.level() > 0 && part.level() % STEP == 0;
    }

    /**
     * The hashes of complete subtrees, in two statements at most, whatever their number.
     *
     * @throws LedgerBroken from the function, if a row is missing
     */
    static Function<Subtree, byte[]> hashes(Connection connection, Collection<Subtree> wanted) throws SQLException {
        Map<Subtree, Block> blocks = new HashMap<>();
        for (Subtree part : wanted) {
            blocks.computeIfAbsent(block(part), Block::new);
        }
        read(connection, LEAVES, blocks.values().stream().filter(block -> block.level == 0).toList(), blocks);
        read(connection, NODES, blocks.values().stream().filter(block -> block.level > 0).toList(), blocks);
        return part -> blocks.get(block(part)).hash(part);
    }

    /** The hashes of ranges, as proofs want them. */
    static List<List<byte[]>> proofs(Connection connection, List<List<MerkleTree.Range>> paths) throws SQLException {
        // Proofs of one tree share their upper ends: each is looked for and computed once.
        Map<MerkleTree.Range, byte[]> done = new HashMap<>();
        paths.forEach(path -> path.forEach(range -> done.put(range, null)));
        List<Subtree> wanted = new ArrayList<>(done.size());
        done.keySet().forEach(range -> wanted.addAll(range.parts()));
        Function<Subtree, byte[]> hashes = hashes(connection, wanted);
        done.replaceAll((range, none) -> MerkleTree.hash(range, hashes));
        return paths.stream().map(path -> path.stream().map(done::get).toList()).toList();
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

    /** The sixteen rows a subtree is made of, or is one of, as the subtree they make. */
    private static Subtree block(Subtree part) {
        int lower = part.level() / STEP * STEP;
        return new Subtree(lower + STEP, part.index() >> lower + STEP - part.level());
    }

    private static void read(Connection connection, String sql, List<Block> wanted, Map<Subtree, Block> blocks) throws SQLException {
        if (wanted.isEmpty()) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, wanted.stream().mapToInt(block -> block.level).toArray());
            select.setObject(2, wanted.stream().mapToLong(block -> block.index).toArray());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byte[] rows = row.getBytes(3);
                    if (rows != null) {
                        blocks.get(new Subtree(row.getInt(1) + STEP, row.getLong(2))).fill(rows);
                    }
                }
            }
        }
    }

    /** Sixteen rows, and what is computed from them when it is asked for. */
    private static final class Block {

        private final int level;
        private final long index;
        /** 1: all of them; 2 and 3: its halves; and so on down to the rows, from 16. */
        private final byte[][] nodes = new byte[2 * WIDTH][];

        Block(Subtree whole) {
            level = whole.level() - STEP;
            index = whole.index();
        }

        void fill(byte[] rows) {
            for (ByteBuffer in = ByteBuffer.wrap(rows); in.remaining() >= ROW;) {
                int at = WIDTH + (int) (in.getLong() - index * WIDTH);
                nodes[at] = new byte[Leaf.HASH_BYTES];
                in.get(nodes[at]);
            }
        }

        byte[] hash(Subtree part) {
            int depth = STEP - (part.level() - level);
            return hash((1 << depth) + (int) (part.index() & (1L << depth) - 1));
        }

        private byte[] hash(int at) {
            if (nodes[at] == null) {
                if (at >= WIDTH) {
                    throw new LedgerBroken("the tree has no row at level " + level + ", index " + (index * WIDTH + at - WIDTH));
                }
                nodes[at] = MerkleTree.node(hash(2 * at), hash(2 * at + 1));
            }
            return nodes[at];
        }
    }
}
