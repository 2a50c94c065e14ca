package org.preferencecenter.consent.entity;

import java.time.Instant;

/**
 * A recipient's current answer for one cell.
 *
 * @param epoch       how many times the cell was granted anew after a stop; links from an older epoch are stale
 * @param seq         the recipient's ledger entry that gave this answer, 1 or more; a change of frequency alone leaves
 *                    it, so that it never makes an old yes look younger than a stop
 * @param since       when that was
 * @param frequency   how often, or null if not chosen here
 * @param pausedUntil nothing is sent before this, or null
 * @param stop        the ledger entry of the stop in force on this cell, 0 if none: {@code seq} for a stop, or the stop
 *                    that a PENDING yes would lift and that stands until it is confirmed
 * @param cause       whose doing the answer is (S-37), as entry {@code seq} says; null: not known
 */
public record Choice(Cell cell, State state, int epoch, int seq, Instant since, Frequency frequency,
        Instant pausedUntil, int stop, Cause cause) {

    /** As it is before it is written: whose doing it is stands in the act. */
    public Choice(Cell cell, State state, int epoch, int seq, Instant since, Frequency frequency,
            Instant pausedUntil, int stop) {
        this(cell, state, epoch, seq, since, frequency, pausedUntil, stop, null);
    }

    public Choice(Cell cell, State state, int epoch, int seq, Instant since, Frequency frequency,
            Instant pausedUntil) {
        this(cell, state, epoch, seq, since, frequency, pausedUntil, state.stops() ? seq : 0);
    }

    /** The same answer, how often and until when paused set anew. */
    Choice withTerms(Frequency newFrequency, Instant newPausedUntil) {
        return new Choice(cell, state, epoch, seq, since, newFrequency, newPausedUntil, stop, cause);
    }

    /** The same answer, by somebody. */
    Choice by(Cause whose) {
        return new Choice(cell, state, epoch, seq, since, frequency, pausedUntil, stop, whose);
    }
}
