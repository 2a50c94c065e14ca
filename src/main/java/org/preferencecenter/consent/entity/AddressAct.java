package org.preferencecenter.consent.entity;

/** What was done with an address, as the ledger tells it. */
public enum AddressAct {
    /** Added, by proof or, where nothing can prove it, on the person's word. */
    ADDED,
    /** Was known, and is proven now. */
    VERIFIED,
    /** Made the one that is written to first. */
    MAIN,
    /** Taken away, by its owner or because somebody else proved that it is theirs now. */
    REMOVED
}
