package org.preferencecenter.consent.entity;

import java.time.Instant;

/**
 * A corrected address that waits for the person to follow its link.
 *
 * @param id    of the claim
 * @param value the new address
 * @param until until when its link works
 * @param account who was told so
 */
public record CorrectionWaiting(int id, String value, Instant until, int account, String why) {

    /** Holds an address: never to be written down. */
    @Override
    public String toString() {
        return "CorrectionWaiting " + id;
    }
}
