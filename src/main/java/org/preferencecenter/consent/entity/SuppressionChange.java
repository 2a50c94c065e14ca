package org.preferencecenter.consent.entity;

import java.time.Instant;

/**
 * Something that was suppressed, or was not any more. The address is kept as a keyed hash alone, so nobody can tell it.
 *
 * @param id      1 or more, in order of time
 * @param what    what was suppressed; since when says when it was changed
 * @param lifted  false: suppressed
 * @param via     who did it: the application, an officer, or the person by a confirmed sign-up
 * @param account the officer, or 0
 * @param second  the officer who agreed, or 0
 * @param note    why, in the officer's words, or null
 * @param mark    a few letters that are the same for the same address
 */
public record SuppressionChange(long id, Suppressed what, boolean lifted, Via via, int account, int second, String note,
        String mark) {

    /** Who did it. */
    public enum Via {
        SYSTEM, OFFICE, CONFIRMED
    }

    /** When. */
    public Instant at() {
        return what.since();
    }
}
