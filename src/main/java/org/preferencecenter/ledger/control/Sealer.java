package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.ledger.entity.Checkpoint;
import org.preferencecenter.ledger.entity.Frontier;
import org.preferencecenter.ledger.entity.LogKey;
import org.preferencecenter.ledger.entity.MerkleProof;
import org.preferencecenter.ledger.entity.MerkleTree;
import org.preferencecenter.ledger.entity.SignedNote;
import org.preferencecenter.ledger.entity.Subtree;
import org.preferencecenter.platform.entity.Settings;

/**
 * Makes leaves of entries, in order of arrival, and signs the tree over them: leaves, nodes and checkpoint in one transaction,
 * by one node at a time (advisory lock of the transaction: who dies holds nothing).
 *
 * <p>Arrivals are given out before they are committed, so an earlier one may appear after a later one. No entry may be passed
 * over for that. So a mark is set: the last arrival given out, and then, in a later statement, a transaction id drawn for this
 * alone. Whoever had drawn an arrival up to the mark has an older id (a writer locks the recipient's row, which gives it its id,
 * before it appends); once all older ids are over, everything up to the mark is there, or never will be. The upper end of a
 * snapshot would not do instead: it is one past the newest id that is over, and younger ones may be writing. A mark is true
 * whoever knows it, so it lies in memory.
 */
@Singleton
public class Sealer {

    /** Any number that nothing else in this database locks: "seal" in ASCII. */
    static final long LOCK = 0x7365616CL;
    /** How many arrivals one transaction seals. */
    static final int BATCH = 20_000;
    /** Of a dead connection. */
    private static final int PATIENCE_MILLIS = 60_000;

    private static final String LAST_ARRIVAL =
            "select coalesce(pg_sequence_last_value(pg_get_serial_sequence('ledger_entry', 'arrival')::regclass), 0)";
    private static final String OWN_TX = "select pg_current_xact_id()::text::bigint";
    private static final String OLDEST_TX = "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint";
    /** An entry put in a second time keeps its first leaf; the audit tells of it. The hash is the one it was written with. */
    private static final String LEAVES = """
            insert into ledger_leaf (leaf_index, recipient_id, seq, hash)
            select ? - 1 + row_number() over (order by arrival), recipient_id, seq, hash from ledger_entry e
            where arrival > ? and arrival <= ?
              and not exists (select from ledger_leaf l where l.recipient_id = e.recipient_id and l.seq = e.seq)
            returning leaf_index, hash""";

    private final DataSource database;
    private final LogKeys keys;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private final KnownLog known;
    /** Everything that arrived up to {@code arrival} is settled once no transaction before {@code tx} is left. */
    private record Mark(long arrival, long tx) {
    }

    private volatile Mark mark;
    /** Everything that arrived up to here was looked at and is sealed or was never committed. */
    private volatile long passed;

    @Inject
    public Sealer(DataSource database, LogKeys keys, Checkpoints checkpoints, Clock clock, Settings settings) {
        this(database, keys, checkpoints, clock, settings.anchors().file());
    }

    /** @param file the one that every checkpoint is added to, if there is one */
    public Sealer(DataSource database, LogKeys keys, Checkpoints checkpoints, Clock clock, Optional<String> file) {
        this.database = database;
        this.keys = keys;
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.known = new KnownLog(file, keys, checkpoints);
    }

    /** What a round came to. @param entries sealed in it; {@code more} are there to be sealed at once */
    public record Round(long entries, boolean more) {
        static final Round NOTHING = new Round(0, false);
    }

    /**
     * Seals what is settled, a batch of it.
     *
     * @return nothing if another node is sealing
     * @throws LedgerBroken if what is stored does not lead from the last checkpoint on, or is not the log that this process or a
     *                      witness knows; nothing is signed then
     */
    public Optional<Round> seal() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
            Mark drawn = draw(connection);
            connection.setAutoCommit(false);
            try {
                Optional<Round> round = number(connection, "select pg_try_advisory_xact_lock(" + LOCK + ")::int") == 1
                        ? Optional.of(seal(connection, drawn)) : Optional.empty();
                connection.commit();
                known.committed();
                return round;
            } catch (SQLException | RuntimeException broken) {
                rollback(connection, broken);
                throw broken;
            } finally {
                giveBack(connection);
            }
        }
    }

    private Round seal(Connection connection, Mark drawn) throws SQLException {
        Optional<Checkpoints.Signed> before = checkpoints.latest(connection);
        long settled = settled(connection, drawn);
        String origin = keys.open(connection).key().name();
        known.hold(connection, before);
        if (before.isEmpty()) {
            publish(connection, origin, null, new Frontier(0, part -> null), 0);
            return new Round(0, settled > 0);
        }
        AuditRows.byIndex(connection);
        Checkpoints.Signed last = before.get();
        long from = Math.max(last.arrival(), passed);
        while (from < settled) {
            long to = Math.min(settled, from + BATCH);
            TreeMap<Long, byte[]> leaves = leaves(connection, last.size(), from, to);
            if (!leaves.isEmpty()) {
                grow(connection, origin, last, leaves, to);
                return new Round(leaves.size(), to < settled);
            }
            passed = to;
            from = to;
        }
        return Round.NOTHING;
    }

    /** In transactions of their own: an id that were still ours would keep the oldest back. As before, if nothing came since. */
    private Mark draw(Connection connection) throws SQLException {
        Mark known = mark;
        long arrival = number(connection, LAST_ARRIVAL);
        return known != null && known.arrival() == arrival ? known : new Mark(arrival, number(connection, OWN_TX));
    }

    /** Up to which arrival everything is settled, or 0. A mark is kept until it is: under load there is always a younger one. */
    private long settled(Connection connection, Mark drawn) throws SQLException {
        Mark known = mark;
        long oldest = number(connection, OLDEST_TX);
        if (known == null || oldest >= known.tx()) {
            mark = drawn;
        }
        return oldest >= drawn.tx() ? drawn.arrival() : known != null && oldest >= known.tx() ? known.arrival() : 0;
    }

    private TreeMap<Long, byte[]> leaves(Connection connection, long size, long after, long to) throws SQLException {
        TreeMap<Long, byte[]> leaves = new TreeMap<>();
        try (PreparedStatement insert = connection.prepareStatement(LEAVES)) {
            insert.setLong(1, size);
            insert.setLong(2, after);
            insert.setLong(3, to);
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    leaves.put(row.getLong(1), row.getBytes(2));
                }
            }
        }
        return leaves;
    }

    private void grow(Connection connection, String origin, Checkpoints.Signed last, TreeMap<Long, byte[]> leaves, long arrival)
            throws SQLException {
        Frontier frontier = new Frontier(last.size(), TreeRows.hashes(connection, Subtree.of(0, last.size())));
        List<Subtree> parts = new ArrayList<>();
        List<byte[]> hashes = new ArrayList<>();
        leaves.values().forEach(leaf -> frontier.append(leaf, (part, hash) -> {
            if (TreeRows.stored(part)) {
                parts.add(part);
                hashes.add(hash);
            }
        }));
        TreeRows.store(connection, parts, hashes);
        publish(connection, origin, last, frontier, arrival);
    }

    /** Signs only what is proven, from the rows as they are stored now, to contain the tree that was signed before. */
    private void publish(Connection connection, String origin, Checkpoints.Signed last, Frontier frontier, long arrival)
            throws SQLException {
        byte[] root = frontier.root();
        if (last != null) {
            checkLast(connection, last);
            List<byte[]> path = TreeRows.proofs(connection, List.of(MerkleTree.consistency(last.size(), frontier.size()))).get(0);
            if (!MerkleProof.grows(last.size(), last.root(), frontier.size(), root, path)) {
                throw new LedgerBroken("the stored tree does not contain the checkpoint of size " + last.size());
            }
        }
        Checkpoint checkpoint = new Checkpoint(origin, frontier.size(), root);
        LogKeys.Signing signing = keys.signing(connection, checkpoint.text(), last == null ? 0 : last.key());
        Checkpoints.Signed signed = new Checkpoints.Signed(checkpoint.size(), root, clock.instant().truncatedTo(ChronoUnit.MICROS),
                arrival, signing.key(), signing.note().toString());
        checkpoints.add(connection, signed);
        known.signs(signed);
    }

    /** The root goes by the note, which nobody can change and have it hold. */
    private void checkLast(Connection connection, Checkpoints.Signed last) throws SQLException {
        LogKey signer = keys.list(connection).stream().filter(key -> key.id() == last.key()).findFirst().orElseThrow().key();
        boolean whole;
        try {
            whole = SignedNote.parse(last.note()).signedBy(signer)
                    && last.checkpoint().equals(new Checkpoint(signer.name(), last.size(), last.root()));
        } catch (IllegalArgumentException notOne) {
            whole = false;
        }
        if (!whole) {
            throw new LedgerBroken("the checkpoint of size " + last.size() + " is not as it was signed");
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement select = connection.createStatement(); ResultSet row = select.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void rollback(Connection connection, Exception broken) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            broken.addSuppressed(lost);
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, 0);
        } catch (SQLException lost) {
            // The pool will notice; closing it is all that is left.
        }
    }
}
