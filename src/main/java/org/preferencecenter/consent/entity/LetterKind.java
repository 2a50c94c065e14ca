package org.preferencecenter.consent.entity;

/** The letters we write ourselves about a link: each holds that link, and is mailed once, or again on request. */
public enum LetterKind {
    /** Asks to confirm what was asked for (double opt-in). */
    CONFIRM,
    /** Brings the link that somebody asked for who had lost theirs (W-12). */
    LINK,
    /** Welcomes who has just confirmed (S-49). */
    WELCOME,
    /** Tells who signs up for what they receive already that they do. */
    RECEIVING,
    /** Asks whoever reads a mailbox whether it is theirs, as somebody says. */
    PROOF,
    /** Asks the same of whose new address somebody of ours was told (GDPR 16). */
    CORRECT,
    /** Tells an old mailbox that another took its place; holds no link. */
    CORRECTED,
    /** Brings the link by which somebody asks for what we hold of them, or for its end (GDPR 15 to 17). */
    DATA,
    /** Tells who was stopped by a robot that the stop was taken back, with a link to stop again (W-09). */
    RESTORED,
    /** Confirms in writing what somebody asked one of us to stop (GDPR 12(3)), with a link to see and change it. */
    NOTED,
    /** Asks, once, who gave no sign for long whether they want to go on (S-47). */
    RENEW
}
