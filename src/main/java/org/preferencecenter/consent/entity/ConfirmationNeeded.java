package org.preferencecenter.consent.entity;

/** Fired after commit: something waits for the recipient to confirm it by a fresh link (double opt-in). */
public record ConfirmationNeeded(long recipient, int confirmation, String locale) {
}
