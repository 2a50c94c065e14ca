package org.preferencecenter.consent.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Chain;
import org.preferencecenter.link.entity.Scope;

class ImportRulesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Scope BRAND = Scope.brand(1);
    private static final Scope LETTER = Scope.purpose(2);
    private static final Scope NEWS = Scope.topic(3);
    private static final Scope EVENTS = Scope.topic(4);
    private static final Reach REACH = scope -> scope.kind() == Scope.Kind.TOPIC ? List.of(scope, LETTER, BRAND, Scope.EVERYTHING)
            : scope.equals(LETTER) ? List.of(scope, BRAND, Scope.EVERYTHING) : scope.equals(BRAND)
                    ? List.of(scope, Scope.EVERYTHING) : List.of(scope);
    private static final List<Scope> SCOPES = List.of(NEWS, EVENTS, LETTER, BRAND, Scope.EVERYTHING);

    private static Act act(Origin.Actor actor, CaptureMode capture, int day) {
        return new Act(REACH, new Origin(actor, "import", capture, 5, 0, null), UUID.randomUUID(), START.plus(Duration.ofDays(day)));
    }

    private static Act no(int day) {
        return act(Origin.Actor.IMPORT, CaptureMode.ACTIVE_OPT_OUT, day);
    }

    private static Act yes(int day) {
        return act(Origin.Actor.IMPORT, CaptureMode.ACTIVE_OPT_IN, day);
    }

    /** Something a person or a file did: on a page, at a desk, or in a line. */
    record Deed(int way, Scope scope, Channel channel, boolean wanted) {

        void on(Recording recording, int day) {
            Cell cell = new Cell(scope, channel);
            Act own = act(Origin.Actor.RECIPIENT, null, day);
            switch (way) {
                case 0 -> recording.choose(List.of(new Wish(cell, wanted, null, null)), own, Duration.ofDays(3));
                case 1 -> recording.grant(List.of(new Wish(cell, wanted, null, null)), own);
                default -> recording.take(List.of(given()), no(day), yes(day));
            }
        }

        Given given() {
            return new Given(new Cell(scope, channel), wanted, START.minusSeconds(86_400), 9);
        }
    }

    @Provide
    Arbitrary<List<Deed>> deeds() {
        return Combinators.combine(Arbitraries.integers().between(0, 2), Arbitraries.of(SCOPES),
                Arbitraries.of(Channel.EMAIL, Channel.SMS, Channel.ANY), Arbitraries.of(true, false)).as(Deed::new).list().ofMaxSize(12);
    }

    /** W-08: whatever was said before, in whatever order, no line of a file makes permission where a stop stands. */
    @Property(tries = 4000)
    void a_file_never_turns_a_stop_into_a_yes(@ForAll("deeds") List<Deed> before, @ForAll("deeds") List<Deed> file) {
        Recording recording = new Recording(1, 0, Chain.start(), Choices.NONE);
        int day = 1;
        for (Deed deed : before) {
            deed.on(recording, day++);
        }
        Choices then = recording.choices();
        recording.take(file.stream().map(Deed::given).toList(), no(day), yes(day));
        for (Scope scope : SCOPES) {
            for (Channel channel : List.of(Channel.EMAIL, Channel.SMS)) {
                boolean stopped = then.stopped(REACH.of(scope), channel);
                assertFalse(stopped && !recording.choices().stopped(REACH.of(scope), channel), "a stop on " + scope + " was lifted");
                assertFalse(stopped && recording.choices().on(REACH.of(scope), channel).state() == State.GRANTED);
            }
        }
        assertEquals(recording.choices(), Choices.replay(recording.entries()), "the ledger alone rebuilds the choices");
    }

    @Test
    void a_line_that_says_both_says_no_and_a_repeat_writes_nothing() {
        Recording recording = new Recording(1, 0, Chain.start(), Choices.NONE);
        Given yes = new Given(new Cell(LETTER, Channel.EMAIL), true, START, 9);
        Given no = new Given(new Cell(BRAND, Channel.EMAIL), false, null, 0);
        Imported done = recording.take(List.of(yes, no), no(1), yes(1));
        assertEquals(List.of(1, 1), List.of(done.changed().size(), done.refused().size()));
        assertEquals(1, recording.take(List.of(yes, no), no(2), yes(2)).refused().size());
        assertEquals(1, recording.entries().size());
    }

    @Test
    void a_yes_that_waits_is_not_hurried_and_one_given_here_keeps_its_day() {
        Recording recording = new Recording(1, 0, Chain.start(), Choices.NONE);
        Cell letter = new Cell(LETTER, Channel.EMAIL);
        recording.choose(List.of(new Wish(letter, true, null, null)), act(Origin.Actor.RECIPIENT, null, 1), Duration.ofDays(3));
        recording.take(List.of(new Given(letter, true, START, 9)), no(2), yes(2));
        assertEquals(State.PENDING, recording.choices().at(letter).orElseThrow().state());
        recording.grant(List.of(new Wish(letter, true, null, null)), act(Origin.Actor.AGENT, null, 3));
        Choice given = recording.choices().at(letter).orElseThrow();
        recording.take(List.of(new Given(letter, true, START, 9)), no(4), yes(4));
        assertEquals(given, recording.choices().at(letter).orElseThrow());
    }

    @Test
    void a_yes_has_its_day_and_its_words_or_is_none() {
        Cell letter = new Cell(LETTER, Channel.EMAIL);
        List<Given> bad = new ArrayList<>();
        assertThrows(IllegalArgumentException.class, () -> bad.add(new Given(letter, true, null, 9)));
        assertThrows(IllegalArgumentException.class, () -> bad.add(new Given(letter, true, START, 0)));
    }
}
