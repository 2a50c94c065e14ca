package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.preferencecenter.ledger.entity.Checkpoint;
import org.preferencecenter.ledger.entity.Difference;
import org.preferencecenter.ledger.entity.Difference.Kind;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.Former;
import org.preferencecenter.ledger.entity.Frontier;
import org.preferencecenter.ledger.entity.Leaf;
import org.preferencecenter.ledger.entity.LogKey;
import org.preferencecenter.ledger.entity.SignedNote;
import org.preferencecenter.ledger.entity.Subtree;

/** Goes over leaves in their order and computes everything anew: hashes, chain, nodes, roots. Stops at the first difference. */
final class AuditWalk {

    /** Of each part of an entry, so many words of its neighbours are tried to find out what it said. */
    private static final int WORDS = 40;
    private static final int NEIGHBOURS = 500;
    static final int BLOCK = 4096;

    private static final HexFormat HEX = HexFormat.of();

    private final Connection connection;
    private final Checkpoints checkpoints;
    private final Map<Integer, LogKey> keys;
    private Frontier frontier;
    private long lastArrival = -1;
    private long lastSize;
    private Difference found;

    AuditWalk(Connection connection, Checkpoints checkpoints, Map<Integer, LogKey> keys) {
        this.connection = connection;
        this.checkpoints = checkpoints;
        this.keys = keys;
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
            found = row == null || row.index() != frontier.size() ? missing(row, covering) : entry(row, covering);
            if (found == null) {
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

    private Difference entry(AuditRows.Leaf row, Checkpoints.Signed covering) throws SQLException {
        if (row.entryHash() == null) {
            return difference(Kind.REMOVED, row, "", covering);
        }
        byte[] computed = Leaf.hash(row.leaf());
        if (!Arrays.equals(computed, row.entryHash())) {
            return Arrays.equals(computed, row.hash()) ? difference(Kind.CHANGED, row, "hash", covering) : changed(row, covering);
        }
        if (!Arrays.equals(computed, row.hash())) {
            boolean entryIsNew = AuditRows.contradicted(connection, row.index(), row.index() + 1).isPresent();
            return entryIsNew ? changed(row, covering) : difference(Kind.CHANGED, row, "ledger_leaf.hash", covering);
        }
        Difference column = column(row, covering);
        if (column != null) {
            return column;
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

    /** A column that does not say what the entry says, whose hash is the signed one. */
    private static Difference column(AuditRows.Leaf row, Checkpoints.Signed covering) {
        if (row.at() != null && Leaf.says(row.leaf(), row.at(), row.prev(), row.recipient(), row.seq())) {
            return null;   // nearly always, and ten times as fast as reading it
        }
        Entry entry;
        try {
            entry = Entry.of(row.leaf());
        } catch (IllegalArgumentException notOne) {
            return difference(Kind.CHANGED, row, "leaf", covering);
        }
        if (entry.recipient() != row.recipient()) {
            return told(row, "recipient_id", String.valueOf(entry.recipient()), String.valueOf(row.recipient()), covering);
        }
        if (entry.seq() != row.seq()) {
            return told(row, "seq", String.valueOf(entry.seq()), String.valueOf(row.seq()), covering);
        }
        if (!entry.at().equals(row.at())) {
            return told(row, "at", Entry.text(entry.at()), row.at() == null ? "?" : Entry.text(row.at()), covering);
        }
        return Arrays.equals(entry.prevHash(), row.prev()) ? null
                : told(row, "prev_hash", HEX.formatHex(entry.prevHash()), HEX.formatHex(row.prev()), covering);
    }

    /** The octets of an entry are not those that were signed: which part of them, if that can be found out. */
    private Difference changed(AuditRows.Leaf row, Checkpoints.Signed covering) throws SQLException {
        return Former.of(row.leaf(), AuditRows.knownElsewhere(connection, row), seen(row))
                .map(found -> told(row, found.field(), found.was(), found.is(), covering))
                .orElseGet(() -> difference(Kind.CHANGED, row, "leaf", covering));
    }

    /** What the entry may have said: what its columns, the same person's entries and its neighbours say. */
    private Map<String, Set<Object>> seen(AuditRows.Leaf row) throws SQLException {
        Map<String, Set<Object>> seen = new TreeMap<>();
        seen.put("leaf.at", new LinkedHashSet<>(row.at() == null ? Set.of() : Set.of(Entry.text(row.at()))));
        seen.put("leaf.prev", new LinkedHashSet<>(Set.of(HEX.formatHex(row.prev()))));
        seen.put("leaf.recipient", new LinkedHashSet<>(Set.of(row.recipient())));
        seen.put("leaf.seq", new LinkedHashSet<>(Set.of((long) row.seq())));
        if (row.before() != null) {
            seen.get("leaf.prev").add(HEX.formatHex(row.before()));
        }
        List<byte[]> near = new ArrayList<>(AuditRows.said(connection, row.recipient(), NEIGHBOURS));
        AuditRows.leaves(connection, Math.max(0, row.index() - NEIGHBOURS), row.index() + NEIGHBOURS).stream()
                .map(AuditRows.Leaf::leaf).filter(Objects::nonNull).forEach(near::add);
        for (byte[] leaf : near) {
            try {
                Former.parts(leaf).forEach((field, value) -> {
                    Set<Object> values = seen.computeIfAbsent(field, unseen -> new LinkedHashSet<>());
                    if (value != null && values.size() < WORDS) {
                        values.add(value);
                    }
                });
            } catch (IllegalArgumentException unreadable) {
                continue;
            }
        }
        return seen;
    }

    private static Difference told(AuditRows.Leaf row, String field, String was, String is, Checkpoints.Signed covering) {
        return new Difference(Kind.CHANGED, row.index(), row.recipient(), row.seq(), field, was, is, covering.size());
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
            return changed(guilty.get(), since);
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
