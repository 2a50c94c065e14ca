package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.List;

/**
 * A wave that was found and kept for somebody to look at.
 *
 * @param brands     ids of those whose things were stopped, ascending; 0: everything of every brand
 * @param verdict    what somebody made of it
 * @param reason     why, in their words; null before
 * @param reviewedBy the officer's account; null before
 * @param restored   how many stops were taken back so far
 * @param leftAlone  how many were not: the person has answered since, or is gone
 * @param doneAt     when the restoring was over; null: it goes on, or was not asked for
 */
public record FoundWave(int id, Wave wave, List<Integer> brands, Instant foundAt, Verdict verdict, String reason,
        Integer reviewedBy, Instant reviewedAt, int restored, int leftAlone, Instant doneAt) {

    /** The longest reason, in characters. */
    public static final int LONGEST_REASON = 500;

    /** What a wave is taken for. Stored by name, which never changes. */
    public enum Verdict {
        /** Nobody has looked yet. */
        NEW,
        /** People pressed: every stop stays. */
        PEOPLE,
        /** Machines pressed: what nobody changed since is put back. */
        ROBOTS
    }

    /** Where the next page of a list begins. */
    public record Key(Instant from, int id) {
    }

    public Key key() {
        return new Key(wave.from(), id);
    }
}
