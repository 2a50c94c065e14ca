package org.preferencecenter.ledger.control;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
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
import org.preferencecenter.ledger.entity.LogKey;
import org.preferencecenter.ledger.entity.SignedNote;
import org.preferencecenter.platform.entity.AnchorSettings;
import org.preferencecenter.platform.entity.Settings;

/**
 * Computes everything that was sealed anew and says the first difference; then goes over people and holds what counts now against
 * their entries. A whole audit begins at the first leaf and takes everybody. Another one begins where the last signed result
 * ended, believes nothing else, and takes the next part of the older leaves and of the people, so that everything's and
 * everybody's turn comes within {@link #DAYS} days.
 *
 * <p>It goes in steps, each from one signed checkpoint to another: what a step starts from has to lead to a signed root, so a
 * step needs no memory of the one before, and an audit goes on after a kill. Writers and sealer go on meanwhile.
 */
@Singleton
public class Audit {

    private static final int WINDOW = 20_000;
    private static final int PEOPLE = 2_000;
    /** So many days pass at most until a leaf, or a person, is looked at again. */
    public static final int DAYS = 30;
    /** Of the days: two are for what is left over at the end of a round, over leaves and over people that grow meanwhile. */
    private static final int PARTS = 28;

    private final DataSource database;
    private final Checkpoints checkpoints;
    private final LogKeys keys;
    private final Clock clock;
    private final Iterable<Derived> derived;
    private final Optional<WitnessFile> file;
    private final long parts;

    @Inject
    public Audit(DataSource database, Checkpoints checkpoints, LogKeys keys, Clock clock, @Any Instance<Derived> derived, Settings settings) {
        this(database, checkpoints, keys, clock, (Iterable<Derived>) derived, settings.anchors());
    }

    /** Once a day, and without a witness's file. */
    public Audit(DataSource database, Checkpoints checkpoints, LogKeys keys, Clock clock, List<Derived> derived) {
        this(database, checkpoints, keys, clock, derived, AnchorSettings.USUAL);
    }

    /** @param settings how often it runs, and which file holds checkpoints */
    public Audit(DataSource database, Checkpoints checkpoints, LogKeys keys, Clock clock, Iterable<Derived> derived, AnchorSettings settings) {
        this.file = settings.file().map(WitnessFile::new);
        this.parts = Math.max(1, Duration.ofDays(PARTS).dividedBy(settings.auditEvery().orElse(Duration.ofDays(1))));
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
     * @param old   of the leaves before, once more from here on (inclusive), {@code oldTo} there (exclusive); both are sizes of checkpoints
     * @param after people with ids from here on (exclusive), {@code until} there (inclusive)
     */
    public record Plan(boolean whole, long from, long to, long old, long oldTo, long after, long until) {

        /** Leaves and ids together: what progress is told of. */
        public long total() {
            return leaves() + until - after;
        }

        /** New and old ones. */
        public long leaves() {
            return to - from + oldTo - old;
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
                AuditRows.anyWay(connection);
            }
        }
    }

    /** What an audit that begins now looks at. */
    public Plan plan(Connection connection, boolean whole) throws SQLException {
        AuditRows.summarize(connection);
        AuditRows.byIndex(connection);
        long to = checkpoints.latest(connection).map(Checkpoints.Signed::size).orElse(0L);
        long people = AuditRows.number(connection, """
                select greatest((select max(id) from recipient), (select max(recipient_id) from ledger_entry), 0)""");
        if (whole) {
            return new Plan(true, 0, to, 0, 0, 0, people);
        }
        Plan next = next(AuditResult.last(connection, checkpoints, keys.ours(connection)), to, people);
        long oldTo = checkpoints.reaching(connection, next.oldTo()).map(Checkpoints.Signed::size).orElse(next.from());
        return new Plan(false, next.from(), to, next.old(), Math.min(next.from(), oldTo), next.after(), next.until());
    }

    /**
     * What follows on a result. A round over the older leaves, or over the people, that had come to its end begins anew, however many
     * came since: they were looked at when they came, or are in the new one.
     */
    Plan next(AuditResult.Ended last, long to, long people) {
        long from = Math.min(last.size(), to);
        long old = last.old() >= last.from() ? 0 : Math.min(last.old(), from);
        // As much further as the log grew, or its end would run away.
        long oldTo = Math.min(from, old + part(from) + to - from);
        boolean over = last.people() >= people || last.people() - last.after() < part(last.people()) + last.size() - last.from();
        long after = over ? 0 : last.people();
        // Nobody comes without an entry: there are no more new people than new leaves.
        return new Plan(false, from, to, old, oldTo, after, Math.min(people, after + part(people) + to - from));
    }

    private long part(long of) {
        return Math.max(WINDOW, of / parts + 1);
    }

    /**
     * What is looked at before anything else: that the keys are ours, and that the log holds what somebody outside was given: what
     * was handed over, what the witness's file holds, what was pasted.
     *
     * @param witnessed checkpoints that somebody outside holds
     * @throws IllegalArgumentException if one is none of this log's
     */
    public Optional<Difference> opening(Connection connection, Plan plan, List<SignedNote> witnessed) throws SQLException {
        AuditRows.byIndex(connection);
        Map<Integer, LogKey> ours = keys.ours(connection);
        for (LogKeys.Published key : keys.list(connection)) {
            if (!ours.containsKey(key.id())) {
                return Optional.of(new Difference(Kind.KEY, -1, 0, 0, "log_key/" + key.id(), 0));
            }
        }
        Optional<Difference> pasted = Witnessed.missed(connection, witnessed, ours, plan.to());
        Optional<Difference> missed = pasted.isPresent() ? pasted : Witnessed.beyond(connection, checkpoints);
        return missed.isPresent() || file.isEmpty() ? missed : filed(connection);
    }

    private Optional<Difference> filed(Connection connection) throws SQLException {
        try {
            return Witnessed.missed(connection, file.get(), keys, checkpoints);
        } catch (IOException away) {
            return Optional.empty();   // told by who hands checkpoints over
        }
    }

    /** Whether somebody could audit against it. @throws IllegalArgumentException if it is no checkpoint of this log */
    public void understand(Connection connection, SignedNote note) throws SQLException {
        Witnessed.checkpoint(keys.ours(connection), note);
    }

    /** The next step, from where the last one ended, on any node. */
    public Step step(Connection connection, Plan plan, long done) throws SQLException {
        AuditRows.byIndex(connection);
        long fresh = plan.to() - plan.from();
        if (done < plan.leaves()) {
            return done < fresh ? leaves(connection, plan.from() + done, plan.to(), done)
                    : leaves(connection, plan.old() + done - fresh, plan.oldTo(), done);
        }
        long after = plan.after() + done - plan.leaves();
        long to = Math.min(plan.until(), after + PEOPLE);
        return new Step(done + to - after, new AuditPeople(connection, checkpoints, derived).among(after, to));
    }

    /** A block of leaves from there on, to a checkpoint and no further than the end. */
    private Step leaves(Connection connection, long at, long end, long done) throws SQLException {
        AuditWalk walk = new AuditWalk(connection, checkpoints, keys.ours(connection));
        Optional<Difference> difference = walk.from(at);
        long to = at;
        if (difference.isEmpty()) {
            to = Math.min(end, checkpoints.reaching(connection, Math.min(end, at + AuditWalk.BLOCK)).map(Checkpoints.Signed::size).orElse(end));
            difference = walk.to(to);
        }
        return new Step(done + to - at, difference.isPresent() ? difference : unsealed(connection, at, to));
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
}
