package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.preferencecenter.ledger.entity.Checkpoint;
import org.preferencecenter.ledger.entity.Difference;
import org.preferencecenter.ledger.entity.Difference.Kind;
import org.preferencecenter.ledger.entity.LogKey;
import org.preferencecenter.ledger.entity.MerkleTree;
import org.preferencecenter.ledger.entity.SignedNote;
import org.preferencecenter.ledger.entity.Subtree;

/** Holds the log against checkpoints that somebody outside has kept. */
final class Witnessed {

    private Witnessed() {
    }

    /** @throws IllegalArgumentException if no key of ours signed it, or it is no checkpoint */
    static Checkpoint checkpoint(Map<Integer, LogKey> ours, SignedNote note) {
        if (ours.values().stream().noneMatch(note::signedBy)) {
            throw new IllegalArgumentException("no key of this log signed that checkpoint");
        }
        return Checkpoint.parse(note.text());
    }

    /** The first that this log does not hold. @param size of the log */
    static Optional<Difference> missed(Connection connection, List<SignedNote> witnessed, Map<Integer, LogKey> ours, long size)
            throws SQLException {
        for (SignedNote note : witnessed) {
            Checkpoint theirs = checkpoint(ours, note);
            if (theirs.size() > size) {
                return Optional.of(new Difference(Kind.TRUNCATED, size, 0, 0, "", theirs.size()));
            }
            byte[] root;
            try {
                root = MerkleTree.root(theirs.size(), TreeRows.hashes(connection, Subtree.of(0, theirs.size())));
            } catch (LedgerBroken missing) {
                root = new byte[0];
            }
            if (!Arrays.equals(root, theirs.root())) {
                return Optional.of(new Difference(Kind.CHECKPOINT, -1, 0, 0, "root", theirs.size()));
            }
        }
        return Optional.empty();
    }
}
