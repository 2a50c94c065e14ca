package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.UUID;

import org.preferencecenter.catalog.entity.Stream;

/**
 * A contact as its sender reports it.
 *
 * @param key         the sender's own, so that reporting twice counts once; 1 to {@link #LONGEST_KEY} characters, its own
 *                    within the brand
 * @param reservation the place it was reserved under, or null if it was made without
 */
public record Contact(long recipient, Stream stream, String key, Instant at, ContactOutcome outcome, UUID reservation) {

    public static final int LONGEST_KEY = 100;

    public Contact {
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY || key.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a contact's key has 1 to " + LONGEST_KEY + " characters");
        }
    }

    /** What came of reporting it. */
    public enum Reported {
        STORED,
        /** Reported before, all the same: nothing new. */
        REPEATED,
        /** Another contact was reported under this key. */
        KEY_TAKEN
    }
}
