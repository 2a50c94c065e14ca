package org.preferencecenter.decision.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;

/** Every rule, where it applies and where it does not. */
class JudgementTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant EARLIER = NOW.minus(Duration.ofDays(3));
    private static final Instant LATER = NOW.plus(Duration.ofDays(3));
    private static final Instant MUCH_LATER = NOW.plus(Duration.ofDays(30));
    private static final Map<String, String> CUSTOMER = Map.of("customerSince", "2024-05-01");

    private static Stream on(LegalBasis basis) {
        Purpose purpose = Samples.purpose();
        return new Stream("letter", basis == null ? purpose : purpose.on(basis, Audience.CONSUMER, Basis.ANYWHERE), null,
                Channel.EMAIL, false);
    }

    private static Stream service(String why) {
        return new Stream("tickets", Samples.servicePurpose().classifiedBecause(why), null, Channel.EMAIL, false);
    }

    private static Recipient person(Audience audience, String jurisdiction, Map<String, String> facts) {
        return new Recipient(1, audience, "form", jurisdiction, "fr", null, facts, List.of());
    }

    private static Facts facts(State state) {
        return facts(state, Map.of(), false, Frequency.EVERY_MESSAGE, null, null);
    }

    private static Facts facts(State state, Map<String, String> known, boolean suppressed, Frequency frequency, Instant paused,
            Instant nextFree) {
        return new Facts(Optional.of(person(Audience.CONSUMER, "FR", known)), suppressed,
                new Standing(state, Optional.empty(), frequency, paused), nextFree);
    }

    private static Judgement judge(Stream stream, Facts facts) {
        return Judgement.of(new Question(stream, "someone@example.org", NOW), facts);
    }

    /** One line per state and basis: what decides, for somebody who is, and who is not, a customer. */
    @ParameterizedTest
    @CsvSource({
            "GRANTED,   CONSENT,             CONSENT,             CONSENT",
            "NONE,      CONSENT,             CONSENT_MISSING,     CONSENT_MISSING",
            "PENDING,   CONSENT,             PENDING,             PENDING",
            "REFUSED,   CONSENT,             REFUSED,             REFUSED",
            "WITHDRAWN, CONSENT,             WITHDRAWN,           WITHDRAWN",
            "OBJECTED,  CONSENT,             OBJECTED,            OBJECTED",
            "EXPIRED,   CONSENT,             EXPIRED,             EXPIRED",
            "GRANTED,   SOFT_OPT_IN,         CONSENT,             CONSENT",
            "NONE,      SOFT_OPT_IN,         SOFT_OPT_IN,         NOT_A_CUSTOMER",
            "PENDING,   SOFT_OPT_IN,         PENDING,             PENDING",
            "REFUSED,   SOFT_OPT_IN,         REFUSED,             REFUSED",
            "WITHDRAWN, SOFT_OPT_IN,         WITHDRAWN,           WITHDRAWN",
            "OBJECTED,  SOFT_OPT_IN,         OBJECTED,            OBJECTED",
            "EXPIRED,   SOFT_OPT_IN,         EXPIRED,             EXPIRED",
            "GRANTED,   LEGITIMATE_INTEREST, CONSENT,             CONSENT",
            "NONE,      LEGITIMATE_INTEREST, LEGITIMATE_INTEREST, LEGITIMATE_INTEREST",
            "PENDING,   LEGITIMATE_INTEREST, PENDING,             PENDING",
            "REFUSED,   LEGITIMATE_INTEREST, REFUSED,             REFUSED",
            "WITHDRAWN, LEGITIMATE_INTEREST, WITHDRAWN,           WITHDRAWN",
            "OBJECTED,  LEGITIMATE_INTEREST, OBJECTED,            OBJECTED",
            "EXPIRED,   LEGITIMATE_INTEREST, EXPIRED,             EXPIRED",
            "GRANTED,   CONTRACT,            BASIS_NONE,          BASIS_NONE",
            "NONE,      LEGAL_OBLIGATION,    BASIS_NONE,          BASIS_NONE",
            "GRANTED,   ,                    BASIS_NONE,          BASIS_NONE",
            "NONE,      ,                    BASIS_NONE,          BASIS_NONE",
            "OBJECTED,  ,                    OBJECTED,            OBJECTED" })
    void the_choice_and_the_basis_decide(State state, LegalBasis basis, Rule forCustomer, Rule forOthers) {
        for (boolean customer : new boolean[] { true, false }) {
            Judgement judgement = judge(on(basis), facts(state, customer ? CUSTOMER : Map.of(), false,
                    Frequency.EVERY_MESSAGE, null, null));
            assertEquals(customer ? forCustomer : forOthers, judgement.rules().get(0));
            assertEquals(judgement.rules().get(0).verdict(), judgement.verdict());
            assertNull(judgement.notBefore());
        }
    }

    @Test
    void nobody_unknown_gets_offers_but_a_ticket_just_bought_arrives() {
        assertEquals(Rule.RECIPIENT_UNKNOWN, judge(on(LegalBasis.LEGITIMATE_INTEREST), Facts.ofNobody(false)).rules().get(0));
        Judgement service = judge(service("access to the hall"), Facts.ofNobody(false));
        assertEquals(Verdict.ALLOW, service.verdict());
        assertEquals(List.of(Rule.SERVICE), service.rules());
    }

    @Test
    void a_suppressed_address_gets_no_offers_whatever_was_granted() {
        Facts suppressed = facts(State.GRANTED, CUSTOMER, true, Frequency.EVERY_MESSAGE, null, null);
        assertEquals(List.of(Rule.SUPPRESSED, Rule.CONSENT), judge(on(LegalBasis.CONSENT), suppressed).rules());
        assertEquals(Verdict.REFUSE, judge(on(LegalBasis.CONSENT), suppressed).verdict());
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void no_opt_out_suppression_pause_or_cap_stops_a_service_message(State state) {
        Facts stopped = facts(state, Map.of(), true, Frequency.digest(Frequency.Per.MONTH), LATER, MUCH_LATER);
        assertEquals(new Judgement(Verdict.ALLOW, null, List.of(Rule.SERVICE)), judge(service("access to the hall"), stopped));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "  " })
    void a_service_stream_without_its_classification_is_refused(String why) {
        Judgement judgement = judge(service(why), facts(State.GRANTED));
        assertEquals(new Judgement(Verdict.REFUSE, null, List.of(Rule.SERVICE_UNCLASSIFIED)), judgement);
    }

    @Test
    void nothing_retired_is_sent() {
        Stream stream = on(LegalBasis.CONSENT);
        stream.retire(EARLIER);
        assertEquals(Rule.RETIRED, judge(stream, facts(State.GRANTED)).rules().get(0));
        Stream byPurpose = on(LegalBasis.CONSENT);
        byPurpose.purpose().retire(EARLIER);
        assertEquals(Rule.RETIRED, judge(byPurpose, facts(State.GRANTED)).rules().get(0));
        Purpose purpose = on(LegalBasis.CONSENT).purpose();
        Topic topic = Samples.withId(21, purpose.topic("jazz", 3));
        topic.retire(EARLIER);
        Stream byTopic = new Stream("jazz", purpose, topic, Channel.EMAIL, false);
        assertEquals(Rule.RETIRED, judge(byTopic, facts(State.GRANTED)).rules().get(0));
        Stream tickets = service("access to the hall");
        tickets.retire(EARLIER);
        assertEquals(Verdict.REFUSE, judge(tickets, facts(State.NONE)).verdict());
    }

    @Test
    void a_pause_defers_until_it_ends() {
        assertEquals(new Judgement(Verdict.DEFER, LATER, List.of(Rule.PAUSED, Rule.CONSENT)), judge(on(LegalBasis.CONSENT),
                facts(State.GRANTED, Map.of(), false, Frequency.EVERY_MESSAGE, LATER, null)));
        for (Instant over : new Instant[] { EARLIER, NOW }) {
            assertEquals(Verdict.ALLOW, judge(on(LegalBasis.CONSENT),
                    facts(State.GRANTED, Map.of(), false, Frequency.EVERY_MESSAGE, over, null)).verdict());
        }
    }

    @Test
    void a_cap_defers_until_the_next_place_and_the_later_of_two_waits_counts() {
        Frequency weekly = Frequency.atMost(1, Frequency.Per.WEEK);
        assertEquals(new Judgement(Verdict.DEFER, LATER, List.of(Rule.CAP_REACHED, Rule.CONSENT)),
                judge(on(LegalBasis.CONSENT), facts(State.GRANTED, Map.of(), false, weekly, null, LATER)));
        assertEquals(MUCH_LATER, judge(on(LegalBasis.CONSENT),
                facts(State.GRANTED, Map.of(), false, weekly, LATER, MUCH_LATER)).notBefore());
        assertEquals(MUCH_LATER, judge(on(LegalBasis.CONSENT),
                facts(State.GRANTED, Map.of(), false, weekly, MUCH_LATER, LATER)).notBefore());
        assertEquals(Verdict.ALLOW, judge(on(LegalBasis.CONSENT),
                facts(State.GRANTED, Map.of(), false, weekly, null, NOW)).verdict());
    }

    @Test
    void who_wants_the_digest_gets_the_digest_alone() {
        Facts digestWanted = facts(State.GRANTED, Map.of(), false, Frequency.digest(Frequency.Per.MONTH), null, null);
        assertEquals(List.of(Rule.DIGEST_ONLY, Rule.CONSENT), judge(on(LegalBasis.CONSENT), digestWanted).rules());
        Stream digest = new Stream("monthly", on(LegalBasis.CONSENT).purpose(), null, Channel.EMAIL, true);
        assertEquals(Verdict.ALLOW, judge(digest, digestWanted).verdict());
    }

    @Test
    void every_reason_is_told_and_forbid_beats_defer_beats_permit() {
        Stream stream = on(LegalBasis.SOFT_OPT_IN);
        stream.retire(EARLIER);
        Judgement judgement = judge(stream,
                facts(State.NONE, CUSTOMER, true, Frequency.digest(Frequency.Per.WEEK), LATER, MUCH_LATER));
        assertEquals(List.of(Rule.RETIRED, Rule.SUPPRESSED, Rule.DIGEST_ONLY, Rule.PAUSED, Rule.CAP_REACHED,
                Rule.SOFT_OPT_IN), judgement.rules());
        assertEquals(Verdict.REFUSE, judgement.verdict());
        assertNull(judgement.notBefore());
    }

    @Test
    void the_basis_follows_audience_and_country_and_an_unknown_audience_is_a_consumer() {
        Stream stream = on(LegalBasis.CONSENT);
        stream.purpose().on(LegalBasis.LEGITIMATE_INTEREST, Audience.PROFESSIONAL, "FR");
        Standing silent = new Standing(State.NONE, Optional.empty(), Frequency.EVERY_MESSAGE, null);
        assertEquals(Rule.LEGITIMATE_INTEREST, deciding(stream, person(Audience.PROFESSIONAL, "FR", Map.of()), silent));
        assertEquals(Rule.BASIS_NONE, deciding(stream, person(Audience.PROFESSIONAL, "DE", Map.of()), silent));
        assertEquals(Rule.BASIS_NONE, deciding(stream, person(Audience.PROFESSIONAL, null, Map.of()), silent));
        assertEquals(Rule.CONSENT_MISSING, deciding(stream, person(null, null, Map.of()), silent));
    }

    private static Rule deciding(Stream stream, Recipient recipient, Standing standing) {
        return judge(stream, new Facts(Optional.of(recipient), false, standing, null)).rules().get(0);
    }

    @Property
    void more_withdrawal_never_yields_more_permission(@ForAll LegalBasis basis, @ForAll State before, @ForAll State after,
            @ForAll boolean customer, @ForAll boolean suppressed, @ForAll boolean digest, @ForAll boolean paused) {
        if (!after.stops()) {
            return;
        }
        Map<String, String> known = customer ? CUSTOMER : Map.of();
        Frequency frequency = digest ? Frequency.digest(Frequency.Per.WEEK) : Frequency.EVERY_MESSAGE;
        Instant pause = paused ? LATER : null;
        Judgement free = judge(on(basis), facts(before, known, suppressed, frequency, pause, null));
        Judgement stopped = judge(on(basis), facts(after, known, suppressed, frequency, pause, null));
        assertEquals(Verdict.REFUSE, stopped.verdict());
        assertTrue(stopped.rules().stream().noneMatch(r -> r.verdict() == Verdict.ALLOW));
        Judgement alsoSuppressed = judge(on(basis), facts(before, known, true, frequency, pause, null));
        assertFalse(alsoSuppressed.verdict() == Verdict.ALLOW);
        assertTrue(alsoSuppressed.rules().containsAll(free.rules()));
    }
}
