package org.preferencecenter.exchange.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.access.control.Audit;
import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Role;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.control.CatalogueReach;
import org.preferencecenter.consent.control.ChoicesAsTold;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.JobState;
import org.preferencecenter.ledger.control.Anchors;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.control.LogFixture;
import org.preferencecenter.ledger.control.LogState;
import org.preferencecenter.ledger.entity.Difference;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.office.control.LogNeedsYou;
import org.preferencecenter.office.control.OfficePhrases;
import org.preferencecenter.office.entity.DifferenceWords;
import org.preferencecenter.office.entity.Due;
import org.preferencecenter.platform.SetClock;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.entity.Settings;

/** Audits as jobs, what they tell whom, and whoever changes what counts and leaves the log alone. */
class AuditsIT {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final OfficePhrases PHRASES = new OfficePhrases();
    private static final Cell LETTER = new Cell(Scope.purpose(1), Channel.EMAIL);
    private static final Origin FORM = new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, 1, 2, "fr").reading(3);

    /** A house with its own database: three people who chose, and one of them more often than an audit takes in a step. */
    private static final class Kept {
        final LogFixture log;
        final SetClock clock = new SetClock();
        final Jobs jobs;
        final Audits audits;
        final org.preferencecenter.ledger.control.Audit audit;
        final LogState state;
        final LogWatch watch;

        Kept(LogFixture log, boolean choices) {
            this.log = log;
            jobs = new Jobs(log.database, clock);
            audit = new org.preferencecenter.ledger.control.Audit(log.database, log.checkpoints, log.keys, clock,
                    choices ? List.of(new ChoicesAsTold()) : List.of());
            Audit trail = new Audit(log.database, clock);
            audits = new Audits(jobs, audit, trail);
            Settings settings = Settings.read(Map.of("PC_DEMO", "true", "PC_SECRET", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                    "PC_ANCHOR_URL", "https://witness.example.org/log"));
            state = new LogState(log.database, log.checkpoints, log.keys, new Anchors(log.database, log.checkpoints, null, clock, settings, null),
                    clock);
            watch = new LogWatch(log.database, state, trail);
        }

        Job run(long job) {
            while (jobs.find(job).orElseThrow().state().active()) {
                audits.next("node");
            }
            return jobs.find(job).orElseThrow();
        }

        Job audited(boolean whole) {
            return run(audits.ask(0, whole, Optional.empty()).id());
        }

        void run(String... statements) throws SQLException {
            try (Connection connection = log.database.getConnection(); Statement sql = connection.createStatement()) {
                for (String statement : statements) {
                    sql.execute(statement);
                }
            }
        }

        String ask(String query) throws SQLException {
            try (Connection connection = log.database.getConnection(); Statement sql = connection.createStatement();
                    ResultSet row = sql.executeQuery(query)) {
                return row.next() ? row.getString(1) : "nothing";
            }
        }

        List<String> told(Role role) {
            return new LogNeedsYou(state, audits).of(new Officer(1, "a@b.example", "A", "fr", List.of(new Grant(role, null)), clock.instant(),
                    false)).stream().map(Due::key).toList();
        }
    }

    @BeforeAll
    static void people() throws SQLException {
        LogFixture log = new LogFixture(TestDatabase.own("auditing"));
        log.sealAll();
        words(log);
        // The catalogue is in no memory here: what was published is read from the database.
        Reach reach = new CatalogueReach(() -> Catalogue.EMPTY, log.database);
        try (Consents consents = new Consents(log.database, new SetClock(), Duration.ofDays(1), Duration.ofDays(3), reach, new Ledger(),
                asked -> { }, 1)) {
            for (long id = 1; id <= 3; id++) {
                log.recipient(id);
                consents.grant(id, List.of(new Wish(LETTER, true, Frequency.atMost(1, Frequency.Per.WEEK), null)), FORM);
            }
            consents.choose(2, List.of(new Wish(LETTER, false, null, null)), Origin.recipient("page", "fr"));
            consents.stopEverything(3, Scope.EVERYTHING, Origin.recipient("page", "fr"));
        }
        log.sealAll();
    }

    /** Notice 2 of purpose 1, and script 3; brand and desk are in no database here. */
    private static void words(LogFixture log) throws SQLException {
        try (Connection connection = log.database.getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("set session_replication_role = replica");
            sql.execute("insert into purpose (id, brand_id, code, nature, position) overriding system value values (1, 1, 'letter', 'PROSPECTING', 1)");
            sql.execute("insert into notice (id, purpose_id, version, locale, wording, sha256, published_at) overriding system value"
                    + " values (2, 1, 1, 'fr', 'La lettre', sha256(convert_to('La lettre', 'UTF8')), '2026-01-01')");
            sql.execute("insert into desk_script (id, collection_point_id, version, locale, wording, sha256, published_at) overriding system value"
                    + " values (3, 1, 1, 'fr', 'La lettre ?', sha256(convert_to('La lettre ?', 'UTF8')), '2026-01-01')");
        }
    }

    private static Kept copy(boolean choices) {
        return new Kept(new LogFixture(TestDatabase.copy("auditing", "auditing" + COUNT.incrementAndGet())), choices);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '#', textBlock = """
            nothing                # nothing # select 1
            a no made a yes        # STANDING leaf 3 recipient 2 entry 2 field choice.state@PURPOSE:1/EMAIL was WITHDRAWN is GRANTED since checkpoint 5 # update choice set state = 1, stop_seq = 0 where recipient_id = 2
            a yes made a no        # STANDING leaf 0 recipient 1 entry 1 field choice.state@PURPOSE:1/EMAIL was GRANTED is OBJECTED since checkpoint 5 # update choice set state = 5 where recipient_id = 1
            another day            # STANDING leaf 0 recipient 1 entry 1 field choice.since@PURPOSE:1/EMAIL was 2026-11-22T10:00:00.000000Z is 2026-11-23T10:00:00.000000Z since checkpoint 5 # update choice set since = since + interval '1 day' where recipient_id = 1
            more often             # STANDING leaf 0 recipient 1 entry 1 field choice.frequency@PURPOSE:1/EMAIL was AT_MOST:1:WEEK is - since checkpoint 5 # update choice set frequency = null where recipient_id = 1
            an older entry         # STANDING leaf 3 recipient 2 entry 2 field choice.seq@PURPOSE:1/EMAIL was 2 is 1 since checkpoint 5 # update choice set seq = 1 where recipient_id = 2
            a stop taken away      # STANDING leaf 4 recipient 3 entry 2 field choice@EVERYTHING:0/ANY was WITHDRAWN is - since checkpoint 5 # delete from choice where recipient_id = 3 and scope_kind <> 2
            a yes for a stranger   # STANDING recipient 2 entry 0 field choice@PURPOSE:9/EMAIL was - is GRANTED since checkpoint 0 # insert into choice select recipient_id, scope_kind, 9, channel, 1, epoch, seq, since from choice where recipient_id = 2
            an entry not of today  # CHANGED leaf 0 recipient 1 entry 1 field facts.state was GRANTED is REFUSED since checkpoint 5 # update ledger_entry set leaf = replace(encode(leaf, 'escape'), 'GRANTED', 'REFUSED')::bytea where recipient_id = 1
            a chain written anew   # CHANGED leaf 0 recipient 1 entry 1 field facts.frequency was AT_MOST:1:WEEK is AT_MOST:2:WEEK since checkpoint 5 # update ledger_entry set leaf = replace(encode(leaf, 'escape'), 'AT_MOST:1', 'AT_MOST:2')::bytea where recipient_id = 1; update ledger_entry set hash = sha256('\\x00'::bytea || leaf) where recipient_id = 1; update recipient set ledger_head = (select hash from ledger_entry where recipient_id = 1) where id = 1; update choice set frequency = 'AT_MOST:2:WEEK' where recipient_id = 1
            another's doing        # STANDING leaf 3 recipient 2 entry 2 field choice.cause@PURPOSE:1/EMAIL was RECIPIENT is AGENT since checkpoint 5 # update choice set cause = 2 where recipient_id = 2
            nobody's doing         # STANDING leaf 3 recipient 2 entry 2 field choice.cause@PURPOSE:1/EMAIL was RECIPIENT is - since checkpoint 5 # update choice set cause = null where recipient_id = 2
            a yes of before        # nothing # update choice set cause = null where recipient_id = 1
            the words shown        # CHANGED leaf 0 recipient 1 entry 1 field notice/2 was H is H since checkpoint 5 # update notice set wording = 'Oui à tout', sha256 = sha256(convert_to('Oui à tout', 'UTF8')) where id = 2
            their language         # CHANGED leaf 0 recipient 1 entry 1 field notice/2 was H is H since checkpoint 5 # update notice set locale = 'en' where id = 2
            the day of publication # CHANGED leaf 0 recipient 1 entry 1 field notice/2 was H is H since checkpoint 5 # update notice set published_at = 'infinity' where id = 2
            of which purpose       # CHANGED leaf 0 recipient 1 entry 1 field notice/2 was H is H since checkpoint 5 # update purpose set code = 'other' where id = 1
            the words taken away   # REMOVED leaf 0 recipient 1 entry 1 field notice/2 was H is - since checkpoint 5 # delete from notice where id = 2
            the words read aloud   # CHANGED leaf 0 recipient 1 entry 1 field script/3 was H is H since checkpoint 5 # update desk_script set wording = 'Tout, toujours ?', sha256 = sha256(convert_to('Tout, toujours ?', 'UTF8')) where id = 3
            a script taken away    # REMOVED leaf 0 recipient 1 entry 1 field script/3 was H is - since checkpoint 5 # delete from desk_script where id = 3
            """)
    void what_counts_is_held_against_the_entries(String what, String expected, String sql) throws SQLException {
        Kept house = copy(true);
        assertEquals(JobState.DONE, house.audited(true).state());
        for (String table : List.of("ledger_entry", "notice", "desk_script")) {
            house.run("alter table " + table + " disable trigger user");
        }
        house.run(sql);
        // Of the log itself nothing is walked: it is the people that tell.
        Job job = house.audited(false);
        String found = house.ask("select coalesce(difference, 'nothing') from ledger_audit order by id desc limit 1");
        assertEquals(expected, found.replaceAll("[0-9a-f]{64}|\\?", "H"));
        assertEquals(expected.equals("nothing") ? 0 : 1, job.count("differences"));
        assertEquals(found, house.ask("select detail->>'difference' from audit where action = 'log.difference'"));
        if (!expected.equals("nothing")) {
            assertEquals(found, Difference.parse(found).toString());
            String said = new DifferenceWords(PHRASES.in("fr")).of(Difference.parse(found));
            assertFalse(said.contains("log.diff") || said.contains("{0}"), said);
        }
    }

    /** As if the process were killed: nothing that comes after it is carried out. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void an_audit_goes_on_where_a_killed_node_left_it_one_at_a_time_and_signs_its_result() throws SQLException {
        Kept house = copy(false);
        for (int i = 0; i < 3; i++) {
            house.log.append(9, 5000);
            house.log.sealAll();
        }
        Job asked = house.audits.ask(7, true, Optional.of(house.ask("select note from ledger_checkpoint where size > 3 order by size limit 1")));
        assertEquals(asked.id(), house.audits.ask(0, false, Optional.empty()).id(), "one at a time in the whole house");
        JobRunner dying = new JobRunner(house.jobs, Map.of(JobKind.AUDIT, job -> {
            JobWork work = house.audits.open(job);
            int[] steps = {0};
            return (connection, at) -> {
                JobWork.Step step = work.step(connection, at);
                if (++steps[0] == 3) {
                    throw new Killed();
                }
                return step;
            };
        }));
        assertThrows(Killed.class, () -> dying.next("first"));
        Job left = house.jobs.find(asked.id()).orElseThrow();
        assertTrue(left.state() == JobState.RUNNING && left.done() > 4000 && left.done() < left.total(), left.toString());
        assertEquals(JobRunner.Found.NOTHING, house.audits.next("second"), "its lease still runs");
        house.clock.wait(Jobs.LEASE.plusSeconds(1));
        Job done = house.run(asked.id());
        assertEquals(List.of(JobState.DONE, 15_005L, 9L, 0L),
                List.of(done.state(), done.count("audited"), done.count("compared"), done.count("differences")));
        LogState.Run run = house.state.runs(0, 9).get(0);
        assertEquals(List.of(true, true, 0L, 15_005L, 7), List.of(run.note() != null, run.whole(), run.from(), run.to(), run.account()));
        house.log.append(9, 10);
        house.log.sealAll();
        house.audited(false);
        assertEquals(List.of(15_005L, 15_015L), house.state.runs(0, 1).stream().flatMap(last -> List.of(last.from(), last.to()).stream()).toList());
    }

    @Test
    void it_is_found_in_the_middle_of_many_leaves_and_from_the_middle_of_an_audit() throws SQLException {
        Kept house = copy(false);
        for (int i = 0; i < 3; i++) {
            house.log.append(9, 5000);
            house.log.sealAll();
        }
        house.run("alter table ledger_entry disable trigger user",
                "update ledger_entry set leaf = replace(encode(leaf, 'escape'), 'GRANTED', 'REFUSED')::bytea where recipient_id = 9 and seq = 12001");
        house.audited(true);
        assertEquals("CHANGED leaf 12005 recipient 9 entry 12001 field facts.state was GRANTED is REFUSED since checkpoint 15005",
                house.ask("select difference from ledger_audit"));
        Job stopped = house.audits.ask(0, true, Optional.empty());
        assertTrue(house.jobs.cancel(stopped.id()));
        assertEquals(JobState.CANCELLED, house.run(stopped.id()).state());
        assertEquals("1", house.ask("select count(*) from ledger_audit"), "nothing is recorded of one that was stopped");
    }

    @Test
    void the_clock_asks_once_a_day_and_takes_up_what_failed() throws SQLException {
        Kept house = copy(true);
        assertTrue(house.audits.due(Duration.ofHours(24)));
        long first = house.audits.last().orElseThrow().id();
        house.run(first);
        house.clock.wait(Duration.ofHours(23));
        assertFalse(house.audits.due(Duration.ofHours(24)));
        house.clock.wait(Duration.ofHours(2));
        assertTrue(house.audits.due(Duration.ofHours(24)));
        house.run("update job set state = 'FAILED', created_at = created_at - interval '2 days' where kind = 'AUDIT' and state = 'WAITING'");
        assertEquals(List.of("due.log.FAILED"), house.told(Role.DPO));
        assertTrue(house.audits.due(Duration.ofHours(24)));
        assertEquals(JobState.DONE, house.run(house.audits.last().orElseThrow().id()).state());
        assertEquals(2, house.state.runs(0, 9).size());
        assertThrows(IllegalArgumentException.class, () -> house.audits.ask(0, true, Optional.of("no checkpoint")));
        String other = house.ask("select note from ledger_checkpoint order by size desc limit 1").replace("test.example", "best.example");
        assertThrows(IllegalArgumentException.class, () -> house.audits.ask(0, true, Optional.of(other)));
    }

    @Test
    void what_is_wrong_is_told_to_who_answers_for_the_house_and_written_down_once() throws SQLException {
        Kept house = copy(false);
        house.audited(true);
        house.watch.look();
        assertEquals(List.of(), house.told(Role.DPO));
        assertEquals("0", house.ask("select count(*) from audit where action like 'log.alarm%'"));

        house.run("alter table ledger_entry disable trigger user", "update ledger_entry set at = at + interval '1 hour' where recipient_id = 2",
                "insert into ledger_anchor (target, failures, failed_at, why) values ('URL', 3, now(), 'HTTP 503')",
                "insert into ledger_anchor (target, failures, failed_at, why) values ('FILE', 9, now(), 'set no more')");
        house.log.append(1, 1);
        house.audited(true);
        house.clock.set(LogFixture.AT.plusSeconds(2 + 59));
        assertEquals(List.of("due.log.DIFFERENCE", "due.log.URL"), house.told(Role.DPO));
        house.clock.wait(Duration.ofSeconds(2));
        assertEquals(List.of("due.log.DIFFERENCE", "due.log.SEALING", "due.log.URL"), house.told(Role.DPO), "the bar is a minute");
        house.clock.set(Instant.parse("2027-01-01T00:00:00Z"));
        for (int i = 0; i < 2; i++) {
            house.watch.look();
            assertEquals(List.of("due.log.DIFFERENCE", "due.log.SEALING", "due.log.URL"), house.told(Role.DPO));
        }
        assertEquals(house.told(Role.DPO), house.told(Role.ADMINISTRATOR));
        assertEquals(List.of(), house.told(Role.MARKETING));
        assertEquals("log:DIFFERENCE log:SEALING log:URL",
                house.ask("select string_agg(subject, ' ' order by subject) from audit where action = 'log.alarm'"));

        house.run("update ledger_entry set at = at - interval '1 hour' where recipient_id = 2", "update ledger_anchor set failures = 0");
        house.log.sealAll();
        house.audited(false);
        assertEquals(List.of("due.log.DIFFERENCE"), house.told(Role.DPO), "an audit of what is new clears nothing");
        house.run("insert into ledger_audit (began_at, ended_at, from_size, to_size, whole, people_to, note, old_to) select now(), now(), 0, to_size,"
                + " true, people_to, note, old_to from ledger_audit where note is not null");
        assertEquals(List.of("due.log.DIFFERENCE"), house.told(Role.DPO), "nor does a row that nobody signed, or one signed before");
        house.audited(true);
        house.watch.look();
        assertEquals(List.of(), house.told(Role.DPO));
        assertEquals("3", house.ask("select count(*) from audit where action = 'log.alarm-over'"));
    }
}
