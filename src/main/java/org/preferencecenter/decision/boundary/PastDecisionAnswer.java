package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonGenerator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.decision.control.DecisionJson;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.Grounds;
import org.preferencecenter.decision.entity.PastDecision;
import org.preferencecenter.law.entity.RuleBook;

/** A decision out of the log, as the API tells it. */
@Schema(name = "PastDecision", requiredProperties = {"decision", "stream", "at", "verdict", "reasons", "obligations", "ruleBook",
    "ruleBookInForce", "openPixel", "reserved", "askedBy"})
record PastDecisionAnswer(
        UUID decision,
        @Schema(description = "Code of the stream") String stream,
        @Schema(description = "The time that was asked about") Instant at,
        Verdict verdict,
        Instant notBefore,
        List<DecisionAnswer.ReasonAnswer> reasons,
        List<DecisionAnswer.ObligationAnswer> obligations,
        Long recipient,
        DecisionAnswer.ReliedAnswer relied,
        @Schema(description = "SHA-256 of the rule book that was applied") String ruleBook,
        @Schema(description = "That book is in force still; if not, the sentences are those of today's") boolean ruleBookInForce,
        boolean openPixel,
        boolean reserved,
        @Schema(description = "Public id of the key, or mail") String askedBy) {

    static void write(JsonGenerator json, PastDecision past, Stream stream, RuleBook book, String locale) throws IOException {
        boolean inForce = book.digest().equals(past.ruleBook());
        Grounds grounds = Grounds.read(past.grounds(), book, inForce);
        json.writeStartObject();
        json.writeStringField("decision", past.id().toString());
        json.writeStringField("stream", stream.code());
        json.writeStringField("at", past.at().toString());
        json.writeStringField("verdict", past.verdict().name());
        if (past.notBefore() != null) {
            json.writeStringField("notBefore", past.notBefore().toString());
        }
        DecisionJson.grounds(json, grounds, locale);
        if (past.recipient() != 0) {
            json.writeNumberField("recipient", past.recipient());
        }
        if (past.relied() != 0) {
            json.writeObjectFieldStart("relied");
            json.writeNumberField("entry", past.relied());
            json.writeEndObject();
        }
        json.writeStringField("ruleBook", past.ruleBook());
        json.writeBooleanField("ruleBookInForce", inForce);
        json.writeBooleanField("openPixel", past.openPixel());
        json.writeBooleanField("reserved", past.reserved());
        json.writeStringField("askedBy", past.askedBy());
        json.writeEndObject();
    }
}
