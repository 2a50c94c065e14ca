package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;

/** A choice as the ledger tells it: each entry alone rebuilds the choice as it stood after it. */
final class ChoiceEntry {

    static final String KIND = "choice";
    /** The digests of the words that {@code notice} and {@code script} stand for. */
    private static final String SHOWN = "shown";
    private static final String SPOKEN = "spoken";

    private ChoiceEntry() {
    }

    /** What the entry {@code seq} says: the choice and how it came in. */
    static SortedMap<String, Object> facts(Choice choice, int seq, Act act) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("scope", choice.cell().scope().toString());
        facts.put("channel", choice.cell().channel().name());
        facts.put("state", choice.state().name());
        facts.put("epoch", choice.epoch());
        if (choice.seq() != seq) {
            facts.put("stands", choice.seq());
            facts.put("since", Entry.text(choice.since()));
        } else if (!choice.since().equals(act.at())) {
            // Given elsewhere, and long before it came in here.
            facts.put("since", Entry.text(choice.since()));
        }
        if (choice.stop() != 0 && choice.stop() != choice.seq()) {
            facts.put("stop", choice.stop());
        }
        put(facts, "frequency", choice.frequency());
        put(facts, "pausedUntil", choice.pausedUntil() == null ? null : Entry.text(choice.pausedUntil()));
        circumstances(facts, act);
        if (choice.seq() == seq && choice.cause() != null && choice.cause() != Cause.of(act.origin())) {
            // Carried over from somewhere else, where it was another's doing.
            facts.put("cause", choice.cause().name());
        }
        if (choice.state().stops() && choice.seq() == seq) {
            // Bursts are of stops (W-09): of anything else nobody needs to know whence it came.
            put(facts, "net", act.origin().network());
        }
        return facts;
    }

    /** How something came in: who, by what way, as part of which change. */
    static void circumstances(SortedMap<String, Object> facts, Act act) {
        Origin origin = act.origin();
        put(facts, "actor", origin.actor());
        put(facts, "via", origin.via());
        put(facts, "capture", origin.capture());
        put(facts, "collectionPoint", origin.collectionPoint());
        put(facts, "notice", origin.notice());
        put(facts, "locale", origin.locale());
        put(facts, "agent", origin.agent());
        put(facts, "script", origin.script());
        // A number alone says nothing of the words: what it stood for is signed with it (S-11, S-44).
        if (origin.notice() != 0) {
            put(facts, SHOWN, act.reach().shown(origin.notice()).orElse(null));
        }
        if (origin.script() != 0) {
            put(facts, SPOKEN, act.reach().spoken(origin.script()).orElse(null));
        }
        facts.put("change", act.change().toString());
    }

    /** As {@link #facts}, of an answer to what was asked in that entry: beside and after the words it was asked with. */
    static SortedMap<String, Object> answering(Entry asked, Choice choice, int seq, Act act) {
        SortedMap<String, Object> facts = facts(choice, seq, act.askedAs(origin(asked)));
        for (String[] pair : new String[][] {{"notice", SHOWN}, {"script", SPOKEN}}) {
            String signed = text(asked, pair[1]);
            if (signed != null && Objects.equals(asked.facts().get(pair[0]), facts.get(pair[0]))) {
                facts.put(pair[1], signed);
            }
        }
        return facts;
    }

    /**
     * The choice as it stood after the entry. One put back is the doing of whoever gave it then.
     *
     * @param history of the same recipient, in any order; where the entry that gave the answer is missing, nobody's known doing
     */
    static Choice choice(Entry entry, List<Entry> history) {
        Choice choice = choice(entry);
        return choice.seq() == entry.seq() ? choice : history.stream().filter(one -> one.seq() == choice.seq() && one.kind().equals(KIND))
                .findFirst().map(one -> choice.by(cause(one))).orElse(choice);
    }

    /** As above, where nobody asks whose doing an answer is that was put back. */
    static Choice choice(Entry entry) {
        State state = State.valueOf(text(entry, "state"));
        boolean older = entry.facts().containsKey("stands");
        int seq = older ? number(entry, "stands") : entry.seq();
        String frequency = text(entry, "frequency");
        String paused = text(entry, "pausedUntil");
        String since = text(entry, "since");
        return new Choice(new Cell(Scope.parse(text(entry, "scope")), Channel.valueOf(text(entry, "channel"))), state,
                number(entry, "epoch"), seq, since != null ? Instant.parse(since) : entry.at(),
                frequency == null ? null : Frequency.parse(frequency), paused == null ? null : Instant.parse(paused),
                state.stops() ? seq : number(entry, "stop"), older ? null : cause(entry));
    }

    /** Whose doing what the entry says is. */
    static Cause cause(Entry entry) {
        String carried = text(entry, "cause");
        return carried != null ? Cause.valueOf(carried) : Cause.of(Origin.Actor.valueOf(text(entry, "actor")), via(entry));
    }

    static UUID change(Entry entry) {
        return UUID.fromString(text(entry, "change"));
    }

    static String via(Entry entry) {
        return text(entry, "via");
    }

    /** The change whose question it answers; nothing if it answers none. */
    static Optional<UUID> confirms(Entry entry) {
        return Optional.ofNullable(text(entry, "confirms")).map(UUID::fromString);
    }

    static Origin origin(Entry entry) {
        String capture = text(entry, "capture");
        return new Origin(Origin.Actor.valueOf(text(entry, "actor")), via(entry),
                capture == null ? null : CaptureMode.valueOf(capture), number(entry, "collectionPoint"),
                number(entry, "notice"), text(entry, "locale"), null, number(entry, "agent"), number(entry, "script"));
    }

    /**
     * True if this entry is a stop of its own: not one put back, more than a change of frequency on it, and not one that
     * came with another recipient who was joined: that one was said elsewhere, and is not for this page's button to undo.
     */
    static boolean stops(Entry entry) {
        return State.valueOf(text(entry, "state")).stops() && !entry.facts().containsKey("stands")
                && !entry.facts().containsKey("undoes") && !via(entry).equals(JoinRules.VIA);
    }

    private static void put(SortedMap<String, Object> facts, String key, Object value) {
        if (value instanceof Integer id) {
            if (id != 0) {
                facts.put(key, id);
            }
        } else if (value != null) {
            facts.put(key, value.toString());
        }
    }

    private static String text(Entry entry, String key) {
        return (String) entry.facts().get(key);
    }

    private static int number(Entry entry, String key) {
        return (Integer) entry.facts().getOrDefault(key, 0);
    }
}
