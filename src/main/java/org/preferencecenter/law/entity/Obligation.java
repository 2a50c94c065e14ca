package org.preferencecenter.law.entity;

/** What whoever sends owes the reader, the collector or the proof. Its sentence: {@code law.obligation.} + name. */
public enum Obligation {
    /** A free way to refuse in every message (ePrivacy 13(2), CPCE L34-5). */
    OFFER_REFUSAL,
    /** A free way to refuse where the address is collected. */
    OFFER_REFUSAL_AT_COLLECTION,
    /** Told at collection that it will be used so (GDPR 13, 14, 21(4)). */
    INFORM_AT_COLLECTION,
    /** Who sends (ePrivacy 13(4)). */
    NAME_SENDER,
    /** On whose behalf. */
    NAME_BENEFICIARY,
    /** A subject that says what it is. */
    HONEST_SUBJECT,
    POSTAL_ADDRESS,
    /** That it is advertising. */
    ADVERTISING_NOTICE,
    /** An address that works for stopping. */
    STOP_CONTACT,
    ELECTRONIC_STOP_ADDRESS,
    /** "Stop everything" beside the finer choices. */
    OFFER_STOP_ALL,
    /** Stopping costs no fee, login, reason or further data. */
    STOP_WITHOUT_CONDITIONS,
    /** Stopping by any reasonable means, spoken ones included. */
    STOP_BY_ANY_MEANS,
    /** One stop counts for all messages and calls of the kind, whichever it answers (47 CFR 64.1200(a)(10)). */
    STOP_COVERS_ALL,
    /** A stop takes effect within the term. */
    HONOUR_STOP,
    /** The link in a message stops for as long as the term, at least. */
    LINK_LIFE,
    /** Proof of consent is kept for the term. */
    KEEP_PROOF,
    /** A refusal is remembered for the term at least, with a minimal identifier. */
    KEEP_REFUSAL,
    /** Consent is proven by double opt-in, both steps logged. */
    PROVE_DOUBLE_OPT_IN,
    /** The request for consent states caller, goods, choice, period, withdrawal and access to the proof (C. conso. R223-1). */
    CONSENT_REQUEST_STATES,
    /** A free copy of the consent on a durable medium. */
    DURABLE_COPY,
    /** The form that takes a telephone number says that calls need consent (C. conso. L223-2). */
    CALL_NOTICE_ON_FORM,
    /** Numbers are screened against the opposition list before a campaign. */
    SCREEN_LIST,
    /** Refusing further calls is offered in every call. */
    OFFER_REFUSAL_IN_CALL,
    /** Commercial calls show the prefix kept for them. */
    COMMERCIAL_PREFIX,
    /** A requested call back happens within the term. */
    CALL_BACK,
    /** One confirmation of the stop, by text, within the term and no later. */
    CONFIRM_STOP_BY_TEXT,
    /** No pixel that tells who opened. */
    NO_OPEN_PIXEL,
    /** A link to the tracking choice, apart from the unsubscribe link. */
    TRACKING_CHOICE_LINK,
    /** Data is erased or archived once the term without a sign from the person is over. */
    END_OF_DATA,
    /** Complaints are taken and answered. */
    COMPLAINTS_PROCESS,
    /** What people ask about their data is answered within the term (GDPR 12(3)). */
    ANSWER_REQUESTS
}
