package org.preferencecenter.ledger.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.preferencecenter.ledger.entity.Difference;
import org.preferencecenter.ledger.entity.SignedNote;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.entity.AnchorSettings;

/** Somebody with all rights over the database, triggers off, in a copy each. Ten people with entries, three checkpoints. */
class AuditIT {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static SignedNote witnessed;

    @BeforeAll
    static void aLog() throws SQLException {
        LogFixture log = new LogFixture(TestDatabase.own("audited"));
        log.sealAll();
        for (int round = 0; round < 3; round++) {
            for (long id = 1; id <= 10; id++) {
                log.append(id, 2);
            }
            log.sealAll();
        }
        log.append(3, 1);
        log.sealAll();
        witnessed = SignedNote.parse(log.latest().note());
        whole(log);
    }

    private static LogFixture copy() {
        return new LogFixture(TestDatabase.copy("audited", "audited" + COUNT.incrementAndGet()));
    }

    private static Audit audit(LogFixture log) {
        return new Audit(log.database, log.checkpoints, log.keys, Clock.fixed(LogFixture.AT, ZoneOffset.UTC), List.of());
    }

    private static Optional<Difference> whole(LogFixture log) throws SQLException {
        return found(log, true);
    }

    private static Optional<Difference> found(LogFixture log, boolean whole) throws SQLException {
        return audit(log).run(whole, List.of(), (done, total) -> true).orElseThrow().difference();
    }

    /** Entry 1 of recipient 4 is leaf 6, under checkpoint 20; entry 4 of recipient 4 is leaf 27, under checkpoint 40. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '#', quoteCharacter = '"', textBlock = """
            a fact                     # CHANGED leaf 6 recipient 4 entry 1 field facts.state was GRANTED is REFUSED since checkpoint 20 # update ledger_entry set leaf = replace(encode(leaf, 'escape'), 'GRANTED', 'REFUSED')::bytea where recipient_id = 4 and seq = 1
            a fact and its hash        # CHANGED leaf 6 recipient 4 entry 1 field facts.state was GRANTED is REFUSED since checkpoint 20 # update ledger_entry set leaf = replace(encode(leaf, 'escape'), 'GRANTED', 'REFUSED')::bytea where recipient_id = 4 and seq = 1; update ledger_entry set hash = sha256('\\x00'::bytea || leaf) where recipient_id = 4 and seq = 1
            a fact, its hash and leaf  # CHANGED leaf 6 recipient 4 entry 1 field facts.state was GRANTED is REFUSED since checkpoint 20 # update ledger_entry set leaf = replace(encode(leaf, 'escape'), 'GRANTED', 'REFUSED')::bytea where recipient_id = 4 and seq = 1; update ledger_entry set hash = sha256('\\x00'::bytea || leaf) where recipient_id = 4 and seq = 1; update ledger_leaf l set hash = e.hash from ledger_entry e where e.recipient_id = 4 and e.seq = 1 and l.recipient_id = 4 and l.seq = 1
            two facts                  # CHANGED leaf 6 recipient 4 entry 1 field facts.epoch,facts.state was 1,GRANTED is 9,REFUSED since checkpoint 20 # update ledger_entry set leaf = replace(replace(encode(leaf, 'escape'), 'GRANTED', 'REFUSED'), '"epoch":1', '"epoch":9')::bytea where recipient_id = 4 and seq = 1
            a name slipped in          # CHANGED leaf 6 recipient 4 entry 1 field facts.who was - is ? since checkpoint 20 # update ledger_entry set leaf = replace(encode(leaf, 'escape'), '"facts":{', '"facts":{"who":"camille@example.org",')::bytea where recipient_id = 4 and seq = 1
            a fact taken out           # CHANGED leaf 6 recipient 4 entry 1 field facts.channel was EMAIL is - since checkpoint 20 # update ledger_entry set leaf = replace(encode(leaf, 'escape'), '"channel":"EMAIL",', '')::bytea where recipient_id = 4 and seq = 1
            the time it tells          # CHANGED leaf 6 recipient 4 entry 1 field leaf.at was 2026-11-22T20:00:01.000000Z is 2025-11-22T20:00:01.000000Z since checkpoint 20 # update ledger_entry set leaf = replace(encode(leaf, 'escape'), '"at":"2026', '"at":"2025')::bytea where recipient_id = 4 and seq = 1
            all of it                  # CHANGED leaf 6 recipient 4 entry 1 field leaf since checkpoint 20 # update ledger_entry set leaf = 'nothing' where recipient_id = 4 and seq = 1
            all that names it too      # CHANGED leaf 32 field node 4/2 since checkpoint 60 # update ledger_entry set leaf = replace(encode(leaf, 'escape'), 'WITHDRAWN', 'GRANTED')::bytea where recipient_id = 4 and seq = 6; update ledger_entry set hash = sha256('\\x00'::bytea || leaf) where recipient_id = 4 and seq = 6; update ledger_leaf l set hash = e.hash from ledger_entry e where e.recipient_id = 4 and e.seq = 6 and l.recipient_id = 4 and l.seq = 6; update recipient set ledger_head = (select hash from ledger_entry where recipient_id = 4 and seq = 6) where id = 4
            all but its leaf           # CHANGED leaf 57 recipient 9 entry 6 field facts.state was WITHDRAWN is GRANTED since checkpoint 60 # update ledger_entry set leaf = replace(encode(leaf, 'escape'), 'WITHDRAWN', 'GRANTED')::bytea where recipient_id = 9 and seq = 6; update ledger_entry set hash = sha256('\\x00'::bytea || leaf) where recipient_id = 9 and seq = 6; update recipient set ledger_head = (select hash from ledger_entry where recipient_id = 9 and seq = 6) where id = 9
            the time                   # CHANGED leaf 27 recipient 4 entry 4 field at was 2026-11-22T20:00:04.000000Z is 2025-11-22T20:00:04.000000Z since checkpoint 40 # update ledger_entry set at = at - interval '1 year' where recipient_id = 4 and seq = 4
            a time that is none        # CHANGED leaf 27 recipient 4 entry 4 field at was 2026-11-22T20:00:04.000000Z is ? since checkpoint 40 # update ledger_entry set at = 'infinity' where recipient_id = 4 and seq = 4
            the hash before            # CHANGED leaf 27 recipient 4 entry 4 field prev_hash was H is H since checkpoint 40 # update ledger_entry set prev_hash = sha256('x') where recipient_id = 4 and seq = 4
            the hash                   # CHANGED leaf 27 recipient 4 entry 4 field hash since checkpoint 40 # update ledger_entry set hash = sha256('x') where recipient_id = 4 and seq = 4
            the hash of a leaf         # CHANGED leaf 27 recipient 4 entry 4 field ledger_leaf.hash since checkpoint 40 # update ledger_leaf set hash = sha256('x') where recipient_id = 4 and seq = 4
            a node                     # CHANGED leaf 16 field node 4/1 since checkpoint 40 # update ledger_node set hash = sha256('x') where level = 4 and node_index = 1
            a node that is gone        # REMOVED leaf 16 field node 4/1 since checkpoint 40 # delete from ledger_node where level = 4 and node_index = 1
            a root                     # CHECKPOINT field note since checkpoint 40 # update ledger_checkpoint set root = sha256('x') where size = 40
            a signature                # CHECKPOINT field note since checkpoint 40 # update ledger_checkpoint set note = overlay(note placing 'AAAA' from length(note) - 20) where size = 40
            removed                    # REMOVED leaf 27 recipient 4 entry 4 since checkpoint 40 # delete from ledger_entry where recipient_id = 4 and seq = 4
            removed with its leaf      # REMOVED leaf 27 since checkpoint 40 # delete from ledger_entry where recipient_id = 4 and seq = 4; delete from ledger_leaf where recipient_id = 4 and seq = 4
            its leaf removed           # REMOVED leaf 27 recipient 4 entry 4 field leaf_index since checkpoint 40 # delete from ledger_leaf where recipient_id = 4 and seq = 4
            removed, the rest moved up # REMOVED recipient 4 entry 4 since checkpoint 40 # delete from ledger_entry where recipient_id = 4 and seq = 4; delete from ledger_leaf where leaf_index = 27; update ledger_leaf set leaf_index = -leaf_index - 1000 where leaf_index > 27; update ledger_leaf set leaf_index = -leaf_index - 1001 where leaf_index < 0; delete from ledger_node where level = 4 and node_index > 0
            two reordered              # REORDERED leaf 27 recipient 4 entry 3 field leaf_index since checkpoint 40 # update ledger_leaf set leaf_index = case leaf_index when 26 then 1027 else 1026 end where leaf_index in (26, 27); update ledger_leaf set leaf_index = leaf_index - 1000 where leaf_index > 1000
            inserted as if from before # INSERTED recipient 99 entry 1 since checkpoint 20 # insert into ledger_entry (recipient_id, seq, arrival, at, prev_hash, hash, leaf) overriding system value select 99, 1, 5, at, prev_hash, hash, leaf from ledger_entry where recipient_id = 4 and seq = 1
            a leaf nobody signed       # INSERTED leaf 61 since checkpoint 0 # insert into ledger_leaf select 61, 99, 1, sha256('x')
            replayed                   # REPLAYED leaf 27 recipient 4 entry 4 field arrival since checkpoint 40 # create table kept as select * from ledger_entry where recipient_id = 4 and seq = 4; delete from ledger_entry where recipient_id = 4 and seq = 4; insert into ledger_entry (recipient_id, seq, at, prev_hash, hash, leaf) select recipient_id, seq, at, prev_hash, hash, leaf from kept
            replayed as the next       # TRUNCATED leaf 47 recipient 4 entry 6 since checkpoint 60 # insert into ledger_entry (recipient_id, seq, at, prev_hash, hash, leaf) select recipient_id, 7, at, prev_hash, hash, leaf from ledger_entry where recipient_id = 4 and seq = 6
            truncated                  # REMOVED leaf 60 recipient 3 entry 7 since checkpoint 61 # delete from ledger_entry where recipient_id = 3 and seq = 7
            truncated, and its leaf    # REMOVED leaf 60 since checkpoint 61 # delete from ledger_entry where recipient_id = 3 and seq = 7; delete from ledger_leaf where leaf_index = 60
            the person removed         # REMOVED recipient 4 entry 0 field recipient since checkpoint 0 # delete from recipient where id = 4
            a key of somebody else     # KEY field log_key/2 since checkpoint 0 # insert into log_key select 2, name, sha256('x'), secret, created_at from log_key
            a checkpoint taken out     # nothing # delete from ledger_checkpoint where size = 40
            truncated, all of it       # TRUNCATED recipient 3 entry 7 since checkpoint 0 # delete from ledger_entry where recipient_id = 3 and seq = 7; delete from ledger_leaf where leaf_index = 60; delete from ledger_checkpoint where size = 61
            """)
    void what_was_done_in_the_database_is_found(String what, String expected, String sql) throws SQLException {
        LogFixture log = copy();
        for (String table : List.of("ledger_entry", "ledger_leaf", "ledger_node", "ledger_checkpoint")) {
            log.run("alter table " + table + " disable trigger user");
        }
        // As somebody does who takes care: row by row, the key of leaves out of the way.
        log.run("alter table ledger_leaf drop constraint if exists ledger_leaf_leaf_index_check");
        log.run(sql.split("; "));
        // The one of every day comes to these leaves too, although they were audited before.
        for (boolean all : new boolean[] {false, true}) {
            String found = found(log, all).map(Difference::toString).orElse("nothing");
            assertEquals(expected, found.replaceAll("[0-9a-f]{64}", "H"), all ? "whole" : "daily");
            assertEquals(1, log.number("select count(*) from ledger_audit where coalesce(difference, 'nothing') = '" + found + "'"
                    + " and (note is null) = (difference is not null) and whole = " + all + " and id > 1"));
            assertEquals(found, found.equals("nothing") ? found : Difference.parse(found).toString());
        }
    }

    @Test
    void a_log_as_it_was_signed_has_no_difference_and_the_next_audit_goes_on_from_there() throws SQLException {
        LogFixture log = copy();
        List<Long> done = new ArrayList<>();
        assertEquals(new Audit.Report(0, 61, Optional.empty()), audit(log).run(true, List.of(witnessed), (d, total) -> {
            assertEquals(71, total, "leaves and people");
            return done.add(d);
        }).orElseThrow());
        assertEquals(List.of(0L, 61L, 71L), done);
        log.run("insert into ledger_audit (began_at, ended_at, from_size, to_size) select now(), now(), 0, 64",
                "insert into ledger_audit (began_at, ended_at, from_size, to_size, people_to, note)"
                        + " select now(), now(), 0, 64, 10, replace(note, ' 61' || chr(10), ' 64' || chr(10)) from ledger_audit where note is not null");
        log.append(5, 3);
        log.sealAll();
        // What nobody signed is no result, whatever a row says of it.
        assertEquals(new Audit.Report(61, 64, Optional.empty()), audit(log).run(false, List.of(), (d, t) -> true).orElseThrow());
        log.append(5, 1);
        log.sealAll();
        log.run("alter table ledger_entry disable trigger user", "update ledger_entry set at = now() where recipient_id = 5 and seq = 10");
        assertEquals("CHANGED leaf 64 recipient 5 entry 10 field at since checkpoint 65",
                audit(log).run(false, List.of(), (d, t) -> true).orElseThrow().difference().orElseThrow().toString()
                        .replaceAll(" was .* since", " since"));
        assertEquals(Optional.empty(), audit(log).run(true, List.of(), (d, t) -> false), "stopped");
    }

    /** Fresh from an import, nothing analysed, nothing summarized: the plan that PostgreSQL chooses by itself shares whole tables among workers. */
    @Test
    void no_table_is_read_whole_and_no_worker_is_asked() throws SQLException {
        LogFixture log = copy();
        log.run("insert into ledger_entry (recipient_id, seq, at, prev_hash, hash, leaf) select 100 + g, 1, now(), sha256('x'), sha256('x'),"
                + " repeat('x', 250)::bytea from generate_series(1, 20000) g");
        String query = "explain select recipient_id, seq from ledger_entry e where arrival > 500 and arrival <= 1500"
                + " and not exists (select from ledger_leaf l where l.recipient_id = e.recipient_id and l.seq = e.seq) order by arrival limit 1";
        String read = "explain (analyze, costs off, timing off) select count(*) from ledger_entry where arrival > 500 and arrival <= 1500";
        try (Connection connection = log.database.getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("set parallel_setup_cost = 0; set parallel_tuple_cost = 0; set min_parallel_table_scan_size = 0");
            assertTrue(lines(sql, query).contains("Gather"), "as it comes");
            connection.setAutoCommit(false);
            audit(log).plan(connection, false);
            String plan = lines(sql, query);
            assertTrue(plan.contains("ledger_entry_arrival") && plan.contains("Nested Loop") && !plan.matches("(?s).*(Gather|Seq Scan|Hash).*"), plan);
            long passedOver = Long.parseLong("0" + lines(sql, read).replaceAll("(?s).*Removed by Index Recheck: (\\d+).*|.*", "$1"));
            assertTrue(passedOver < 2000, "of 20,000, " + passedOver + " were read for nothing");
            connection.rollback();
        }
    }

    private static String lines(Statement sql, String query) throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (ResultSet row = sql.executeQuery(query)) {
            while (row.next()) {
                lines.append(row.getString(1)).append('\n');
            }
        }
        return lines.toString();
    }

    /** Audit after audit, while both grow: whatever was looked at is looked at again within 30 days, and what is new when it comes. */
    @ParameterizedTest
    @CsvSource({"24, 1000000, 0", "24, 1000000, 40000", "24, 3000000, 100000", "24, 100000, 7", "72, 5000000, 10000", "720, 5000000, 90000"})
    void every_leaf_and_everybody_comes_again_within_thirty_days(int hours, long size, long growth) {
        Audit audit = new Audit(null, null, null, Clock.fixed(LogFixture.AT, ZoneOffset.UTC), List.of(),
                new AnchorSettings(Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofDays(1), Optional.of(Duration.ofHours(hours))));
        long people = size / 5;
        AuditResult.Ended last = new AuditResult.Ended(0, size, 0, people, 0);
        long[] leaves = {0, size / 3, size - 1, size + growth / 2};
        long[] ids = {1, people / 3, people};
        long[] seen = new long[leaves.length + ids.length];
        long most = 0;
        int runs = 4 * 30 * 24 / hours;
        for (int run = 1; run <= runs; run++) {
            size += growth;
            people += growth / 5;
            Audit.Plan plan = audit.next(last, size, people);
            assertEquals(last.size(), plan.from());
            for (int i = 0; i < seen.length; i++) {
                boolean now = i < leaves.length ? leaves[i] >= plan.from() && leaves[i] < plan.to() || leaves[i] >= plan.old() && leaves[i] < plan.oldTo()
                        : ids[i - leaves.length] > plan.after() && ids[i - leaves.length] <= plan.until();
                if (now) {
                    most = Math.max(most, run - seen[i]);
                    seen[i] = run;
                }
            }
            last = new AuditResult.Ended(plan.from(), plan.to(), plan.after(), plan.until(), plan.oldTo());
        }
        for (int i = 0; i < seen.length; i++) {
            boolean there = i != leaves.length - 1 || growth > 0;
            assertTrue(!there || (runs + 1 - seen[i]) * hours <= Audit.DAYS * 24L, i + " last seen in " + seen[i] + " of " + runs);
        }
        assertTrue(most * hours <= Audit.DAYS * 24L, most + " audits apart");
    }

    @Test
    void whoever_holds_a_checkpoint_finds_a_log_that_was_cut_or_written_anew() throws SQLException {
        LogFixture log = copy();
        for (String table : List.of("ledger_entry", "ledger_leaf", "ledger_node", "ledger_checkpoint")) {
            log.run("alter table " + table + " disable trigger user");
        }
        log.run("delete from ledger_entry where recipient_id = 3 and seq = 7", "delete from ledger_leaf where leaf_index = 60",
                "delete from ledger_checkpoint where size = 61",
                "update recipient set ledger_seq = 6, ledger_head = (select hash from ledger_entry where recipient_id = 3 and seq = 6)"
                        + " where id = 3");
        assertEquals(Optional.empty(), whole(log), "nothing inside tells of it");
        assertEquals(Difference.Kind.TRUNCATED, against(log, witnessed));
        log.append(4, 2);
        log.sealAll();
        assertEquals(Optional.empty(), whole(log));
        assertEquals(Difference.Kind.CHECKPOINT, against(log, witnessed));
        assertThrows(IllegalArgumentException.class, () -> against(log, SignedNote.parse(witnessed.toString().replace("\n61\n", "\n6\n"))));
        assertTrue(witnessed.toString().contains("\n61\n"));
    }

    private static Difference.Kind against(LogFixture log, SignedNote note) throws SQLException {
        return audit(log).run(true, List.of(note), (d, t) -> true).orElseThrow().difference().orElseThrow().kind();
    }
}
