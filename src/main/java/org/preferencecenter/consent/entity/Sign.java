package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.List;

import org.preferencecenter.law.entity.Fact;

/**
 * What somebody did that shows that they are still there, told by a sender. Opening a message is none: it shows nothing but
 * that some machine fetched a picture (CNIL, référentiel gestion commerciale).
 */
public enum Sign {
    /** Followed a link in a message. */
    CLICK,
    /** Signed in to their account. */
    LOGIN,
    PURCHASE,
    /** Answered, wrote or called by themselves. */
    REPLY;

    /** The facts that hold the day of a sign. */
    public static final List<Fact> FACTS = List.of(Fact.LAST_ACTION, Fact.LAST_PURCHASE, Fact.CUSTOMER_SINCE);

    /** A sign of somebody. @param at not in the future */
    public record Seen(long recipient, Sign sign, Instant at) {
    }

    /** Under which a purchase counts for rules of sales, too (S-18). */
    public Fact fact() {
        return this == PURCHASE ? Fact.LAST_PURCHASE : Fact.LAST_ACTION;
    }
}
