package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.ledger.entity.Checkpoint;
import org.preferencecenter.ledger.entity.Difference;
import org.preferencecenter.ledger.entity.Difference.Kind;
import org.preferencecenter.ledger.entity.Frontier;
import org.preferencecenter.ledger.entity.LogKey;
import org.preferencecenter.ledger.entity.MerkleTree;
import org.preferencecenter.ledger.entity.SignedNote;
import org.preferencecenter.ledger.entity.Subtree;

/**
 * Computes everything that was sealed anew and says the first difference: from the beginning, or from where the last audit that
 * found nothing ended. Reads in blocks, a transaction each: writers and sealer go on meanwhile.
 */
@Singleton
public class Audit {

    private static final int BLOCK = 4096;
    private static final int WINDOW = 20_000;

    private final DataSource database;
    private final Checkpoints checkpoints;
    private final LogKeys keys;
    private final Clock clock;

    @Inject
    public Audit(DataSource database, Checkpoints checkpoints, LogKeys keys, Clock clock) {
        this.database = database;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.clock = clock;
    }

    /** Hears how far it is. */
    @FunctionalInterface
    public interface Progress {
        /** @return false to stop: nothing is recorded then */
        boolean at(long done, long total);
    }

    /** What came of it: the leaves from (inclusive) to (exclusive) were computed anew, up to the difference. */
    public record Report(long from, long to, Optional<Difference> difference) {
    }

    /**
     * Audits up to the newest checkpoint.
     *
     * @param whole     from the first leaf on; otherwise from where the last clean one ended
     * @param witnessed checkpoints that somebody outside holds
     * @return nothing if it was stopped
     */
    public Optional<Report> run(boolean whole, List<SignedNote> witnessed, Progress progress) throws SQLException {
        Instant began = clock.instant();
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement set = connection.prepareStatement("set enable_seqscan = off")) {
                set.execute();
                long from = whole ? 0 : AuditRows.number(connection,
                        "select coalesce(max(to_size), 0) from ledger_audit where difference is null");
                Checkpoints.Signed last = checkpoints.latest(connection).orElse(null);
                if (last == null) {
                    return Optional.of(new Report(0, 0, Optional.empty()));
                }
                Map<Integer, LogKey> known = new HashMap<>();
                keys.list(connection).forEach(key -> known.put(key.id(), key.key()));
                Optional<Difference> difference = witnesses(connection, witnessed, known, last);
                if (difference.isEmpty()) {
                    Optional<Optional<Difference>> walked = walk(connection, Math.min(from, last.size()), last, known, progress);
                    if (walked.isEmpty()) {
                        return Optional.empty();
                    }
                    difference = walked.get();
                }
                Report report = new Report(from, last.size(), difference);
                record(connection, began, report);
                return Optional.of(report);
            } finally {
                try (PreparedStatement reset = connection.prepareStatement("reset enable_seqscan")) {
                    reset.execute();
                }
            }
        }
    }

    /** @return nothing if it was stopped */
    private Optional<Optional<Difference>> walk(Connection connection, long from, Checkpoints.Signed last, Map<Integer, LogKey> known,
            Progress progress) throws SQLException {
        AuditWalk walk;
        try {
            walk = new AuditWalk(connection, checkpoints, known,
                    new Frontier(from, TreeRows.hashes(connection, Subtree.of(0, from))));
        } catch (LedgerBroken missing) {
            return Optional.of(Optional.of(new Difference(Kind.REMOVED, -1, 0, 0, "node", from)));
        }
        for (long at = from; at < last.size();) {
            if (!progress.at(at - from, last.size() - from)) {
                return Optional.empty();
            }
            at = Math.min(last.size(), at + BLOCK);
            Optional<Difference> difference = walk.to(at);
            if (difference.isPresent()) {
                return Optional.of(difference);
            }
        }
        progress.at(last.size() - from, last.size() - from);
        long arrival = from == 0 ? 0 : checkpoints.of(connection, from).map(Checkpoints.Signed::arrival).orElse(0L);
        return Optional.of(rest(connection, last, arrival, from == 0));
    }

    /** What is there and no leaf, and what is a leaf and not signed; and of everybody, whether their end is there. */
    private Optional<Difference> rest(Connection connection, Checkpoints.Signed last, long arrival, boolean heads) throws SQLException {
        Optional<Checkpoints.Signed> after = checkpoints.after(connection, last.size());
        long leaves = AuditRows.number(connection, "select coalesce(max(leaf_index), -1) + 1 from ledger_leaf");
        long signed = checkpoints.latest(connection).orElseThrow().size();
        if (after.isEmpty() && leaves > signed) {
            return Optional.of(new Difference(Kind.INSERTED, signed, 0, 0, "", 0));
        }
        for (long from = arrival; from < last.arrival(); from += WINDOW) {
            Optional<AuditRows.Name> name = AuditRows.unsealed(connection, from, Math.min(last.arrival(), from + WINDOW));
            if (name.isPresent()) {
                return Optional.of(new Difference(Kind.INSERTED, -1, name.get().recipient(), name.get().seq(), "", last.size()));
            }
        }
        long people = heads ? AuditRows.number(connection, "select coalesce(max(id), 0) from recipient") : 0;
        for (long from = 0; from < people; from += WINDOW) {
            Optional<AuditRows.Name> name = AuditRows.cut(connection, from, from + WINDOW);
            if (name.isPresent()) {
                return Optional.of(new Difference(Kind.TRUNCATED, -1, name.get().recipient(), name.get().seq(), "", 0));
            }
        }
        return Optional.empty();
    }

    private Optional<Difference> witnesses(Connection connection, List<SignedNote> witnessed, Map<Integer, LogKey> known,
            Checkpoints.Signed last) throws SQLException {
        for (SignedNote note : witnessed) {
            if (known.values().stream().noneMatch(note::signedBy)) {
                throw new IllegalArgumentException("no key of this log signed that checkpoint");
            }
            Checkpoint theirs = Checkpoint.parse(note.text());
            if (theirs.size() > last.size()) {
                return Optional.of(new Difference(Kind.TRUNCATED, last.size(), 0, 0, "", theirs.size()));
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

    private void record(Connection connection, Instant began, Report report) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ledger_audit (began_at, ended_at, from_size, to_size, difference) values (?, ?, ?, ?, ?)")) {
            insert.setObject(1, began.atOffset(ZoneOffset.UTC));
            insert.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setLong(3, report.from());
            insert.setLong(4, report.to());
            insert.setString(5, report.difference().map(Difference::toString).orElse(null));
            insert.executeUpdate();
        }
    }
}
