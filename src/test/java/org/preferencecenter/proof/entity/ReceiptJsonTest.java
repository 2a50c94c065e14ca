package org.preferencecenter.proof.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.link.entity.Scope;

/**
 * Receipts against the fields of ISO/IEC TS 27560:2023 and, to the letter, against files that were looked over by hand. After a
 * change that is meant, {@link #main} writes them anew.
 */
class ReceiptJsonTest {

    private static final Path GOLDEN = Path.of("src/test/resources/proof");

    static Map<String, Receipt> receipts() {
        Map<String, Receipt> receipts = new LinkedHashMap<>();
        Spectator said = new Spectator();
        said.brand.keeping(Spectator.SAID);
        receipts.put("given", said.receipt(said.agrees(Scope.topic(21)), "FR"));
        receipts.put("withdrawn", said.receipt(said.stops(Scope.topic(21)), "FR"));
        receipts.put("requested", said.receipt(said.asks(Scope.purpose(11)), "FR"));
        receipts.put("everything", said.receipt(said.stopsEverything(), "FR"));
        Spectator customer = new Spectator();
        receipts.put("objected", customer.receipt(customer.stops(Scope.purpose(12)), "FR"));
        Spectator silent = new Spectator();
        receipts.put("unstated", silent.receipt(silent.agreedOnce(Scope.purpose(11)), null));
        receipts.put("accepted", silent.receipt(silent.agreedOnce(Scope.purpose(12)), null));
        receipts.put("terms", silent.receipt(silent.lessOften(Scope.purpose(11)), null));
        return receipts;
    }

    public static void main(String[] args) throws IOException {
        Files.createDirectories(GOLDEN);
        for (Map.Entry<String, Receipt> receipt : receipts().entrySet()) {
            Files.writeString(GOLDEN.resolve(receipt.getKey() + ".jsonld"), ReceiptJson.write(receipt.getValue()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"given", "withdrawn", "requested", "everything", "objected", "unstated", "accepted", "terms"})
    void a_receipt_is_written_as_it_always_was(String name) throws IOException {
        try (InputStream golden = ReceiptJsonTest.class.getResourceAsStream("/proof/" + name + ".jsonld")) {
            assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8), ReceiptJson.write(receipts().get(name)));
        }
    }

    /** STANDARDS C: what is mandatory in ISO/IEC TS 27560, and under the GDPR besides; {@code *}: in each of a list. */
    @ParameterizedTest
    @CsvSource({
        "schema version, /dct:conformsTo", "record id, /dct:identifier", "PII principal id, /dpv:hasDataSubject/dct:identifier",
        "privacy notice, /dpv:hasNotice/0", "language, /dct:language", "purpose, /dpv:hasPurpose/0/skos:broader",
        "PII type, /dpv:hasPersonalData/0", "controllers, /dpv:hasDataController/@id", "storage locations, /dpv:hasStorageCondition/0/dpv:hasLocation",
        "retention period, /dpv:hasStorageCondition/1/dpv:hasDuration", "jurisdiction, /dpv:hasJurisdiction",
        "recipient third parties, /dpv:hasRecipient", "withdrawal method, /dpv:hasConsentControl/dpv:isExercisedAt",
        "event time, EVENT/dpv:isIndicatedAtTime", "validity duration, EVENT/dpv:hasDuration/rdf:value", "event type, EVENT/pc:eventType",
        "event state, EVENT/@type", "entity id, EVENT/dpv:isIndicatedBy/@id", "method, EVENT/dpv:hasIndicationMethod",
        "lawful basis, /dpv:hasLegalBasis", "collection source, /dpv:hasDataSource", "processing, /dpv:hasProcessing/0",
        "rights, /dpv:hasRight/0", "authority, /dpv:hasAuthority"})
    void every_record_has_every_mandatory_field(String field, String path) {
        receipts().forEach((name, receipt) -> {
            JsonObject record = read(receipt).getJsonArray("dct:hasPart").getJsonObject(0);
            String event = record.containsKey("dpv:hasConsentStatus") ? "/dpv:hasConsentStatus" : "/dpv:hasStatus";
            JsonValue value = Json.createPointer(path.replace("EVENT", event)).getValue(record);
            assertFalse(value == JsonValue.NULL || value instanceof JsonString text && text.getString().isEmpty(), name + " lacks its " + field);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"@id", "dpv:hasName", "dpv:hasAddress", "dpv:hasContact", "@type", "dct:identifier"})
    void every_party_that_answers_for_the_data_is_told_whole(String field) {
        receipts().forEach((name, receipt) -> {
            for (JsonValue party : read(receipt).getJsonArray("dpv:hasEntity")) {
                String type = party.asJsonObject().getString("@type");
                boolean answers = type.equals("dpv:DataController") || type.equals("dpv:DataProtectionOfficer");
                assertTrue(!answers || !party.asJsonObject().getString(field).isEmpty(), name + " " + type + " " + field);
            }
        });
    }

    @Test
    void what_is_not_known_is_said_and_never_made_up() {
        JsonObject record = read(receipts().get("unstated")).getJsonArray("dct:hasPart").getJsonObject(0);
        assertEquals(new TreeSet<>(List.of("dpv:hasNotice", "dpv:hasRecipient", "dpv:hasLocation", "dpv:hasJurisdiction", "dpv:hasDataSource",
                "dpv:hasAuthority")), texts(record.getJsonArray("pc:missing")));
        assertEquals("pc:NotKnown", record.getJsonObject("dpv:hasRecipient").getString("@id"));
        // Said: nobody. That is an answer, and an empty list.
        Spectator alone = new Spectator();
        alone.brand.keeping(new org.preferencecenter.catalog.entity.DataKeeping(null, null, "FR", "", null));
        JsonObject told = read(alone.receipt(alone.agrees(Scope.purpose(11)), "FR")).getJsonArray("dct:hasPart").getJsonObject(0);
        assertEquals(0, told.getJsonArray("dpv:hasRecipient").size());
        assertEquals(new TreeSet<>(List.of("dpv:hasAuthority")), texts(told.getJsonArray("pc:missing")));
    }

    @ParameterizedTest
    @CsvSource({"given, dpv:ConsentRecord, dpv:ConsentGiven, true", "withdrawn, dpv:ConsentRecord, dpv:ConsentWithdrawn, false",
        "requested, dpv:ConsentRecord, dpv:ConsentRequested, false", "everything, dpv:ConsentRecord, dpv:ConsentWithdrawn, false",
        "objected, dpv:RightExerciseRecord, dpv:RequestFulfilled, false",
        "accepted, dpv:DataProcessingRecord, dpv:ActivityCompleted, false", "terms, dpv:ConsentRecord, dpv:ConsentGiven, true"})
    void a_record_is_of_the_kind_its_answer_is(String name, String type, String event, boolean valid) {
        JsonObject record = read(receipts().get(name)).getJsonArray("dct:hasPart").getJsonObject(0);
        assertEquals(type, record.getString("@type"));
        assertEquals(event, record.getJsonObject(record.containsKey("dpv:hasConsentStatus") ? "dpv:hasConsentStatus" : "dpv:hasStatus")
                .getString("@type"));
        assertEquals(valid, record.getBoolean("pc:validForProcessing"));
    }

    @Test
    void an_objection_carries_no_state_of_a_consent() {
        JsonObject record = read(receipts().get("objected")).getJsonArray("dct:hasPart").getJsonObject(0);
        assertEquals("dpv:RightExerciseRecord", record.getString("@type"));
        assertFalse(record.containsKey("dpv:hasConsentStatus"));
        assertEquals("eu-gdpr:A21", record.getJsonObject("pc:exercises").getString("@id"));
    }

    @Test
    void the_words_are_those_that_were_shown_with_their_hash_and_language() {
        JsonObject notice = read(receipts().get("given")).getJsonArray("dct:hasPart").getJsonObject(0).getJsonArray("dpv:hasNotice").getJsonObject(0);
        assertEquals("Je souhaite recevoir la lettre.", notice.getString("pc:wording"));
        assertEquals("fr", notice.getString("dct:language"));
        assertEquals("letter/3/fr", notice.getString("dct:identifier"));
    }

    @Test
    void nothing_of_another_brand_or_of_what_is_private_is_told() {
        Spectator one = new Spectator();
        assertEquals(List.of(), one.receipt(one.stops(Scope.purpose(16)), "FR").answers());
        String draft = ReceiptJson.write(one.receipt(one.stops(Scope.purpose(15)), "FR"));
        assertFalse(draft.contains("Interne") || draft.contains("staff") || draft.contains("Secret"), draft);
        assertTrue(Stream.of("given", "objected", "unstated").noneMatch(name -> ReceiptJson.write(receipts().get(name)).contains("@example.com")));
    }

    private static JsonObject read(Receipt receipt) {
        return Json.createReader(new StringReader(ReceiptJson.write(receipt))).readObject();
    }

    private static TreeSet<String> texts(JsonArray array) {
        return new TreeSet<>(array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList());
    }
}
