package org.preferencecenter.mail.entity;

/** What happens to fields we stamp when a message already has them (STANDARDS A.5). */
public enum ExistingPolicy {
    /** The sender's own stay; what is missing is added. Extra instances of one field go (RFC 2369 §3: at most one). */
    RESPECT,
    /** Every instance goes, ours is set: the choices people make then reach this house. */
    REPLACE,
    /** The message is refused. */
    REJECT
}
