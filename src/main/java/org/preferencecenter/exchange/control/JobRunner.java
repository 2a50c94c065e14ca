package org.preferencecenter.exchange.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.control.Intakes;
import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.JobNote;
import org.preferencecenter.exchange.entity.JobState;

/**
 * Works on jobs, step after step. A step's effects and how far it got are one transaction: wherever a node dies, the next one
 * begins where the last committed step ended. A node that was only slow, and whose job another has taken up, finds that out
 * under the job's lock and leaves it.
 */
@Singleton
public class JobRunner {

    private static final int TRIES = 20;

    private final Jobs jobs;
    private final Map<JobKind, JobWork.Opening> openings = new EnumMap<>(JobKind.class);

    @Inject
    public JobRunner(Jobs jobs, Imports imports, Exports exports, Screenings screenings, ListLoads lists) {
        this.jobs = jobs;
        openings.put(JobKind.CHECK, imports::open);
        openings.put(JobKind.IMPORT, imports::open);
        openings.put(JobKind.UNDO, imports::openUndo);
        openings.put(JobKind.EXPORT, exports::open);
        openings.put(JobKind.SCREENING, screenings::open);
        openings.put(JobKind.LIST, lists::open);
    }

    /** For work that no import has to wait for, and for tests that die in the middle. */
    JobRunner(Jobs jobs, Map<JobKind, JobWork.Opening> openings) {
        this.jobs = jobs;
        this.openings.putAll(openings);
    }

    JobWork open(Job job) {
        return openings.get(job.kind()).of(job);
    }

    /** What came of looking for work. */
    public enum Found {
        NOTHING, WORKED,
        /** It goes on in a while. */
        WAIT
    }

    /**
     * Works on the next job that waits, to its end or until somebody stops it.
     *
     * @param node names this process
     */
    public Found next(String node) {
        Optional<Job> claimed = jobs.claim(node, openings.keySet());
        if (claimed.isEmpty()) {
            return Found.NOTHING;
        }
        Job job = claimed.get();
        try (JobWork work = open(job)) {
            while (step(work, job.id(), node)) {
                if (Thread.currentThread().isInterrupted()) {
                    return Found.WAIT;
                }
            }
            return Found.WORKED;
        } catch (JobWork.Impossible impossible) {
            fail(job.id(), impossible.key(), impossible.said());
        } catch (Intakes.Overtaken | DatabaseAway again) {
            return tryAgain(job.id(), node, again);
        } catch (RuntimeException broken) {
            // The message is left out: it may quote the line.
            fail(job.id(), "job.log.broke", List.of(broken.getClass().getName()));
        }
        return Found.WORKED;
    }

    private Found tryAgain(long job, String node, RuntimeException why) {
        int failures = Transaction.in(jobs.database(), connection -> JobRows.broken(connection, job, node));
        if (failures >= TRIES) {
            fail(job, "job.log.broke", List.of(why.getClass().getName()));
        }
        return why instanceof DatabaseAway ? Found.WAIT : Found.WORKED;
    }

    private void fail(long job, String key, List<String> said) {
        Transaction.in(jobs.database(), connection -> {
            if (JobRows.turn(connection, job, JobState.FAILED, jobs.now(), JobState.RUNNING)) {
                JobRows.note(connection, job, jobs.now(), key, said);
            }
            return null;
        });
    }

    /** @return false if it ends here */
    private boolean step(JobWork work, long id, String node) {
        return Transaction.in(jobs.database(), connection -> {
            Job job = JobRows.find(connection, id, true).orElseThrow();
            if (job.state() != JobState.RUNNING || !node.equals(job.node())) {
                return false;
            }
            JobWork.Step step = work.step(connection, job);
            JobRows.advance(connection, step.job(), jobs.now().plus(Jobs.LEASE));
            for (JobNote note : step.notes()) {
                JobRows.note(connection, id, jobs.now(), note.key(), note.said());
            }
            if (step.finished()) {
                finish(connection, step.job());
            }
            return !step.finished();
        });
    }

    private void finish(Connection connection, Job job) throws SQLException {
        JobRows.turn(connection, job.id(), JobState.DONE, jobs.now(), JobState.RUNNING);
        JobRows.note(connection, job.id(), jobs.now(), "job.log.done", List.of(Long.toString(job.done())));
        if (job.file() != 0) {
            FileStore.keep(connection, job.file(), jobs.now().plus(FileStore.KEPT));
        }
        if (job.result() != 0) {
            FileStore.keep(connection, job.result(), jobs.now().plus(FileStore.TO_FETCH));
        }
        if (job.kind() == JobKind.UNDO) {
            JobRows.turn(connection, job.about(), JobState.UNDONE, jobs.now(), JobState.DONE, JobState.CANCELLED, JobState.FAILED,
                    JobState.PAUSED);
        }
    }
}
