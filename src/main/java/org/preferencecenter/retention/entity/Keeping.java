package org.preferencecenter.retention.entity;

import java.time.LocalDate;
import java.time.Period;

/**
 * How long data may be used after the last action, and who says so.
 *
 * @param rule  id of the rule of the book; empty: the house's own term, since the book has none, or a longer one
 * @param known whether the book has a rule where the person lives; else the house's term stands alone
 */
public record Keeping(Period term, String rule, boolean known) {

    /** The first day on which the time is over: three years after 29 February 2024 it is over on 28 February 2027. */
    public LocalDate over(LocalDate lastAction) {
        return lastAction.plus(term);
    }
}
