package org.preferencecenter.rights.entity;

/** How we know that whoever asks is the person (GDPR art. 12(6)). */
public enum Identity {
    /** They followed a fresh link mailed to an address of theirs. */
    MAILBOX,
    /** A document was shown, and not kept. */
    DOCUMENT,
    /** They knew what only they can know. */
    QUESTIONS,
    /** We rang them back on the number we had. */
    CALLED_BACK
}
