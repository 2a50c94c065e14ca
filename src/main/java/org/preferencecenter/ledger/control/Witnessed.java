package org.preferencecenter.ledger.control;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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

/** Holds the log against what somebody outside has kept, or was handed. */
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
                return Optional.of(cut(size, theirs.size()));
            }
            if (!Arrays.equals(root(connection, theirs.size()), theirs.root())) {
                return Optional.of(other(theirs.size()));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the log holds the last checkpoint of a file. One of this log that no key of it signed counts as not held: the table
     * of keys was set back too, or all of it.
     *
     * @throws IOException if the file cannot be read
     */
    static Optional<Difference> missed(Connection connection, WitnessFile file, LogKeys keys, Checkpoints checkpoints)
            throws SQLException, IOException {
        List<LogKeys.Published> published = keys.list(connection);
        Optional<SignedNote> last = published.isEmpty() ? Optional.empty() : file.last(published.get(0).key().name());
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, LogKey> ours = keys.ours(connection);
        // After the file: meanwhile a longer one may have been signed, and handed over.
        long size = checkpoints.latest(connection).map(Checkpoints.Signed::size).orElse(0L);
        return ours.values().stream().noneMatch(last.get()::signedBy) ? Optional.of(other(Checkpoint.parse(last.get().text()).size()))
                : missed(connection, List.of(last.get()), ours, size);
    }

    /** Whether somebody was handed a checkpoint over more entries than the log has. */
    static Optional<Difference> beyond(Connection connection, Checkpoints checkpoints) throws SQLException {
        long handed = handed(connection);
        long size = checkpoints.latest(connection).map(Checkpoints.Signed::size).orElse(0L);
        return handed > size ? Optional.of(cut(size, handed)) : Optional.empty();
    }

    /** Over how many entries the largest checkpoint was that anybody was handed; -1: nobody was. */
    static long handed(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select coalesce(max(size), -1) from ledger_anchor");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The root over so many leaves, from the rows as they are stored; no octets if some are missing. */
    static byte[] root(Connection connection, long size) throws SQLException {
        try {
            return MerkleTree.root(size, TreeRows.hashes(connection, Subtree.of(0, size)));
        } catch (LedgerBroken missing) {
            return new byte[0];
        }
    }

    private static Difference cut(long size, long theirs) {
        return new Difference(Kind.TRUNCATED, size, 0, 0, "", theirs);
    }

    private static Difference other(long theirs) {
        return new Difference(Kind.CHECKPOINT, -1, 0, 0, "root", theirs);
    }
}
