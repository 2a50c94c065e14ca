package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import org.preferencecenter.ledger.entity.MerkleTree;

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
