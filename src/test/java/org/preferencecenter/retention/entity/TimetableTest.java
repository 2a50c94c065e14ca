package org.preferencecenter.retention.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.retention.entity.LastAction.Kind;
import org.preferencecenter.retention.entity.Lapse.Step;
import org.preferencecenter.retention.entity.Policy.Ending;

/** The pure clock: whole days where the person lives, by the rule book that ships. */
class TimetableTest {

    private static final RuleBook BOOK = new RuleBooks().inForce();
    private static final Policy POLICY = new Policy(30, 30, 36, Ending.ERASE, 30, 60, 0);
    private static final Purpose LETTER = Samples.purpose().on(LegalBasis.CONSENT, Audience.CONSUMER, "*");
    private static final Cell CELL = new Cell(Scope.purpose(11), Channel.EMAIL);
    private static final Instant YES = Instant.parse("2024-03-10T09:00:00Z");

    private static Catalogue catalogue(Purpose... purposes) {
        return new Catalogue(List.of(Samples.brand()), List.of(purposes), List.of(), List.of(), List.of());
    }

    private static Someone somebody(String country, String zone, Map<String, String> facts, State state, Instant since) {
        Choices choices = state == null ? Choices.NONE : Choices.NONE.with(new Choice(CELL, state, 0, 1, since, null, null));
        return new Someone(1, Audience.CONSUMER, country, zone, facts, Instant.parse("2023-01-05T10:00:00Z"), Set.of(Channel.EMAIL), choices);
    }

    private static Timetable at(Someone who, String now) {
        Instant at = Instant.parse(now);
        return Timetable.of(who, catalogue(LETTER), new Terms(BOOK, LocalDate.parse(now.substring(0, 10))), POLICY, at);
    }

    private static Lapse lapse(Someone who, String now) {
        return at(who, now).lapses().get(0);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing since they were collected    |                           | 2026-01-05 | COLLECTED
            a purchase                           | lastPurchase=2025-02-03   | 2028-02-03 | PURCHASE
            a click reported                     | lastAction=2025-06-30     | 2028-06-30 | REPORTED
            a purchase before the click          | lastAction=2025-06-30;lastPurchase=2024-01-01 | 2028-06-30 | REPORTED
            a contract that ended                | contractUntil=2025-01-31  | 2028-01-31 | CONTRACT
            a date still to come proves nothing  | lastAction=2031-01-01     | 2026-01-05 | COLLECTED
            what is no date proves nothing       | lastAction=yesterday      | 2026-01-05 | COLLECTED""")
    void the_last_action_counts_whatever_it_was(String what, String facts, LocalDate due, Kind kind) {
        Map<String, String> known = facts == null ? Map.of() : java.util.Arrays.stream(facts.split(";"))
                .collect(java.util.stream.Collectors.toMap(f -> f.split("=")[0], f -> f.split("=")[1]));
        Lapse lapse = lapse(somebody("FR", null, known, null, null), "2025-12-01T10:00:00Z");
        assertEquals(due, lapse.due(), what);
        assertEquals(kind, lapse.last().kind(), what);
    }

    @Test
    void a_yes_and_a_no_are_actions_and_what_expired_is_none() {
        assertEquals(LocalDate.of(2027, 3, 10), lapse(somebody("FR", null, Map.of(), State.GRANTED, YES), "2025-01-01T00:00:00Z").due());
        Lapse said = lapse(somebody("FR", null, Map.of(), State.WITHDRAWN, YES), "2025-01-01T00:00:00Z");
        assertEquals(Lapse.ALL, said.purpose(), "who said no is no purpose's any more, and their data has an end all the same");
        assertEquals(LocalDate.of(2027, 3, 10), said.due());
        Lapse expired = lapse(somebody("FR", null, Map.of(), State.EXPIRED, Instant.parse("2026-01-05T03:00:00Z")), "2026-02-01T00:00:00Z");
        assertEquals(Lapse.ALL, expired.purpose());
        assertEquals(LocalDate.of(2026, 2, 4), expired.due(), "thirty days after the end");
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @CsvSource({"WITHDRAWN, RECIPIENT, 2027-03-10", "WITHDRAWN, AGENT, 2027-03-10", "WITHDRAWN, COMPLAINT, 2027-03-10",
        "GRANTED, IMPORT, 2027-03-10", "WITHDRAWN, BOUNCE, 2026-01-05", "WITHDRAWN, SYSTEM, 2026-01-05", "OBJECTED, LIST, 2026-01-05",
        "PENDING, RECIPIENT, 2026-01-05", "WITHDRAWN, , 2027-03-10"})
    void what_came_about_without_the_person_or_was_never_confirmed_moves_no_clock(State state, Cause cause, LocalDate due) {
        Someone silent = somebody("FR", null, Map.of(), null, null);
        Someone who = silent.with(Choices.NONE.with(new Choice(CELL, state, 0, 1, YES, null, null, 0, cause)));
        assertEquals(due, at(who, "2025-01-01T00:00:00Z").of(Lapse.ALL).or(() -> at(who, "2025-01-01T00:00:00Z").of(11)).orElseThrow().due());
    }

    @ParameterizedTest(name = "{0}, purpose {1} months: {2} by {3}, known {4}")
    @CsvSource({"FR, 36, P36M, FR-15, true", "FR, 24, P24M, '', true", "FR, 60, P36M, FR-15, true", "RE, 60, P36M, FR-15, true",
        "DE, 60, P60M, '', false", ", 60, P36M, FR-15, true", "XX, 60, P36M, FR-15, true", "EU, 60, P36M, FR-15, true"})
    void the_shorter_of_book_and_house_counts_and_who_lives_nobody_knows_where_has_the_shortest(String country, int months, Period term,
            String rule, boolean known) {
        Keeping keeping = new Terms(BOOK, LocalDate.of(2026, 11, 22)).of(country, Audience.CONSUMER, months);
        assertEquals(term.toTotalMonths(), keeping.term().toTotalMonths());
        assertEquals(rule, keeping.rule());
        assertEquals(known, keeping.known());
    }

    @Test
    void the_end_of_all_data_is_the_books_too() {
        Terms terms = new Terms(BOOK, LocalDate.of(2026, 11, 22));
        assertEquals("FR-15.data", terms.ofAll("FR", Audience.CONSUMER).rule());
        assertFalse(terms.ofAll("US", Audience.CONSUMER).known(), "where the book has none, the house's own");
        assertEquals(36, terms.ofAll("US", Audience.CONSUMER).term().toTotalMonths());
    }

    @Test
    void shorter_terms_and_new_rules_are_told_from_longer_ones_and_new_purposes() {
        List<String> agreed = List.of("11=P36M", "FR-15=P36M");
        assertFalse(Terms.stricter(agreed, List.of("11=P36M", "12=P12M", "FR-15=P3Y")));
        assertTrue(Terms.stricter(agreed, List.of("11=P35M", "FR-15=P36M")));
        assertTrue(Terms.stricter(agreed, List.of("11=P36M", "FR-15=P36M", "DE-99=P60M")));
        assertTrue(new Terms(BOOK, LocalDate.of(2026, 11, 22)).told(catalogue(LETTER)).containsAll(List.of("11=P36M", "FR-15=P36M")));
    }

    @Test
    void while_a_contract_goes_on_no_clock_runs() {
        for (Map<String, String> bond : List.of(Map.of("contractUntil", "open"), Map.of("contractUntil", "2030-01-01"),
                Map.of("existingRelation", "2020-01-01 subscription"))) {
            Timetable times = at(somebody("FR", null, bond, State.GRANTED, YES), "2029-01-01T00:00:00Z");
            assertTrue(times.bound() && times.lapses().isEmpty(), bond::toString);
        }
        assertFalse(at(somebody("FR", null, Map.of("existingRelation", "no"), State.GRANTED, YES), "2029-01-01T00:00:00Z").bound());
    }

    /** The day they clicked is theirs: late in the evening in New York it is tomorrow in Paris. */
    @ParameterizedTest
    @CsvSource({"FR,, 2024-03-11", "US, America/New_York, 2024-03-10", "NZ, Pacific/Auckland, 2024-03-11", "FR, no/such, 2024-03-11"})
    void days_are_those_of_where_the_person_lives(String country, String zone, LocalDate last) {
        assertEquals(last, lapse(somebody(country, zone, Map.of(), State.GRANTED, Instant.parse("2024-03-10T23:30:00Z")),
                "2025-01-01T00:00:00Z").last().day());
    }

    @Property(tries = 300)
    void neither_the_hour_nor_summer_time_moves_a_day(@ForAll @IntRange(max = 1500) int days, @ForAll @IntRange(max = 86_399) int second,
            @ForAll @IntRange(max = 86_399) int now, @ForAll boolean paris) {
        ZoneId zone = ZoneId.of(paris ? "Europe/Paris" : "America/New_York");
        LocalDate day = LocalDate.of(2022, 1, 1).plusDays(days);
        Instant yes = day.atTime(LocalTime.ofSecondOfDay(second)).atZone(zone).toInstant();
        Someone who = somebody("FR", zone.getId(), Map.of(), State.GRANTED, yes.isBefore(YES) ? YES : yes);
        LocalDate last = yes.isBefore(YES) ? LocalDate.ofInstant(YES, zone) : day;
        Lapse lapse = Timetable.of(who, catalogue(LETTER), new Terms(BOOK, last), POLICY, last.plusDays(7)
                .atTime(LocalTime.ofSecondOfDay(now)).atZone(zone).toInstant()).lapses().get(0);
        assertEquals(last.plusMonths(36), lapse.due());
        // On the last day it is not over, on the next it is, whatever the hour.
        for (int off : new int[] {-1, 0}) {
            Instant at = lapse.due().plusDays(off).atTime(LocalTime.ofSecondOfDay(now)).atZone(zone).toInstant();
            Timetable then = Timetable.of(who, catalogue(LETTER), new Terms(BOOK, last), POLICY, at);
            assertEquals(off == 0 ? Step.LATE : Step.ASK, then.lapses().get(0).step(null, POLICY, then.today()));
        }
    }

    @Property(tries = 500)
    void a_clock_that_jumps_and_comes_back_changes_nothing_and_a_later_action_never_brings_the_end_nearer(
            @ForAll @IntRange(max = 2000) int since, @ForAll @IntRange(max = 3000) int jump, @ForAll @IntRange(max = 2000) int later) {
        Instant yes = YES.plus(Duration.ofDays(since));
        Someone who = somebody("FR", null, Map.of(), State.GRANTED, yes);
        String now = yes.plus(Duration.ofDays(10)).toString();
        Lapse before = lapse(who, now);
        lapse(who, yes.plus(Duration.ofDays(jump)).toString());
        assertEquals(before, lapse(who, now));
        Someone acted = somebody("FR", null, Map.of("lastAction", LocalDate.ofInstant(yes, ZoneId.of("UTC")).plusDays(later % 10).toString()),
                State.GRANTED, yes);
        assertFalse(lapse(acted, now).due().isBefore(before.due()));
    }

    @ParameterizedTest(name = "{0} days from the end, asked {1} days before it: {2}")
    @CsvSource({"-31,, WAIT", "-30,, ASK", "-1,, ASK", "0,, LATE", "400,, LATE", "-30, 30, AWAIT", "-1, 30, AWAIT", "0, 30, EXPIRE",
        "0, 10, AWAIT", "19, 10, AWAIT", "20, 10, EXPIRE", "400, -400, AWAIT", "429, -400, AWAIT", "430, -400, EXPIRE"})
    void asked_once_even_after_the_end_awaited_then_ended(int day, Integer asked, Step step) {
        LocalDate due = LocalDate.of(2027, 3, 10);
        Lapse lapse = new Lapse(11, new LastAction(due.minusYears(3), Kind.CHOICE), new Keeping(Period.ofMonths(36), "FR-15", true), due);
        assertEquals(step, lapse.step(asked == null ? null : due.minusDays(asked), POLICY, due.plusDays(day)));
        assertEquals(due.plusDays(20), lapse.answerBefore(due.minusDays(10), POLICY));
        assertEquals(due, lapse.answerBefore(due.minusDays(30), POLICY));
    }

    /** 10 March 2027 is the first day on which the time is over. */
    @ParameterizedTest(name = "asked for {0} months after the end, on {1}: {2}")
    @CsvSource({"0, 2027-03-09, ASK", "0, 2027-03-10, EXPIRE", "1, 2027-03-10, LATE", "1, 2027-04-09, LATE", "1, 2027-04-10, EXPIRE",
        "36, 2030-03-09, LATE", "36, 2030-03-10, EXPIRE", "240, 2047-03-09, LATE", "240, 2047-03-10, EXPIRE"})
    void whoever_nobody_asked_in_time_is_asked_after_the_end_for_as_long_as_the_house_says(int months, LocalDate today, Step step) {
        LocalDate due = LocalDate.of(2027, 3, 10);
        Lapse lapse = new Lapse(11, new LastAction(due.minusYears(3), Kind.CHOICE), new Keeping(Period.ofMonths(36), "FR-15", true), due);
        assertEquals(step, lapse.step(null, new Policy(30, 30, months, Ending.ERASE, 30, 60, 0), today));
    }

    @Test
    void what_is_kept_until_somebody_decides_is_never_destroyed() {
        Lapse all = new Lapse(Lapse.ALL, new LastAction(LocalDate.of(2020, 1, 1), Kind.COLLECTED), new Keeping(Period.ofYears(3), "", true),
                LocalDate.of(2023, 1, 1));
        assertEquals(Step.WAIT, all.step(null, new Policy(30, 30, 36, Ending.KEEP, 0, 60, 0), LocalDate.of(2026, 1, 1)));
        assertEquals(Step.END, all.step(null, POLICY, LocalDate.of(2023, 1, 1)));
    }

    @Test
    void a_purpose_that_needs_no_yes_uses_whom_it_may_and_has_an_address_of() {
        Purpose post = Samples.withId(13, new Purpose(Samples.brand(), "post", LETTER.nature(), 3).over(Channel.POST)
                .called("fr", "Courrier", "…").on(LegalBasis.LEGITIMATE_INTEREST, Audience.CONSUMER, "*"));
        post.publish(YES);
        Someone who = somebody("FR", null, Map.of(), null, null);
        assertFalse(Timetable.uses(post, who));
        assertTrue(Timetable.uses(post, new Someone(1, Audience.CONSUMER, "FR", null, Map.of(), YES, Set.of(Channel.POST), Choices.NONE)));
        assertFalse(Timetable.uses(LETTER, who));
        assertFalse(Timetable.uses(LETTER, somebody("FR", null, Map.of(), State.PENDING, YES)), "not yet confirmed is no yes");
    }

    @Test
    void counts_that_have_grown_are_refused_and_fewer_are_not() {
        Counts agreed = counts(Counts.What.EXPIRE, 1000);
        assertFalse(counts(Counts.What.EXPIRE, 1010).exceeds(agreed));
        assertTrue(counts(Counts.What.EXPIRE, 1011).exceeds(agreed));
        assertFalse(counts(Counts.What.EXPIRE, 3).exceeds(agreed));
        assertFalse(counts(Counts.What.END, 5).exceeds(agreed));
        assertTrue(counts(Counts.What.END, 6).exceeds(agreed));
        assertFalse(counts(Counts.What.AWAIT, 5000).exceeds(agreed), "nothing is done to them");
    }

    /** What was agreed to, what a second count finds, and whether the house has to look again. */
    @ParameterizedTest(name = "{0} then {1}: {2}")
    @CsvSource({"ASK 100, LATE 100, false", "LATE 100, ASK 100, false", "ASK 100, LATE 106, true", "LATE 100, BARRED 6, true",
        "LATE 100, BARRED 5, false", "EXPIRE 100, OLD 100, false", "BARRED 100, EXPIRE 106, true", "LATE 100, LATER 100, false",
        "LATER 100, LATE 6, true", "NOT_ASKED 100, BARRED 6, true", "EXPIRE 100, LATE 6, true"})
    void whom_a_day_made_late_is_asked_all_the_same_and_who_would_be_ended_instead_stops_everything(String agreed, String found, boolean grown) {
        assertEquals(grown, told(found).exceeds(told(agreed)));
    }

    private static Counts told(String text) {
        return counts(Counts.What.valueOf(text.split(" ")[0]), Long.parseLong(text.split(" ")[1]));
    }

    private static Counts counts(Counts.What what, long people) {
        return new Counts(Map.of(new Counts.Key(what, 11, "FR"), people));
    }
}
