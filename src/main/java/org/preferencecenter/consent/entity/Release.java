package org.preferencecenter.consent.entity;

import java.time.Instant;

/**
 * A suppression that somebody asked to lift, until somebody else decides.
 *
 * @param id      1 or more
 * @param what    as it was asked for; since when it stands
 * @param askedBy the officer's account
 * @param why     in their words
 * @param mark    a few letters that are the same for the same address
 */
public record Release(int id, Suppressed what, int askedBy, Instant askedAt, String why, String mark) {

    public static final int LONGEST_WHY = 500;

    /** What came of asking or deciding. */
    public enum Result {
        DONE,
        /** Nothing of that kind is suppressed. */
        NOT_SUPPRESSED,
        /** Somebody asked before, and nobody has decided yet. */
        ASKED_ALREADY,
        /** Whoever asks does not agree (W-15). */
        SAME_PERSON,
        /** Somebody decided meanwhile. */
        DECIDED
    }
}
