package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.preferencecenter.consent.entity.ListImport;

/** An opposition list that was imported. */
@Schema(name = "OppositionListImported", requiredProperties = {"code", "date", "lines", "kept", "bad", "badLines"})
record ListImportAnswer(
        @Schema(description = "The list's") String code,
        @Schema(description = "The list's own date") LocalDate date,
        @Schema(description = "Lines read, blank ones left out") long lines,
        @Schema(description = "Lines kept as numbers on the list") long kept,
        @Schema(description = "Lines that are none") long bad,
        @Schema(description = "Numbers of the first ten of those") List<Long> badLines,
        @Schema(description = "Date of the list it replaced") LocalDate replaced) {

    static void write(JsonGenerator json, String code, LocalDate date, ListImport done) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", code);
        json.writeStringField("date", date.toString());
        json.writeNumberField("lines", done.lines());
        json.writeNumberField("kept", done.kept());
        json.writeNumberField("bad", done.bad());
        json.writeArrayFieldStart("badLines");
        for (long line : done.badLines()) {
            json.writeNumber(line);
        }
        json.writeEndArray();
        if (done.before() != null) {
            json.writeStringField("replaced", done.before().toString());
        }
        json.writeEndObject();
    }
}
