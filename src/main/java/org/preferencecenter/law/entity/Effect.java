package org.preferencecenter.law.entity;

/** What a rule does to a message where all its conditions hold. */
public enum Effect {
    /** Not allowed, whatever permits it. */
    FORBID,
    /** Not now. */
    DEFER,
    /** Allowed, on the rule's legal basis, unless something forbids it. */
    PERMIT,
    /** Neither allowed nor refused by it; but who sends owes what it says. */
    OBLIGE
}
