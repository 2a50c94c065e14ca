package org.preferencecenter.decision.boundary;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.preferencecenter.consent.entity.Contact;
import org.preferencecenter.consent.entity.ContactOutcome;

/**
 * A contact as its sender reports it.
 *
 * @param recipient 0: the address is given
 */
@Schema(name = "Contact", requiredProperties = {"key", "stream", "at", "outcome"},
        description = "Names an address or a recipient, one of them")
record ContactBody(
        @Schema(description = "The sender's own name for this contact: reporting it again counts once", maxLength = Contact.LONGEST_KEY,
                examples = "call-2026-11-20-0042") String key,
        @Schema(description = "Code of the stream", examples = "invitations") String stream,
        @Schema(description = "Where it went, as it is on file", maxLength = 1000) String address,
        @Schema(description = "Instead of the address: the recipient's id", minimum = "1") long recipient,
        @Schema(description = "When it was made: not in the future, nor older than 400 days") Instant at,
        @Schema(description = "What became of it") ContactOutcome outcome,
        @Schema(description = "Under which it had been reserved") UUID reservation) {

    static final Set<String> FIELDS = Set.of("key", "stream", "address", "recipient", "at", "outcome", "reservation");
    static final Duration OLDEST = Duration.ofDays(400);
    /** Clocks differ. */
    static final Duration AHEAD = Duration.ofMinutes(5);

    /** @throws BadBody if it is none, or not one that can be stored */
    static ContactBody read(byte[] json, Instant now) {
        Fields fields = Fields.read(json, FIELDS);
        ContactBody body = new ContactBody(
                fields.needed("key", Contact.LONGEST_KEY, "it is your own name for this contact, so that a repeat counts once."),
                fields.needed("stream", QuestionBody.LONGEST_CODE, "it is the code of a stream in the catalogue."),
                fields.text("address", QuestionBody.LONGEST_ADDRESS).orElse(null), fields.id("recipient"),
                fields.time("at", now).orElseThrow(() -> BadBody.unusable("The field at is missing: when was it made?")),
                outcome(fields.needed("outcome", 20, "what became of it?")),
                fields.text("reservation", 36).map(ContactBody::reservation).orElse(null));
        if ((body.address == null) == (body.recipient == 0)) {
            throw BadBody.unusable("Give address or recipient, one of them: that is who was contacted.");
        }
        if (body.at.isAfter(now.plus(AHEAD)) || body.at.isBefore(now.minus(OLDEST))) {
            throw BadBody.unusable("The field at lies in the future, or more than 400 days back: report contacts that were made.");
        }
        return body;
    }

    private static ContactOutcome outcome(String text) {
        return Arrays.stream(ContactOutcome.values()).filter(outcome -> outcome.name().equals(text)).findFirst()
                .orElseThrow(() -> BadBody.unusable("The field outcome is one of SENT, UNANSWERED, ANSWERED, REFUSED."));
    }

    private static UUID reservation(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw BadBody.unusable("The field reservation is what a decision gave as reservation.");
        }
    }
}
