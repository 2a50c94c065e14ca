package org.preferencecenter.proof.entity;

import java.io.StringWriter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;

/**
 * A receipt as JSON-LD: a {@code dpv:ConsentReceipt} with a record for each answer. What every tool needs to read it is within;
 * nothing is fetched.
 */
public final class ReceiptJson {

    /** What the file calls its form, for the verifier. */
    public static final String FORMAT = "preference-center-receipt/1";
    private static final String SCHEMA = "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr";

    private static final Map<String, String> CONTEXT = new java.util.TreeMap<>(Map.of(
            "dct", "http://purl.org/dc/terms/", "dpv", "https://w3id.org/dpv#", "eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#",
            "loc", "https://w3id.org/dpv/loc#", "pc", "urn:preference-center:", "pd", "https://w3id.org/dpv/pd#",
            "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "skos", "http://www.w3.org/2004/02/skos/core#", "xsd", "http://www.w3.org/2001/XMLSchema#"));

    private static final List<String> LINKS = List.of("dct:conformsTo", "dct:source", "dpv:hasIndicationMethod", "dpv:hasJurisdiction",
            "dpv:hasLegalBasis", "dpv:hasLocation", "dpv:hasPersonalData", "dpv:hasProcessing", "dpv:hasRight", "dpv:isExercisedAt",
            "pc:missing", "pc:since", "skos:broader");
    /** What the verifier reads and no vocabulary knows: kept whole and as it is (JSON-LD 1.1 §4.2.2), or its members would be dropped. */
    private static final List<String> WHOLE = List.of("pc:entry", "pc:proof");
    private static final List<String> TIMES = List.of("dct:created", "dct:issued", "dpv:isIndicatedAtTime", "pc:pausedUntil", "pc:recordedAtTime");

    private ReceiptJson() {
    }

    /** The file. */
    public static String write(Receipt receipt) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
            writer.writeObject(of(receipt));
        }
        return text.toString().strip() + "\n";
    }

    static JsonObject of(Receipt receipt) {
        JsonObjectBuilder context = Json.createObjectBuilder();
        CONTEXT.forEach(context::add);
        // Their values are terms and addresses, not texts.
        LINKS.forEach(link -> context.add(link, Json.createObjectBuilder().add("@type", "@id")));
        TIMES.forEach(time -> context.add(time, Json.createObjectBuilder().add("@type", "xsd:dateTime")));
        WHOLE.forEach(whole -> context.add(whole, Json.createObjectBuilder().add("@type", "@json")));
        JsonArrayBuilder parts = Json.createArrayBuilder();
        receipt.answers().forEach(answer -> parts.add(RecordJson.of(receipt, answer)));
        return Json.createObjectBuilder()
                .add("@context", context)
                .add("@id", "urn:uuid:" + receipt.id())
                .add("@type", "dpv:ConsentReceipt")
                .add("dct:conformsTo", SCHEMA)
                .add("pc:format", FORMAT)
                .add("dct:identifier", receipt.id().toString())
                .add("dct:language", receipt.language())
                .add("dpv:hasDataSubject", subject(receipt))
                .add("dpv:hasEntity", entities(receipt.keeper()))
                .add("dct:hasPart", parts)
                .add("pc:proof", proof(receipt))
                .build();
    }

    static JsonObjectBuilder subject(Receipt receipt) {
        return Json.createObjectBuilder().add("@id", "urn:preference-center:recipient:" + receipt.principal()).add("@type", "dpv:DataSubject")
                .add("dct:identifier", Long.toString(receipt.principal()));
    }

    /** Every party by id, name, address, contact and type. */
    private static JsonArrayBuilder entities(Keeper keeper) {
        JsonObjectBuilder controller = Json.createObjectBuilder().add("@id", keeper.id()).add("@type", "dpv:DataController")
                .add("dct:identifier", keeper.id()).add("dpv:hasName", keeper.name()).add("pc:brand", keeper.brand())
                .add("dpv:hasAddress", keeper.address()).add("dpv:hasContact", keeper.contact()).add("dct:source", keeper.pages());
        keeper.register().ifPresent(register -> controller.add("pc:register", register));
        JsonArrayBuilder all = Json.createArrayBuilder().add(controller);
        keeper.officer().ifPresent(officer -> all.add(Json.createObjectBuilder().add("@id", keeper.id() + ":officer")
                .add("@type", "dpv:DataProtectionOfficer").add("dct:identifier", keeper.id() + ":officer")
                .add("dpv:hasName", officer.name()).add("dpv:hasAddress", keeper.address()).add("dpv:hasContact", officer.contact())));
        List<String> others = keeper.others().orElse(List.of());
        for (int i = 0; i < others.size(); i++) {
            all.add(Json.createObjectBuilder().add("@id", other(keeper, i)).add("@type", "dpv:ThirdParty")
                    .add("dct:identifier", other(keeper, i)).add("dpv:hasName", others.get(i)));
        }
        keeper.authority().ifPresent(authority -> all.add(Json.createObjectBuilder().add("@id", keeper.id() + ":authority")
                .add("@type", "dpv:DataProtectionAuthority").add("dct:identifier", keeper.id() + ":authority").add("dpv:hasName", authority)));
        return all;
    }

    static String other(Keeper keeper, int index) {
        return keeper.id() + ":other:" + (index + 1);
    }

    /** What proves that the ledger holds the answers (RFC 6962); without a checkpoint: not sealed yet. */
    private static JsonObjectBuilder proof(Receipt receipt) {
        JsonArrayBuilder keys = Json.createArrayBuilder();
        JsonArrayBuilder entries = Json.createArrayBuilder();
        Optional<Receipt.Seal> seal = receipt.seal();
        seal.ifPresent(s -> s.keys().forEach(keys::add));
        for (int i = 0; i < receipt.answers().size(); i++) {
            JsonArrayBuilder path = Json.createArrayBuilder();
            int at = i;
            seal.ifPresent(s -> s.places().get(at).path().forEach(hash -> path.add(Base64.getEncoder().encodeToString(hash))));
            entries.add(Json.createObjectBuilder().add("index", seal.map(s -> s.places().get(at).index()).orElse(-1L))
                    .add("leaf", receipt.answers().get(i).leaf()).add("path", path));
        }
        return Json.createObjectBuilder().add("keys", keys).add("checkpoint", seal.map(Receipt.Seal::checkpoint).orElse(""))
                .add("entries", entries);
    }
}
