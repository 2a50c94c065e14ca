package org.preferencecenter.ledger.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.preferencecenter.ledger.entity.Checkpoint;
import org.preferencecenter.ledger.entity.LogKey;
import org.preferencecenter.ledger.entity.Rfc6962;
import org.preferencecenter.ledger.entity.SignedNote;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.AnchorSettings;
import org.preferencecenter.platform.entity.Secret;

class SealerIT {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private LogFixture log;

    @BeforeAll
    static void aDatabaseOfItsOwn() {
        TestDatabase.own("sealing");
    }

    @BeforeEach
    void another() {
        log = new LogFixture(TestDatabase.copy("sealing", "sealing" + COUNT.incrementAndGet()));
    }

    /** Whatever was signed last must hold for what is stored, told by the RFC alone. */
    private void assertSealed(long entries) throws SQLException {
        Checkpoints.Signed last = log.latest();
        assertEquals(entries, last.size());
        assertEquals(entries, log.number("select count(*) from ledger_leaf"));
        assertEquals(entries, log.number("select count(*) from ledger_entry"));
        assertArrayEquals(Rfc6962.mth(log.data()), last.root());
        try (Connection connection = log.database.getConnection()) {
            LogKey key = log.keys.list(connection).get(0).key();
            assertTrue(SignedNote.parse(last.note()).signedBy(key));
            assertEquals(new Checkpoint("test.example/log", entries, last.root()), last.checkpoint());
        }
    }

    @Test
    void entries_become_leaves_in_their_order_and_the_tree_is_signed() throws SQLException {
        log.sealAll();
        assertSealed(0);
        log.append(1, 3);
        log.append(2, 40);
        log.sealAll();
        assertSealed(43);
        log.append(1, 30);
        log.sealAll();
        assertSealed(73);
        assertEquals(0, log.number("select count(*) from (select e.arrival, lag(e.arrival) over (order by leaf_index) as before"
                + " from ledger_leaf join ledger_entry e using (recipient_id, seq)) x where before > arrival"));
        long signed = log.number("select count(*) from ledger_checkpoint");
        log.sealAll();
        assertEquals(signed, log.number("select count(*) from ledger_checkpoint"), "nothing new, nothing to sign");
    }

    @Test
    void what_is_committed_late_is_waited_for() throws SQLException {
        log.sealAll();
        log.recipient(1);
        log.recipient(2);
        try (Connection late = log.database.getConnection()) {
            late.setAutoCommit(false);
            log.append(late, 1, 2);
            log.append(2, 3);
            for (int i = 0; i < 5; i++) {
                assertEquals(0, log.sealer.seal().orElseThrow().entries());
            }
            late.commit();
        }
        log.sealAll();
        assertSealed(5);
    }

    /** Nobody younger has committed: the upper end of a snapshot is then the writer's own id, and not past it. */
    @Test
    void what_is_committed_late_is_waited_for_even_if_nobody_writes_meanwhile() throws SQLException {
        log.sealAll();
        log.recipient(1);
        try (Connection late = log.database.getConnection()) {
            late.setAutoCommit(false);
            log.append(late, 1, 2);
            for (int i = 0; i < 5; i++) {
                assertEquals(0, log.sealer.seal().orElseThrow().entries());
            }
            late.commit();
        }
        log.sealAll();
        assertSealed(2);
    }

    @Test
    void what_was_taken_back_is_not_waited_for() throws SQLException {
        log.recipient(1);
        try (Connection never = log.database.getConnection()) {
            never.setAutoCommit(false);
            log.append(never, 1, 50);
            never.rollback();
        }
        log.append(2, 1);
        log.sealAll();
        assertSealed(1);
    }

    @Test
    void two_sealers_and_many_writers_leave_nothing_out() throws Exception {
        List<Long> people = List.of(1L, 2L, 3L, 4L, 5L, 6L);
        for (long id : people) {
            log.recipient(id);
        }
        AtomicBoolean writing = new AtomicBoolean(true);
        AtomicInteger written = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<?>> writers = new ArrayList<>();
        for (long id : people) {
            writers.add(threads.submit(write(id, written)));
        }
        List<Future<?>> sealers = List.of(threads.submit(seal(log.sealer(), writing)), threads.submit(seal(log.sealer(), writing)));
        for (Future<?> writer : writers) {
            writer.get();
        }
        writing.set(false);
        for (Future<?> sealer : sealers) {
            sealer.get();
        }
        threads.shutdown();
        log.sealAll();
        assertSealed(written.get());
        assertTrue(log.number("select count(*) from ledger_checkpoint") > 2);
    }

    private Callable<Void> write(long id, AtomicInteger written) {
        return () -> {
            SplittableRandom random = new SplittableRandom(id);
            try (Connection connection = log.database.getConnection()) {
                connection.setAutoCommit(false);
                for (int i = 0; i < 60; i++) {
                    int many = random.nextInt(1, 6);
                    log.append(connection, id, many);
                    if (random.nextInt(5) == 0) {
                        connection.rollback();
                    } else {
                        connection.commit();
                        written.addAndGet(many);
                    }
                }
            }
            return null;
        };
    }

    private static Callable<Void> seal(Sealer sealer, AtomicBoolean going) {
        return () -> {
            while (going.get()) {
                sealer.seal();
            }
            return null;
        };
    }

    @Test
    void a_sealer_that_is_killed_leaves_nothing_behind_and_holds_nobody_up() throws Exception {
        log.sealAll();
        log.append(1, 100);
        try (Connection hold = log.database.getConnection(); Statement sql = hold.createStatement()) {
            hold.setAutoCommit(false);
            sql.execute("lock table ledger_checkpoint in share mode");   // the sealer writes leaves and nodes, and waits here
            CompletableFuture<Optional<Sealer.Round>> sealing = CompletableFuture.supplyAsync(() -> {
                try {
                    return log.sealer().seal();
                } catch (SQLException killed) {
                    throw new IllegalStateException(killed);
                }
            });
            String waiting = "from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
            while (log.number("select count(*) " + waiting) == 0) {
                Thread.onSpinWait();
            }
            assertEquals(Optional.empty(), log.sealer().seal(), "one at a time");
            log.number("select pg_terminate_backend(pid)::int " + waiting);
            assertThrows(ExecutionException.class, sealing::get);
            hold.rollback();
        }
        assertEquals(0, log.number("select count(*) from ledger_leaf"));
        assertEquals(0, log.number("select count(*) from ledger_node"));
        log.sealAll();
        assertSealed(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update ledger_leaf set hash = sha256('x') where leaf_index = 32",
        "update ledger_node set hash = sha256('x') where level = 4 and node_index = 1",
        "delete from ledger_leaf where leaf_index = 32",
        "update ledger_checkpoint set root = sha256('x') where size = 33",
        "update ledger_checkpoint set note = replace(note, 'test.example', 'other.example') where size = 33"})
    void nothing_is_signed_over_a_tree_that_was_changed(String change) throws SQLException {
        log.append(1, 33);
        log.sealAll();
        String table = change.replaceAll("(update|delete from) (\\w+) .*", "$2");
        log.run("alter table " + table + " disable trigger user", change, "alter table " + table + " enable trigger user");
        log.append(2, 1);
        assertThrows(LedgerBroken.class, log::sealAll);
        assertEquals(33, log.number("select max(size) from ledger_checkpoint"));
    }

    /** The end of everything, as a backup of the whole database leaves it: nothing inside tells that there was more. */
    private static void cutBack(LogFixture log, long size) throws SQLException {
        for (String table : List.of("ledger_entry", "ledger_leaf", "ledger_node", "ledger_checkpoint")) {
            log.run("alter table " + table + " disable trigger user");
        }
        log.run("delete from ledger_entry e using ledger_leaf l where l.recipient_id = e.recipient_id and l.seq = e.seq and leaf_index >= " + size,
                "delete from ledger_leaf where leaf_index >= " + size,
                "delete from ledger_node where ((node_index + 1) << level) > " + size, "delete from ledger_checkpoint where size > " + size,
                "update recipient set ledger_seq = 0, ledger_head = decode(repeat('00', 32), 'hex')",
                "update recipient r set ledger_seq = e.seq, ledger_head = e.hash from ledger_entry e where e.recipient_id = r.id"
                        + " and e.seq = (select max(seq) from ledger_entry where recipient_id = r.id)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"this process", "whom it was handed to", "a file", "a file, and the keys are gone too", "nobody"})
    void a_log_that_was_set_back_is_not_signed_on_by_whoever_knows_of_the_end(String whoKnows, @TempDir Path folder) throws Exception {
        AnchorSettings settings = new AnchorSettings(Optional.empty(), Optional.of(folder.resolve("checkpoints").toString()), Optional.empty(),
                Duration.ofHours(6), Optional.empty());
        Anchors anchors = new Anchors(log.database, log.checkpoints, Clock.fixed(LogFixture.AT, ZoneOffset.UTC), settings, null,
                new Log(log.database, log.checkpoints, log.keys, new Proofs()));
        Sealer restarted = new Sealer(log.database, log.keys, log.checkpoints, Clock.fixed(LogFixture.AT, ZoneOffset.UTC),
                whoKnows.startsWith("a file") ? settings.file() : Optional.empty());
        log.append(1, 40);
        log.sealAll();
        log.append(1, 5);
        log.sealAll();
        if (whoKnows.startsWith("a file")) {
            anchors.hand();
        }
        cutBack(log, 40);
        log.run("delete from ledger_anchor");
        if (whoKnows.startsWith("whom")) {
            log.run("insert into ledger_anchor (target, size, handed_at) values ('URL', 45, now())");
        }
        if (whoKnows.endsWith("gone too")) {
            cutBack(log, -1);
            log.run("alter table log_key disable trigger user", "delete from log_key");
        }
        log.append(2, 7);
        Sealer sealer = whoKnows.equals("this process") ? log.sealer : restarted;
        long before = log.number("select count(*) from ledger_checkpoint");
        if (whoKnows.equals("nobody")) {
            assertEquals(7, sealer.seal().orElseThrow().entries(), "and therefore there should be a witness");
        } else {
            assertThrows(LedgerBroken.class, sealer::seal);
            assertEquals(before, log.number("select count(*) from ledger_checkpoint"));
        }
        if (whoKnows.equals("this process")) {
            // Another process, that knows of nothing, has signed: this one does not go on with that.
            restarted.seal();
            assertThrows(LedgerBroken.class, sealer::seal);
        }
    }

    @Test
    void a_new_key_is_vouched_for_by_the_one_before_and_old_checkpoints_hold() throws SQLException {
        log.append(1, 2);
        log.sealAll();
        String old = log.latest().note();
        List<LogKeys.Published> keys;
        try (Connection connection = log.database.getConnection()) {
            log.keys.rotate(connection);
            keys = log.keys.list(connection);
        }
        assertEquals(2, keys.size());
        log.append(1, 1);
        log.sealAll();
        SignedNote both = SignedNote.parse(log.latest().note());
        assertTrue(both.signedBy(keys.get(0).key()) && both.signedBy(keys.get(1).key()));
        log.append(1, 1);
        log.sealAll();
        SignedNote next = SignedNote.parse(log.latest().note());
        assertTrue(next.signedBy(keys.get(0).key()));
        assertFalse(next.signedBy(keys.get(1).key()));
        assertTrue(SignedNote.parse(old).signedBy(keys.get(1).key()));
        assertSealed(4);
    }

    /** Somebody makes a new key while a round is on: what was signed is kept under the key that signed it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void a_key_that_is_changed_while_a_round_is_on_stops_no_later_one(int sealed) throws SQLException {
        log.append(1, 3);
        if (sealed > 0) {
            log.sealAll();
        }
        log.keys.rotate(log.database);
        LogKeys racing = new LogKeys("test.example/log", new Vault(new Secret(new byte[32])), Clock.fixed(LogFixture.AT, ZoneOffset.UTC)) {
            @Override
            Published open(Connection connection) throws SQLException {
                Published signs = super.open(connection);
                log.keys.rotate(log.database);
                return signs;
            }
        };
        log.append(2, 1);
        assertTrue(new Sealer(log.database, racing, log.checkpoints, Clock.fixed(LogFixture.AT, ZoneOffset.UTC), Optional.empty()).seal().isPresent());
        log.sealAll();
        log.append(2, 1);
        log.sealAll();
        assertSealed(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger_node", "ledger_checkpoint", "log_key"})
    void what_is_signed_is_never_changed(String table) throws SQLException {
        log.append(1, 20);
        log.sealAll();
        for (String sql : List.of("update " + table + " set " + (table.equals("log_key") ? "name" : table.equals("ledger_node")
                ? "hash" : "note") + " = 'x'", "delete from " + table, "truncate " + table + " cascade")) {
            assertTrue(assertThrows(SQLException.class, () -> log.run(sql)).getMessage().contains("is refused"), sql);
        }
    }
}
