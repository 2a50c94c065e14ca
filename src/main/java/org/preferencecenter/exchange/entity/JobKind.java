package org.preferencecenter.exchange.entity;

/** What a job does. */
public enum JobKind {
    /** Reads a file and tells what an import would make of it; stores nothing. */
    CHECK,
    IMPORT,
    /** Takes an import back. */
    UNDO,
    EXPORT,
    /** Looks a call file up in an opposition list (S-24). */
    SCREENING,
    /** Loads an opposition list, for every brand (S-24). */
    LIST,
    /** Computes the sealed log anew. */
    AUDIT
}
