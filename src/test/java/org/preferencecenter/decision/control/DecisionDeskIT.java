package org.preferencecenter.decision.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.ContactHistory;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.decision.entity.Reason;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** What the desk does around the judgement: it reads, reserves, is told what became of it, and refuses when it cannot. */
class DecisionDeskIT {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Vault VAULT = new Vault(new Secret(new byte[32]));
    private static final Purpose LETTER = Samples.purpose().on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE);
    private static final Stream STREAM = Samples.withId(31, new Stream("letter", LETTER, null, Channel.EMAIL, false));
    private static final Stream TICKETS = Samples.withId(32, new Stream("tickets",
            Samples.servicePurpose().classifiedBecause("access to the hall"), null, Channel.EMAIL, false));
    private static final Consents CONSENTS = consents(TestDatabase.dataSource());

    private final DecisionDesk desk = desk(TestDatabase.dataSource(), CONSENTS);
    private final String address = "r" + UUID.randomUUID() + "@example.org";
    private Recipient recipient;

    private static Consents consents(DataSource database) {
        return new Consents(database, CLOCK, Duration.ofDays(30), Duration.ofDays(2), Reach.UNKNOWN, new Ledger(),
                confirmation -> { }, 1);
    }

    private static DecisionDesk desk(DataSource database, Consents consents) {
        return new DecisionDesk(new Recipients(database, CLOCK), new Suppressions(database, CLOCK, VAULT), consents,
                new ContactHistory(database), new RuleBooks());
    }

    @BeforeEach
    void somebody() {
        recipient = new Recipients(TestDatabase.dataSource(), CLOCK).add(new Recipient(0, Audience.CONSUMER, "form", "FR",
                "fr", null, Map.of(), List.of(new Address(Channel.EMAIL, address))));
    }

    @AfterAll
    static void close() {
        CONSENTS.close();
    }

    private void says(boolean wanted, Frequency frequency) {
        CONSENTS.grant(recipient.id(),
                List.of(new Wish(new Cell(Scope.purpose(LETTER.id()), Channel.EMAIL), wanted, frequency, null)),
                new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, 0, 0, "fr"));
    }

    private Question question(Stream stream) {
        return new Question(stream, address, NOW);
    }

    private static List<String> rules(Decision decision) {
        return decision.reasons().stream().map(Reason::rule).toList();
    }

    @Test
    void the_choice_on_record_decides() {
        assertEquals(List.of("consent-missing"), rules(desk.ask(question(STREAM))));
        says(true, null);
        Decision allowed = desk.ask(question(STREAM));
        assertTrue(allowed.allowed());
        assertEquals(recipient.id(), allowed.recipient());
        assertNull(allowed.reservation());
        says(false, null);
        assertEquals(Verdict.REFUSE, desk.ask(question(STREAM)).verdict());
        assertTrue(desk.ask(question(TICKETS)).allowed());
    }

    @Test
    void each_decision_has_its_own_id() {
        assertNotEquals(desk.ask(question(STREAM)).id(), desk.ask(question(STREAM)).id());
    }

    @Test
    void nobody_is_refused_by_name_of_the_rule() {
        Decision decision = desk.askToSend(new Question(STREAM, "nobody-" + address, NOW));
        assertEquals(List.of("recipient-unknown"), rules(decision));
        assertEquals(0, decision.recipient());
    }

    @Test
    void a_suppressed_address_gets_its_tickets_and_no_offers() {
        says(true, null);
        new Suppressions(TestDatabase.dataSource(), CLOCK, VAULT).suppress(Channel.EMAIL, address, 0,
                SuppressionReason.COMPLAINT);
        assertEquals(List.of("suppressed", "consent"), rules(desk.askToSend(question(STREAM))));
        assertTrue(desk.askToSend(question(TICKETS)).allowed());
    }

    @Test
    void asking_leaves_no_trace_but_asking_to_send_takes_a_place_until_it_is_given_back() {
        says(true, Frequency.atMost(1, Frequency.Per.WEEK));
        desk.ask(question(STREAM));
        Decision first = desk.askToSend(question(STREAM));
        assertTrue(first.allowed());
        assertNotNull(first.reservation());
        Decision second = desk.askToSend(question(STREAM));
        assertEquals(List.of("cap-reached", "consent"), rules(second));
        assertEquals(NOW.plus(Duration.ofDays(7)), second.notBefore());
        assertNull(second.reservation());
        desk.release(first);
        Decision third = desk.askToSend(question(STREAM));
        assertTrue(third.allowed());
        desk.sent(third);
        desk.release(third);
        assertFalse(desk.ask(question(STREAM)).allowed());
    }

    @Test
    void service_messages_take_no_place_and_nothing_needs_to_be_told_of_them() {
        Decision tickets = desk.askToSend(question(TICKETS));
        assertTrue(tickets.allowed());
        assertNull(tickets.reservation());
        desk.sent(tickets);
        desk.release(tickets);
    }

    @Test
    void many_senders_at_once_never_exceed_the_cap() throws Exception {
        says(true, Frequency.atMost(3, Frequency.Per.DAY));
        ExecutorService senders = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Decision>> asks = java.util.Collections.nCopies(24, () -> desk.askToSend(question(STREAM)));
            long allowed = 0;
            for (var answer : senders.invokeAll(asks)) {
                Decision decision = answer.get();
                allowed += decision.allowed() ? 1 : 0;
                assertTrue(decision.allowed() || decision.verdict() == Verdict.DEFER, () -> rules(decision).toString());
            }
            assertEquals(3, allowed);
        } finally {
            senders.shutdown();
        }
    }

    @Test
    void when_the_database_is_away_the_answer_is_no_and_says_so() {
        DataSource away = (DataSource) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { DataSource.class }, (proxy, method, arguments) -> {
                    throw new SQLException("no connection", "08001");
                });
        try (Consents consents = consents(away)) {
            for (Stream stream : List.of(STREAM, TICKETS)) {
                Decision decision = desk(away, consents).askToSend(question(stream));
                assertEquals(Verdict.REFUSE, decision.verdict());
                assertEquals(List.of("unavailable"), rules(decision));
                assertNotNull(decision.id());
            }
        }
    }
}
