package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;

/** All current choices of one recipient. Immutable. */
public record Choices(Map<Cell, Choice> byCell) {

    /** Nobody ever chose anything. */
    public static final Choices NONE = new Choices(Map.of());

    public Choices {
        byCell = Map.copyOf(byCell);
    }

    /** The choices a history of entries leads to; entries of other kinds are passed over. */
    public static Choices replay(List<Entry> entries) {
        Map<Cell, Choice> byCell = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.kind().equals(ChoiceEntry.KIND)) {
                Choice choice = ChoiceEntry.choice(entry, entries);
                byCell.put(choice.cell(), choice);
            }
        }
        return new Choices(byCell);
    }

    /** These choices with one of them made anew. */
    public Choices with(Choice choice) {
        Map<Cell, Choice> next = new HashMap<>(byCell);
        next.put(choice.cell(), choice);
        return new Choices(next);
    }

    /** The answer given on this very cell, not what wider ones make of it. */
    public Optional<Choice> at(Cell cell) {
        return Optional.ofNullable(byCell.get(cell));
    }

    /**
     * How the choices come together on a stream. A stop reaches everything within its scope. A yes lifts a stop only if
     * it came later and lies within the stop's scope: a wider yes never lifts a narrower no, an earlier yes never
     * lifts a later no. {@link Channel#ANY} is wider than one channel. PENDING and NONE neither lift nor permit.
     *
     * @param scopes  the scopes that reach the stream, narrow to wide
     * @param channel the channel it uses
     */
    public Standing on(List<Scope> scopes, Channel channel) {
        Choice[] covering = covering(scopes, channel);
        Frequency frequency = null;
        Instant paused = null;
        Choice yes = null;
        Choice pending = null;
        for (Choice choice : covering) {
            if (choice != null) {
                frequency = frequency == null ? choice.frequency() : frequency;
                paused = later(paused, choice.pausedUntil());
                yes = yes == null && choice.state() == State.GRANTED ? choice : yes;
                pending = pending == null && choice.state() == State.PENDING ? choice : pending;
            }
        }
        Choice decides = yes != null ? yes : pending;
        if (unlifted(covering, false) != null) {
            Choice stop = unlifted(covering, true);
            decides = stop != null ? stop : pending;   // a PENDING that will lift every stop once confirmed is told as such
        }
        return new Standing(decides == null ? State.NONE : decides.state(), Optional.ofNullable(decides),
                frequency == null ? Frequency.EVERY_MESSAGE : frequency, paused);
    }

    /** True if a stop reaches what these scopes reach and no later yes within it lifted it. */
    boolean stopped(List<Scope> scopes, Channel channel) {
        return unlifted(covering(scopes, channel), false) != null;
    }

    /** Narrow to wide; on one scope, the channel before {@link Channel#ANY}: even places are the channel, odd ones ANY. */
    private Choice[] covering(List<Scope> scopes, Channel channel) {
        Choice[] covering = new Choice[scopes.size() * 2];
        for (int i = 0; i < scopes.size() && !byCell.isEmpty(); i++) {
            if (channel != Channel.ANY) {
                covering[2 * i] = byCell.get(new Cell(scopes.get(i), channel));
            }
            covering[2 * i + 1] = byCell.get(new Cell(scopes.get(i), Channel.ANY));
        }
        return covering;
    }

    /** The latest stop that no yes lifts; with {@code pendingLifts}, as it would be if all that waits were confirmed. */
    private static Choice unlifted(Choice[] covering, boolean pendingLifts) {
        Choice latest = null;
        for (int i = 0; i < covering.length; i++) {
            Choice stop = covering[i];
            if (stop != null && stop.stop() > 0 && !lifted(covering, i, pendingLifts)
                    && (latest == null || stop.stop() > latest.stop())) {
                latest = stop;
            }
        }
        return latest;
    }

    private static boolean lifted(Choice[] covering, int place, boolean pendingLifts) {
        boolean everyChannel = place % 2 == 1;
        for (int i = 0; i <= place; i++) {
            Choice yes = covering[i];
            if (yes != null && (everyChannel || i % 2 == 0) && yes.seq() > covering[place].stop()
                    && (yes.state() == State.GRANTED || pendingLifts && yes.state() == State.PENDING)) {
                return true;
            }
        }
        return false;
    }

    private static Instant later(Instant one, Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }
}
