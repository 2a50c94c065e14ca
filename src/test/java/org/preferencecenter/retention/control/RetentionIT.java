package org.preferencecenter.retention.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Renewal;
import org.preferencecenter.consent.entity.Sign;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Chain;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.retention.entity.Counts;
import org.preferencecenter.retention.entity.Counts.What;
import org.preferencecenter.retention.entity.Policy;
import org.preferencecenter.retention.entity.Policy.Ending;
import org.preferencecenter.retention.entity.Run;

/** The whole way of people who gave no sign, on a real database of its own. */
class RetentionIT {

    private House house;

    @BeforeEach
    void open() {
        house = new House();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Run dry() {
        long id = house.runs.dry(7).orElseThrow();
        house.work();
        return house.runs.find(id).orElseThrow();
    }

    /** Counts, agrees, and lets the first run end. */
    private Run agree() {
        Run dry = dry();
        house.runs.confirm(dry.id(), 7, house.timetables.told()).orElseThrow();
        house.work();
        return house.lastReal();
    }

    @Test
    void who_gives_no_sign_is_asked_once_then_ended_then_erased_and_nobody_else_is() throws Exception {
        house.clock.set(Instant.parse("2026-11-20T10:00:00Z"));
        long silent = house.somebody("silent", "FR", "2023-12-10T10:00:00Z");
        long clicked = house.somebody("clicked", "FR", "2023-12-10T10:00:00Z");
        long german = house.somebody("german", "DE", "2023-12-10T10:00:00Z");
        long lately = house.somebody("lately", "FR", "2026-05-01T10:00:00Z");
        house.signs.note(List.of(new Sign.Seen(clicked, Sign.CLICK, Instant.parse("2026-11-01T10:00:00Z"))));
        house.walk();
        assertEquals(LocalDate.of(2026, 12, 10), house.due(silent, House.LETTER));
        assertEquals(LocalDate.of(2029, 11, 1), house.due(clicked, House.LETTER));
        assertEquals(LocalDate.of(2028, 12, 10), house.due(german, House.LETTER), "no rule there: the house's own sixty months");

        // Off until somebody agrees, whatever the day.
        house.work();
        assertEquals(0, house.number("select count(*) from retention_run"));

        // Counted dry: nothing changes.
        Run counted = dry();
        assertEquals(Run.State.DONE, counted.state());
        assertEquals(Map.of(new Counts.Key(What.ASK, House.LETTER, "FR"), 1L, new Counts.Key(What.LETTER, House.LETTER, "FR"), 1L),
                house.runs.counts(counted.id()).people());
        assertEquals(0, house.letters(silent));

        // Agreed to: one letter, and no second whatever runs.
        Run first = agree();
        assertEquals(1, house.runs.counts(first.id()).of(What.LETTER));
        assertEquals(1, house.letters(silent));
        assertEquals(0, house.letters(clicked) + house.letters(german) + house.letters(lately));
        for (int day = 0; day < 5; day++) {
            house.clock.wait(Duration.ofDays(1));
            house.work();
        }
        assertEquals(1, house.letters(silent));

        // The time is over, but whoever was asked has their thirty days for an answer.
        house.until("2026-12-19T10:00:00Z");
        assertEquals(State.GRANTED, house.state(silent));
        house.until("2026-12-21T10:00:00Z");
        assertEquals(State.EXPIRED, house.state(silent));
        Entry last = house.last(silent);
        assertEquals(List.of("EXPIRED", "SYSTEM", Deeds.VIA, "PURPOSE:" + House.LETTER, "ANY"), List.of(last.facts().get("state"),
                last.facts().get("actor"), last.facts().get("via"), last.facts().get("scope"), last.facts().get("channel")));
        assertEquals("expired", house.refusal(silent), "decisions refuse with the reason");

        // Thirty days after, what names them is destroyed; the ledger is whole.
        house.until("2027-01-18T10:00:00Z");
        assertTrue(house.recipients.byAddress(Channel.EMAIL, "silent@example.org").isPresent());
        house.until("2027-01-21T10:00:00Z");
        assertTrue(house.recipients.byAddress(Channel.EMAIL, "silent@example.org").isEmpty());
        assertEquals(java.util.Set.of(SuppressionReason.EXPIRY), house.suppressions.reasons(Channel.EMAIL, "silent@example.org", House.BRAND));
        assertEquals(java.util.Optional.empty(), Chain.check(house.entries(silent), house.head(silent)));
        assertEquals("erasure", house.last(silent).kind());
        assertEquals(0, house.number("select count(*) from retention_clock where recipient_id = " + silent));
        for (long other : List.of(clicked, german, lately)) {
            assertEquals(State.GRANTED, house.state(other));
        }
    }

    @Test
    void a_yes_renews_once_and_a_click_or_an_opened_page_is_no_yes() {
        house.clock.set(Instant.parse("2026-11-20T10:00:00Z"));
        long id = house.somebody("asked", "FR", "2023-12-10T10:00:00Z");
        house.walk();
        agree();
        Renewal asked = house.renewal(id);
        assertEquals(List.of(House.LETTER), asked.purposes());
        assertEquals(LocalDate.of(2023, 12, 10), asked.lastDay());
        assertTrue(asked.open(house.clock.instant()), "looked at, and nothing happened");
        assertEquals(State.GRANTED, house.state(id));
        Origin yes = new Origin(Origin.Actor.RECIPIENT, "renewal", CaptureMode.ACTIVE_OPT_IN, 0, 0, "fr");
        Outcome renewed = house.renewals.renew(asked, asked.wishes(house.choices(id), house.catalogue), yes);
        assertEquals(1, renewed.changed().size());
        Choice now = renewed.changed().get(0);
        assertEquals(house.clock.instant(), now.since());
        assertEquals(0, now.epoch(), "links mailed before stay current");
        assertTrue(house.renewals.renew(asked, asked.wishes(house.choices(id), house.catalogue), yes).repeated());
        assertFalse(house.renewal(id).open(house.clock.instant()));
        house.until("2026-12-25T10:00:00Z");
        assertEquals(State.GRANTED, house.state(id));
        assertEquals(LocalDate.of(2029, 11, 20), house.due(id, House.LETTER));
        assertEquals(1, house.letters(id));
    }

    @Test
    void a_click_after_the_letter_moves_the_clock_and_three_years_on_they_are_asked_anew() {
        house.clock.set(Instant.parse("2026-11-20T10:00:00Z"));
        long id = house.somebody("later", "FR", "2023-12-10T10:00:00Z");
        house.walk();
        agree();
        house.signs.note(List.of(new Sign.Seen(id, Sign.LOGIN, Instant.parse("2026-11-25T10:00:00Z"))));
        house.until("2026-12-25T10:00:00Z");
        assertEquals(State.GRANTED, house.state(id));
        assertEquals(LocalDate.of(2029, 11, 25), house.due(id, House.LETTER));
        house.signs.note(List.of(new Sign.Seen(id, Sign.CLICK, Instant.parse("2020-01-01T10:00:00Z"))));
        house.walkAgain();
        assertEquals(LocalDate.of(2029, 11, 25), house.due(id, House.LETTER), "what is older changes nothing");
        house.until("2029-11-01T10:00:00Z");
        assertEquals(2, house.letters(id), "another lapse, another letter");
    }

    @ParameterizedTest
    @CsvSource({"Asia/Tokyo, 2029-11-21", "America/Cayenne, 2029-11-20", "Nowhere/Else, 2029-11-20"})
    void the_day_of_a_sign_is_the_day_where_they_live(String zone, LocalDate due) {
        house.clock.set(Instant.parse("2026-11-25T10:00:00Z"));
        long id = house.somebody("abroad", "FR", "2023-12-10T10:00:00Z");
        house.run("update recipient set time_zone = '" + zone + "' where id = " + id);
        house.signs.note(List.of(new Sign.Seen(id, Sign.CLICK, Instant.parse("2026-11-20T22:30:00Z"))));
        house.walk();
        assertEquals(due, house.due(id, House.LETTER));
    }

    @Test
    void nobody_is_asked_who_said_no_is_suppressed_or_has_no_mailbox() {
        house.clock.set(Instant.parse("2026-11-20T10:00:00Z"));
        long stopped = house.somebody("stopped", "FR", "2023-12-10T10:00:00Z");
        house.consents.stopEverything(stopped, Scope.EVERYTHING, Origin.recipient("page", "fr"));
        long suppressed = house.somebody("suppressed", "FR", "2023-12-10T10:00:00Z");
        house.suppressions.suppress(Channel.EMAIL, "suppressed@example.org", House.BRAND, SuppressionReason.COMPLAINT);
        long nomail = house.somebody("nomail", "FR", "2023-12-10T10:00:00Z");
        house.run("delete from address where recipient_id = " + nomail);
        house.walk();
        Counts would = house.runs.counts(dry().id());
        assertEquals(2, would.of(What.NOT_ASKED));
        assertEquals(0, would.of(What.LETTER));
        agree();
        for (long id : List.of(stopped, suppressed, nomail)) {
            assertEquals(0, house.letters(id));
        }
        assertNotEquals(State.EXPIRED, house.state(stopped), "a no stays a no");
        assertEquals(State.GRANTED, house.state(suppressed), "nothing is over yet");
    }

    /**
     * A house that installs this brings people whose time was over long before. On 20 November 2026, asked for twelve months
     * after the end: what the dry run counts them as, and where they stand when the first run is over and thirty days later.
     */
    private static final String OVER = """
            a day over                    | FR | 2023-11-19 |            | LATE   | GRANTED   | EXPIRED
            a year over, but a day        | FR | 2022-11-21 |            | LATE   | GRANTED   | EXPIRED
            a year over                   | FR | 2022-11-20 |            | OLD    | EXPIRED   | EXPIRED
            over by the house's own term  | DE | 2021-11-19 |            | LATE   | GRANTED   | EXPIRED
            who lives nobody knows where  |    | 2023-11-19 |            | LATE   | GRANTED   | EXPIRED
            complained                    | FR | 2023-11-19 | complained | BARRED | EXPIRED   | EXPIRED
            an address that bounces       | FR | 2023-11-19 | bounced    | BARRED | EXPIRED   | EXPIRED
            no mailbox                    | FR | 2023-11-19 | nomail     | BARRED | EXPIRED   | EXPIRED
            pauses                        | FR | 2023-11-19 | paused     | LATER  | GRANTED   | GRANTED
            said no                       | FR | 2023-11-19 | stopped    |        | WITHDRAWN | WITHDRAWN
            wrote to us last week         | FR | 2023-11-19 | clicked    |        | GRANTED   | GRANTED
            a contract goes on            | FR | 2023-11-19 | contract   |        | GRANTED   | GRANTED
            still in time                 | FR | 2023-12-05 |            | ASK    | GRANTED   | EXPIRED""";

    /** A line of the table. */
    private record Over(long id, String told, What counted, State first, State later) {
    }

    private Over over(String line) {
        String[] cells = line.split("[|]");
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i].strip();
        }
        String name = "over" + cells[0].replaceAll("[^a-z]", "");
        long id = house.somebody(name, cells[1].isEmpty() ? null : cells[1], cells[2] + "T10:00:00Z");
        mark(id, name, cells[3]);
        return new Over(id, cells[0], cells[4].isEmpty() ? null : What.valueOf(cells[4]), State.valueOf(cells[5]), State.valueOf(cells[6]));
    }

    @Test
    void whose_time_was_over_before_anybody_asked_is_asked_first_where_a_message_may_go() {
        house.clock.set(Instant.parse("2026-11-20T10:00:00Z"));
        house.policies.save(new Policy(30, 30, 12, Ending.ERASE, 60, 60, house.policies.now().policy().version()));
        List<Over> people = OVER.lines().map(this::over).toList();
        house.walk();
        Counts would = house.runs.counts(dry().id());
        for (What what : What.values()) {
            long expected = what == What.LETTER ? 5 : people.stream().filter(one -> one.counted() == what).count();
            assertEquals(expected, would.of(what), what::name);
        }
        assertEquals(would, house.runs.counts(agree().id()), "what was agreed to was done, and nothing else");
        for (Over one : people) {
            assertEquals(one.first(), house.state(one.id()), one.told());
            assertEquals(one.counted() == What.LATE || one.counted() == What.ASK ? 1 : 0, house.letters(one.id()), one.told());
            if (one.counted() == What.LATE) {
                assertTrue(List.of("FR-15", "lapsed").contains(house.refusal(one.id())), "the question is all that may be sent");
            }
        }
        house.until("2026-12-19T10:00:00Z");
        people.forEach(one -> assertEquals(one.first(), house.state(one.id()), () -> one.told() + " has thirty days for an answer"));
        house.until("2026-12-20T10:00:00Z");
        people.forEach(one -> assertEquals(one.later(), house.state(one.id()), one.told()));
        people.forEach(one -> assertEquals(one.counted() == What.LATE || one.counted() == What.ASK ? 1 : 0, house.letters(one.id())));
    }

    private void mark(long id, String name, String mark) {
        switch (mark) {
            case "complained" -> house.suppressions.suppress(Channel.EMAIL, name + "@example.org", House.BRAND, SuppressionReason.COMPLAINT);
            case "bounced" -> house.suppressions.suppress(Channel.EMAIL, name + "@example.org", House.BRAND, SuppressionReason.BOUNCE);
            case "nomail" -> house.run("delete from address where recipient_id = " + id);
            case "paused" -> house.run("update choice set paused_until = '2027-02-01' where recipient_id = " + id);
            case "stopped" -> house.consents.stopEverything(id, Scope.EVERYTHING, Origin.recipient("page", "fr"));
            case "clicked" -> house.signs.note(List.of(new Sign.Seen(id, Sign.CLICK, Instant.parse("2026-11-13T10:00:00Z"))));
            case "contract" -> house.run("update recipient set facts = facts || '{\"contractUntil\": \"open\"}' where id = " + id);
            default -> assertEquals("", mark);
        }
    }

    @Test
    void who_says_yes_after_the_end_stays_and_who_is_not_read_is_not_ended() {
        house.clock.set(Instant.parse("2026-11-20T10:00:00Z"));
        long id = house.somebody("late", "FR", "2023-06-10T10:00:00Z");
        house.walk();
        Run counted = dry();
        house.runs.confirm(counted.id(), 7, house.timetables.told()).orElseThrow();
        house.unread = true;
        house.work();
        assertEquals(State.GRANTED, house.state(id), "nobody knows whether they may be asked: so nothing happens to them");
        assertEquals(0, house.letters(id));
        assertEquals(Map.of(new Counts.Key(What.FAILED, House.LETTER, "FR"), 1L), house.runs.counts(house.lastReal().id()).people());
        house.unread = false;
        house.until("2026-11-22T10:00:00Z");
        assertEquals(1, house.letters(id));
        Renewal asked = house.renewal(id);
        house.until("2026-12-10T10:00:00Z");
        Origin yes = new Origin(Origin.Actor.RECIPIENT, "renewal", CaptureMode.ACTIVE_OPT_IN, 0, 0, "fr");
        assertEquals(1, house.renewals.renew(asked, asked.wishes(house.choices(id), house.catalogue), yes).changed().size());
        house.until("2027-02-01T10:00:00Z");
        assertEquals(State.GRANTED, house.state(id));
        assertEquals(LocalDate.of(2029, 12, 10), house.due(id, House.LETTER));
        assertEquals(1, house.letters(id));
    }

    @Test
    void counts_that_grew_since_they_were_agreed_to_stop_everything_and_settings_changed_ask_for_agreement_anew() {
        house.clock.set(Instant.parse("2026-11-20T10:00:00Z"));
        house.walk();
        Run counted = dry();
        for (int i = 0; i < 7; i++) {
            house.somebody("grown" + i, "FR", "2023-10-01T10:00:00Z");
        }
        house.walkAgain();
        long again = house.runs.confirm(counted.id(), 7, house.timetables.told()).orElseThrow();
        house.work();
        assertEquals(Run.State.REFUSED, house.runs.find(again).orElseThrow().state());
        assertFalse(house.policies.now().running());
        assertEquals(0, house.number("select count(*) from retention_run where not dry"));
        // Agreed to with its own counts, then changed.
        Run real = agree();
        assertEquals(7, house.runs.counts(real.id()).of(What.LATE));
        Policy policy = house.policies.now().policy();
        assertTrue(house.policies.save(new Policy(20, 30, 36, Ending.ERASE, 30, 60, policy.version())));
        assertFalse(house.policies.save(new Policy(21, 30, 36, Ending.ERASE, 30, 60, policy.version())), "somebody else was faster");
        assertFalse(house.policies.now().running());
        assertTrue(house.runs.confirm(counted.id(), 7, List.of()).isEmpty(), "of other settings");
    }

    @Test
    void a_clock_that_jumps_stops_the_schedule_and_so_does_a_term_made_shorter() {
        house.clock.set(Instant.parse("2026-11-20T10:00:00Z"));
        long id = house.somebody("jump", "FR", "2024-06-01T10:00:00Z");
        house.walk();
        agree();
        house.clock.wait(Duration.ofDays(2000));
        house.work();
        assertEquals(State.GRANTED, house.state(id));
        assertTrue(house.policies.now().held());
        house.clock.set(Instant.parse("2026-11-20T11:00:00Z"));
        house.work();
        assertFalse(house.policies.now().running(), "somebody looks first");
        agree();
        assertTrue(house.policies.now().running());
        house.shorten(6);
        house.clock.wait(Duration.ofDays(1));
        house.work();
        assertTrue(house.policies.now().held());
        assertEquals(State.GRANTED, house.state(id));
    }

    @Test
    void two_nodes_at_once_and_a_death_in_the_middle_do_everything_once() {
        house.clock.set(Instant.parse("2026-11-20T10:00:00Z"));
        List<Long> silent = new java.util.ArrayList<>();
        for (int i = 0; i < Rounds.SLICE + 20; i++) {
            silent.add(house.somebody("many" + i, "FR", i % 2 == 0 ? "2023-12-10T10:00:00Z" : "2019-10-01T10:00:00Z"));
        }
        house.walk();
        Run counted = dry();
        house.runs.confirm(counted.id(), 7, house.timetables.told()).orElseThrow();
        // Somebody's letter fails at first, as by a death after their slice began: the slice comes again.
        house.failing = silent.get(4);
        List<CompletableFuture<Void>> nodes = List.of(CompletableFuture.runAsync(house::work), CompletableFuture.runAsync(house::work));
        nodes.forEach(CompletableFuture::join);
        house.work();
        long letters = house.number("select count(*) from confirmation where letter = 'RENEW'");
        assertEquals(60, letters);
        assertEquals(60, house.number("select count(distinct recipient_id) from confirmation where letter = 'RENEW'"));
        Counts did = house.runs.counts(house.lastReal().id());
        assertEquals(60, did.of(What.OLD));
        assertEquals(60, did.of(What.ASK));
        assertEquals(did.of(What.ASK), did.of(What.LETTER));
    }

    @Test
    void the_archive_leads_whoever_has_the_address_to_the_proof_and_nobody_else_until_its_own_end() throws Exception {
        house.clock.set(Instant.parse("2026-11-20T10:00:00Z"));
        long id = house.somebody("archived", "FR", "2023-10-01T10:00:00Z");
        long asks = house.somebody("asks", "FR", "2023-10-01T10:00:00Z");
        house.asks(asks);
        house.asking = house.somebody("moment", "FR", "2023-10-01T10:00:00Z");
        house.policies.save(new Policy(30, 30, 0, Ending.ARCHIVE, 0, 1, house.policies.now().policy().version()));
        house.walk();
        agree();
        house.until("2026-11-23T10:00:00Z");
        assertEquals(0, house.number("select coalesce(sum(people), 0) from retention_run_count where what = 'FAILED'"));
        assertEquals(List.of(id), house.dueList.archived(Channel.EMAIL, "Archived@Example.org"));
        assertEquals(List.of(), house.dueList.archived(Channel.EMAIL, "asks@example.org"));
        for (String waiting : List.of("asks@example.org", "moment@example.org")) {
            assertTrue(house.recipients.byAddress(Channel.EMAIL, waiting).isPresent(), "something is to be answered first: " + waiting);
        }
        assertFalse(house.recipients.find(id).orElseThrow().addresses().iterator().hasNext());
        // Nobody agrees to anything any more: the archive has its end all the same.
        house.run("update retention_policy set confirmed_run = null, confirmed_by = null, confirmed_at = null");
        house.until("2026-12-28T10:00:00Z");
        assertEquals(List.of(), house.dueList.archived(Channel.EMAIL, "archived@example.org"));
    }

    @Test
    void what_is_due_is_read_by_its_index_and_paged_by_key() {
        house.clock.set(Instant.parse("2026-11-20T10:00:00Z"));
        for (int i = 0; i < 7; i++) {
            house.somebody("page" + i, "FR", "2023-12-1" + (6 - i) + "T10:00:00Z");
        }
        house.walk();
        String plan = house.explain("explain " + ClockRows.DUE.replaceFirst("[?]", "11").replaceFirst("[?]", "date '2027-01-01'")
                .replaceFirst("[?]", "date '1970-01-01'").replaceFirst("[?]", "0").replaceFirst("[?]", "50"));
        assertTrue(plan.contains("retention_clock_due") && !plan.contains("Seq Scan") && !plan.contains("Sort"), plan);
        DueList.Page page = house.dueList.page(House.LETTER, LocalDate.of(2027, 1, 1), null, 3);
        java.util.List<LocalDate> days = new java.util.ArrayList<>();
        for (; page != null; page = page.next() == null ? null : house.dueList.page(House.LETTER, LocalDate.of(2027, 1, 1), page.next(), 3)) {
            page.people().forEach(one -> days.add(one.lapse().due()));
        }
        assertEquals(7, days.size());
        assertEquals(days.stream().sorted().toList(), days);
        assertEquals(7, house.walk.counted().people(House.LETTER, LocalDate.of(2026, 12, 1), LocalDate.of(2027, 1, 1)));
        assertEquals(java.util.Set.of("FR"), house.walk.counted().places(House.LETTER));
    }
}
