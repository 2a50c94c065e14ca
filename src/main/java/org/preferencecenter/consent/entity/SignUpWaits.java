package org.preferencecenter.consent.entity;

import java.util.UUID;

/**
 * Fired after commit: a sign-up waits to be carried out, or its confirmation to be sent again. Carried out by others than
 * those who stored it, so that a page takes as long to answer whether somebody is known or not.
 *
 * @param again the sign-up whose confirmation is wanted once more; null: there is a new one
 */
public record SignUpWaits(UUID again) {
}
