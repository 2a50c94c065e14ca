package org.preferencecenter.consent.entity;

import java.util.UUID;

/**
 * What came of proving an address.
 *
 * @param change    names what changed, for the page; null where nothing did
 * @param triesLeft after a wrong code
 */
public record Proof(Result result, UUID change, int triesLeft) {

    /** What came of it. */
    public enum Result {
        /** It is theirs now. */
        ADDED,
        /** It is theirs now, and with it all or part of another recipient, who was the same person. */
        JOINED,
        /** Another code was sent. */
        WRONG,
        /** Proven before, too late, too many tries, or nobody's. */
        SPENT,
        /** So many addresses nobody has. */
        TOO_MANY
    }

    public static Proof of(Result result) {
        return new Proof(result, null, 0);
    }
}
