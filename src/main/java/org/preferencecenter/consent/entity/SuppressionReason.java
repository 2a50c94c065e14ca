package org.preferencecenter.consent.entity;

/** Why an address must not be contacted. */
public enum SuppressionReason {
    BOUNCE, COMPLAINT, OPPOSITION_LIST, ERASURE, MANUAL,
    /** Their data was destroyed at the end of its time (S-46): a file must not bring them back, they themselves may come back. */
    EXPIRY
}
