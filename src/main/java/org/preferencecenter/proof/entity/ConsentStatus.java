package org.preferencecenter.proof.entity;

/** The states of a consent in the words of ISO/IEC TS 27560:2023, as DPV names them. Only the first two permit processing. */
public enum ConsentStatus {
    GIVEN("ConsentGiven"), RENEWED("RenewedConsentGiven"),
    /** Nobody said anything yet. */
    UNKNOWN("ConsentUnknown"),
    /** Asked for and not yet confirmed (double opt-in). */
    REQUESTED("ConsentRequested"),
    REFUSED("ConsentRefused"), WITHDRAWN("ConsentWithdrawn"), EXPIRED("ConsentExpired");

    private final String term;

    ConsentStatus(String term) {
        this.term = term;
    }

    /** Its name in DPV, without the namespace. */
    public String term() {
        return term;
    }

    /** Whether data may be processed on it. */
    public boolean valid() {
        return this == GIVEN || this == RENEWED;
    }
}
