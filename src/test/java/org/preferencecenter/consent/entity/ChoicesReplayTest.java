package org.preferencecenter.consent.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Chain;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;

/** What holds after any sequence of acts. */
class ChoicesReplayTest {

    /** Something that somebody does; named, so that a failing sequence can be read. */
    private record Deed(String name, Consumer<Journey> on) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Property(tries = 2000)
    void replaying_the_entries_rebuilds_the_choices_exactly(@ForAll("acts") List<Deed> deeds) {
        Journey journey = after(deeds);
        assertEquals(journey.choices(), Choices.replay(journey.entries()));
        List<Entry> reread = journey.entries().stream().map(e -> Entry.of(e.leaf())).toList();
        assertEquals(journey.choices(), Choices.replay(reread));
        assertEquals(Optional.empty(), Chain.check(reread, journey.recording().head()));
    }

    @Property(tries = 2000)
    void a_withdrawal_stops_its_scope_and_permits_nothing_new(@ForAll("acts") List<Deed> deeds,
            @ForAll("stops") Deed stop) {
        Journey journey = after(deeds);
        Map<String, Integer> before = permissions(journey);
        stop.on().accept(journey);
        assertNoMore(before, permissions(journey));
        Choices stopped = journey.choices();
        stop.on().accept(journey);
        assertEquals(stopped, journey.choices(), "a repeat changed something");
    }

    @Property(tries = 2000)
    void a_withdrawal_in_between_never_leads_to_more_permission(@ForAll("acts") List<Deed> before,
            @ForAll("stops") Deed stop, @ForAll("stopping") List<Deed> after) {
        Journey without = after(before);
        Journey with = after(before);
        stop.on().accept(with);
        after.forEach(deed -> deed.on().accept(without));
        after.forEach(deed -> deed.on().accept(with));
        assertNoMore(permissions(without), permissions(with));
    }

    @Property(tries = 2000)
    void a_save_through_a_mailed_link_never_adds_contact(@ForAll("acts") List<Deed> deeds,
            @ForAll("wishes") List<Wish> wishes) {
        Journey journey = after(deeds);
        Map<String, Integer> before = permissions(journey);
        journey.choose(wishes);
        assertNoMore(before, permissions(journey));
    }

    @Property(tries = 2000)
    void undoing_a_stop_at_once_gives_back_exactly_what_there_was(@ForAll("acts") List<Deed> deeds,
            @ForAll("stops") Deed stop) {
        Journey journey = after(deeds);
        Map<String, Standing> before = standings(journey);
        int acts = journey.outcomes().size();
        stop.on().accept(journey);
        if (journey.outcomes().size() > acts) {
            assertEquals(false, journey.undo(journey.outcomes().get(acts).change()).repeated());
            assertEquals(before, standings(journey));
        }
    }

    @Property(tries = 2000)
    void undoing_a_stop_later_never_gives_more_than_there_was_before_it(@ForAll("acts") List<Deed> deeds,
            @ForAll("stops") Deed stop, @ForAll("stopping") List<Deed> between) {
        Journey journey = after(deeds);
        Map<String, Integer> before = permissions(journey);
        int acts = journey.outcomes().size();
        stop.on().accept(journey);
        between.forEach(deed -> deed.on().accept(journey));
        if (journey.outcomes().size() > acts) {
            journey.undo(journey.outcomes().get(acts).change());
            assertNoMore(before, permissions(journey));
        }
    }

    /** Against what stood after each deed, when it was done: nothing is read back from the ledger for that. */
    @Property(tries = 1000)
    void what_a_choice_was_at_an_instant_is_what_it_was_then(@ForAll("acts") List<Deed> deeds, @ForAll("moments") int moment) {
        Journey journey = new Journey();
        List<Instant> times = new ArrayList<>();
        List<Choices> stood = new ArrayList<>(List.of(Choices.NONE));
        for (Deed deed : deeds) {
            int before = journey.entries().size();
            deed.on().accept(journey);
            if (journey.entries().size() > before) {
                times.add(journey.entries().get(before).at());
                stood.add(journey.choices());
            }
        }
        // Between two deeds, at one to the microsecond, and before and after all.
        Instant asked = times.isEmpty() ? Instant.EPOCH : times.get(moment / 3 % times.size()).plusNanos((moment % 3 - 1) * 1000L);
        int then = (int) times.stream().filter(time -> !time.isAfter(asked)).count();
        for (Scope scope : Journey.SCOPES) {
            PastState state = PastState.of(journey.entries(), Journey.REACH.of(scope), Channel.EMAIL, asked);
            Standing expected = stood.get(then).on(Journey.REACH.of(scope), Channel.EMAIL);
            assertEquals(expected, state.standing(), scope.toString());
            assertEquals(expected.because().map(Choice::seq), state.answer().map(Entry::seq));
            assertTrue(state.latest().stream().allMatch(e -> !e.at().isAfter(asked) && e.seq() >= state.answer().orElseThrow().seq()));
        }
    }

    @Provide
    Arbitrary<Integer> moments() {
        return Arbitraries.integers().between(0, 41);
    }

    @Property(tries = 1000)
    void an_epoch_never_falls(@ForAll("acts") List<Deed> deeds) {
        Journey journey = after(deeds);
        Map<Cell, Integer> epochs = new LinkedHashMap<>();
        for (Entry entry : journey.entries()) {
            Choice choice = ChoiceEntry.choice(entry);
            assertTrue(choice.epoch() >= epochs.getOrDefault(choice.cell(), 0));
            epochs.put(choice.cell(), choice.epoch());
        }
    }

    @Provide
    Arbitrary<List<Deed>> acts() {
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(3, stops()), net.jqwik.api.Tuple.of(3, grants()),
                net.jqwik.api.Tuple.of(3, saves()), net.jqwik.api.Tuple.of(2, followUps())).list().ofMaxSize(14);
    }

    @Provide
    Arbitrary<List<Deed>> stopping() {
        return stops().list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<Deed> stops() {
        Arbitrary<Deed> oneClick = scopes().map(s -> new Deed("one-click " + s, j -> j.withdraw(s)));
        Arbitrary<Deed> everything = Arbitraries.of(Scope.EVERYTHING, Scope.brand(1), Scope.brand(2))
                .map(s -> new Deed("stop " + s, j -> j.stopEverything(s)));
        return Arbitraries.oneOf(oneClick, everything);
    }

    @Provide
    Arbitrary<List<Wish>> wishes() {
        Arbitrary<Frequency> frequencies = Arbitraries.of(Frequency.EVERY_MESSAGE,
                Frequency.atMost(1, Frequency.Per.WEEK), Frequency.digest(Frequency.Per.MONTH)).injectNull(0.5);
        Arbitrary<Instant> pauses = Arbitraries.of(Instant.EPOCH, Instant.parse("2027-01-01T00:00:00.123456789Z"))
                .injectNull(0.6);
        return Combinators.combine(cells(), Arbitraries.of(true, false).injectNull(0.3), frequencies, pauses)
                .as(Wish::new).list().ofMinSize(1).ofMaxSize(4);
    }

    private Arbitrary<Deed> saves() {
        return wishes().map(w -> new Deed("save " + w, j -> j.choose(w)));
    }

    private Arbitrary<Deed> grants() {
        return Combinators.combine(scopes(), channels())
                .as((s, c) -> new Deed("grant " + s + " " + c, j -> j.grant(s, c)));
    }

    /** Undo or confirm one of the changes so far. */
    private Arbitrary<Deed> followUps() {
        return Combinators.combine(Arbitraries.integers().between(0, 20), Arbitraries.of(true, false))
                .as((which, undo) -> new Deed((undo ? "undo " : "confirm ") + which, j -> {
                    if (!j.outcomes().isEmpty()) {
                        UUID change = j.outcomes().get(which % j.outcomes().size()).change();
                        Outcome ignored = undo ? j.undo(change) : j.confirm(change);
                    }
                }));
    }

    private static Arbitrary<Cell> cells() {
        return Combinators.combine(scopes(), channels()).as(Cell::new);
    }

    private static Arbitrary<Scope> scopes() {
        return Arbitraries.of(Journey.SCOPES);
    }

    private static Arbitrary<Channel> channels() {
        return Arbitraries.of(Channel.ANY, Channel.EMAIL, Channel.SMS);
    }

    private static Journey after(List<Deed> deeds) {
        Journey journey = new Journey();
        deeds.forEach(deed -> deed.on().accept(journey));
        return journey;
    }

    private static Map<String, Standing> standings(Journey journey) {
        Map<String, Standing> standings = new LinkedHashMap<>();
        for (Scope scope : Journey.SCOPES) {
            for (Channel channel : List.of(Channel.EMAIL, Channel.SMS)) {
                standings.put(scope + " " + channel, journey.choices().on(Journey.REACH.of(scope), channel));
            }
        }
        return standings;
    }

    /** 2: permitted under any basis; 1: only where no consent is needed; 0: not. */
    private static Map<String, Integer> permissions(Journey journey) {
        Map<String, Integer> permissions = new LinkedHashMap<>();
        standings(journey).forEach((stream, standing) -> permissions.put(stream,
                standing.state() == State.GRANTED ? 2 : standing.state() == State.NONE ? 1 : 0));
        return permissions;
    }

    private static void assertNoMore(Map<String, Integer> before, Map<String, Integer> after) {
        List<String> more = new ArrayList<>();
        before.forEach((stream, permission) -> {
            if (after.get(stream) > permission) {
                more.add(stream + ": " + permission + " became " + after.get(stream));
            }
        });
        assertEquals(List.of(), more);
    }
}
