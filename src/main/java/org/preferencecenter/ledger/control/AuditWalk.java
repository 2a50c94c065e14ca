package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.preferencecenter.ledger.entity.Checkpoint;
import org.preferencecenter.ledger.entity.Difference;
import org.preferencecenter.ledger.entity.Difference.Kind;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.Frontier;
import org.preferencecenter.ledger.entity.Leaf;
import org.preferencecenter.ledger.entity.LogKey;
import org.preferencecenter.ledger.entity.SignedNote;
import org.preferencecenter.ledger.entity.Subtree;

/** Goes over leaves in their order and computes everything anew: hashes, chain, nodes, roots. Stops at the first difference. */
final class AuditWalk {

    private static final int MANY = 100_000;

    private final Connection connection;
    private final Checkpoints checkpoints;
    private final Map<Integer, LogKey> keys;
    private final Frontier frontier;
    private long lastArrival = -1;
    private long lastSize;
    private Difference found;

    AuditWalk(Connection connection, Checkpoints checkpoints, Map<Integer, LogKey> keys, Frontier frontier) {
        this.connection = connection;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.frontier = frontier;
        this.lastSize = frontier.size();
    }

    /** The leaves up to that index, from where it stopped. */
    Optional<Difference> to(long to) throws SQLException {
        long from = frontier.size();
        List<Checkpoints.Signed> signed = checkpoints.after(connection, from, MANY);
        Map<Subtree, byte[]> nodes = AuditRows.nodes(connection, from, to);
        Iterator<Checkpoints.Signed> next = signed.iterator();
        Checkpoints.Signed covering = next.next();
        Iterator<AuditRows.Leaf> rows = AuditRows.leaves(connection, from, to).iterator();
        while (frontier.size() < to && found == null) {
            AuditRows.Leaf row = rows.hasNext() ? rows.next() : null;
            found = row == null || row.index() != frontier.size() ? missing(row, covering) : entry(row, covering);
            if (found == null) {
                append(row, nodes, covering);
            }
            if (found == null && frontier.size() == covering.size()) {
                found = checkpoint(covering);
                covering = next.hasNext() ? next.next() : covering;
            }
        }
        return Optional.ofNullable(found);
    }

    private Difference missing(AuditRows.Leaf next, Checkpoints.Signed covering) throws SQLException {
        long until = next == null || next.arrival() == 0 ? covering.arrival() : next.arrival() - 1;
        AuditRows.Name name = AuditRows.unsealed(connection, lastArrival, until).orElse(new AuditRows.Name(0, 0));
        return new Difference(Kind.REMOVED, frontier.size(), name.recipient(), name.seq(), name.seq() == 0 ? "" : "leaf_index",
                covering.size());
    }

    private Difference entry(AuditRows.Leaf row, Checkpoints.Signed covering) throws SQLException {
        if (row.entryHash() == null) {
            return difference(Kind.REMOVED, row, "", covering);
        }
        byte[] computed = Leaf.hash(row.leaf());
        if (!Arrays.equals(computed, row.entryHash())) {
            return difference(Kind.CHANGED, row, Arrays.equals(computed, row.hash()) ? "hash" : "leaf", covering);
        }
        if (!Arrays.equals(computed, row.hash())) {
            boolean entryIsNew = AuditRows.contradicted(connection, row.index(), row.index() + 1).isPresent();
            return difference(Kind.CHANGED, row, entryIsNew ? "leaf" : "ledger_leaf.hash", covering);
        }
        String field = column(row);
        if (!field.isEmpty()) {
            return difference(Kind.CHANGED, row, field, covering);
        }
        if (row.arrival() > covering.arrival()) {
            return difference(Kind.REPLAYED, row, "arrival", covering);
        }
        if (row.arrival() <= lastArrival) {
            return difference(Kind.REORDERED, row, "leaf_index", covering);
        }
        if (row.seq() > 1 && row.before() == null) {
            return new Difference(Kind.REMOVED, -1, row.recipient(), row.seq() - 1, "", covering.size());
        }
        lastArrival = row.arrival();
        return null;
    }

    /** Which column does not say what the leaf says. */
    private static String column(AuditRows.Leaf row) {
        Entry entry;
        try {
            entry = Entry.of(row.leaf());
        } catch (IllegalArgumentException notOne) {
            return "leaf";
        }
        return entry.recipient() != row.recipient() ? "recipient_id" : entry.seq() != row.seq() ? "seq"
                : !entry.at().equals(row.at()) ? "at" : !Arrays.equals(entry.prevHash(), row.prev()) ? "prev_hash" : "";
    }

    private void append(AuditRows.Leaf row, Map<Subtree, byte[]> nodes, Checkpoints.Signed covering) throws SQLException {
        Subtree[] wrong = new Subtree[1];
        frontier.append(row.hash(), (part, hash) -> {
            if (wrong[0] == null && TreeRows.stored(part) && !Arrays.equals(hash, nodes.get(part))) {
                wrong[0] = part;
            }
        });
        if (wrong[0] != null) {
            Subtree part = wrong[0];
            found = somewhere(part.from(), part.to(), nodes.containsKey(part) ? Kind.CHANGED : Kind.REMOVED,
                    "node " + part.level() + "/" + part.index(), covering);
        }
    }

    /** The entry among these leaves that others know otherwise; or else what was seen. */
    private Difference somewhere(long from, long to, Kind kind, String field, Checkpoints.Signed covering) throws SQLException {
        Optional<AuditRows.Leaf> guilty = AuditRows.contradicted(connection, from, to);
        if (guilty.isPresent()) {
            Checkpoints.Signed since = checkpoints.after(connection, guilty.get().index()).orElse(covering);
            return difference(Kind.CHANGED, guilty.get(), "leaf", since);
        }
        Optional<AuditRows.Name> gone = AuditRows.gone(connection, to);
        if (gone.isPresent()) {
            return new Difference(Kind.REMOVED, -1, gone.get().recipient(), gone.get().seq(), "", covering.size());
        }
        return new Difference(kind, from, 0, 0, field, covering.size());
    }

    private Difference checkpoint(Checkpoints.Signed signed) throws SQLException {
        LogKey key = keys.get(signed.key());
        boolean whole;
        try {
            whole = key != null && SignedNote.parse(signed.note()).signedBy(key)
                    && signed.checkpoint().equals(new Checkpoint(key.name(), signed.size(), signed.root()));
        } catch (IllegalArgumentException notOne) {
            whole = false;
        }
        if (!whole) {
            return new Difference(Kind.CHECKPOINT, -1, 0, 0, "note", signed.size());
        }
        if (!Arrays.equals(frontier.root(), signed.root())) {
            return somewhere(lastSize, signed.size(), Kind.CHECKPOINT, "root", signed);
        }
        lastSize = signed.size();
        return null;
    }

    private static Difference difference(Kind kind, AuditRows.Leaf row, String field, Checkpoints.Signed covering) {
        return new Difference(kind, row.index(), row.recipient(), row.seq(), field, covering.size());
    }
}
