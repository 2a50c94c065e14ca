package org.preferencecenter.access.entity;

/** What an API key lets its holder do; a key has one or more. */
public enum Permission {
    /** Ask whether somebody may be contacted, one by one or in bulk. */
    ASK,
    /** Report contacts that were made elsewhere. */
    REPORT,
    /** Send messages and learn the addresses of an audience. */
    SEND,
    /** Bring in people, choices and opposition lists. */
    IMPORT,
    /** Everything, keys included. */
    ADMIN
}
