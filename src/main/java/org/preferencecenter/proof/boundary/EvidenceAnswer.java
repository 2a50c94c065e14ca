package org.preferencecenter.proof.boundary;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.preferencecenter.consent.entity.Evidence;

/** A piece of evidence, without its name: that may name somebody. */
@Schema(name = "Evidence", requiredProperties = {"id", "recipient", "change", "medium", "type", "size", "digest", "sha256", "added"})
record EvidenceAnswer(
        @Schema(description = "Its id") UUID id,
        @Schema(description = "Whose") long recipient,
        @Schema(description = "The change of choices it is evidence of") UUID change,
        @Schema(description = "FORM: a page that was filled in; RECORDING: what was said; REFERENCE: where a recording is kept") Evidence.Medium medium,
        @Schema(description = "Its media type, told by its content; of a reference text/plain", examples = "application/pdf") String type,
        @Schema(description = "In octets") long size,
        @Schema(description = "SHA-256 of a salt and the content, as the ledger holds it, hexadecimal", pattern = "^[0-9a-f]{64}$") String digest,
        @Schema(description = "SHA-256 of the content alone, hexadecimal", pattern = "^[0-9a-f]{64}$") String sha256,
        @Schema(description = "When it was added") Instant added) {

    static EvidenceAnswer of(Evidence one) {
        return new EvidenceAnswer(one.id(), one.recipient(), one.change(), one.medium(), type(one), one.size(), one.digestText(),
                HexFormat.of().formatHex(one.sha256()), one.at());
    }

    static String type(Evidence one) {
        return one.type() == null ? "text/plain" : one.type().mediaType();
    }

    JsonObjectBuilder json() {
        return Json.createObjectBuilder().add("id", id.toString()).add("recipient", recipient).add("change", change.toString())
                .add("medium", medium.name()).add("type", type).add("size", size).add("digest", digest).add("sha256", sha256)
                .add("added", added.toString());
    }

    /** All of a person, the newest first. */
    @Schema(name = "EvidenceList", requiredProperties = "evidence")
    record All(List<EvidenceAnswer> evidence) {

        String json() {
            JsonArrayBuilder all = Json.createArrayBuilder();
            evidence.forEach(one -> all.add(one.json()));
            return Json.createObjectBuilder().add("evidence", all).build().toString();
        }
    }
}
