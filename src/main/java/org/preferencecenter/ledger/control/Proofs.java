package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.inject.Singleton;

import org.preferencecenter.ledger.entity.Chain;
import org.preferencecenter.ledger.entity.Checkpoint;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.Leaf;
import org.preferencecenter.ledger.entity.MerkleTree;
import org.preferencecenter.ledger.entity.ProofHead;
import org.preferencecenter.ledger.entity.SignedNote;

/** Proofs from the stored tree: O(log n) rows each, in a handful of statements however many are asked for. */
@Singleton
public class Proofs {

    /**
     * An entry and where it is in the log.
     *
     * @param index of its leaf; -1: not sealed yet
     * @param leaf  its octets
     */
    public record Place(long index, byte[] leaf) {
    }

    /** A recipient's entries in their order, each with its place. */
    public List<Place> places(Connection connection, long recipient) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select coalesce(l.leaf_index, -1), e.leaf
                from ledger_entry e left join ledger_leaf l on l.recipient_id = e.recipient_id and l.seq = e.seq
                where e.recipient_id = ? order by e.seq""")) {
            select.setLong(1, recipient);
            List<Place> places = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    places.add(new Place(row.getLong(1), row.getBytes(2)));
                }
            }
            return places;
        }
    }

    /**
     * That nothing follows these entries, signed by the log (see {@link ProofHead}).
     *
     * @param last   the checkpoint they are proven by; whoever can check its signature can check this one
     * @param places all of the recipient's, read in the caller's transaction
     * @param at     by when
     * @throws LedgerBroken if the database knows of another end: then nothing is signed
     */
    public String head(Connection connection, LogKeys keys, Checkpoints.Signed last, long recipient, List<Place> places, Instant at)
            throws SQLException {
        byte[] hash = places.isEmpty() ? Chain.start() : Leaf.hash(places.get(places.size() - 1).leaf());
        try (PreparedStatement select = connection.prepareStatement("""
                select ledger_seq, ledger_head, coalesce((select max(seq) from ledger_leaf where recipient_id = r.id), 0)
                from recipient r where id = ?""")) {
            select.setLong(1, recipient);
            try (ResultSet row = select.executeQuery()) {
                if (row.next() && (row.getInt(1) != places.size() || !Arrays.equals(row.getBytes(2), hash) || row.getInt(3) > places.size())) {
                    throw new LedgerBroken("the entries of recipient " + recipient + " do not end where the log says");
                }
            }
        }
        Checkpoint checkpoint = last.checkpoint();
        return keys.signBeside(connection, new ProofHead(checkpoint.origin(), recipient, places.size(), hash, checkpoint.size(),
                Entry.text(at)).text(), SignedNote.parse(last.note())).toString();
    }

    /**
     * That each of these leaves is in the tree of that size (RFC 6962 §2.1.1).
     *
     * @throws IllegalArgumentException if one is not
     * @throws LedgerBroken             if a row of the tree is missing
     */
    public List<List<byte[]>> inclusion(Connection connection, List<Long> indexes, long size) throws SQLException {
        return TreeRows.proofs(connection, indexes.stream().map(index -> MerkleTree.inclusion(index, size)).toList());
    }

    /**
     * That the tree of {@code size} begins with that of {@code first} (RFC 6962 §2.1.2).
     *
     * @throws IllegalArgumentException unless 0 &lt;= first &lt;= size
     * @throws LedgerBroken             if a row of the tree is missing
     */
    public List<byte[]> consistency(Connection connection, long first, long size) throws SQLException {
        return TreeRows.proofs(connection, List.of(MerkleTree.consistency(first, size))).get(0);
    }
}
