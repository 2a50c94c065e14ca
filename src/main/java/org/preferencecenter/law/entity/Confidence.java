package org.preferencecenter.law.entity;

/** How sure we are that a rule says what the law says. */
public enum Confidence {
    /** Read in a primary text. */
    VERIFIED,
    /** Read in a secondary source only. */
    SECONDARY,
    /** From memory: have your counsel check it. */
    UNVERIFIED,
    /** Our own decision, drawn from the rules. */
    DESIGN
}
