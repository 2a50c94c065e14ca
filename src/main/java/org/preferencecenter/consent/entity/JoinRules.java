package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;

/**
 * What becomes of the choices of two recipients who turn out to be one person. Stops win: a stop comes over with the other
 * one, unless this one said yes on that very cell later. A yes never comes over: it was said for other addresses, and can be
 * said anew in a moment. How often stays as this one chose; a pause comes over, being a stop for a while.
 */
public final class JoinRules {

    /** The way in of what a join brought along. */
    public static final String VIA = "join";
    /** The kind of the entry that tells of a join; of whoever was joined to another it is the last. */
    static final String KIND = "join";
    /** Which side of a join the entry is of. */
    static final String JOINED = "JOINED";
    private static final String KEPT = "KEPT";

    private JoinRules() {
    }

    /** True for the last entry of a recipient who was joined to another. */
    public static boolean endsIn(Entry last) {
        return last.kind().equals(KIND) && JOINED.equals(last.facts().get("side"));
    }

    /** See {@link Recording#join}. */
    static Outcome take(Recording recording, Choices theirs, Set<Channel> taken, Act act) {
        if (taken.isEmpty()) {
            side(recording, KEPT, act);
        }
        List<Choice> changed = new ArrayList<>();
        for (Choice choice : carried(theirs, taken)) {
            int seq = recording.seq() + 1;
            join(recording.choices(), choice, seq, act)
                    .ifPresent(carried -> changed.add(recording.write(carried, ChoiceEntry.facts(carried, seq, act), act)));
        }
        return Recording.outcome(act, changed, false);
    }

    static void side(Recording recording, String side, Act act) {
        recording.note(KIND, new TreeMap<>(Map.of("side", side)), act);
    }

    /**
     * The other's choices that may have to come over, wide to narrow, in an order that depends on nothing else.
     *
     * @param taken only what bears on these channels, told for each of them; empty: all
     */
    static List<Choice> carried(Choices theirs, Set<Channel> taken) {
        List<Choice> carried = new ArrayList<>();
        for (Choice choice : theirs.byCell().values()) {
            if (taken.isEmpty() || taken.contains(choice.cell().channel())) {
                carried.add(choice);
            } else if (choice.cell().channel() == Channel.ANY) {
                taken.forEach(channel -> carried.add(on(choice, channel)));
            }
        }
        carried.sort(Comparator.comparing((Choice c) -> c.cell().scope().kind()).thenComparing(c -> c.cell().scope().id())
                .thenComparing(c -> c.cell().channel()).thenComparing(c -> !c.state().stops()));
        return carried;
    }

    /** What this choice of another makes of ours; nothing where it asks for no less than we have. */
    static Optional<Choice> join(Choices now, Choice theirs, int seq, Act act) {
        Choice own = now.byCell().get(theirs.cell());
        boolean overruled = own != null && own.state() == State.GRANTED && own.since().isAfter(theirs.since());
        // Also where we stopped it ourselves: undoing that must not undo the other's.
        boolean stops = theirs.stop() > 0 && !overruled;
        Instant paused = pause(own, theirs, act.at());
        if (!stops && paused == null) {
            return Optional.empty();
        }
        int epoch = own == null ? 0 : own.epoch();
        Frequency frequency = own == null ? null : own.frequency();
        Instant until = paused != null ? paused : own == null ? null : own.pausedUntil();
        if (stops) {
            State state = theirs.state().stops() ? theirs.state() : State.OBJECTED;   // a stop beneath a yes that waits
            return Optional.of(new Choice(theirs.cell(), state, epoch, seq, act.at(), frequency, until, seq,
                    theirs.state().stops() ? theirs.cause() : null));
        }
        Choice base = own != null ? own : new Choice(theirs.cell(), State.NONE, 0, seq, act.at(), null, null);
        return Optional.of(base.withTerms(frequency, until));
    }

    /** Their pause, if it ends after now and after ours. */
    private static Instant pause(Choice own, Choice theirs, Instant now) {
        Instant until = theirs.pausedUntil();
        boolean longer = until != null && until.isAfter(now)
                && (own == null || own.pausedUntil() == null || until.isAfter(own.pausedUntil()));
        return longer ? until : null;
    }

    private static Choice on(Choice choice, Channel channel) {
        return new Choice(new Cell(choice.cell().scope(), channel), choice.state(), choice.epoch(), choice.seq(),
                choice.since(), choice.frequency(), choice.pausedUntil(), choice.stop(), choice.cause());
    }
}
