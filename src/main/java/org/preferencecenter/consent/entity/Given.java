package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.Objects;

/**
 * What a file says that somebody answered elsewhere.
 *
 * @param wanted true: said yes, and the file comes with what proves it
 * @param since  when, or null: not known
 * @param notice id of the words that stood beside it; 0 for a no, which needs no proof
 */
public record Given(Cell cell, boolean wanted, Instant since, int notice) {

    public Given {
        Objects.requireNonNull(cell, "cell");
        if (wanted && (since == null || notice == 0)) {
            throw new IllegalArgumentException("a yes is not imported without its day and the words it was given to");
        }
    }
}
