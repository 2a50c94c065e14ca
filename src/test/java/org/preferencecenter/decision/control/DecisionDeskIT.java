package org.preferencecenter.decision.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
import org.preferencecenter.consent.entity.Contact;
import org.preferencecenter.consent.entity.ContactOutcome;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.PastContact;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Grounds;
import org.preferencecenter.decision.entity.PastDecision;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.decision.entity.Reason;
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

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Vault VAULT = new Vault(new Secret(new byte[32]));
    private static final Purpose LETTER = Samples.purpose().on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE);
    private static final Stream STREAM = Samples.withId(31, new Stream("letter", LETTER, null, Channel.EMAIL, false));
    private static final Stream CALLS = Samples.withId(33, new Stream("calls", LETTER, null, Channel.PHONE, false));
    private static final Stream TICKETS = Samples.withId(32, new Stream("tickets",
            Samples.servicePurpose().classifiedBecause("access to the hall"), null, Channel.EMAIL, false));
    private static final DataSource DATABASE = TestDatabase.dataSource();
    private static final DataSource AWAY = (DataSource) Proxy.newProxyInstance(DecisionDeskIT.class.getClassLoader(),
            new Class<?>[] { DataSource.class }, (proxy, method, arguments) -> {
                throw new SQLException("no connection", "08001");
            });
    private static final Consents CONSENTS = new Consents(DATABASE, CLOCK, Duration.ofDays(30), Duration.ofDays(2),
            Reach.UNKNOWN, new Ledger(), confirmation -> { }, 1);

    private final DecisionLog log = new DecisionLog(DATABASE);
    private final ContactHistory contacts = new ContactHistory(DATABASE);
    private final DecisionDesk desk = Desks.desk(DATABASE, log, CLOCK, STREAM, CALLS, TICKETS);
    private final String address = "r" + UUID.randomUUID() + "@example.org";
    private Recipient recipient;

    @BeforeEach
    void somebody() {
        recipient = new Recipients(DATABASE, CLOCK).add(new Recipient(0, Audience.CONSUMER, "form", "FR", "fr", null, Map.of(),
                List.of(new Address(Channel.EMAIL, address), new Address(Channel.PHONE, "+33 " + System.nanoTime()))));
    }

    @AfterAll
    static void close() {
        CONSENTS.close();
    }

    private void says(boolean wanted, Frequency frequency) {
        for (Channel channel : List.of(Channel.EMAIL, Channel.PHONE)) {
            CONSENTS.grant(recipient.id(), List.of(new Wish(new Cell(Scope.purpose(LETTER.id()), channel), wanted, frequency,
                    null)), new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, 0, 0, "fr"));
        }
    }

    private Question question(Stream stream) {
        return new Question(stream, address, NOW);
    }

    private Question call(Instant at) {
        return new Question(CALLS, null, recipient.id(), at, false);
    }

    private static List<String> rules(Decision decision) {
        return decision.reasons().stream().map(Reason::rule).toList();
    }

    @Test
    void the_choice_on_record_decides() {
        assertEquals(List.of(Desks.CONSENT), rules(desk.ask(question(STREAM))));
        says(true, null);
        Decision allowed = desk.ask(question(STREAM));
        assertTrue(allowed.allowed());
        assertEquals(recipient.id(), allowed.recipient());
        assertEquals(1, allowed.relied().orElseThrow().seq());
        assertNull(allowed.reservation());
        assertEquals(allowed.verdict(), desk.ask(new Question(STREAM, null, recipient.id(), NOW, false)).verdict());
        says(false, null);
        assertEquals(Verdict.REFUSE, desk.ask(question(STREAM)).verdict());
        assertTrue(desk.ask(question(TICKETS)).allowed());
    }

    /** As after a sign-up whose number nobody proved: the yes is confirmed, and there is no number to call. */
    @Test
    void who_said_yes_to_calls_is_not_called_before_a_number_is_theirs() {
        Instant tuesday = Instant.parse("2026-11-24T10:00:00Z");
        says(true, null);
        assertTrue(desk.ask(call(tuesday)).allowed());
        Recipient unproven = new Recipients(DATABASE, CLOCK).add(new Recipient(0, Audience.CONSUMER, "form", "FR", "fr", null, Map.of(),
                List.of(new Address(Channel.EMAIL, "u" + UUID.randomUUID() + "@example.org"))));
        recipient = unproven;
        says(true, null);
        Decision named = desk.ask(call(tuesday));
        assertEquals(Verdict.REFUSE, named.verdict());
        assertTrue(rules(named).contains("no-number"), rules(named).toString());
        Decision typed = desk.ask(new Question(CALLS, "+336" + UUID.randomUUID().getMostSignificantBits(), tuesday));
        assertEquals(List.of("recipient-unknown"), rules(typed));
    }

    @Test
    void each_decision_has_its_own_id_and_is_kept_with_who_asked() {
        Decision one = desk.ask(question(STREAM), "k7");
        Decision other = desk.askToSend(question(STREAM));
        assertNotEquals(one.id(), other.id());
        PastDecision kept = log.find(one.id()).orElseThrow();
        assertEquals("k7", kept.askedBy());
        assertEquals(recipient.id(), kept.recipient());
        assertEquals(Verdict.REFUSE, kept.verdict());
        assertEquals("mail", log.find(other.id()).orElseThrow().askedBy());
    }

    @Test
    void many_questions_are_answered_in_their_order_as_if_asked_alone() {
        says(true, null);
        List<Question> questions = List.of(question(STREAM), new Question(STREAM, "nobody-" + address, NOW), question(TICKETS));
        List<Decision> all = desk.askAll(questions, "k7");
        for (int i = 0; i < questions.size(); i++) {
            Decision alone = desk.ask(questions.get(i));
            assertEquals(List.of(alone.verdict(), rules(alone)), List.of(all.get(i).verdict(), rules(all.get(i))));
            assertTrue(log.find(all.get(i).id()).isPresent());
        }
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
        new Suppressions(DATABASE, CLOCK, VAULT).suppress(Channel.EMAIL, address, 0, SuppressionReason.COMPLAINT);
        assertEquals(List.of("complained", Desks.CONSENT), rules(desk.askToSend(question(STREAM))));
        assertTrue(desk.askToSend(question(TICKETS)).allowed());
    }

    @Test
    void asking_leaves_no_trace_but_asking_to_send_takes_a_place_until_it_is_given_back() {
        says(true, Frequency.atMost(1, Frequency.Per.WEEK));
        desk.ask(question(STREAM));
        Decision first = desk.askToSend(question(STREAM));
        assertTrue(first.allowed());
        assertEquals(first.id(), first.reservation());
        Decision second = desk.askToSend(question(STREAM));
        assertEquals(List.of("cap-reached", Desks.CONSENT), rules(second));
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
    void where_no_frequency_is_chosen_what_goes_out_here_counts_from_the_start_until_it_is_taken_back() {
        says(true, null);
        Decision mailed = desk.askToSend(question(STREAM));
        assertTrue(mailed.counted());
        assertEquals(mailed.id(), mailed.reservation());
        assertTrue(log.find(mailed.id()).orElseThrow().reserved());
        assertEquals(List.of(true), contacts.of(recipient.id(), 9).stream().map(PastContact::sent).toList());
        desk.sent(mailed);
        assertEquals(1, contacts.of(recipient.id(), 9).size());
        Decision other = desk.askToSend(question(STREAM));
        desk.release(other);
        assertEquals(List.of(mailed.id()), contacts.of(recipient.id(), 9).stream().map(PastContact::id).toList());
        // Of who asks over the API, nobody knows yet whether it sends: that lapses.
        Decision asked = desk.askToSend(question(STREAM), "k7");
        assertFalse(asked.counted());
        assertFalse(contacts.of(recipient.id(), 9).stream().filter(c -> c.id().equals(asked.id())).findFirst().orElseThrow().sent());
    }

    /** The stop has the row's lock before the message reserves, and is durable after: the message must find it. */
    @Test
    void a_stop_in_the_middle_of_being_stored_is_waited_for_and_obeyed() throws Exception {
        says(true, null);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (Connection connection = DATABASE.getConnection(); Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("update recipient set ledger_seq = ledger_seq + 1 where id = " + recipient.id());
            sql.execute("update choice set state = 4, seq = seq + 1 where recipient_id = " + recipient.id());
            Future<Decision> decision = pool.submit(() -> desk.askToSend(question(STREAM)));
            boolean waits = false;
            while (!waits) {
                try (ResultSet row = sql.executeQuery("select exists (select from pg_locks where not granted and "
                        + "pg_backend_pid() = any(pg_blocking_pids(pid)))")) {
                    row.next();
                    waits = row.getBoolean(1);
                }
            }
            connection.commit();
            assertEquals(Verdict.REFUSE, decision.get().verdict());
            assertEquals(List.of(), contacts.of(recipient.id(), 9));
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void service_messages_take_no_place_and_nothing_needs_to_be_told_of_them() {
        Decision tickets = desk.askToSend(question(TICKETS));
        assertTrue(tickets.allowed());
        assertNull(tickets.reservation());
        desk.sent(tickets);
        desk.release(tickets);
    }

    private List<Decision> atOnce(int senders, Question question) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(senders);
        try {
            List<Decision> answers = new ArrayList<>();
            for (var answer : pool.invokeAll(Collections.nCopies(senders, (Callable<Decision>) () -> desk.askToSend(question)))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }

    private static void allowed(int times, List<Decision> answers, String otherwise) {
        assertEquals(times, answers.stream().filter(Decision::allowed).count());
        answers.stream().filter(answer -> !answer.allowed()).forEach(answer -> {
            assertEquals(Verdict.DEFER, answer.verdict(), () -> rules(answer).toString());
            assertEquals(otherwise, rules(answer).get(0));
            assertNotNull(answer.notBefore());
        });
    }

    @Test
    void sixty_four_senders_at_once_never_exceed_the_cap() throws Exception {
        says(true, Frequency.atMost(3, Frequency.Per.DAY));
        allowed(3, atOnce(64, question(STREAM)), "cap-reached");
    }

    @Test
    void sixty_four_callers_at_once_never_exceed_the_four_attempts() throws Exception {
        says(true, null);
        contacts.report(new Contact(recipient.id(), CALLS, "monday", NOW.minus(Duration.ofDays(3)), ContactOutcome.UNANSWERED, null));
        allowed(3, atOnce(64, call(NOW)), Desks.FOUR_ATTEMPTS);
    }

    @Test
    void a_call_that_was_reserved_and_never_made_counts_until_it_lapses() {
        says(true, null);
        for (int i = 0; i < 4; i++) {
            assertTrue(desk.askToSend(call(NOW)).allowed());
        }
        assertEquals(List.of(Desks.FOUR_ATTEMPTS, Desks.CONSENT), rules(desk.askToSend(call(NOW.plus(Duration.ofMinutes(14))))));
        assertTrue(desk.askToSend(call(NOW.plus(Duration.ofMinutes(15)))).allowed());
    }

    @Test
    void who_refused_in_a_call_is_not_called_for_as_long_as_the_rule_says() {
        says(true, null);
        contacts.report(new Contact(recipient.id(), CALLS, "k", NOW.minusSeconds(60), ContactOutcome.REFUSED, null));
        Decision after = desk.askToSend(call(NOW));
        assertEquals(List.of(Desks.SIXTY_DAYS, Desks.CONSENT), rules(after));
        assertEquals(Instant.parse("2027-01-18T23:00:00Z"), after.notBefore());
        assertTrue(desk.ask(question(STREAM)).allowed(), "mail is another channel");
    }

    @Test
    void a_stop_that_came_after_the_facts_were_read_is_not_overtaken() {
        says(true, null);
        DecisionDesk slow = Desks.slow(DATABASE, log, CLOCK, () -> says(false, null), STREAM, CALLS, TICKETS);
        Decision decision = slow.askToSend(question(STREAM));
        assertEquals(Verdict.REFUSE, decision.verdict());
        assertNull(decision.reservation());
    }

    @Test
    void what_would_be_allowed_but_cannot_be_kept_is_refused_and_takes_no_place() {
        says(true, Frequency.atMost(1, Frequency.Per.WEEK));
        DecisionDesk forgetful = Desks.desk(DATABASE, new DecisionLog(AWAY), CLOCK, STREAM, CALLS, TICKETS);
        for (Decision decision : List.of(forgetful.ask(question(STREAM)), forgetful.askToSend(question(STREAM)),
                forgetful.askAll(List.of(question(STREAM), question(STREAM)), "k").get(1))) {
            assertEquals(List.of("unavailable"), rules(decision));
            assertNull(decision.reservation());
        }
        assertTrue(desk.askToSend(question(STREAM)).allowed());
        assertEquals(List.of("cap-reached", Desks.CONSENT), rules(forgetful.ask(question(STREAM))), "a no is a no all the same");
    }

    @Test
    void when_the_database_is_away_the_answer_is_no_and_says_so() {
        DecisionDesk blind = Desks.desk(AWAY, new DecisionLog(AWAY), CLOCK, STREAM, CALLS, TICKETS);
        for (Stream stream : List.of(STREAM, TICKETS)) {
            Decision decision = blind.askToSend(question(stream));
            assertEquals(Verdict.REFUSE, decision.verdict());
            assertEquals(List.of("unavailable"), rules(decision));
            assertNotNull(decision.id());
        }
    }

    @Test
    void what_is_kept_reads_back_as_it_was_answered() {
        says(false, null);
        Decision decision = desk.ask(question(STREAM));
        assertEquals(Grounds.of(decision), Grounds.read(log.find(decision.id()).orElseThrow().grounds(), Desks.BOOK, true));
    }
}
