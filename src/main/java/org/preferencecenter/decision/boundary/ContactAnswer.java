package org.preferencecenter.decision.boundary;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What came of reporting a contact.
 *
 * @param recipient 0: nobody has the address
 */
@Schema(name = "ContactReported", requiredProperties = {"key", "result"})
record ContactAnswer(
        @Schema(description = "As it was given") String key,
        @Schema(description = "STORED: it counts now; REPEATED: it did already; RECIPIENT_UNKNOWN: nothing was stored") Result result,
        @Schema(description = "Whose it is") long recipient) {

    enum Result {
        STORED, REPEATED, RECIPIENT_UNKNOWN
    }

    /** Its fields, into an object that is open. */
    void fields(JsonGenerator json) throws IOException {
        json.writeStringField("key", key);
        json.writeStringField("result", result.name());
        if (recipient != 0) {
            json.writeNumberField("recipient", recipient);
        }
    }
}
