package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.ledger.entity.Difference;
import org.preferencecenter.ledger.entity.Difference.Kind;
import org.preferencecenter.ledger.entity.Frontier;
import org.preferencecenter.ledger.entity.LogKey;
import org.preferencecenter.ledger.entity.SignedNote;

/**
 * Computes everything that was sealed anew and says the first difference; then goes over people and holds what counts now against
 * their entries. A whole audit begins at the first leaf and takes everybody. Another one begins where the last signed result
 * ended, believes nothing else, and takes the next part of the people, so that everybody's turn comes within a month of days.
 *
 * <p>It goes in steps, each from one signed checkpoint to another: what a step starts from has to lead to a signed root, so a
 * step needs no memory of the one before, and an audit goes on after a kill. Writers and sealer go on meanwhile.
 */
@Singleton
public class Audit {

    private static final int WINDOW = 20_000;
    private static final int PEOPLE = 2_000;
    private static final int PARTS = 30;

    private final DataSource database;
    private final Checkpoints checkpoints;
    private final LogKeys keys;
    private final Clock clock;
    private final Iterable<Derived> derived;

    @Inject
    public Audit(DataSource database, Checkpoints checkpoints, LogKeys keys, Clock clock, @Any Instance<Derived> derived) {
        this(database, checkpoints, keys, clock, (Iterable<Derived>) derived);
    }

    public Audit(DataSource database, Checkpoints checkpoints, LogKeys keys, Clock clock, List<Derived> derived) {
        this(database, checkpoints, keys, clock, (Iterable<Derived>) derived);
    }

    private Audit(DataSource database, Checkpoints checkpoints, LogKeys keys, Clock clock, Iterable<Derived> derived) {
        this.database = database;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.clock = clock;
        this.derived = derived;
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
     * What is to be looked at, fixed when it begins.
     *
     * @param from  the first leaf, the end of a signed result
     * @param to    size of the checkpoint at which it ends
     * @param after people with ids from here on (exclusive), {@code until} there (inclusive)
     */
    public record Plan(boolean whole, long from, long to, long after, long until) {

        /** Leaves and ids together: what progress is told of. */
        public long total() {
            return to - from + until - after;
        }
    }

    /** A step that was taken. @param done of {@link Plan#total} */
    public record Step(long done, Optional<Difference> difference) {
    }

    /** An audit at once, in one call: for commands and tests. @return nothing if it was stopped */
    public Optional<Report> run(boolean whole, List<SignedNote> witnessed, Progress progress) throws SQLException {
        Instant began = clock.instant();
        try (Connection connection = database.getConnection()) {
            try {
                Plan plan = plan(connection, whole);
                Optional<Difference> difference = opening(connection, plan, witnessed);
                long done = 0;
                while (difference.isEmpty() && done < plan.total()) {
                    if (!progress.at(done, plan.total())) {
                        return Optional.empty();
                    }
                    Step step = step(connection, plan, done);
                    done = step.done();
                    difference = step.difference();
                }
                progress.at(done, plan.total());
                difference = keep(connection, plan, difference, began, 0);
                return Optional.of(new Report(plan.from(), plan.to(), difference));
            } finally {
                plain(connection, "reset enable_seqscan; reset jit");
            }
        }
    }

    /** What an audit that begins now looks at. */
    public Plan plan(Connection connection, boolean whole) throws SQLException {
        settle(connection);
        long to = checkpoints.latest(connection).map(Checkpoints.Signed::size).orElse(0L);
        long people = AuditRows.number(connection, """
                select greatest((select max(id) from recipient), (select max(recipient_id) from ledger_entry), 0)""");
        if (whole) {
            return new Plan(true, 0, to, 0, people);
        }
        AuditResult.Ended last = AuditResult.last(connection, checkpoints, keys.ours(connection));
        long after = last.people() >= people ? 0 : last.people();
        return new Plan(false, Math.min(last.size(), to), to, after, Math.min(people, after + Math.max(WINDOW, people / PARTS + 1)));
    }

    /**
     * What is looked at before anything else: that the keys are ours, and that the log holds what somebody outside was given.
     *
     * @param witnessed checkpoints that somebody outside holds
     * @throws IllegalArgumentException if one is none of this log's
     */
    public Optional<Difference> opening(Connection connection, Plan plan, List<SignedNote> witnessed) throws SQLException {
        settle(connection);
        Map<Integer, LogKey> ours = keys.ours(connection);
        for (LogKeys.Published key : keys.list(connection)) {
            if (!ours.containsKey(key.id())) {
                return Optional.of(new Difference(Kind.KEY, -1, 0, 0, "log_key/" + key.id(), 0));
            }
        }
        return Witnessed.missed(connection, witnessed, ours, plan.to());
    }

    /** Whether somebody could audit against it. @throws IllegalArgumentException if it is no checkpoint of this log */
    public void understand(Connection connection, SignedNote note) throws SQLException {
        Witnessed.checkpoint(keys.ours(connection), note);
    }

    /** The next step, from where the last one ended, on any node. */
    public Step step(Connection connection, Plan plan, long done) throws SQLException {
        settle(connection);
        long leaves = plan.to() - plan.from();
        if (done < leaves) {
            AuditWalk walk = new AuditWalk(connection, checkpoints, keys.ours(connection));
            long at = plan.from() + done;
            Optional<Difference> difference = walk.from(at);
            long to = at;
            if (difference.isEmpty()) {
                to = checkpoints.reaching(connection, Math.min(plan.to(), at + AuditWalk.BLOCK)).map(Checkpoints.Signed::size).orElse(plan.to());
                difference = walk.to(Math.min(to, plan.to()));
            }
            return new Step(Math.min(to, plan.to()) - plan.from(), difference.isPresent() ? difference : unsealed(connection, at, to));
        }
        long after = plan.after() + done - leaves;
        long to = Math.min(plan.until(), after + PEOPLE);
        return new Step(done + to - after, people(connection, after, to));
    }

    /** What arrived while these leaves were made and is none. */
    private Optional<Difference> unsealed(Connection connection, long from, long to) throws SQLException {
        long arrival = from == 0 ? 0 : checkpoints.of(connection, from).map(Checkpoints.Signed::arrival).orElse(0L);
        for (Checkpoints.Signed covering : checkpoints.between(connection, from, to)) {
            for (; arrival < covering.arrival(); arrival = Math.min(covering.arrival(), arrival + WINDOW)) {
                Optional<AuditRows.Name> name = AuditRows.unsealed(connection, arrival, Math.min(covering.arrival(), arrival + WINDOW));
                if (name.isPresent()) {
                    return Optional.of(new Difference(Kind.INSERTED, -1, name.get().recipient(), name.get().seq(), "", covering.size()));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether everybody's end is there, and what counts now is what their entries say. */
    private Optional<Difference> people(Connection connection, long after, long to) throws SQLException {
        Optional<AuditRows.Name> name = AuditRows.cut(connection, after, to);
        if (name.isPresent()) {
            return Optional.of(new Difference(Kind.TRUNCATED, -1, name.get().recipient(), name.get().seq(), "", 0));
        }
        Optional<AuditRows.Name> orphan = AuditRows.orphan(connection, after, to);
        if (orphan.isPresent()) {
            return Optional.of(new Difference(Kind.REMOVED, -1, orphan.get().recipient(), 0, "recipient", 0));
        }
        for (Derived kept : derived) {
            Optional<Difference> difference = kept.check(connection, after, to);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /**
     * Looks for leaves that nobody signed, and keeps the result; within the caller's transaction, if there is one.
     *
     * @param account who asked for it, or 0
     * @return the result as it was kept
     */
    public Optional<Difference> keep(Connection connection, Plan plan, Optional<Difference> found, Instant began, int account)
            throws SQLException {
        Optional<Difference> difference = found.isPresent() ? found : beyond(connection, plan);
        AuditResult.keep(connection, keys, checkpoints, plan, difference, began, clock.instant(), account);
        return difference;
    }

    private Optional<Difference> beyond(Connection connection, Plan plan) throws SQLException {
        Optional<Checkpoints.Signed> after = checkpoints.after(connection, plan.to());
        long leaves = AuditRows.number(connection, "select coalesce(max(leaf_index), -1) + 1 from ledger_leaf");
        long signed = checkpoints.latest(connection).map(Checkpoints.Signed::size).orElse(0L);
        return after.isEmpty() && leaves > signed ? Optional.of(new Difference(Kind.INSERTED, signed, 0, 0, "", 0)) : Optional.empty();
    }

    /** By index and row by row, whatever the statistics say; for the transaction, or where there is none for the session. */
    private static void settle(Connection connection) throws SQLException {
        String how = connection.getAutoCommit() ? "set " : "set local ";
        plain(connection, how + "enable_seqscan = off; " + how + "jit = off");
    }

    private static void plain(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
