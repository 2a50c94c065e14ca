package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.preferencecenter.consent.entity.ImportedList;
import org.preferencecenter.law.entity.OppositionList;

/** An opposition list that the rule book knows, and what of it was imported. */
@Schema(name = "OppositionList", requiredProperties = {"code", "jurisdiction", "name", "imported"})
record ListAnswer(
        @Schema(description = "As rules and this API name it") String code,
        @Schema(description = "Whose list it is, ISO 3166-1 alpha-2") String jurisdiction,
        @Schema(description = "By language") Map<String, String> name,
        @Schema(description = "Whether it was imported here") boolean imported,
        @Schema(description = "The list's own date") LocalDate date,
        @Schema(description = "How many numbers are on it") long entries,
        @Schema(description = "How its file told the numbers: numbers, sha256 or sha256-national") String form,
        @Schema(description = "When it was imported") Instant importedAt) {

    /** @param of what was imported, or null */
    static void write(JsonGenerator json, OppositionList list, ImportedList of) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", list.code());
        json.writeStringField("jurisdiction", list.jurisdiction());
        json.writeObjectFieldStart("name");
        for (Map.Entry<String, String> name : list.name().entrySet()) {
            json.writeStringField(name.getKey(), name.getValue());
        }
        json.writeEndObject();
        json.writeBooleanField("imported", of != null);
        if (of != null) {
            json.writeStringField("date", of.date().toString());
            json.writeNumberField("entries", of.entries());
            json.writeStringField("form", of.form().word());
            json.writeStringField("importedAt", of.importedAt().toString());
        }
        json.writeEndObject();
    }
}
