package org.preferencecenter.mail.entity;

/** Why a message waits for an agent. */
public enum KeptReason {
    /** A reply that asks to stop: words alone stop nothing by themselves. */
    STOP_ASKED,
    /** A reply. */
    REPLY,
    /** Says that something was not delivered, in a form no program reads, or without a token of ours. */
    BOUNCE,
    /** A report without a token of ours, or not about a complaint. */
    REPORT,
    /** A complaint with our token whose DKIM signature is missing, wrong or cannot be checked (RFC 9477 §3.3). */
    UNSIGNED_REPORT
}
