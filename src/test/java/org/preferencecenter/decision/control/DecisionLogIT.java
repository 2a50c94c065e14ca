package org.preferencecenter.decision.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.decision.entity.Answered;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.HouseRule;
import org.preferencecenter.decision.entity.PastDecision;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Duty;
import org.preferencecenter.law.entity.Obligation;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.TestDatabase;

class DecisionLogIT {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Stream STREAM = Samples.withId(31, new Stream("letter", Samples.purpose(), null, Channel.EMAIL, false));

    private final DecisionLog log = new DecisionLog(TestDatabase.dataSource());

    private static Answered answered(Instant at, Verdict verdict, UUID reservation) {
        Choice yes = new Choice(new Cell(Scope.purpose(11), Channel.EMAIL), State.GRANTED, 1, 5, NOW, null, null);
        Decision decision = new Decision(DecisionIds.next(at), verdict, verdict == Verdict.DEFER ? NOW.plusSeconds(60) : null,
                List.of(HouseRule.CAP_REACHED.reason(), HouseRule.SERVICE.reason()),
                List.of(new Duty(Obligation.OFFER_REFUSAL, null, "EU-01")), 42, Optional.of(yes), "a-book", reservation);
        return new Answered(new Question(STREAM, null, 42, at, true), decision);
    }

    private static void logged(Answered answered, PastDecision past, String by) {
        Decision decision = answered.decision();
        assertEquals(new PastDecision(decision.id(), 42, answered.question().at(), 31, decision.verdict(), decision.notBefore(),
                "DEFER\tcap-reached\nALLOW\tservice\nOWED\tOFFER_REFUSAL\tEU-01\t", "a-book", 5, true,
                decision.reservation() != null, by), past);
    }

    @Test
    void what_was_decided_is_found_by_its_id() {
        for (Verdict verdict : Verdict.values()) {
            Answered answered = answered(NOW, verdict, verdict == Verdict.ALLOW ? UUID.randomUUID() : null);
            log.append(answered.question(), answered.decision(), "k1");
            logged(answered, log.find(answered.decision().id()).orElseThrow(), "k1");
        }
        assertTrue(log.find(UUID.randomUUID()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"k1", "a\tb\\N\n\\."})
    void many_are_stored_as_one_is(String by) {
        List<Answered> many = IntStream.range(0, 300).mapToObj(i -> answered(NOW, Verdict.values()[i % 3], null)).toList();
        log.appendAll(many, by);
        log.appendAll(List.of(), by);
        many.forEach(answered -> logged(answered, log.find(answered.decision().id()).orElseThrow(), by));
    }

    @Test
    void many_are_stored_whole_or_not_at_all() {
        Answered fresh = answered(NOW, Verdict.ALLOW, null);
        Answered twice = answered(NOW, Verdict.ALLOW, null);
        log.append(twice.question(), twice.decision(), "k1");
        assertThrows(RuntimeException.class, () -> log.appendAll(List.of(fresh, twice), "k1"));
        assertTrue(log.find(fresh.decision().id()).isEmpty());
    }

    @Test
    void the_log_grows_and_is_thinned_by_age_alone() throws SQLException {
        // Years before any other test's: thinning reaches the whole table. Ids never go back, so these are made by hand.
        Instant old = Instant.parse("2001-01-01T00:00:00Z");
        List<UUID> ids = IntStream.range(0, 25_001).mapToObj(i -> UUID.fromString(
                DecisionIds.first(old.plusMillis(i)).toString().replace("-0000-0000-", "-7000-8000-"))).toList();
        log.appendAll(ids.stream().map(id -> renamed(id)).toList(), "k1");
        for (String sql : List.of("delete from decision", "update decision set verdict = 2", "truncate decision")) {
            try (Connection connection = TestDatabase.dataSource().getConnection(); Statement statement = connection.createStatement()) {
                assertThrows(SQLException.class, () -> statement.execute(sql), sql);
            }
        }
        assertEquals(25_000, log.thin(old.plusMillis(25_000)));
        assertTrue(log.find(ids.get(24_999)).isEmpty());
        assertTrue(log.find(ids.get(25_000)).isPresent());
        assertEquals(1, log.thin(old.plus(Duration.ofDays(1))));
        assertEquals(0, log.thin(old.plus(Duration.ofDays(1))));
    }

    private static Answered renamed(UUID id) {
        Answered sample = answered(NOW, Verdict.ALLOW, null);
        Decision d = sample.decision();
        return new Answered(sample.question(), new Decision(id, d.verdict(), null, d.reasons(), d.duties(), 42, d.relied(),
                "a-book", null));
    }

    @Test
    void what_was_decided_about_somebody_on_a_day_is_found_newest_first_and_nobody_elses() {
        long person = java.util.concurrent.ThreadLocalRandom.current().nextLong(1L << 40, 1L << 47);
        Instant day = Instant.parse("2003-02-01T00:00:00Z");
        List<UUID> ids = IntStream.range(0, 4).mapToObj(i -> UUID.fromString(DecisionIds.first(day.plus(Duration.ofHours(9L * i)))
                .toString().replace("-0000-0000-000000000000", "-7000-8" + Long.toHexString(person).substring(0, 3) + "-"
                + String.format("%012x", person)))).toList();
        ids.forEach(id -> log.appendAll(List.of(of(id, person), of(DecisionIds.next(NOW), 42)), "k1"));
        Instant end = day.plus(Duration.ofDays(1));
        assertEquals(List.of(ids.get(2), ids.get(1), ids.get(0)), log.of(person, day, end, 50).stream().map(PastDecision::id).toList());
        assertEquals(List.of(ids.get(2)), log.of(person, day, end, 1).stream().map(PastDecision::id).toList());
        assertEquals(List.of(ids.get(3)), log.of(person, end, end.plus(Duration.ofDays(1)), 50).stream().map(PastDecision::id).toList());
        assertEquals(List.of(), log.of(0, Instant.EPOCH, NOW.plus(Duration.ofDays(9999)), 50), "nobody is not somebody");
    }

    private static Answered of(UUID id, long person) {
        Answered sample = answered(NOW, Verdict.ALLOW, null);
        Decision d = sample.decision();
        return new Answered(sample.question(), new Decision(id, d.verdict(), null, d.reasons(), d.duties(), person, d.relied(),
                "a-book", null));
    }

    @Test
    void ids_grow_even_when_the_clock_goes_back_and_tell_their_time() {
        UUID before = DecisionIds.next(NOW);
        for (int i = 0; i < 10_000; i++) {
            UUID next = DecisionIds.next(i % 2 == 0 ? NOW : NOW.minusSeconds(i));
            assertTrue(next.toString().compareTo(before.toString()) > 0);
            assertEquals(7, next.version());
            assertEquals(2, next.variant());
            before = next;
        }
        assertTrue(DecisionIds.first(NOW).toString().compareTo(before.toString()) < 0);
    }
}
