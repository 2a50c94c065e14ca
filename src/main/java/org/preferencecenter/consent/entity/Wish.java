package org.preferencecenter.consent.entity;

import java.time.Instant;

/**
 * What somebody asks for one cell in one save; null leaves a part as it is.
 *
 * @param wanted      true to receive, false to stop, null to leave
 * @param frequency   how often, or null to leave
 * @param pausedUntil pause until then; {@link Instant#EPOCH} ends a pause; null to leave
 * @param notice      id of the notice that stood beside this very choice, or 0: then the origin's counts. One save may
 *                    answer several purposes, each with words of its own
 */
public record Wish(Cell cell, Boolean wanted, Frequency frequency, Instant pausedUntil, int notice) {

    /** Without words of its own. */
    public Wish(Cell cell, Boolean wanted, Frequency frequency, Instant pausedUntil) {
        this(cell, wanted, frequency, pausedUntil, 0);
    }

    /** The same wish, said beside that notice. */
    public Wish under(int shown) {
        return new Wish(cell, wanted, frequency, pausedUntil, shown);
    }
}
