package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.ConfirmationNeeded;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.PastChange;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.TestDatabase;

class ConsentsIT {

    private static final Origin PAGE = Origin.recipient("page", "fr");
    private static final Origin LINK = Origin.recipient("confirm", "fr");
    private static final Origin UNDO = Origin.recipient("undo", "fr");
    private static final Origin FORM = new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, 1, 2, "fr");
    private static final Cell ONE = new Cell(Scope.topic(1), Channel.EMAIL);
    private static final Cell TWO = new Cell(Scope.topic(2), Channel.EMAIL);

    private final Desk desk = new Desk();
    private final Consents consents = desk.consents;
    private final long recipient = Desk.recipient();

    @AfterEach
    void theLedgerRebuildsTheChoices() {
        desk.close();
        assertEquals("", Desk.flaw(recipient));
    }

    private static Wish yes(Cell cell) {
        return new Wish(cell, true, null, null);
    }

    private static Wish no(Cell cell) {
        return new Wish(cell, false, null, null);
    }

    private State on(Cell cell) {
        return consents.choices(recipient).on(Desk.REACH.of(cell.scope()), cell.channel()).state();
    }

    @Test
    void nobody_has_chosen_anything_at_first() {
        assertEquals(Choices.NONE, consents.choices(recipient));
        assertEquals(List.of(), consents.changes(recipient, 10));
        assertEquals(Outcome.NOTHING, consents.choose(Long.MAX_VALUE, List.of(yes(ONE)), PAGE));
        assertEquals(Outcome.NOTHING, consents.undo(recipient, UUID.randomUUID(), UNDO));
        assertEquals(Outcome.NOTHING, consents.confirm(recipient, Integer.MAX_VALUE, LINK));
    }

    @Test
    void a_save_stops_and_sets_frequency_at_once_and_lets_a_yes_wait() {
        consents.grant(recipient, List.of(yes(ONE)), FORM);
        Instant pause = Instant.parse("2027-01-31T00:00:00.123456789Z");
        Outcome outcome = consents.choose(recipient, List.of(no(ONE), yes(TWO),
                new Wish(new Cell(Scope.purpose(1), Channel.EMAIL), null, Frequency.atMost(1, Frequency.Per.WEEK), pause)),
                PAGE);
        assertEquals(3, outcome.changed().size());
        assertEquals(State.WITHDRAWN, on(ONE));
        assertEquals(State.PENDING, on(TWO));
        var standing = consents.choices(recipient).on(Desk.REACH.of(TWO.scope()), Channel.EMAIL);
        assertEquals(Frequency.atMost(1, Frequency.Per.WEEK), standing.frequency());
        assertEquals(Instant.parse("2027-01-31T00:00:00.123456Z"), standing.pausedUntil());
        assertEquals(new ConfirmationNeeded(recipient, outcome.confirmation().orElseThrow(), "fr"),
                desk.confirmations.poll());
        Outcome ended = consents.choose(recipient, List.of(
                new Wish(new Cell(Scope.purpose(1), Channel.EMAIL), null, null, Instant.EPOCH)), PAGE);
        assertNull(ended.changed().get(0).pausedUntil());
        assertEquals(Frequency.atMost(1, Frequency.Per.WEEK), ended.changed().get(0).frequency());
    }

    @Test
    void a_save_that_wishes_what_is_changes_nothing() {
        consents.grant(recipient, List.of(yes(ONE), no(TWO)), FORM);
        assertTrue(consents.choose(recipient, List.of(yes(ONE), no(TWO),
                new Wish(ONE, null, Frequency.EVERY_MESSAGE, Instant.EPOCH)), PAGE).repeated());
        assertTrue(consents.grant(recipient, List.of(yes(ONE), no(TWO)), FORM).repeated());
        assertEquals(2, Desk.entries(recipient).size());
        assertEquals(State.REFUSED, on(TWO));
    }

    @Test
    void a_confirmation_grants_what_waits_once() {
        consents.stopEverything(recipient, Scope.EVERYTHING, PAGE);
        Outcome asked = consents.choose(recipient, List.of(yes(ONE)), PAGE);
        int confirmation = asked.confirmation().orElseThrow();
        assertEquals(State.PENDING, on(ONE));
        assertTrue(consents.confirm(Desk.recipient(), confirmation, LINK).repeated(), "somebody else's link");
        Outcome confirmed = consents.confirm(recipient, confirmation, LINK);
        assertEquals(State.GRANTED, on(ONE));
        assertEquals(1, confirmed.changed().get(0).epoch());
        assertEquals(State.OBJECTED, on(TWO));
        consents.stopEverything(recipient, Scope.EVERYTHING, PAGE);
        assertTrue(consents.confirm(recipient, confirmation, LINK).repeated(), "the link works once");
        assertEquals(State.WITHDRAWN, on(ONE));
    }

    @Test
    void a_confirmation_followed_twice_at_once_works_once() {
        int confirmation = consents.choose(recipient, List.of(yes(ONE)), PAGE).confirmation().orElseThrow();
        List<CompletableFuture<Outcome>> both = IntStream.range(0, 8).mapToObj(i -> CompletableFuture.supplyAsync(
                () -> consents.confirm(recipient, confirmation, LINK))).toList();
        assertEquals(1, both.stream().filter(f -> !f.join().repeated()).count());
        assertEquals(2, Desk.entries(recipient).size());
    }

    @Test
    void a_confirmation_expires() {
        int confirmation = consents.choose(recipient, List.of(yes(ONE)), PAGE).confirmation().orElseThrow();
        assertTrue(consents.choose(recipient, List.of(yes(ONE)), PAGE).repeated(), "no second message while one waits");
        desk.wait(Desk.LIFE);
        assertTrue(consents.confirm(recipient, confirmation, LINK).repeated());
        assertEquals(State.PENDING, on(ONE));
        int again = consents.choose(recipient, List.of(yes(ONE)), PAGE).confirmation().orElseThrow();
        assertFalse(consents.confirm(recipient, again, LINK).repeated());
        assertEquals(State.GRANTED, on(ONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOPIC:1", "PURPOSE:1", "BRAND:1", "EVERYTHING:0"})
    void a_confirmation_overtaken_by_a_stop_grants_nothing(String scope) throws Exception {
        int confirmation = consents.choose(recipient, List.of(yes(ONE)), PAGE).confirmation().orElseThrow();
        consents.withdraw(new OneClick(recipient, Scope.parse(scope), 0, true)).toCompletableFuture().get();
        assertTrue(consents.confirm(recipient, confirmation, LINK).repeated());
        assertTrue(on(ONE).stops());
    }

    @Test
    void undo_gives_back_exactly_what_the_stop_took() throws Exception {
        consents.grant(recipient, List.of(new Wish(ONE, true, Frequency.digest(Frequency.Per.WEEK), null)), FORM);
        Choice before = consents.choices(recipient).at(ONE).orElseThrow();
        Outcome stop = consents.choose(recipient, List.of(no(ONE), new Wish(ONE, null, Frequency.EVERY_MESSAGE, null),
                no(TWO)), PAGE);
        Outcome undone = consents.undo(recipient, stop.change(), UNDO);
        assertEquals(before, consents.choices(recipient).at(ONE).orElseThrow());
        assertEquals(State.NONE, on(TWO));
        assertEquals(2, undone.changed().size());
        assertTrue(consents.undo(recipient, stop.change(), UNDO).repeated(), "nothing is left to undo");
        assertTrue(consents.undo(recipient, undone.change(), UNDO).repeated(), "an undo is not undone");
    }

    @Test
    void undo_leaves_what_was_said_since() throws Exception {
        consents.grant(recipient, List.of(yes(ONE), yes(TWO)), FORM);
        Outcome both = consents.choose(recipient, List.of(no(ONE), no(TWO)), PAGE);
        consents.grant(recipient, List.of(yes(TWO)), FORM);
        consents.withdraw(new OneClick(recipient, Scope.topic(2), 1, true)).toCompletableFuture().get();
        consents.undo(recipient, both.change(), UNDO);
        assertEquals(State.GRANTED, on(ONE));
        assertEquals(State.WITHDRAWN, on(TWO));
    }

    @Test
    void undo_of_a_narrow_stop_does_not_lift_a_wide_one() {
        consents.grant(recipient, List.of(yes(ONE)), FORM);
        Outcome narrow = consents.choose(recipient, List.of(no(ONE)), PAGE);
        consents.stopEverything(recipient, Scope.EVERYTHING, PAGE);
        consents.undo(recipient, narrow.change(), UNDO);
        assertTrue(on(ONE).stops());
    }

    @Test
    void undo_works_within_its_window_only() {
        Outcome stop = consents.stopEverything(recipient, Scope.brand(1), PAGE);
        desk.wait(Desk.WINDOW);
        assertTrue(consents.changes(recipient, 5).get(0).undoable());
        desk.wait(Duration.ofSeconds(1));
        assertFalse(consents.changes(recipient, 5).get(0).undoable());
        assertTrue(consents.undo(recipient, stop.change(), UNDO).repeated());
    }

    @Test
    void somebody_elses_change_is_not_undone() {
        Outcome stop = consents.stopEverything(recipient, Scope.brand(1), PAGE);
        assertTrue(consents.undo(Desk.recipient(), stop.change(), UNDO).repeated());
    }

    @Test
    void changes_are_told_newest_first() throws Exception {
        consents.grant(recipient, List.of(yes(ONE), yes(TWO)), FORM);
        Outcome first = consents.withdraw(new OneClick(recipient, Scope.topic(1), 0, true)).toCompletableFuture().get();
        Outcome second = consents.stopEverything(recipient, Scope.brand(1), PAGE);
        consents.undo(recipient, second.change(), UNDO);
        List<PastChange> changes = consents.changes(recipient, 10);
        assertEquals(List.of("undo", "page", "one-click", "form"), changes.stream().map(PastChange::via).toList());
        assertEquals(List.of(false, false, true, false), changes.stream().map(PastChange::undoable).toList());
        assertEquals(first.changed(), changes.get(2).changed());
        assertEquals(2, changes.get(3).changed().size());
        assertEquals(changes.subList(0, 2), consents.changes(recipient, 2));
    }

    @Test
    void a_failing_message_about_a_confirmation_does_not_lose_the_choice() {
        try (Consents deaf = new Consents(TestDatabase.dataSource(), Clock.systemUTC(), Desk.WINDOW, Desk.LIFE,
                Desk.REACH, new Ledger(), needed -> {
                    throw new IllegalStateException("no mail today");
                }, 1)) {
            assertTrue(deaf.choose(recipient, List.of(yes(ONE)), PAGE).confirmation().isPresent());
            assertEquals(State.PENDING, on(ONE));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void after_random_acts_the_ledger_rebuilds_what_is_stored(long seed) throws Exception {
        Random random = new Random(seed);
        List<Scope> scopes = List.of(Scope.topic(1), Scope.topic(2), Scope.topic(11), Scope.purpose(1),
                Scope.purpose(2), Scope.brand(1), Scope.EVERYTHING);
        List<Channel> channels = List.of(Channel.ANY, Channel.EMAIL, Channel.POST);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Cell cell = new Cell(scopes.get(random.nextInt(scopes.size())), channels.get(random.nextInt(3)));
            Wish wish = new Wish(cell, random.nextInt(3) == 0 ? null : random.nextBoolean(),
                    random.nextBoolean() ? null : Frequency.atMost(1 + random.nextInt(3), Frequency.Per.MONTH),
                    random.nextInt(3) == 0 ? desk.instant().plus(Duration.ofDays(random.nextInt(90))) : null);
            Outcome past = outcomes.isEmpty() ? Outcome.NOTHING : outcomes.get(random.nextInt(outcomes.size()));
            Outcome outcome = switch (random.nextInt(6)) {
                case 0 -> consents.withdraw(new OneClick(recipient, cell.scope(), random.nextInt(3), random.nextBoolean()))
                        .toCompletableFuture().get();
                case 1 -> consents.choose(recipient, List.of(wish, yes(ONE)), PAGE);
                case 2 -> consents.grant(recipient, List.of(wish), FORM);
                case 3 -> consents.stopEverything(recipient, random.nextBoolean() ? Scope.brand(1) : Scope.EVERYTHING, PAGE);
                case 4 -> past.change() == null ? past : consents.undo(recipient, past.change(), UNDO);
                default -> past.confirmation().isEmpty() ? past
                        : consents.confirm(recipient, past.confirmation().getAsInt(), LINK);
            };
            outcomes.add(outcome);
            desk.wait(Duration.ofHours(random.nextInt(12)));
            assertEquals("", Desk.flaw(recipient), "after act " + i);
        }
    }
}
