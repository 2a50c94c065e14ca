package org.preferencecenter.catalog.entity;

import java.util.List;
import java.util.Optional;

import org.preferencecenter.catalog.entity.DraftReview.Found;

/**
 * What became of one step of a change.
 *
 * @param change  as it is now; nothing where there is none
 * @param refusal nothing: done
 * @param flaws   of one that is flawed
 */
public record ChangeAnswer(Optional<Change> change, Optional<Refusal> refusal, List<Found> flaws) {

    /** Why nothing was done. */
    public enum Refusal {
        /** There is no such change, or it is no longer open. */
        GONE,
        /** Somebody else saved it meanwhile. */
        CHANGED,
        /** What is live is no longer what it was begun from. */
        STALE,
        /** Who wrote any of it may not publish it. */
        OWN,
        /** It has not been handed in, so nobody asked for it to be published. */
        NOT_SUBMITTED,
        /** Giving it back takes a word why. */
        NOTE,
        /** It says what is live already. */
        SAME,
        /** It has flaws: {@link ChangeAnswer#flaws}. */
        FLAWED
    }

    public static ChangeAnswer did(Change change) {
        return new ChangeAnswer(Optional.of(change), Optional.empty(), List.of());
    }

    /** @param change null: there is none */
    public static ChangeAnswer not(Change change, Refusal why) {
        return new ChangeAnswer(Optional.ofNullable(change), Optional.of(why), List.of());
    }

    public boolean done() {
        return refusal.isEmpty();
    }
}
