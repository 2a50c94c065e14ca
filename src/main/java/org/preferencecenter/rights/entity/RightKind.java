package org.preferencecenter.rights.entity;

/** What somebody asks about their data. */
public enum RightKind {
    /** A copy of everything (GDPR art. 15 and 20). */
    ACCESS,
    /** To put right what is wrong (art. 16). */
    RECTIFICATION,
    /** That nothing of theirs is used to write to them (art. 21(2)): honoured at once, without a reason. */
    OBJECTION,
    /** That it is destroyed (art. 17). */
    ERASURE
}
