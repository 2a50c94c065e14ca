package org.preferencecenter.decision.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.preferencecenter.law.RuleOf.defer;
import static org.preferencecenter.law.RuleOf.forbid;
import static org.preferencecenter.law.RuleOf.oblige;
import static org.preferencecenter.law.RuleOf.permit;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.decision.Given;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.law.RuleOf;
import org.preferencecenter.law.entity.AddressWords;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Duty;
import org.preferencecenter.law.entity.Fact;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Obligation;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.TimedCondition;
import org.preferencecenter.law.entity.TimedCondition.Window;

/** What this house asks, where it applies and where it does not, over a rule book small enough to be held in the head. */
class JudgementTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(3));
    private static final Instant MUCH_LATER = NOW.plus(Duration.ofDays(30));

    private static final RuleBook LAW = book(
            permit("consent", "*", LegalBasis.CONSENT).when(new Condition.Consent(null)).owing(Obligation.KEEP_PROOF),
            permit("customer", "*", LegalBasis.SOFT_OPT_IN).when(new Condition.Sale(null)),
            permit("interest", "FR", LegalBasis.LEGITIMATE_INTEREST).over(Channel.EMAIL, Channel.POST),
            forbid("child", "FR").when(new Condition.YoungerThan(15)),
            forbid("energy", "FR").sector("energy"),
            forbid("listed", "FR").over(Channel.PHONE).when(new Condition.Listed("BLOCTEL")),
            forbid("unscreened", "FR").over(Channel.PHONE).sector("screened")
                    .unless(new Condition.Screened("BLOCTEL", Period.ofDays(30))),
            defer("hours", "FR").over(Channel.PHONE).when(new TimedCondition.OutsideHours(
                    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                    List.of(new Window(LocalTime.of(10, 0), LocalTime.of(13, 0))), false)),
            defer("again", "FR").over(Channel.PHONE).when(new TimedCondition.RefusedWithin(60)),
            oblige("sender", "*", Obligation.NAME_SENDER).of(null),
            forbid("never", "FR").of(MessageNature.SERVICE));

    private static RuleBook book(RuleOf... rules) {
        return new RuleBook(List.of(new Jurisdiction("*", Map.of(), List.of(), Set.of()),
                new Jurisdiction("FR", Map.of(), List.of(ZoneId.of("Europe/Paris")), Set.of())),
                Stream.of(rules).map(RuleOf::rule).toList(), List.of(), AddressWords.NONE,
                (jurisdiction, day) -> false);
    }

    private static List<String> ids(Judgement judgement) {
        return judgement.reasons().stream().map(Reason::rule).toList();
    }

    private static void judges(Verdict verdict, List<String> reasons, Given given) {
        Judgement judgement = given.judged(LAW);
        assertEquals(reasons, ids(judgement));
        assertEquals(verdict, judgement.verdict());
        assertEquals(verdict, judgement.reasons().get(0).verdict(), "the deciding reason comes first");
        assertEquals(verdict == Verdict.DEFER, judgement.notBefore() != null);
    }

    /** One line per answer and basis: all reasons in order, for somebody who is, and who is not, a customer. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "GRANTED,   CONSENT,             consent,                   consent",
            "NONE,      CONSENT,             consent,                   consent",
            "PENDING,   CONSENT,             pending consent,           pending consent",
            "REFUSED,   CONSENT,             refused consent,           refused consent",
            "WITHDRAWN, CONSENT,             withdrawn consent,         withdrawn consent",
            "OBJECTED,  CONSENT,             objected consent,          objected consent",
            "EXPIRED,   CONSENT,             expired consent,           expired consent",
            "GRANTED,   SOFT_OPT_IN,         interest consent customer, consent",
            "NONE,      SOFT_OPT_IN,         interest customer,         interest consent customer",
            "PENDING,   SOFT_OPT_IN,         pending interest customer, pending interest consent customer",
            "OBJECTED,  SOFT_OPT_IN,         objected interest customer, objected interest consent customer",
            "GRANTED,   LEGITIMATE_INTEREST, interest consent customer, interest consent",
            "NONE,      LEGITIMATE_INTEREST, interest customer,         interest",
            "PENDING,   LEGITIMATE_INTEREST, pending interest customer, pending interest",
            "OBJECTED,  LEGITIMATE_INTEREST, objected interest customer, objected interest",
            "GRANTED,   CONTRACT,            nothing-permits,           nothing-permits",
            "NONE,      LEGAL_OBLIGATION,    nothing-permits,           nothing-permits",
            "GRANTED,   -,                   basis-none,                basis-none",
            "NONE,      -,                   basis-none,                basis-none",
            "OBJECTED,  -,                   objected basis-none,       objected basis-none" })
    void the_answer_and_the_basis_decide(State state, LegalBasis basis, String forCustomer, String forOthers) {
        boolean stands = state == State.GRANTED || state == State.NONE && basis != LegalBasis.CONSENT;
        boolean lawful = basis != null && basis != LegalBasis.CONTRACT && basis != LegalBasis.LEGAL_OBLIGATION;
        judges(stands && lawful ? Verdict.ALLOW : Verdict.REFUSE, List.of(forCustomer.split(" ")),
                new Given().said(state).on(basis).with(Fact.CUSTOMER_SINCE, "2024-05-01"));
        boolean others = stands && lawful && !(state == State.NONE && basis == LegalBasis.SOFT_OPT_IN);
        judges(others ? Verdict.ALLOW : Verdict.REFUSE, List.of(forOthers.split(" ")), new Given().said(state).on(basis));
    }

    @Test
    void nobody_unknown_gets_offers_but_a_ticket_just_bought_arrives() {
        Given nobody = new Given().on(LegalBasis.LEGITIMATE_INTEREST);
        nobody.known = false;
        judges(Verdict.REFUSE, List.of("recipient-unknown"), nobody);
        judges(Verdict.ALLOW, List.of("service"), nobody.service("access to the hall"));
    }

    @ParameterizedTest
    @CsvSource({ "BOUNCE, bounced, true", "ERASURE, erased, true", "COMPLAINT, complained, false",
            "OPPOSITION_LIST, opposition-list, false", "MANUAL, suppressed, false" })
    void a_suppressed_address_gets_no_offers_and_tickets_only_where_it_can_and_may_take_them(SuppressionReason why,
            String reason, boolean service) {
        Given granted = new Given().said(State.GRANTED);
        granted.suppressed.add(why);
        judges(Verdict.REFUSE, List.of(reason, "consent"), granted);
        granted.known = false;
        judges(Verdict.REFUSE, List.of(reason, "recipient-unknown"), granted);
        judges(service ? Verdict.REFUSE : Verdict.ALLOW, service ? List.of(reason, "service") : List.of("service"),
                granted.service("access to the hall"));
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void no_answer_pause_cap_digest_silence_or_wording_stops_a_service_message(State state) {
        Given stopped = new Given().said(state).service("access to the hall");
        stopped.suppressed.addAll(Set.of(SuppressionReason.COMPLAINT, SuppressionReason.MANUAL,
                SuppressionReason.OPPOSITION_LIST));
        stopped.frequency = Frequency.digest(Frequency.Per.MONTH);
        stopped.pausedUntil = LATER;
        stopped.nextFree = MUCH_LATER;
        stopped.neverActed = true;
        stopped.consentsFrom = NOW;
        stopped.basis = null;
        judges(Verdict.ALLOW, List.of("service"), stopped);
        assertEquals(List.of(Obligation.NAME_SENDER),
                stopped.judged(LAW).duties().stream().map(Duty::obligation).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "  ", "null" })
    void a_service_stream_without_its_classification_is_refused(String why) {
        judges(Verdict.REFUSE, List.of("service-unclassified"),
                new Given().said(State.GRANTED).service(why.equals("null") ? null : why));
    }

    @Test
    void nothing_retired_or_unpublished_is_sent_not_even_service() {
        Given given = new Given().said(State.GRANTED);
        given.retired = true;
        judges(Verdict.REFUSE, List.of("retired", "consent"), given);
        given.published = false;
        judges(Verdict.REFUSE, List.of("retired", "unpublished", "consent"), given);
        given.retired = false;
        judges(Verdict.REFUSE, List.of("unpublished", "consent"), given);
        judges(Verdict.REFUSE, List.of("unpublished", "service"), given.service("access to the hall"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-,                    consent",
            "2026-11-20T09:59:59Z, consent",
            "2026-11-20T10:00:00Z, consent",
            "2026-11-20T10:00:01Z, wording-changed consent" })
    void a_consent_to_words_that_changed_since_is_none(Instant from, String reasons) {
        Given given = new Given().said(State.GRANTED);
        given.consentsFrom = from;
        judges(reasons.equals("consent") ? Verdict.ALLOW : Verdict.REFUSE, List.of(reasons.split(" ")), given);
        given.on(LegalBasis.LEGITIMATE_INTEREST);
        assertEquals(Verdict.ALLOW, given.judged(LAW).verdict(), "what needs no consent needs no wording of it");
    }

    /** Thirty-six months after the latest sign, to the second. */
    @ParameterizedTest
    @CsvSource({ "2023-11-23T10:00:01Z, ALLOW", "2023-11-23T10:00:00Z, REFUSE", "2023-11-23T09:59:59Z, REFUSE",
            "2030-01-01T00:00:00Z, ALLOW" })
    void who_gave_no_sign_for_the_purposes_retention_has_lapsed(Instant last, Verdict verdict) {
        Given given = new Given().said(State.GRANTED);
        given.lastAction = last;
        judges(verdict, verdict == Verdict.ALLOW ? List.of("consent") : List.of("lapsed", "consent"), given);
        given.neverActed = true;
        judges(Verdict.REFUSE, List.of("lapsed", "consent"), given);
    }

    /** Who is asked whether to go on is offered nothing: their silence alone forbids nothing, and everything else forbids as ever. */
    @Test
    void the_one_question_may_be_asked_after_the_end_where_nothing_but_silence_speaks_against_it() {
        Given given = new Given().said(State.GRANTED);
        given.asksToGoOn = true;
        judges(Verdict.ALLOW, List.of("consent"), given);
        given.neverActed = true;
        judges(Verdict.ALLOW, List.of("consent", "asks-to-go-on"), given);
        given.pausedUntil = LATER;
        judges(Verdict.DEFER, List.of("paused", "consent", "asks-to-go-on"), given);
        given.suppressed.add(SuppressionReason.COMPLAINT);
        judges(Verdict.REFUSE, List.of("complained", "paused", "consent", "asks-to-go-on"), given);
        given.suppressed.clear();
        given.said(State.WITHDRAWN);
        assertEquals(Verdict.REFUSE, given.judged(LAW).verdict());
        given.said(State.NONE);
        assertEquals(Verdict.REFUSE, given.judged(LAW).verdict(), "a question is no permission");
    }

    @Test
    void a_pause_and_a_cap_defer_and_the_later_of_two_waits_counts() {
        Given given = new Given().said(State.GRANTED);
        given.pausedUntil = LATER;
        judges(Verdict.DEFER, List.of("paused", "consent"), given);
        assertEquals(LATER, given.judged(LAW).notBefore());
        given.nextFree = MUCH_LATER;
        judges(Verdict.DEFER, List.of("paused", "cap-reached", "consent"), given);
        assertEquals(MUCH_LATER, given.judged(LAW).notBefore());
        given.pausedUntil = MUCH_LATER;
        given.nextFree = LATER;
        assertEquals(MUCH_LATER, given.judged(LAW).notBefore());
        given.pausedUntil = NOW;
        judges(Verdict.DEFER, List.of("cap-reached", "consent"), given);
        given.nextFree = NOW;
        judges(Verdict.ALLOW, List.of("consent"), given);
    }

    @Test
    void who_wants_the_digest_gets_the_digest_alone() {
        Given given = new Given().said(State.GRANTED);
        given.frequency = Frequency.digest(Frequency.Per.MONTH);
        judges(Verdict.REFUSE, List.of("digest-only", "consent"), given);
        given.digest = true;
        judges(Verdict.ALLOW, List.of("consent"), given);
    }

    private static Given call(String at) {
        return new Given().at(at).by(Channel.PHONE).said(State.GRANTED, Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** 29 November 2026 is a Sunday; calls begin on Monday at ten in Paris, nine in UTC. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "2026-11-23T09:30:00Z, -,                    -,                    -",
            "2026-11-23T08:00:00Z, -,                    -,                    2026-11-23T09:00:00Z",
            "2026-11-23T09:30:00Z, 2026-11-29T00:00:00Z, -,                    2026-11-30T09:00:00Z",
            "2026-11-23T08:00:00Z, 2026-11-29T00:00:00Z, -,                    2026-11-30T09:00:00Z",
            "2026-11-23T09:30:00Z, 2026-11-24T10:00:00Z, -,                    2026-11-24T10:00:00Z",
            "2026-11-23T09:30:00Z, -,                    2026-11-01T10:00:00Z, 2026-12-31T09:00:00Z",
            "2026-11-23T09:30:00Z, 2027-01-03T10:00:00Z, 2026-11-01T10:00:00Z, 2027-01-04T09:00:00Z" })
    void a_pause_that_ends_on_a_sunday_defers_a_call_to_monday_ten(String at, Instant paused, Instant refused, Instant until) {
        Given given = call(at);
        given.pausedUntil = paused;
        given.refusedAt = refused;
        Judgement judgement = given.judged(LAW);
        assertEquals(until, judgement.notBefore());
        assertEquals(until == null ? Verdict.ALLOW : Verdict.DEFER, judgement.verdict());
    }

    @Test
    void every_reason_is_told_in_the_order_of_the_house() {
        Given all = call("2026-11-22T10:00:00Z").said(State.OBJECTED).with(Fact.BIRTH_DATE, "2020-01-01")
                .with(Fact.CUSTOMER_SINCE, "2024-01-01").list("BLOCTEL", true, "2026-11-01").on(LegalBasis.SOFT_OPT_IN);
        all.retired = true;
        all.published = false;
        all.suppressed.addAll(EnumSet.allOf(SuppressionReason.class));
        all.sector = "energy";
        all.neverActed = true;
        all.frequency = Frequency.digest(Frequency.Per.WEEK);
        all.pausedUntil = LATER;
        all.nextFree = LATER;
        all.refusedAt = NOW.minus(Duration.ofDays(30));
        judges(Verdict.REFUSE, List.of("retired", "unpublished", "bounced", "complained", "opposition-list", "erased",
                "suppressed", "expired", "objected", "child", "energy", "listed", "lapsed", "digest-only", "paused",
                "cap-reached", "again", "hours", "customer"), all);
        assertEquals(List.of(), all.judged(LAW).duties(), "who may not send owes nothing");
    }

    @Test
    void a_list_that_was_not_asked_is_told_among_the_lists() {
        Given given = call("2026-11-23T09:30:00Z").list("BLOCTEL", false, "2026-01-01");
        given.sector = "screened";
        given.said(State.NONE);
        judges(Verdict.REFUSE, List.of("consent", "unscreened"), given);
    }

    @Test
    void what_a_permission_lacks_is_told_only_where_nothing_permits() {
        Judgement refused = new Given().on(LegalBasis.SOFT_OPT_IN).by(Channel.SMS).judged(LAW);
        assertEquals(List.of("consent", "customer"), ids(refused));
        assertTrue(refused.reasons().stream().allMatch(reason -> reason.law().unmet().size() == 1));
        Judgement allowed = new Given().on(LegalBasis.SOFT_OPT_IN).by(Channel.SMS).with(Fact.CUSTOMER_SINCE, "2024-01-01").judged(LAW);
        assertEquals(List.of("customer"), ids(allowed));
        assertEquals(List.of(Obligation.NAME_SENDER), allowed.duties().stream().map(Duty::obligation).toList());
    }

    @Test
    void an_unknown_audience_is_a_consumer_and_a_zone_that_does_not_exist_is_unknown() {
        Given given = call("2026-11-23T09:30:00Z");
        given.audience = null;
        for (String zone : new String[] { null, "", "Europe/Nowhere", "???", "Europe/Paris" }) {
            given.zone = zone;
            assertEquals(Verdict.ALLOW, given.judged(LAW).verdict());
        }
        given.zone = "America/New_York";
        assertEquals(Instant.parse("2026-11-23T15:00:00Z"), given.judged(LAW).notBefore());
    }

    @Test
    void the_address_asked_counts_else_the_one_on_record() {
        RuleBook desks = new RuleBook(List.of(new Jurisdiction("FR", Map.of(), List.of(), Set.of())),
                List.of(permit("desk", "FR", LegalBasis.LEGITIMATE_INTEREST).when(new Condition.RoleAddress()).rule()), List.of(),
                new AddressWords(Set.of("info"), Set.of()), (jurisdiction, day) -> false);
        Given given = new Given().on(LegalBasis.LEGITIMATE_INTEREST);
        assertEquals(Verdict.REFUSE, given.judged(desks).verdict());
        given.address = "info@firm.example";
        assertEquals(Verdict.ALLOW, given.judged(desks).verdict());
        given.address = null;
        assertEquals(Verdict.REFUSE, given.judged(desks).verdict(), "none on record");
    }

    /** Nothing is known of the person: every field that may be missing is. */
    @Test
    void who_is_known_by_nothing_gets_nothing() {
        Given given = new Given();
        given.jurisdiction = null;
        given.audience = null;
        given.facts = null;
        given.neverActed = true;
        for (LegalBasis basis : LegalBasis.values()) {
            assertEquals(Verdict.REFUSE, given.on(basis).judged(LAW).verdict());
        }
        assertEquals(Verdict.REFUSE, given.on(null).judged(LAW).verdict());
        assertEquals(Verdict.REFUSE, new Given().said(State.GRANTED).judged(RuleBook.EMPTY).verdict());
        assertEquals(Verdict.REFUSE, new Given().said(State.GRANTED, null).judged(LAW).verdict(), "nobody knows since when");
        assertEquals(Verdict.REFUSE, new Given().said(State.GRANTED, LATER).judged(LAW).verdict(), "not yet given");
    }

    @Test
    void facts_that_were_not_read_are_no_facts() {
        Facts facts = new Given().facts();
        assertThrows(NullPointerException.class, () -> new Facts(facts.recipient(), null, facts.standing(), null, null, null,
                List.of(), null, Map.of(), false));
        assertThrows(NullPointerException.class, () -> new Facts(facts.recipient(), Map.of(), facts.standing(), null, null,
                null, null, null, Map.of(), false));
        assertThrows(NullPointerException.class, () -> new Facts(facts.recipient(), Map.of(), facts.standing(), null, null,
                null, List.of(), null, null, false));
        assertThrows(IllegalArgumentException.class, () -> new Facts(Optional.empty(), Map.of(), facts.standing(), null, null,
                null, List.of(), null, Map.of(), false));
        assertNull(Judgement.UNAVAILABLE.notBefore());
        assertEquals(Verdict.REFUSE, Judgement.UNAVAILABLE.verdict());
    }

    /** S-37: the same refusal, and not the same reason, whoever it goes back to. */
    @ParameterizedTest
    @EnumSource(Cause.class)
    void a_refusal_tells_whose_doing_the_choice_or_the_suppression_is(Cause cause) {
        Given given = new Given();
        given.cause = cause;
        for (State state : State.values()) {
            Reason first = given.said(state).judged(LAW).reasons().get(0);
            assertEquals(state == State.NONE || state == State.GRANTED ? null : cause, first.cause(), state.name());
        }
        for (SuppressionReason why : SuppressionReason.values()) {
            Given barred = new Given().said(State.GRANTED);
            barred.cause = cause;
            barred.suppressed.add(why);
            assertEquals(why == SuppressionReason.MANUAL ? cause : Cause.of(why), barred.judged(LAW).reasons().get(0).cause());
            barred.known = false;
            assertEquals(Arrays.asList(why == SuppressionReason.MANUAL ? cause : Cause.of(why), null),
                    barred.judged(LAW).reasons().stream().map(Reason::cause).toList(), "of nobody's address too");
        }
        given.cause = null;
        assertNull(given.said(State.WITHDRAWN).judged(LAW).reasons().get(0).cause(), "what nobody noted is not guessed");
    }

    @Test
    void the_same_question_and_facts_have_the_same_answer() {
        Given given = call("2026-11-22T10:00:00Z").with(Fact.CUSTOMER_SINCE, "2024-01-01").on(LegalBasis.SOFT_OPT_IN);
        assertEquals(given.judged(LAW), given.judged(LAW));
    }
}
