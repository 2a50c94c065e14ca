package org.preferencecenter.proof.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.RdfNQuad;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;

/**
 * Receipts as a JSON-LD 1.1 processor that is none of ours reads them, without a network: what is written is what is read, and
 * every name of another vocabulary is one that is published ({@code proof/vocabulary.txt} says where, and when that was looked at).
 */
class ReceiptVocabularyTest {

    private static final String DPV = "https://w3id.org/dpv#";
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String JSON = RDF + "JSON";
    private static final Set<String> PUBLISHED = published();

    private static Set<String> published() {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/proof/vocabulary.txt"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As golden files have them, and each kind of channel, state and country that they have not. */
    static Stream<Named<JsonObject>> receipts() {
        Map<String, JsonObject> receipts = new TreeMap<>();
        ReceiptJsonTest.receipts().forEach((name, receipt) -> receipts.put(name, read(ReceiptJson.write(receipt))));
        Receipt given = ReceiptJsonTest.receipts().get("given");
        Answered answer = given.answers().get(0);
        for (State state : State.values()) {
            for (State before : List.of(State.NONE, State.GRANTED)) {
                receipts.put(state + " after " + before, with(given, new Answered(answer.id(), answer.seq(), answer.hash(), answer.leaf(), answer.at(),
                        answer.choice(), Meaning.of(state, answer.basis(), before), answer.subjects(), answer.terms(), answer.origin(),
                        answer.notice(), answer.point(), answer.basis(), List.of(Channel.values()), answer.lasts(), answer.kept(),
                        List.of(Locale.getISOCountries()))));
            }
        }
        for (LegalBasis basis : LegalBasis.values()) {
            receipts.put("on " + basis, with(given, new Answered(answer.id(), answer.seq(), answer.hash(), answer.leaf(), answer.at(), answer.choice(),
                    answer.meaning(), answer.subjects(), answer.terms(), answer.origin(), answer.notice(), answer.point(),
                    Optional.of(basis), answer.data(), answer.lasts(), answer.kept(), answer.where())));
        }
        return receipts.entrySet().stream().map(receipt -> Named.of(receipt.getKey(), receipt.getValue()));
    }

    private static JsonObject with(Receipt receipt, Answered answer) {
        return read(ReceiptJson.write(new Receipt(receipt.id(), receipt.principal(), receipt.language(), receipt.keeper(), List.of(answer),
                receipt.seal())));
    }

    private static JsonObject read(String json) {
        return Json.createReader(new StringReader(json)).readObject();
    }

    private static JsonObject expanded(JsonObject receipt) throws JsonLdError {
        JsonArray all = JsonLd.expand(JsonDocument.of(receipt)).loader((url, options) -> {
            throw new AssertionError("nothing is fetched: " + url);
        }).get();
        assertEquals(1, all.size());
        return all.getJsonObject(0);
    }

    private static List<RdfNQuad> quads(JsonObject receipt) throws JsonLdError {
        return JsonLd.toRdf(JsonDocument.of(receipt)).loader((url, options) -> {
            throw new AssertionError("nothing is fetched: " + url);
        }).get().toList();
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void nothing_that_is_written_is_dropped_by_a_processor(JsonObject receipt) throws JsonLdError {
        Map<String, String> prefixes = new TreeMap<>();
        receipt.getJsonObject("@context").forEach((name, value) -> {
            if (value instanceof JsonString text) {
                prefixes.put(name, text.getString());
            }
        });
        same("", receipt, expanded(receipt), prefixes);
    }

    /** Member by member: as many as were written, each under its full name, each value there. */
    private static void same(String at, JsonObject written, JsonObject read, Map<String, String> prefixes) {
        Set<String> names = written.keySet().stream().filter(name -> !name.equals("@context")).map(name -> iri(name, prefixes))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(names, new TreeSet<>(read.keySet()), at);
        written.forEach((name, value) -> {
            if (!name.startsWith("@")) {
                JsonArray values = read.getJsonArray(iri(name, prefixes));
                List<JsonValue> each = value instanceof JsonArray array ? array : List.of(value);
                assertEquals(each.size(), values.size(), at + " " + name);
                for (int i = 0; i < each.size(); i++) {
                    same(at + " " + name, each.get(i), values.getJsonObject(i), prefixes);
                }
            }
        });
    }

    private static void same(String at, JsonValue written, JsonObject read, Map<String, String> prefixes) {
        if (read.containsKey("@value")) {
            assertEquals(written, read.get("@value"), at);   // a text, number or JSON literal, as it was
        } else if (written instanceof JsonObject object) {
            same(at, object, read, prefixes);
        } else {
            assertEquals(iri(((JsonString) written).getString(), prefixes), read.getString("@id"), at);
        }
    }

    private static String iri(String name, Map<String, String> prefixes) {
        int colon = name.indexOf(':');
        return colon < 0 || !prefixes.containsKey(name.substring(0, colon)) ? name : prefixes.get(name.substring(0, colon)) + name.substring(colon + 1);
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void every_name_of_another_vocabulary_is_published(JsonObject receipt) throws JsonLdError {
        List<String> others = receipt.getJsonObject("@context").values().stream().filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).getString()).filter(namespace -> !namespace.startsWith("urn:preference-center:"))
                .filter(namespace -> !namespace.startsWith("http://www.w3.org/2001/XMLSchema#")).toList();
        Set<String> used = new TreeSet<>();
        for (RdfNQuad quad : quads(receipt)) {
            used.add(quad.getPredicate().getValue());
            if (quad.getObject().isIRI()) {
                used.add(quad.getObject().getValue());
            }
        }
        used.removeIf(iri -> iri.equals(RDF + "type") || others.stream().noneMatch(iri::startsWith) && !iri.startsWith("https://w3id.org/"));
        assertTrue(used.size() > 40, used.toString());
        used.removeAll(PUBLISHED);
        assertEquals(Set.of(), used, "look each up in its vocabulary; what is not published there means nothing to anybody");
    }

    /** What a tool of somebody else's learns of a receipt: subject, predicate and object, an empty cell standing for any. */
    @ParameterizedTest
    @CsvSource({
        "given, urn:uuid:00000000-0000-4000-8000-000000000001, 22-rdf-syntax-ns#type, https://w3id.org/dpv#ConsentReceipt",
        "given, urn:uuid:00000000-0000-4000-8000-000000000001, http://purl.org/dc/terms/conformsTo, https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr",
        "given, , http://purl.org/dc/terms/hasPart, urn:uuid:d2b08c1b-3f14-83ff-8325-1c52aa6a627c",
        "given, urn:uuid:d2b08c1b-3f14-83ff-8325-1c52aa6a627c, https://w3id.org/dpv#hasDataSubject, urn:preference-center:recipient:4711",
        "given, urn:uuid:d2b08c1b-3f14-83ff-8325-1c52aa6a627c, https://w3id.org/dpv#hasLegalBasis, https://w3id.org/dpv/legal/eu/gdpr#A6-1-a",
        "given, urn:uuid:d2b08c1b-3f14-83ff-8325-1c52aa6a627c, https://w3id.org/dpv#hasPersonalData, https://w3id.org/dpv/pd#EmailAddress",
        "given, urn:uuid:d2b08c1b-3f14-83ff-8325-1c52aa6a627c, https://w3id.org/dpv#hasJurisdiction, https://w3id.org/dpv/loc#FR",
        "given, , 22-rdf-syntax-ns#type, https://w3id.org/dpv#ConsentGiven", "given, , https://w3id.org/dpv#isExercisedAt, https://p.example/",
        "given, , https://w3id.org/dpv#isIndicatedAtTime, 2026-03-14T09:01:00.000000Z",
        "given, , urn:preference-center:wording, Je souhaite recevoir la lettre.",
        "withdrawn, , 22-rdf-syntax-ns#type, https://w3id.org/dpv#ConsentWithdrawn",
        "objected, , 22-rdf-syntax-ns#type, https://w3id.org/dpv#RightExerciseRecord",
        "objected, , urn:preference-center:exercises, https://w3id.org/dpv/legal/eu/gdpr#A21",
        "unstated, , urn:preference-center:missing, https://w3id.org/dpv#hasNotice"})
    void a_processor_reads_what_is_meant(String name, String subject, String predicate, String object) throws JsonLdError {
        List<RdfNQuad> quads = quads(read(ReceiptJson.write(ReceiptJsonTest.receipts().get(name))));
        assertTrue(quads.stream().anyMatch(quad -> (subject == null || quad.getSubject().getValue().equals(subject))
                && quad.getPredicate().getValue().endsWith(predicate) && quad.getObject().getValue().equals(object)), quads.toString());
    }

    @Test
    void what_the_verifier_needs_is_kept_as_it_is() throws JsonLdError {
        JsonObject receipt = read(ReceiptJson.write(ReceiptJsonTest.receipts().get("given")));
        List<RdfNQuad> literals = quads(receipt).stream().filter(quad -> quad.getObject().isLiteral()
                && JSON.equals(quad.getObject().asLiteral().getDatatype())).toList();
        assertEquals(List.of(receipt.getJsonArray("dct:hasPart").getJsonObject(0).getJsonObject("pc:entry"), receipt.getJsonObject("pc:proof")),
                literals.stream().sorted(Comparator.comparing(quad -> quad.getPredicate().getValue()))
                        .map(quad -> read(quad.getObject().getValue())).toList());
    }

    /** The guards themselves. */
    @Test
    void a_name_that_no_context_knows_and_one_that_no_vocabulary_has_are_found() {
        Receipt given = ReceiptJsonTest.receipts().get("given");
        JsonObject unknown = Json.createObjectBuilder(read(ReceiptJson.write(given))).add("entry", 1).build();
        assertThrows(AssertionError.class, () -> nothing_that_is_written_is_dropped_by_a_processor(unknown));
        JsonObject invented = Json.createObjectBuilder(read(ReceiptJson.write(given))).add("dpv:hasReceiptOf", 1).build();
        assertThrows(AssertionError.class, () -> every_name_of_another_vocabulary_is_published(invented));
    }

    @Test
    void every_country_a_brand_may_name_has_a_name_there() {
        assertTrue(PUBLISHED.containsAll(Arrays.stream(Locale.getISOCountries()).map("https://w3id.org/dpv/loc#"::concat).toList()));
        assertTrue(PUBLISHED.contains(DPV + "ConsentReceipt"));
    }
}
