package org.preferencecenter.exchange.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;

import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.JobNote;
import org.preferencecenter.exchange.entity.JobState;

/**
 * The jobs: asked for, listed, paused, resumed, cancelled, and taken up by one node at a time. Every method throws
 * {@link org.preferencecenter.consent.control.DatabaseAway} if the database is.
 */
@Singleton
public class Jobs {

    /** A node that has not committed a step for so long has lost its job to whoever takes it up. */
    public static final Duration LEASE = Duration.ofSeconds(60);

    private final DataSource database;
    private final Clock clock;

    @Inject
    public Jobs(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What a new job is to do.
     *
     * @param brand      whose it is; 0: every brand's
     * @param account    who asks for it, or 0
     * @param parameters JSON without personal data
     * @param file       to read, or 0
     * @param about      the job it follows from, or 0
     */
    public record Asked(JobKind kind, int brand, int account, String parameters, long file, long about) {
    }

    /** @return its id; it begins within seconds */
    public long ask(Asked asked) {
        return Transaction.in(database, Transaction.FOR_EVER, connection -> JobRows.insert(connection, asked, now()));
    }

    /** The one of that kind which was asked for last. */
    public Optional<Job> last(JobKind kind) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    JobRows.SELECT + " where kind = '" + kind + "' order by id desc limit 1"); ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(JobRows.job(row)) : Optional.empty();
            }
        });
    }

    public Optional<Job> find(long id) {
        return Transaction.reading(database, connection -> JobRows.find(connection, id, false));
    }

    /**
     * The newest first.
     *
     * @param brands whose; nothing: all of them
     * @param before only older ones than this, 0: from the newest
     */
    public List<Job> latest(Optional<Set<Integer>> brands, long before, int most) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(JobRows.SELECT
                    + " where (?::integer[] is null or brand_id = any(?::integer[])) and (? = 0 or id < ?)"
                    + " order by id desc limit ?")) {
                Integer[] ids = brands.map(set -> set.toArray(Integer[]::new)).orElse(null);
                select.setArray(1, ids == null ? null : connection.createArrayOf("integer", ids));
                select.setArray(2, ids == null ? null : connection.createArrayOf("integer", ids));
                select.setLong(3, before);
                select.setLong(4, before);
                select.setInt(5, most);
                List<Job> jobs = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        jobs.add(JobRows.job(row));
                    }
                }
                return jobs;
            }
        });
    }

    /** The job that followed from this one last, of that kind: the import after its check, the undo after an import. */
    public Optional<Job> after(long about, JobKind kind) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    JobRows.SELECT + " where about_id = ? and kind = ? order by id desc limit 1")) {
                select.setLong(1, about);
                select.setString(2, kind.name());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(JobRows.job(row)) : Optional.empty();
                }
            }
        });
    }

    /** What the job has to say, oldest first, the last {@code most}. */
    public List<JobNote> notes(long id, int most) {
        return Transaction.reading(database, connection -> JobRows.notes(connection, id, most));
    }

    /** Stops after the step it is in. @return false if there was nothing to stop */
    public boolean pause(long id) {
        return turn(id, JobState.PAUSED, "job.log.paused", JobState.WAITING, JobState.RUNNING);
    }

    /** Goes on where it stopped. */
    public boolean resume(long id) {
        return turn(id, JobState.WAITING, "job.log.resumed", JobState.PAUSED, JobState.FAILED);
    }

    /** Stops for good after the step it is in; what it did stays done. */
    public boolean cancel(long id) {
        return turn(id, JobState.CANCELLED, "job.log.cancelled", JobState.WAITING, JobState.RUNNING, JobState.PAUSED,
                JobState.FAILED);
    }

    private boolean turn(long id, JobState to, String key, JobState... from) {
        return Transaction.in(database, Transaction.FOR_EVER, connection -> {
            boolean turned = JobRows.turn(connection, id, to, now(), from);
            if (turned) {
                JobRows.note(connection, id, now(), key, List.of());
            }
            return turned;
        });
    }

    /**
     * The job that has waited longest, or was left behind by a node that died; under a lease from now on.
     *
     * @param node  names this process, and no other that ever was
     * @param kinds what it can work on
     */
    Optional<Job> claim(String node, Set<JobKind> kinds) {
        return Transaction.in(database, Transaction.FOR_EVER, connection -> {
            Optional<Job> claimed = JobRows.claim(connection, node, kinds, now(), LEASE);
            if (claimed.isPresent()) {
                boolean again = claimed.get().startedAt() != null;
                JobRows.note(connection, claimed.get().id(), now(), again ? "job.log.continues" : "job.log.begins",
                        again ? List.of(Long.toString(claimed.get().done())) : List.of());
            }
            return claimed;
        });
    }

    /** Removes what was ended long enough ago: files, and what tells of single lines. @return how many files */
    public int forget() {
        return Transaction.in(database, Transaction.FOR_EVER, connection -> JobRows.forget(connection, now()));
    }

    Instant now() {
        return clock.instant();
    }

    static String json(List<String> said) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        said.forEach(array::add);
        return array.build().toString();
    }

    static java.time.OffsetDateTime utc(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    DataSource database() {
        return database;
    }

    /** Within the caller's transaction: another line of the log. */
    static void note(Connection connection, long job, Instant at, String key, List<String> said) throws SQLException {
        JobRows.note(connection, job, at, key, said);
    }
}
