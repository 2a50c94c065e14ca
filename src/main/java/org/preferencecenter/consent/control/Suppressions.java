package org.preferencecenter.consent.control;

import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Channel;

/** Addresses that must not be contacted, kept as keyed hashes (HMAC-SHA-256 under a key derived from PC_SECRET). */
@Singleton
public class Suppressions {

    /** Why an address must not be contacted. */
    public enum Reason {
        BOUNCE, COMPLAINT, OPPOSITION_LIST, ERASURE, MANUAL
    }

    /** True if the address is suppressed for this brand or for all. */
    public boolean suppressed(Channel channel, String address, int brand) {
        throw new UnsupportedOperationException();
    }

    /** @param brand id, or 0 for every brand; suppressing twice changes nothing */
    public void suppress(Channel channel, String address, int brand, Reason reason) {
        throw new UnsupportedOperationException();
    }
}
