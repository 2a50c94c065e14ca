package org.preferencecenter.consent.entity;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

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

    private static final Duration LONGEST_PAUSE = Duration.ofDays(731);

    /** Without words of its own. */
    public Wish(Cell cell, Boolean wanted, Frequency frequency, Instant pausedUntil) {
        this(cell, wanted, frequency, pausedUntil, 0);
    }

    /** The same wish, said beside that notice. */
    public Wish under(int shown) {
        return new Wish(cell, wanted, frequency, pausedUntil, shown);
    }

    /**
     * As it can be kept. A pause that is over before it begins would do nothing and be told as one; one without an end would be a
     * stop that nobody is told of. Neither is taken for what was meant (W-07).
     */
    Wish exact(Instant now) {
        Objects.requireNonNull(cell, "cell");
        if (pausedUntil == null || pausedUntil.equals(Instant.EPOCH)) {
            return this;
        }
        if (!pausedUntil.isAfter(now) || pausedUntil.isAfter(now.plus(LONGEST_PAUSE))) {
            throw new IllegalArgumentException("a pause ends later than it begins, and within two years; to end a pause, give "
                    + "the epoch; to receive nothing, stop");
        }
        return new Wish(cell, wanted, frequency, pausedUntil.truncatedTo(ChronoUnit.MICROS), notice);
    }
}
