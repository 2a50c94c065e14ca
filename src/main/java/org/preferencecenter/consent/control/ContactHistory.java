package org.preferencecenter.consent.control;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Frequency;

/** Contacts made; what frequency caps count. */
@Singleton
public class ContactHistory {

    /**
     * Reserves one contact, under the recipient's row lock so that two senders at once never exceed the cap.
     *
     * @return the reservation, or nothing when the cap is reached at {@code at}
     */
    public Optional<UUID> reserve(long recipient, Stream stream, Frequency frequency, Instant at) {
        throw new UnsupportedOperationException();
    }

    /** When the cap would next let a message through. */
    public Instant nextFree(long recipient, Stream stream, Frequency frequency, Instant at) {
        throw new UnsupportedOperationException();
    }

    /** The reserved message went out. */
    public void sent(long recipient, UUID reservation) {
        throw new UnsupportedOperationException();
    }

    /** The reserved message was not sent: gives the place back. */
    public void release(long recipient, UUID reservation) {
        throw new UnsupportedOperationException();
    }
}
