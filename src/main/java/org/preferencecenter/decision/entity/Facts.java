package org.preferencecenter.decision.entity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.law.entity.Listing;

/**
 * What is known when a question is judged.
 *
 * @param recipient    whom the address belongs to, or nothing
 * @param suppressed   why the address must not be contacted, for this brand or for all, and whose doing each is, null where that is
 *                     not known; empty: it may
 * @param standing     how the recipient's choices come together on the stream; null exactly when there is no recipient
 * @param consentsFrom consents older than this were given to wording that has changed since (S-11); null: all count
 * @param nextFree     when the frequency chosen lets the next message through; null if it does at once
 * @param lastAction   the recipient's latest sign, its being collected the first; null when there is no recipient
 * @param attempts     contacts by this brand on this channel in the last 90 days, newest first; only on channels where
 *                     rules count them
 * @param refusedAt    when the recipient last refused a contact on this channel, or null
 * @param lists        what imported opposition lists say of the number, by code
 * @param pixelConsent the recipient agreed to open pixels of this brand
 * @param seq          the recipient's latest ledger entry when this was read; {@link #UNKNOWN} if nobody looked
 */
public record Facts(Optional<Recipient> recipient, Map<SuppressionReason, Cause> suppressed, Standing standing,
        Instant consentsFrom, Instant nextFree, Instant lastAction, List<Instant> attempts, Instant refusedAt,
        Map<String, Listing> lists, boolean pixelConsent, int seq) {

    /** No entry's number. */
    public static final int UNKNOWN = -1;

    /** What could not be read is no fact: null where something must be known is an error, never "nothing". */
    public Facts {
        Objects.requireNonNull(suppressed, "suppressed");
        Objects.requireNonNull(attempts, "attempts");
        Objects.requireNonNull(lists, "lists");
        if (recipient.isPresent() != (standing != null)) {
            throw new IllegalArgumentException("a recipient has a standing, and nobody else has");
        }
    }

    /** As above, where nobody looked which ledger entry is the latest. */
    public Facts(Optional<Recipient> recipient, Map<SuppressionReason, Cause> suppressed, Standing standing, Instant consentsFrom,
            Instant nextFree, Instant lastAction, List<Instant> attempts, Instant refusedAt, Map<String, Listing> lists,
            boolean pixelConsent) {
        this(recipient, suppressed, standing, consentsFrom, nextFree, lastAction, attempts, refusedAt, lists, pixelConsent, UNKNOWN);
    }

    /** Nobody has this address. */
    public static Facts ofNobody(Map<SuppressionReason, Cause> suppressed) {
        return new Facts(Optional.empty(), suppressed, null, null, null, null, List.of(), null, Map.of(), false);
    }

    /** The same with what others may have changed meanwhile. */
    public Facts renewed(Standing now, Instant free, List<Instant> tried, Instant refused) {
        return new Facts(recipient, suppressed, now, consentsFrom, free, lastAction, tried, refused, lists, pixelConsent, UNKNOWN);
    }
}
