package org.preferencecenter.access.entity;

/** What somebody may see or do in the office. Each page and each action asks for one. */
public enum Right {

    /** Home and its figures: nobody is named. */
    SEE_NUMBERS,
    /** Find a person and read their story, addresses masked. */
    SEE_PERSON,
    /** See an address or number whole. */
    UNMASK,
    /** Record what a person asked for on the telephone or at a desk. */
    ACT_FOR_PERSON,
    /** Ask whether somebody may be written to. */
    ASK,
    /** Draft purposes, topics, wordings. */
    EDIT_CATALOG,
    /** Publish what somebody else drafted. */
    PUBLISH,
    /** Brands, hosts, looks, streams, forms, scripts. */
    EDIT_BRANDS,
    IMPORT,
    EXPORT,
    /** Add suppressions, and ask for one to be removed. */
    SUPPRESS,
    /** Agree to the removal of a suppression somebody else asked for. */
    RELEASE,
    /** Extend, refuse and carry out what people ask about their data (GDPR art. 12, 15 to 17, 21); agents take it in. */
    ANSWER_RIGHTS,
    /** Review waves of stops, and restore what robots stopped. */
    REVIEW_BURSTS,
    /** Jobs, health, what runs. */
    SEE_JOBS,
    /** API keys, link keys, keys that sign mail. */
    KEYS,
    /** Who works here, in which role. */
    ACCOUNTS,
    /** Read and export what everybody did. */
    AUDIT
}
