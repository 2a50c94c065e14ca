package org.preferencecenter.decision.boundary;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What came of reporting an action.
 *
 * @param recipient 0: nobody has the address
 */
@Schema(name = "ActionReported", requiredProperties = {"result"})
record ActionAnswer(
        @Schema(description = "NOTED: their time counts from it, unless something later was known; RECIPIENT_UNKNOWN: nothing was noted")
        Result result,
        @Schema(description = "Whose it is") long recipient) {

    enum Result {
        NOTED, RECIPIENT_UNKNOWN
    }

    static ActionAnswer of(long recipient) {
        return new ActionAnswer(recipient == 0 ? Result.RECIPIENT_UNKNOWN : Result.NOTED, recipient);
    }

    /** Its fields, into an object that is open. */
    void fields(JsonGenerator json) throws IOException {
        json.writeStringField("result", result.name());
        if (recipient != 0) {
            json.writeNumberField("recipient", recipient);
        }
    }
}
