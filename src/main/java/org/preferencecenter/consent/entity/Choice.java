package org.preferencecenter.consent.entity;

import java.time.Instant;

/**
 * A recipient's current answer for one cell.
 *
 * @param epoch       how many times the cell was granted anew after a stop; links from an older epoch are stale
 * @param seq         the recipient's ledger entry that says so, 1 or more
 * @param since       when that was
 * @param frequency   how often, or null if not chosen here
 * @param pausedUntil nothing is sent before this, or null
 */
public record Choice(Cell cell, State state, int epoch, int seq, Instant since, Frequency frequency,
        Instant pausedUntil) {
}
