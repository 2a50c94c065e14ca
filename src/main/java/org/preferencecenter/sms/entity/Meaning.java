package org.preferencecenter.sms.entity;

/** What somebody who texted us wants. */
public enum Meaning {
    /** No more texts: one of the words of 47 CFR 64.1200(a)(10), or of our languages, and nothing that contradicts it. */
    STOP,
    /** Take back my STOP. */
    START,
    /** Who are you, and how do I stop this? */
    HELP,
    /** Perhaps no more texts, in words of their own: for a person to read. */
    UNCLEAR,
    /** Something else, which is no matter of ours. */
    OTHER
}
