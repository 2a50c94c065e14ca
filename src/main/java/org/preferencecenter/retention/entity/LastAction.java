package org.preferencecenter.retention.entity;

import java.time.LocalDate;

/**
 * What somebody did last, by their own calendar. A message they opened is no action (S-46): it may have been opened by a machine.
 *
 * @param day on which they did it, where they live
 */
public record LastAction(LocalDate day, Kind kind) {

    /** What counts as an action. */
    public enum Kind {
        /** Nothing since they became known to us. */
        COLLECTED,
        /** They said yes or no. */
        CHOICE,
        CUSTOMER, PURCHASE,
        /** The end of a contract. */
        CONTRACT,
        /** Clicked, signed in, answered: as a sender reported it. */
        REPORTED
    }

    /** On the same day, what was done tells more than that somebody became known. */
    LastAction or(LocalDate other, Kind what) {
        return other != null && (other.isAfter(day) || kind == Kind.COLLECTED && other.equals(day)) ? new LastAction(other, what) : this;
    }
}
