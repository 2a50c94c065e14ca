package org.preferencecenter.consent.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Chain;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;

/** What holds when two recipients turn out to be one person. */
class JoinTest {

    private static final List<Channel> CHANNELS = List.of(Channel.EMAIL, Channel.SMS);
    private static final Set<Channel> WHOLE = Set.of();

    /** One of the two does something; the other's clock goes on as well. */
    private record Deed(String name, Consumer<Journey> on) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Property(tries = 3000)
    void joining_never_allows_what_this_one_did_not(@ForAll("deeds") List<Deed> ours, @ForAll("deeds") List<Deed> theirs) {
        Journey own = after(ours, Duration.ZERO);
        Choices before = own.choices();
        own.recording().join(after(theirs, Duration.ofMinutes(7)).choices(), WHOLE, act(own));
        forEach((scopes, channel) -> assertTrue(permission(own.choices(), scopes, channel) <= permission(before, scopes, channel),
                scopes.get(0) + " " + channel));
    }

    @Property(tries = 3000)
    void what_the_other_stopped_stays_stopped_unless_this_one_said_yes_there_later(@ForAll("deeds") List<Deed> ours,
            @ForAll("deeds") List<Deed> theirs, @ForAll int minutes) {
        Journey own = after(ours, Duration.ofMinutes(Math.floorMod(minutes, 30)));
        Choices before = own.choices();
        Choices other = after(theirs, Duration.ofMinutes(10)).choices();
        own.recording().join(other, WHOLE, act(own));
        assertStopsKept(before, other, own.choices());
        for (Outcome outcome : List.copyOf(own.outcomes())) {
            own.undo(outcome.change());   // what was undoable before must not undo what came over
            own.confirm(outcome.change());
        }
        assertStopsKept(before, other, own.choices());
    }

    @Property(tries = 1000)
    void replaying_both_chains_rebuilds_the_choices(@ForAll("deeds") List<Deed> ours, @ForAll("deeds") List<Deed> theirs) {
        Journey own = after(ours, Duration.ZERO);
        Journey other = after(theirs, Duration.ofMinutes(3));
        Act act = act(own);
        own.recording().join(other.choices(), WHOLE, act);
        other.recording().joined(act);
        for (Journey journey : List.of(own, other)) {
            List<Entry> reread = journey.entries().stream().map(e -> Entry.of(e.leaf())).toList();
            assertEquals(journey.choices(), Choices.replay(reread));
            assertEquals(Optional.empty(), Chain.check(reread, journey.recording().head()));
        }
        assertTrue(JoinRules.endsIn(last(other)));
        assertEquals(act.change().toString(), last(other).facts().get("change"), "both chains tell of the same join");
    }

    @Property(tries = 1000)
    void what_comes_with_a_number_bears_on_its_channels_alone(@ForAll("deeds") List<Deed> ours,
            @ForAll("deeds") List<Deed> theirs) {
        Journey own = after(ours, Duration.ZERO);
        Choices before = own.choices();
        Choices other = after(theirs, Duration.ofMinutes(7)).choices();
        own.recording().join(other, Set.of(Channel.SMS), act(own));
        forEach((scopes, channel) -> {
            if (channel == Channel.EMAIL) {
                assertEquals(before.on(scopes, channel), own.choices().on(scopes, channel));
            }
        });
    }

    @Test
    void a_yes_never_comes_over() {
        Journey other = new Journey();
        other.grant(Scope.topic(1), Channel.EMAIL);
        Journey own = new Journey();
        assertTrue(own.recording().join(other.choices(), WHOLE, act(own)).changed().isEmpty());
        assertEquals(State.NONE, own.choices().on(Journey.REACH.of(Scope.topic(1)), Channel.EMAIL).state());
    }

    @Test
    void a_pause_comes_over_and_the_longer_one_counts() {
        Instant end = Instant.parse("2026-12-24T00:00:00Z");
        Journey other = new Journey();
        other.choose(List.of(new Wish(new Cell(Scope.brand(1), Channel.ANY), null, null, end)));
        Journey own = new Journey();
        own.grant(Scope.topic(1), Channel.EMAIL);
        own.recording().join(other.choices(), WHOLE, act(own));
        Standing standing = own.choices().on(Journey.REACH.of(Scope.topic(1)), Channel.EMAIL);
        assertEquals(State.GRANTED, standing.state());
        assertEquals(end, standing.pausedUntil());
    }

    /** S-37: joined by the person, and an agent's or a complaint's all the same. */
    @Test
    void what_came_over_stays_whose_doing_it_was() {
        for (Origin origin : List.of(Origin.agent(7, "call", null, 0, "fr"), Origin.recipient("complaint", null),
                new Origin(Origin.Actor.IMPORT, "import", null, 0, 0, null), new Origin(Origin.Actor.SYSTEM, "expiry", null, 0, 0, null),
                Origin.recipient("page", "fr"))) {
            Journey other = new Journey();
            other.recording().stopEverything(Scope.brand(1), other.act(origin));
            Journey own = new Journey();
            own.recording().join(other.choices(), WHOLE, act(own));
            Cell everywhere = new Cell(Scope.brand(1), Channel.ANY);
            assertEquals(Cause.of(origin), own.choices().at(everywhere).orElseThrow().cause());
            List<Entry> reread = own.entries().stream().map(e -> Entry.of(e.leaf())).toList();
            assertEquals(Cause.of(origin), Choices.replay(reread).at(everywhere).orElseThrow().cause());
        }
    }

    @Test
    void what_a_join_stopped_has_no_undo_button() {
        Journey other = new Journey();
        other.withdraw(Scope.topic(1));
        Journey own = new Journey();
        own.grant(Scope.topic(1), Channel.EMAIL);
        own.wait(Duration.ZERO);
        Outcome joined = own.recording().join(after(List.of(new Deed("stop", j -> j.withdraw(Scope.topic(1)))),
                Duration.ofMinutes(5)).choices(), WHOLE, act(own));
        assertEquals(1, joined.changed().size());
        assertTrue(own.undo(joined.change()).repeated());
        assertFalse(new History(own.entries()).newestFirst(1, Instant.parse("2026-11-22T11:00:00Z"), Journey.WINDOW).get(0).undoable());
    }

    private static void assertStopsKept(Choices before, Choices other, Choices after) {
        forEach((scopes, channel) -> {
            Standing theirs = other.on(scopes, channel);
            if (theirs.state().stops() && permission(after, scopes, channel) > 0) {
                assertTrue(other.byCell().values().stream().anyMatch(stop -> stop.stop() > 0 && scopes.contains(stop.cell().scope())
                        && before.at(stop.cell()).filter(yes -> yes.state() == State.GRANTED
                                && yes.since().isAfter(stop.since())).isPresent()), scopes.get(0) + " " + channel);
            }
        });
    }

    /** 2: permitted under any basis; 1: only where no consent is needed; 0: not. */
    private static int permission(Choices choices, List<Scope> scopes, Channel channel) {
        State state = choices.on(scopes, channel).state();
        return state == State.GRANTED ? 2 : state == State.NONE ? 1 : 0;
    }

    private interface EachStream {
        void on(List<Scope> scopes, Channel channel);
    }

    private static void forEach(EachStream stream) {
        Journey.SCOPES.forEach(scope -> CHANNELS.forEach(channel -> stream.on(Journey.REACH.of(scope), channel)));
    }

    private static Act act(Journey journey) {
        journey.wait(Duration.ofHours(1));
        return journey.act(Origin.recipient(JoinRules.VIA, "fr"));
    }

    private static Entry last(Journey journey) {
        return journey.entries().get(journey.entries().size() - 1);
    }

    private static Journey after(List<Deed> deeds, Duration later) {
        Journey journey = new Journey();
        journey.wait(later);
        deeds.forEach(deed -> deed.on().accept(journey));
        return journey;
    }

    @Provide
    Arbitrary<List<Deed>> deeds() {
        Arbitrary<Scope> scopes = Arbitraries.of(Journey.SCOPES);
        Arbitrary<Channel> channels = Arbitraries.of(Channel.ANY, Channel.EMAIL, Channel.SMS);
        Arbitrary<Deed> grants = Combinators.combine(scopes, channels)
                .as((s, c) -> new Deed("grant " + s + " " + c, j -> j.grant(s, c)));
        Arbitrary<Deed> saves = Combinators.combine(scopes, channels, Arbitraries.of(true, false))
                .as((s, c, yes) -> new Deed("save " + s + " " + c + " " + yes, j -> j.choose(new Cell(s, c), yes, null)));
        Arbitrary<Deed> stops = scopes.map(s -> new Deed("stop " + s, j -> j.withdraw(s)));
        Arbitrary<Deed> undo = Arbitraries.integers().between(0, 5).map(n -> new Deed("undo " + n, j -> {
            List<Outcome> outcomes = new ArrayList<>(j.outcomes());
            if (n < outcomes.size()) {
                j.undo(outcomes.get(n).change());
            }
        }));
        return Arbitraries.oneOf(grants, saves, stops, undo).list().ofMaxSize(8);
    }
}
