package org.preferencecenter.retention.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Sql;
import org.preferencecenter.retention.entity.Counts;
import org.preferencecenter.retention.entity.Counts.What;
import org.preferencecenter.retention.entity.Policy;
import org.preferencecenter.retention.entity.Policy.Ending;
import org.preferencecenter.retention.entity.Run.State;

/**
 * Retention in processes of their own, two at once, the one that works killed by SIGKILL again and again: what they leave is what
 * one that nobody disturbed leaves.
 */
class RetentionKillIT {

    private static final String NOW = "2026-11-20T10:00:00Z";
    private static final int PEOPLE = 2000;
    private static final int ACCOUNT = 7;
    private static final long TENTH = PEOPLE / 10;
    private static final String WAITS = "select application_name from pg_stat_activity where %d = any(pg_blocking_pids(pid))";

    /** By what is left over of their number, divided by ten: when they said yes, and whether they have a mailbox. */
    private static final String SOWN = """
            insert into recipient (id, audience, jurisdiction, locale, created_at) overriding system value
            select n, 'CONSUMER', 'FR', 'fr', '2018-05-01T10:00:00Z' from generate_series(1, %1$d) n;
            insert into choice (recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since)
            select n, %2$d, 11, %3$d, case when n %% 10 in (5, 6) then 4 else 1 end, 0, 1, case n %% 10
                when 2 then timestamptz '2023-10-01T10:00:00Z' when 3 then '2019-06-01T10:00:00Z' when 4 then '2023-10-02T10:00:00Z'
                when 5 then '2019-06-01T10:00:00Z' when 6 then '2019-06-01T10:00:00Z' when 7 then '2026-05-01T10:00:00Z'
                else '2023-12-05T10:00:00Z' end from generate_series(1, %1$d) n;
            insert into address (recipient_id, channel, value, normal)
            select n, 'EMAIL', 'p' || n || '@example.org', 'p' || n || '@example.org' from generate_series(1, %1$d) n where n %% 10 not in (4, 8)""";

    /** Everything a run may leave, a line each; decisions aside: who died before a letter asks for one again. */
    private static final List<String> LEFT = List.of("""
            select r.id, r.erased_at is null, r.ledger_seq, (select count(*) from ledger_entry e where e.recipient_id = r.id),
                (select string_agg(concat_ws(' ', c.scope_kind, c.scope_id, c.channel, c.state, c.seq, c.since), ',' order by c.scope_kind, c.channel)
                    from choice c where c.recipient_id = r.id),
                (select count(*) from confirmation c join renewal n on n.id = c.id where c.recipient_id = r.id),
                (select string_agg(concat_ws(' ', k.purpose_id, k.last_day, k.due_on, k.asked_on), ',' order by k.purpose_id)
                    from retention_clock k where k.recipient_id = r.id),
                (select count(*) from address a where a.recipient_id = r.id),
                (select count(*) from retention_archive a where a.recipient_id = r.id) from recipient r order by r.id""",
            "select encode(hash, 'hex'), brand_id, channel, reason from suppression order by 1, 2, 3, 4",
            "select lifted, encode(hash, 'hex'), brand_id, channel, reason from suppression_change order by 1, 2, 3, 4",
            "select id, dry, state, about_id, account_id from retention_run order by id",
            "select run_id, what, purpose_id, jurisdiction, people from retention_run_count order by 1, 2, 3, 4",
            "select purpose_id, month, jurisdiction, people from retention_count order by 1, 2, 3",
            "select running, held, confirmed_run from retention_policy");

    private final Map<String, Process> alive = new LinkedHashMap<>();
    private final List<Connection> held = new ArrayList<>();
    private int started;
    private String killed;
    private House disturbed;

    @AfterEach
    void end() throws SQLException {
        alive.values().forEach(Process::destroyForcibly);
        for (Connection connection : held) {
            connection.close();
        }
    }

    @Test
    void killed_again_and_again_two_at_once_leave_exactly_what_one_that_nobody_disturbed_leaves() throws Exception {
        String sown = "retention_sown";
        sow(new House(TestDatabase.own(sown)));
        killed = "retention_killed";
        TestDatabase.copy(sown, killed);
        String alone = "retention_alone";
        TestDatabase.copy(sown, alone);
        disturbed = house(killed);
        walk();
        run();
        House undisturbed = house(alone);
        long dry = undisturbed.runs.dry(ACCOUNT).orElseThrow();
        RetentionProcess.until(undisturbed, () -> undisturbed.runs.find(dry).orElseThrow().state() == State.DONE);
        undisturbed.runs.confirm(dry, ACCOUNT, undisturbed.timetables.told()).orElseThrow();
        RetentionProcess.until(undisturbed, () -> undisturbed.runs.list(0, 1).get(0).state() == State.DONE);
        Counts did = undisturbed.runs.counts(undisturbed.lastReal().id());
        assertEquals(List.of(4 * TENTH, 3 * TENTH, TENTH, TENTH, TENTH, 2 * TENTH, TENTH, 0L), Stream.of(What.LETTER, What.ASK, What.LATE,
                What.OLD, What.BARRED, What.END, What.NOT_ASKED, What.FAILED).map(did::of).toList());
        for (String question : LEFT) {
            String lines = "select x::text from (" + question + ") x";
            assertEquals(rows(undisturbed, lines), rows(disturbed, lines));
        }
    }

    /** Two processes set clocks; one dies with a slice of them set and not yet counted. */
    private void walk() throws Exception {
        Hold counting = hold("lock table retention_count in share mode");
        start();
        start();
        counting.kill();
        start();
        counting.letGo();
        while (disturbed.number("select count(*) from retention_walk where ended_at is null") > 0) {
            Thread.onSpinWait();
        }
    }

    /**
     * Counted dry and agreed to; then everybody is counted once more and the first run goes. Whoever works dies: with a slice
     * counted, in the middle of erasing, with somebody ended and counted, of asking, with a slice done and not noted, with its
     * clocks half set. The next hold is there before the one before it lets go: so nobody runs past it.
     */
    private void run() throws Exception {
        long dry = disturbed.runs.dry(ACCOUNT).orElseThrow();
        while (disturbed.runs.find(dry).orElseThrow().state() == State.RUNNING) {
            Thread.onSpinWait();
        }
        Hold before = hold("lock table retention_run_count in share mode");
        disturbed.runs.confirm(dry, ACCOUNT, disturbed.timetables.told()).orElseThrow();
        for (String next : List.of("lock table suppression in share mode",
                "insert into retention_run_count select id, 'OLD', 11, 'FR', 0 from retention_run where not dry",
                "lock table renewal in share mode", "select 1 from retention_run where not dry for no key update",
                "select 1 from retention_clock where recipient_id = " + PEOPLE / 2 + " for update")) {
            before.kill();
            start();
            Hold after = hold(next);
            before.letGo();
            before = after;
        }
        before.kill();
        before.letGo();
        for (Process process : alive.values()) {
            assertEquals(0, process.waitFor());
        }
    }

    private static void sow(House house) {
        house.brand();
        house.run(SOWN.formatted(PEOPLE, Scope.Kind.PURPOSE.code(), Channel.EMAIL.code()));
        house.policies.save(new Policy(30, 30, 36, Ending.ARCHIVE, 0, 60, 0));
        house.close();
    }

    private static String url(String name) {
        return TestDatabase.postgres().getJdbcUrl("postgres", name) + "&password=postgres";
    }

    /** A process that dies loses nothing that the database has: it need not wait for the disk here. */
    private static House house(String name) {
        House house = new House(RetentionProcess.database(url(name)));
        house.run("alter database " + name + " set synchronous_commit = off");
        house.clock.set(Instant.parse(NOW));
        return house;
    }

    private static List<String> rows(House house, String question) {
        return Turn.in(house.database, connection -> Sql.select(connection, question, row -> row.getString(1)));
    }

    private void start() throws IOException {
        String name = "retention" + ++started;
        alive.put(name, new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), RetentionProcess.class.getName(), url(killed) + "&ApplicationName=" + name, NOW)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    private Hold hold(String sql) throws SQLException {
        Connection connection = TestDatabase.postgres().getDatabase("postgres", killed).getConnection();
        held.add(connection);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return new Hold(connection);
    }

    /** What whoever works comes to, and cannot pass. */
    private final class Hold {

        private final Connection connection;
        private final int pid;

        Hold(Connection connection) throws SQLException {
            this.connection = connection;
            this.pid = connection.unwrap(PGConnection.class).getBackendPID();
        }

        /** @return who waits for it */
        String waiting() throws SQLException {
            while (true) {
                // Not within the transaction that holds: there, who works stands still.
                Optional<String> who = rows(disturbed, WAITS.formatted(pid)).stream().filter(alive::containsKey).findFirst();
                if (who.isPresent()) {
                    return who.get();
                }
                assertEquals(List.of(), alive.entrySet().stream().filter(one -> !one.getValue().isAlive())
                        .map(one -> one.getKey() + " ended with " + one.getValue().exitValue()).toList(), "nobody came here");
            }
        }

        void kill() throws Exception {
            alive.remove(waiting()).destroyForcibly().waitFor();
        }

        /** What the dead one has asked for of the database comes to its end, and is undone. */
        void letGo() throws SQLException {
            connection.rollback();
        }
    }
}
