package org.preferencecenter.decision.entity;

import java.time.Instant;
import java.util.Optional;

import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Standing;

/**
 * What is known when a question is judged.
 *
 * @param recipient  whom the address belongs to, or nothing
 * @param suppressed the address must not be contacted, for this brand or for all
 * @param standing   how the recipient's choices come together on the stream; null exactly when there is no recipient
 * @param nextFree   when the frequency chosen lets the next message through; null if it does at once
 */
public record Facts(Optional<Recipient> recipient, boolean suppressed, Standing standing, Instant nextFree) {

    public Facts {
        if (recipient.isPresent() != (standing != null)) {
            throw new IllegalArgumentException("a recipient has a standing, and nobody else has");
        }
    }

    /** Nobody has this address. */
    public static Facts ofNobody(boolean suppressed) {
        return new Facts(Optional.empty(), suppressed, null, null);
    }
}
