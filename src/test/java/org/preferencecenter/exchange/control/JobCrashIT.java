package org.preferencecenter.exchange.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.JobState;
import org.preferencecenter.exchange.entity.Target;

/** Nodes that die in the middle of a job, and nodes that only seem to. */
class JobCrashIT {

    private static final int LINES = 20_000;

    private final House house = new House();

    /** As if the process were killed: nothing that comes after it is carried out. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Dies in the step {@code after}, with all of its work done and nothing of it committed. */
    private JobRunner dying(int after, Runnable meanwhile) {
        JobWork.Opening opening = job -> {
            JobWork work = house.imports.open(job);
            int[] steps = {0};
            return new JobWork() {
                @Override
                public Step step(Connection connection, Job at) throws SQLException {
                    Step step = work.step(connection, at);
                    if (++steps[0] == after) {
                        meanwhile.run();
                    }
                    return step;
                }

                @Override
                public void close() {
                    work.close();
                }
            };
        };
        return new JobRunner(house.jobs, Map.of(JobKind.IMPORT, opening));
    }

    private static void die() {
        throw new Killed();
    }

    private String file(int lines) {
        StringBuilder file = new StringBuilder("email,status\n");
        for (int i = 0; i < lines; i++) {
            file.append("p").append(i).append('@').append(house.mark).append(".example,")
                    .append(i % 10 == 9 ? "unsubscribed" : "subscribed").append('\n');
        }
        return file.toString();
    }

    private long imported(int lines) {
        return house.ask(JobKind.IMPORT, house.order(Target.of(Target.Kind.EMAIL), Target.of(Target.Kind.STATUS)),
                house.upload(file(lines)));
    }

    /** Only this job, whatever else waits on the tests' database. */
    private void until(JobRunner runner, String node, long job) {
        while (house.jobs.find(job).orElseThrow().state() == JobState.WAITING) {
            runner.next(node);
        }
    }

    @Test
    void every_line_counts_once_though_the_node_dies_in_the_middle_twice() {
        long job = imported(LINES);
        assertThrows(Killed.class, () -> until(dying(3, JobCrashIT::die), "first", job));
        Job left = house.jobs.find(job).orElseThrow();
        assertEquals(List.of(JobState.RUNNING, 2L * ImportWork.AT_ONCE), List.of(left.state(), left.done()));
        house.runner.next("second");
        assertEquals(left.done(), house.jobs.find(job).orElseThrow().done(), "its lease still runs");
        house.clock.wait(Jobs.LEASE.plusSeconds(1));
        assertThrows(Killed.class, () -> dying(4, JobCrashIT::die).next("second"));
        house.clock.wait(Jobs.LEASE.plusSeconds(1));
        assertEquals(JobState.DONE, house.run(job).state());
        Job done = house.jobs.find(job).orElseThrow();
        assertEquals(Map.of("lines", (long) LINES, "fresh", (long) LINES), done.counts());
        String people = "(select recipient_id from address where normal like 'p%@" + house.mark + ".example')";
        assertEquals(List.of(Integer.toString(LINES)), house.ask("select count(*) from " + people + " p"));
        assertEquals(List.of(LINES + " " + LINES), house.ask("select count(*) || ' ' || count(distinct recipient_id) from ledger_entry "
                + "where recipient_id in " + people));
        assertEquals(List.of("1:" + LINES * 9 / 10, "3:" + LINES / 10), house.ask("select state || ':' || count(*) from choice "
                + "where recipient_id in " + people + " group by state order by state"));
        assertEquals(List.of("0"), house.ask("select count(*) from import_seen where job_id = " + job));
    }

    @Test
    void a_node_that_was_only_slow_finds_its_job_taken_and_leaves_it() {
        long job = imported(2 * ImportWork.AT_ONCE);
        // Between its first and its second step it sleeps so long that another node does all of it.
        JobRunner slow = new JobRunner(house.jobs, Map.of(JobKind.IMPORT, asked -> {
            JobWork work = house.imports.open(asked);
            int[] steps = {0};
            return (connection, at) -> {
                assertTrue(++steps[0] < 2, "it was told that the job is somebody else's");
                return work.step(connection, at);
            };
        }));
        // The lease ends, and another takes the job, before the slow one takes its first step.
        JobRunner overtaken = new JobRunner(house.jobs, Map.of(JobKind.IMPORT, asked -> {
            house.clock.wait(Jobs.LEASE.plusSeconds(1));
            elsewhere(job);
            return slow.open(asked);
        }));
        until(overtaken, "slow", job);
        assertEquals(List.of("4000"), house.ask("select count(*) from address where normal like 'p%@" + house.mark + ".example'"));
        assertEquals(Map.of("lines", 4000L, "fresh", 4000L), house.jobs.find(job).orElseThrow().counts());
    }

    private void elsewhere(long job) {
        while (house.jobs.find(job).orElseThrow().state().active()) {
            house.runner.next("other");
        }
    }

    @Test
    void a_paused_job_stops_after_its_step_and_goes_on_where_it_stopped() {
        long job = imported(3 * ImportWork.AT_ONCE);
        JobRunner runner = new JobRunner(house.jobs, Map.of(JobKind.IMPORT, asked -> {
            JobWork work = house.imports.open(asked);
            return new JobWork() {
                @Override
                public Step step(Connection connection, Job at) throws SQLException {
                    Step step = work.step(connection, at);
                    try (var sql = connection.createStatement()) {
                        // As a pause that came while the step ran: it waits for the lock and holds right after.
                        sql.execute("update job set state = 'PAUSED' where id = " + at.id());
                    }
                    return step;
                }

                @Override
                public void close() {
                    work.close();
                }
            };
        }));
        until(runner, "node", job);
        Job paused = house.jobs.find(job).orElseThrow();
        assertEquals(List.of(JobState.PAUSED, (long) ImportWork.AT_ONCE), List.of(paused.state(), paused.done()));
        house.runner.next("node");
        assertEquals(JobState.PAUSED, house.jobs.find(job).orElseThrow().state(), "nobody takes it up");
        assertTrue(house.jobs.resume(job));
        assertEquals(3L * ImportWork.AT_ONCE, house.run(job).count("fresh"));
        assertTrue(!house.jobs.pause(job) && !house.jobs.cancel(job), "what is done is done");
    }

    @Test
    void a_cancelled_job_keeps_what_it_did_and_can_be_taken_back() {
        long job = imported(2 * ImportWork.AT_ONCE);
        assertThrows(Killed.class, () -> until(dying(2, JobCrashIT::die), "first", job));
        assertTrue(house.jobs.cancel(job));
        house.clock.wait(Duration.ofHours(1));
        house.runner.next("second");
        assertEquals(JobState.CANCELLED, house.jobs.find(job).orElseThrow().state());
        assertEquals((long) ImportWork.AT_ONCE, house.run(house.askUndo(job)).count("erased"));
        assertEquals(List.of("0"), house.ask("select count(*) from address where normal like 'p%@" + house.mark + ".example'"));
        assertEquals(JobState.UNDONE, house.jobs.find(job).orElseThrow().state());
    }

    @Test
    void jobs_are_listed_newest_first_by_brand_and_page_by_page() {
        long first = imported(1);
        long second = imported(1);
        var mine = Optional.of(Set.of(house.brand.id()));
        assertEquals(List.of(second, first), house.jobs.latest(mine, 0, 9).stream().map(Job::id).toList());
        assertEquals(List.of(first), house.jobs.latest(mine, second, 9).stream().map(Job::id).toList());
        assertEquals(List.of(), house.jobs.latest(Optional.of(Set.of()), 0, 9));
        assertEquals(1, house.jobs.latest(Optional.empty(), 0, 1).size());
        house.run(second);
    }

    @Test
    void what_cannot_be_done_says_why_and_waits_for_somebody() {
        long job = house.ask(JobKind.IMPORT, house.order(Target.of(Target.Kind.EMAIL)), house.upload("email\n\"" + "x,\n".repeat(600_000)));
        assertEquals(JobState.FAILED, house.run(job).state());
        assertEquals("job.log.quote", house.jobs.notes(job, 1).get(0).key());
        assertEquals(JobState.FAILED, house.run(house.ask(JobKind.IMPORT, house.order(), 0)).state());
    }
}
