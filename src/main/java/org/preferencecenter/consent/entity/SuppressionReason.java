package org.preferencecenter.consent.entity;

/** Why an address must not be contacted. */
public enum SuppressionReason {
    BOUNCE, COMPLAINT, OPPOSITION_LIST, ERASURE, MANUAL
}
