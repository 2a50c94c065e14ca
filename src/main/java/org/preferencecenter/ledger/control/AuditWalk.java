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
import org.preferencecenter.ledger.entity.Frontier;
import org.preferencecenter.ledger.entity.LogKey;
import org.preferencecenter.ledger.entity.SignedNote;
import org.preferencecenter.ledger.entity.Subtree;

/** Goes over leaves in their order and computes everything anew: hashes, chain, nodes, roots. Stops at the first difference. */
final class AuditWalk {

    static final int BLOCK = 4096;

    private final Connection connection;
    private final Checkpoints checkpoints;
    private final Map<Integer, LogKey> keys;
    private final AuditEntry entries;
    private Frontier frontier;
    private long lastArrival = -1;
    private long lastSize;
    private Difference found;

    AuditWalk(Connection connection, Checkpoints checkpoints, Map<Integer, LogKey> keys) {
        this.connection = connection;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.entries = new AuditEntry(connection);
    }

    /** Goes to a leaf at which a checkpoint was signed: the stored nodes before it have to lead to what was signed there. */
    Optional<Difference> from(long at) throws SQLException {
        Optional<Checkpoints.Signed> signed = at == 0 ? Optional.empty() : checkpoints.of(connection, at);
        try {
            frontier = new Frontier(at, TreeRows.hashes(connection, Subtree.of(0, at)));
        } catch (LedgerBroken missing) {
            return Optional.of(new Difference(Kind.REMOVED, -1, 0, 0, "node", at));
        }
        lastSize = at;
        if (at == 0) {
            return Optional.empty();
        }
        if (signed.isEmpty()) {
            return Optional.of(new Difference(Kind.CHECKPOINT, -1, 0, 0, "note", at));
        }
        lastArrival = signed.get().arrival();
        lastSize = 0;
        found = checkpoint(signed.get());
        return Optional.ofNullable(found);
    }

    /** The leaves up to that index, from where it stopped: a block at a time, whatever lies between two checkpoints. */
    Optional<Difference> to(long to) throws SQLException {
        while (frontier.size() < to && found == null) {
            block(Math.min(to, frontier.size() + BLOCK));
        }
        return Optional.ofNullable(found);
    }

    private void block(long to) throws SQLException {
        long from = frontier.size();
        List<Checkpoints.Signed> signed = checkpoints.between(connection, from, to - 1);
        checkpoints.reaching(connection, to).ifPresent(signed::add);
        if (signed.isEmpty()) {
            found = new Difference(Kind.CHECKPOINT, -1, 0, 0, "note", to);
            return;
        }
        Map<Subtree, byte[]> nodes = AuditRows.nodes(connection, from, to);
        Iterator<Checkpoints.Signed> next = signed.iterator();
        Checkpoints.Signed covering = next.next();
        Iterator<AuditRows.Leaf> rows = AuditRows.leaves(connection, from, to).iterator();
        while (frontier.size() < to && found == null) {
            AuditRows.Leaf row = rows.hasNext() ? rows.next() : null;
            found = row == null || row.index() != frontier.size() ? missing(row, covering) : entries.check(row, covering, lastArrival);
            if (found == null) {
                lastArrival = row.arrival();
                append(row, nodes, covering);
            }
            if (found == null && frontier.size() == covering.size()) {
                found = checkpoint(covering);
                covering = next.hasNext() ? next.next() : covering;
            }
        }
    }

    private Difference missing(AuditRows.Leaf next, Checkpoints.Signed covering) throws SQLException {
        long until = next == null || next.arrival() == 0 ? covering.arrival() : next.arrival() - 1;
        AuditRows.Name name = AuditRows.unsealed(connection, lastArrival, until).orElse(new AuditRows.Name(0, 0));
        return new Difference(Kind.REMOVED, frontier.size(), name.recipient(), name.seq(), name.seq() == 0 ? "" : "leaf_index",
                covering.size());
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
            return entries.changed(guilty.get(), since);
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
}
