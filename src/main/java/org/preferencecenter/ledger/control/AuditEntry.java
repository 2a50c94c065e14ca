package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.preferencecenter.ledger.entity.Difference;
import org.preferencecenter.ledger.entity.Difference.Kind;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.Former;
import org.preferencecenter.ledger.entity.Leaf;
import org.preferencecenter.ledger.entity.MerkleProof;
import org.preferencecenter.ledger.entity.MerkleTree;

/** Holds one entry against its leaf, its columns and its neighbours, and finds out what it said where it says something else now. */
final class AuditEntry {

    /** Of each part of an entry, so many words of its neighbours are tried to find out what it said. */
    private static final int WORDS = 40;
    private static final int NEIGHBOURS = 500;
    private static final HexFormat HEX = HexFormat.of();

    private final Connection connection;

    AuditEntry(Connection connection) {
        this.connection = connection;
    }

    /**
     * What is not as it was signed.
     *
     * @param covering    the first checkpoint that holds it
     * @param lastArrival of the leaf before; -1: whatever it was
     * @return null: nothing
     */
    Difference check(AuditRows.Leaf row, Checkpoints.Signed covering, long lastArrival) throws SQLException {
        if (row.entryHash() == null) {
            return difference(Kind.REMOVED, row, "", covering);
        }
        byte[] computed = Leaf.hash(row.leaf());
        if (!Arrays.equals(computed, row.entryHash())) {
            return Arrays.equals(computed, row.hash()) ? difference(Kind.CHANGED, row, "hash", covering) : changed(row, covering);
        }
        if (!Arrays.equals(computed, row.hash())) {
            boolean entryIsNew = AuditRows.contradicted(connection, row.index(), row.index() + 1).isPresent();
            return entryIsNew || sealed(row, covering) ? changed(row, covering) : difference(Kind.CHANGED, row, "ledger_leaf.hash", covering);
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
        return null;
    }

    /** Whether the hash of its leaf is the signed one: then it is the entry that was written anew, with all that names it. */
    private boolean sealed(AuditRows.Leaf row, Checkpoints.Signed covering) throws SQLException {
        try {
            List<byte[]> path = TreeRows.proofs(connection, List.of(MerkleTree.inclusion(row.index(), covering.size()))).get(0);
            return MerkleProof.includes(row.hash(), row.index(), covering.size(), covering.root(), path);
        } catch (LedgerBroken missing) {
            return false;
        }
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
    Difference changed(AuditRows.Leaf row, Checkpoints.Signed covering) throws SQLException {
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

    private static Difference difference(Kind kind, AuditRows.Leaf row, String field, Checkpoints.Signed covering) {
        return new Difference(kind, row.index(), row.recipient(), row.seq(), field, covering.size());
    }
}
