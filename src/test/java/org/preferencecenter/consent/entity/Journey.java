package org.preferencecenter.consent.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Chain;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;

/** One recipient's acts without a database: topics 1 and 2 under purpose 1, topic 3 under purpose 2, purpose 3 elsewhere. */
final class Journey {

    static final Duration LIFE = Duration.ofHours(48);
    static final Duration WINDOW = Duration.ofDays(30);
    static final List<Scope> SCOPES = List.of(Scope.topic(1), Scope.topic(2), Scope.topic(3), Scope.purpose(1),
            Scope.purpose(2), Scope.purpose(3), Scope.brand(1), Scope.brand(2), Scope.EVERYTHING);
    static final Reach REACH = scope -> switch (scope.kind()) {
        case TOPIC -> List.of(scope, Scope.purpose(scope.id() == 3 ? 2 : 1), Scope.brand(1), Scope.EVERYTHING);
        case PURPOSE -> List.of(scope, Scope.brand(scope.id() == 3 ? 2 : 1), Scope.EVERYTHING);
        default -> Reach.UNKNOWN.of(scope);
    };

    private final Recording recording = new Recording(1, 0, Chain.start(), Choices.NONE);
    private final List<Outcome> outcomes = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    Recording recording() {
        return recording;
    }

    Choices choices() {
        return recording.choices();
    }

    List<Entry> entries() {
        return recording.entries();
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    Act act() {
        return act(Origin.recipient("page", "fr"));
    }

    Act act(Origin origin) {
        now = now.plusSeconds(1);
        return new Act(REACH, origin, UUID.randomUUID(), now);
    }

    void wait(Duration time) {
        now = now.plus(time);
    }

    Outcome grant(Scope scope, Channel channel) {
        return keep(recording.grant(List.of(new Wish(new Cell(scope, channel), true, null, null)),
                act(new Origin(Origin.Actor.AGENT, "desk", CaptureMode.ACTIVE_OPT_IN, 1, 1, "fr"))));
    }

    Outcome choose(Cell cell, Boolean wanted, Frequency frequency) {
        return choose(List.of(new Wish(cell, wanted, frequency, null)));
    }

    Outcome choose(List<Wish> wishes) {
        return keep(recording.choose(wishes, act(), LIFE));
    }

    Outcome withdraw(Scope scope) {
        return keep(recording.withdraw(new OneClick(1, scope, 0, true), act()));
    }

    Outcome stopEverything(Scope scope) {
        return keep(recording.stopEverything(scope, act()));
    }

    Outcome undo(UUID change) {
        return keep(recording.undo(new History(entries()), change, act(), WINDOW));
    }

    Outcome confirm(UUID change) {
        return keep(recording.confirm(new History(entries()), change, act()));
    }

    private Outcome keep(Outcome outcome) {
        if (!outcome.repeated()) {
            outcomes.add(outcome);
        }
        return outcome;
    }
}
