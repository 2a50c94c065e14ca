package org.preferencecenter.decision.boundary;

import java.time.Instant;
import java.util.Set;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A question as it is asked.
 *
 * @param recipient 0: the address is given
 * @param at        null: now
 */
@Schema(name = "Question", requiredProperties = "stream", description = "Names an address or a recipient, one of them")
record QuestionBody(
        @Schema(description = "Code of the stream the message would belong to", examples = "lettre-jazz") String stream,
        @Schema(description = "Where it would go, as it is on file", maxLength = 1000,
                examples = "camille.martin@example.org") String address,
        @Schema(description = "Instead of the address: the recipient's id", minimum = "1") long recipient,
        @Schema(description = "When it would go; left out: now") Instant at,
        @Schema(description = "It holds a pixel that tells who opened it") boolean openPixel,
        @Schema(description = "Reserve the contact if allowed: then report it, or give it back") boolean reserve,
        @Schema(description = "Of the sentences: fr or en", pattern = "^(fr|en)$") String lang) {

    static final Set<String> FIELDS = Set.of("stream", "address", "recipient", "at", "openPixel", "reserve", "lang");
    static final int LONGEST_CODE = 60;
    static final int LONGEST_ADDRESS = 1000;

    /** @throws BadBody if it is none, or not one that can be answered */
    static QuestionBody read(byte[] json, Instant now) {
        Fields fields = Fields.read(json, FIELDS);
        QuestionBody body = new QuestionBody(
                fields.needed("stream", LONGEST_CODE, "it is the code of a stream in the catalogue."),
                fields.text("address", LONGEST_ADDRESS).orElse(null), fields.id("recipient"), fields.time("at", now).orElse(null),
                fields.flag("openPixel"), fields.flag("reserve"), fields.text("lang", 35).orElse(null));
        if ((body.address == null) == (body.recipient == 0)) {
            throw BadBody.unusable("Give address or recipient, one of them: that is who the question is about.");
        }
        if (body.reserve && body.at != null) {
            throw BadBody.unusable("A contact is reserved for now: leave out at, or do not reserve.");
        }
        if (body.lang != null && !body.lang.equals("fr") && !body.lang.equals("en")) {
            throw BadBody.unusable("The field lang is fr or en.");
        }
        return body;
    }
}
