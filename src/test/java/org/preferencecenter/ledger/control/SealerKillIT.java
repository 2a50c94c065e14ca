package org.preferencecenter.ledger.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.preferencecenter.ledger.entity.Rfc6962;
import org.preferencecenter.ledger.entity.SignedNote;
import org.preferencecenter.platform.TestDatabase;

/** Sealers in processes of their own, two at once, killed by SIGKILL while people write: the tree is whole afterwards. */
class SealerKillIT {

    private static final int KILLS = 6;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process sealer(String url) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), SealerProcess.class.getName(), url).redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        return process;
    }

    private static BufferedReader said(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void killed_again_and_again_two_sealers_leave_a_tree_without_a_gap_or_a_leaf_twice() throws Exception {
        String name = "killed_sealers";
        LogFixture log = new LogFixture(TestDatabase.own(name));
        String url = TestDatabase.postgres().getJdbcUrl("postgres", name) + "&password=postgres";
        log.sealAll();
        AtomicBoolean writing = new AtomicBoolean(true);
        AtomicInteger written = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<?>> writers = new ArrayList<>();
        for (long id = 1; id <= 4; id++) {
            long who = id;
            log.recipient(id);
            writers.add(threads.submit(() -> {
                while (writing.get()) {
                    log.append(who, 20);
                    written.addAndGet(20);
                }
                return null;
            }));
        }
        Process other = sealer(url);
        BufferedReader otherSaid = said(other);
        assertEquals("ready", otherSaid.readLine());
        for (int i = 0; i < KILLS; i++) {
            Process victim = sealer(url);
            BufferedReader victimSaid = said(victim);
            assertEquals("ready", victimSaid.readLine());
            if (i % 2 == 0) {
                // In the middle of its transaction, surely: leaves and nodes are written, and its checkpoint waits for a lock.
                Process both = other;
                inTheMiddle(log, () -> {
                    victim.destroyForcibly().waitFor();
                    both.destroyForcibly().waitFor();
                });
                other = sealer(url);
                otherSaid = said(other);
                assertEquals("ready", otherSaid.readLine());
            } else {
                // Wherever it is, after it sealed something.
                assertTrue(Integer.parseInt(victimSaid.readLine()) > 0);
                victim.destroyForcibly().waitFor();
            }
            assertTrue(Integer.parseInt(otherSaid.readLine()) > 0, "the other goes on");
        }
        writing.set(false);
        for (Future<?> writer : writers) {
            writer.get();
        }
        threads.shutdown();
        other.destroyForcibly().waitFor();
        whole(log, written.get());
    }

    private interface Deed {
        void go() throws Exception;
    }

    private static void inTheMiddle(LogFixture log, Deed deed) throws Exception {
        try (Connection hold = log.database.getConnection(); Statement sql = hold.createStatement()) {
            hold.setAutoCommit(false);
            sql.execute("lock table ledger_checkpoint in share mode");
            while (log.number("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
                    + " and query like '%ledger_checkpoint%'") == 0) {
                Thread.onSpinWait();
            }
            deed.go();
            hold.rollback();
        }
    }

    private static void whole(LogFixture log, int written) throws Exception {
        while (log.sealer.seal().map(round -> round.entries() > 0 || round.more()).orElse(true)) {
            continue;
        }
        Checkpoints.Signed last = log.latest();
        assertEquals(List.of((long) written, (long) written, (long) written, (long) written - 1), List.of(last.size(),
                log.number("select count(*) from ledger_entry"),
                log.number("select count(distinct (recipient_id, seq)) from ledger_leaf"), log.number("select max(leaf_index) from ledger_leaf")));
        assertArrayEquals(Rfc6962.mth(log.data()), last.root());
        try (Connection connection = log.database.getConnection()) {
            assertTrue(SignedNote.parse(last.note()).signedBy(log.keys.list(connection).get(0).key()));
        }
        assertEquals(Optional.empty(), new Audit(log.database, log.checkpoints, log.keys, Clock.fixed(LogFixture.AT, ZoneOffset.UTC), List.of())
                .run(true, List.of(), (done, total) -> true).orElseThrow().difference());
    }
}
