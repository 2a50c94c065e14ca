package org.preferencecenter.exchange.control;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;

import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.JobState;
import org.preferencecenter.ledger.control.Audit;
import org.preferencecenter.ledger.entity.Difference;
import org.preferencecenter.ledger.entity.SignedNote;

/**
 * Audits of the log as jobs: one at a time in the whole house, in steps, taken up by another node where one dies. On a worker of
 * their own, since a whole one takes long and no import is to wait for it.
 */
@Singleton
public class Audits {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String OLD = "old";
    private static final String OLD_TO = "oldTo";
    private static final String AFTER = "after";
    private static final String UNTIL = "until";
    /** Of a pasted checkpoint: three lines and a handful of signatures. */
    private static final int LONGEST = 8_000;

    private final Jobs jobs;
    private final Audit audit;
    private final org.preferencecenter.access.control.Audit trail;
    private final JobRunner runner;

    @Inject
    public Audits(Jobs jobs, Audit audit, org.preferencecenter.access.control.Audit trail) {
        this.jobs = jobs;
        this.audit = audit;
        this.trail = trail;
        this.runner = new JobRunner(jobs, Map.of(JobKind.AUDIT, this::open));
    }

    /**
     * Asks for an audit.
     *
     * @param account who asks, or 0: the clock
     * @param witness a checkpoint that somebody outside holds, or nothing
     * @return its job, or that of the one which is not over yet
     * @throws IllegalArgumentException if the checkpoint is none of this log's
     */
    public Job ask(int account, boolean whole, Optional<String> witness) {
        JsonObjectBuilder parameters = Json.createObjectBuilder().add("whole", whole);
        if (witness.isPresent()) {
            understand(witness.get());
            parameters.add("witness", witness.get());
        }
        String text = parameters.build().toString();
        return Transaction.in(jobs.database(), connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into job (kind, account_id, parameters, created_at) values ('AUDIT', nullif(?, 0), ?::jsonb, ?)
                    on conflict (kind) where kind = 'AUDIT' and state in ('WAITING', 'RUNNING', 'PAUSED', 'FAILED') do nothing""")) {
                insert.setInt(1, account);
                insert.setString(2, text);
                insert.setObject(3, Jobs.utc(jobs.now()));
                insert.executeUpdate();
            }
            try (PreparedStatement select = connection.prepareStatement(JobRows.SELECT + " where kind = 'AUDIT' order by id desc limit 1");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return JobRows.job(row);
            }
        });
    }

    private void understand(String witness) {
        if (witness.length() > LONGEST) {
            throw new IllegalArgumentException("too long for a checkpoint");
        }
        SignedNote note = SignedNote.parse(witness);
        Transaction.reading(jobs.database(), connection -> {
            audit.understand(connection, note);
            return null;
        });
    }

    /** The newest, whether over or not. */
    public Optional<Job> last() {
        return jobs.last(JobKind.AUDIT);
    }

    /**
     * Asks for one if none was asked for within this time; one that failed is taken up again.
     *
     * @return whether there is something to do now
     */
    public boolean due(Duration every) {
        Optional<Job> last = last();
        if (last.isPresent() && last.get().createdAt().plus(every).isAfter(jobs.now())) {
            return false;
        }
        if (last.isPresent() && last.get().state() == JobState.FAILED) {
            return jobs.resume(last.get().id());
        }
        return last.isEmpty() || last.get().state().ended() ? ask(0, false, Optional.empty()).state() == JobState.WAITING : false;
    }

    /** Works on one that waits, or was left behind. @param node names this process */
    public JobRunner.Found next(String node) {
        return runner.next(node);
    }

    JobWork open(Job job) {
        return this::step;
    }

    private JobWork.Step step(Connection connection, Job job) throws SQLException {
        if (job.total() < 0) {
            return begin(connection, job);
        }
        Audit.Plan plan = new Audit.Plan(whole(job), job.count(FROM), job.count(TO), job.count(OLD), job.count(OLD_TO),
                job.count(AFTER), job.count(UNTIL));
        if (job.done() >= plan.total()) {
            return end(connection, job, plan, Optional.empty());
        }
        Audit.Step step = audit.step(connection, plan, job.done());
        Job further = job.at(step.done(), step.done(), plan.total(), counts(plan, step.done()));
        return step.difference().isEmpty() ? new JobWork.Step(further, false, List.of()) : end(connection, further, plan, step.difference());
    }

    private JobWork.Step begin(Connection connection, Job job) throws SQLException {
        Audit.Plan plan = audit.plan(connection, whole(job));
        Optional<Difference> difference = audit.opening(connection, plan, witness(job));
        Job further = job.at(0, 0, plan.total(), counts(plan, 0));
        return difference.isEmpty() ? new JobWork.Step(further, false, List.of()) : end(connection, further, plan, difference);
    }

    /** Result, line of the office's audit and the end of the job are one transaction. */
    private JobWork.Step end(Connection connection, Job job, Audit.Plan plan, Optional<Difference> found) throws SQLException {
        Optional<Difference> difference = audit.keep(connection, plan, found, job.startedAt(), job.account());
        Map<String, Long> counts = new TreeMap<>(job.counts());
        counts.put("differences", difference.isPresent() ? 1L : 0L);
        if (difference.isPresent()) {
            trail.write(connection, null, "log.difference", "job:" + job.id(), null, Map.of("difference", difference.get().toString()));
        }
        return new JobWork.Step(job.at(job.position(), job.done(), job.total(), counts), true, List.of());
    }

    private static Map<String, Long> counts(Audit.Plan plan, long done) {
        long leaves = Math.min(done, plan.leaves());
        return new TreeMap<>(Map.of(FROM, plan.from(), TO, plan.to(), OLD, plan.old(), OLD_TO, plan.oldTo(), AFTER, plan.after(), UNTIL, plan.until(), "audited", leaves,
                "compared", done - leaves));
    }

    private static boolean whole(Job job) {
        return parameters(job).getBoolean("whole");
    }

    private static List<SignedNote> witness(Job job) {
        String text = parameters(job).getString("witness", "");
        return text.isEmpty() ? List.of() : List.of(SignedNote.parse(text));
    }

    private static JsonObject parameters(Job job) {
        try (JsonReader reader = Json.createReader(new StringReader(job.parameters()))) {
            return reader.readObject();
        }
    }
}
