package org.preferencecenter.rights.entity;

/** How a request reached us. */
public enum Way {
    /** On our own page, behind a link that proves the mailbox. */
    PAGE,
    MAIL, PHONE, LETTER, DESK
}
