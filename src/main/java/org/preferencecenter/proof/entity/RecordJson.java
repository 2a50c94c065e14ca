package org.preferencecenter.proof.entity;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.ledger.entity.Entry;

/**
 * One record of ISO/IEC TS 27560:2023 in the words of DPV. Every mandatory field is there; one that we do not know is
 * {@code pc:NotKnown} and named under {@code pc:missing}, never made up. An objection is a {@code dpv:RightExerciseRecord} and
 * carries no state of a consent.
 */
final class RecordJson {

    private static final String CONFORMS = "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr";
    /** Of whom data is held: withdraw, be informed, see, correct, erase, limit, take along, object, complain (GDPR 7(3), 13 to 21, 77). */
    private static final List<String> RIGHTS = List.of("A7-3", "A13", "A15", "A16", "A17", "A18", "A20", "A21", "A77");

    private final Receipt receipt;
    private final Answered answer;
    private final List<String> missing = new ArrayList<>();

    private RecordJson(Receipt receipt, Answered answer) {
        this.receipt = receipt;
        this.answer = answer;
    }

    static JsonObject of(Receipt receipt, Answered answer) {
        return new RecordJson(receipt, answer).record();
    }

    private JsonObject record() {
        JsonObjectBuilder record = Json.createObjectBuilder().add("@id", "urn:uuid:" + answer.id()).add("@type", switch (answer.meaning().kind()) {
            case CONSENT -> "dpv:ConsentRecord";
            case OBJECTION -> "dpv:RightExerciseRecord";
            case NOTED -> "dpv:DataProcessingRecord";
        });
        record.add("dct:conformsTo", CONFORMS).add("dct:identifier", answer.id().toString())
                .add("dct:created", Entry.text(answer.at())).add("dct:language", receipt.language())
                .add("dpv:hasDataSubject", ReceiptJson.subject(receipt));
        processing(record);
        event(record);
        return record.add("pc:entry", entry()).add("pc:missing", list(missing)).build();
    }

    private void processing(JsonObjectBuilder record) {
        record.add("dpv:hasNotice", notices());
        record.add("dpv:hasPurpose", purposes());
        record.add("dpv:hasPersonalData", list(answer.data().stream().map(RecordJson::data).distinct().toList()));
        record.add("dpv:hasProcessing", list(List.of("dpv:Collect", "dpv:Store", "dpv:Use")));
        known(record, "dpv:hasLegalBasis", answer.basis().map(basis -> (JsonValue) Json.createValue(term(basis))).orElse(null),
                !answer.subjects().isEmpty());
        record.add("dpv:hasDataController", ref(receipt.keeper().id()));
        known(record, "dpv:hasRecipient", receipt.keeper().others().map(others -> {
            JsonArrayBuilder all = Json.createArrayBuilder();
            for (int i = 0; i < others.size(); i++) {
                all.add(ref(ReceiptJson.other(receipt.keeper(), i)));
            }
            return all.build();
        }).orElse(null), true);
        record.add("dpv:hasStorageCondition", storage());
        known(record, "dpv:hasJurisdiction", answer.where().isEmpty() ? null : places(answer.where()), true);
        known(record, "dpv:hasDataSource", answer.point().map(point -> (JsonValue) Json.createObjectBuilder().add("@type", "dpv:DataSubjectDataSource")
                .add("dct:identifier", point.code()).add("pc:kind", point.kind().name()).add("pc:capture", point.captureMode().name()).build())
                .orElse(null), answer.needsNotice());
        record.add("dpv:hasRight", list(RIGHTS.stream().map("eu-gdpr:"::concat).toList()));
        known(record, "dpv:hasAuthority", receipt.keeper().authority().map(a -> (JsonValue) ref(receipt.keeper().id() + ":authority").build())
                .orElse(null), true);
        record.add("dpv:hasConsentControl", Json.createObjectBuilder().add("@type", "dpv:WithdrawConsent")
                .add("dpv:isExercisedAt", receipt.keeper().pages()));
    }

    /** A field with its value, or the word that it is not known; {@code needed} false: it does not apply to this answer. */
    private void known(JsonObjectBuilder record, String field, JsonValue value, boolean needed) {
        if (value == null && needed) {
            missing.add(field);
        }
        record.add(field, value != null ? value : ref(needed ? "pc:NotKnown" : "pc:NotApplicable").build());
    }

    private JsonArrayBuilder notices() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        if (answer.notice().isPresent()) {
            Notice notice = answer.notice().get();
            all.add(Json.createObjectBuilder().add("@type", "dpv:ConsentNotice")
                    .add("dct:identifier", notice.purpose().code() + "/" + notice.version() + "/" + notice.locale())
                    .add("pc:version", notice.version()).add("dct:language", notice.locale()).add("dct:issued", Entry.text(notice.publishedAt()))
                    .add("pc:sha256", HexFormat.of().formatHex(notice.sha256())).add("pc:wording", notice.wording()));
        } else if (answer.needsNotice()) {
            missing.add("dpv:hasNotice");
            all.add(ref("pc:NotKnown"));
        } else {
            all.add(ref("pc:NotApplicable"));
        }
        receipt.keeper().privacy().ifPresentOrElse(url -> all.add(Json.createObjectBuilder().add("@type", "dpv:PrivacyNotice")
                .add("dct:source", url)), () -> missing.add("dpv:PrivacyNotice"));
        return all;
    }

    private JsonArrayBuilder purposes() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (Answered.Subject subject : answer.subjects()) {
            JsonObjectBuilder purpose = Json.createObjectBuilder().add("@type", "dpv:Purpose")
                    .add("skos:broader", subject.nature() == MessageNature.SERVICE ? "dpv:ServiceProvision" : "dpv:DirectMarketing");
            subject.words().ifPresentOrElse(words -> purpose.add("dct:identifier", subject.code()).add("skos:prefLabel", words.title())
                    .add("skos:definition", words.about()).add("dct:language", words.locale()), () -> purpose.add("pc:private", true));
            all.add(purpose);
        }
        if (answer.subjects().isEmpty()) {
            boolean brand = answer.choice().cell().scope().id() != 0;
            all.add(Json.createObjectBuilder().add("@type", "dpv:Purpose").add("skos:broader", "dpv:DirectMarketing")
                    .add("pc:reach", brand ? "BRAND" : "EVERYTHING"));
        }
        return all;
    }

    private JsonArrayBuilder storage() {
        JsonObjectBuilder location = Json.createObjectBuilder().add("@type", "dpv:StorageLocation");
        known(location, "dpv:hasLocation", receipt.keeper().places().map(RecordJson::places).orElse(null), true);
        JsonObjectBuilder time = Json.createObjectBuilder().add("@type", "dpv:StorageDuration");
        known(time, "dpv:hasDuration", answer.kept().map(months -> (JsonValue) duration("P" + months + "M").build()).orElse(null), true);
        return Json.createArrayBuilder().add(location).add(time);
    }

    /** When it was said, by whom, how, and how long it holds. */
    private void event(JsonObjectBuilder record) {
        boolean person = answer.origin().actor() == Origin.Actor.RECIPIENT;
        JsonObjectBuilder event = Json.createObjectBuilder();
        event.add("@type", switch (answer.meaning().kind()) {
            case CONSENT -> "dpv:" + answer.meaning().status().orElseThrow().term();
            case OBJECTION -> "dpv:RequestFulfilled";
            case NOTED -> "dpv:ActivityCompleted";
        });
        event.add("dpv:isIndicatedAtTime", Entry.text(answer.choice().since())).add("pc:recordedAtTime", Entry.text(answer.at()));
        event.add("dpv:hasDuration", lasts());
        event.add("dpv:isIndicatedBy", ref(person ? "urn:preference-center:recipient:" + receipt.principal() : receipt.keeper().id()));
        event.add("dpv:hasIndicationMethod", "pc:" + answer.origin().via()).add("pc:actor", answer.origin().actor().name())
                .add("pc:eventType", answer.terms() ? "TERMS" : answer.choice().state().name()).add("pc:automatic", answer.automatic());
        if (answer.choice().frequency() != null) {
            event.add("pc:frequency", answer.choice().frequency().toString());
        }
        if (answer.choice().pausedUntil() != null) {
            event.add("pc:pausedUntil", Entry.text(answer.choice().pausedUntil()));
        }
        if (answer.meaning().kind() == Meaning.Kind.CONSENT) {
            record.add("dpv:hasConsentStatus", event);
        } else {
            record.add("dpv:hasStatus", event);
        }
        if (answer.meaning().kind() == Meaning.Kind.OBJECTION) {
            record.add("pc:exercises", ref("eu-gdpr:A21"));
        }
        record.add("pc:validForProcessing", answer.meaning().status().filter(ConsentStatus::valid).isPresent());
    }

    private JsonObjectBuilder lasts() {
        if (answer.lasts().isPresent()) {
            return duration(answer.lasts().get().toString());
        }
        boolean yes = answer.meaning().status().filter(ConsentStatus::valid).isPresent();
        return yes && answer.kept().isPresent() ? duration("P" + answer.kept().get() + "M").add("pc:since", "pc:LastAction")
                : Json.createObjectBuilder().add("@type", "dpv:UntilEventDuration").add("rdf:value", "pc:AnotherAnswer");
    }

    private static JsonObjectBuilder duration(String iso8601) {
        return Json.createObjectBuilder().add("@type", "dpv:TemporalDuration").add("rdf:value", iso8601);
    }

    /** What the verifier compares with the entry itself. */
    private JsonObjectBuilder entry() {
        JsonObjectBuilder entry = Json.createObjectBuilder().add("seq", answer.seq()).add("hash", answer.hash())
                .add("scope", answer.choice().cell().scope().toString()).add("channel", answer.choice().cell().channel().name())
                .add("state", answer.choice().state().name()).add("at", Entry.text(answer.at()));
        // What the entry itself names is told even where the words are private; of an answer to an older one, the older one's.
        int named = answer.origin().notice() != 0 ? answer.origin().notice() : answer.notice().map(Notice::id).orElse(0);
        if (named != 0) {
            entry.add("notice", named);
        }
        return entry;
    }

    private static JsonValue places(List<String> countries) {
        return list(countries.stream().map("loc:"::concat).toList()).build();
    }

    private static JsonArrayBuilder list(List<String> words) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        words.forEach(all::add);
        return all;
    }

    private static JsonObjectBuilder ref(String id) {
        return Json.createObjectBuilder().add("@id", id);
    }

    private static String data(Channel channel) {
        return switch (channel) {
            case EMAIL -> "pd:EmailAddress";
            case SMS, PHONE, AUTOMATED_CALL, MESSAGING -> "pd:TelephoneNumber";
            case POST -> "pd:PhysicalAddress";
            case PUSH -> "pd:DeviceBased";
            case ANY -> "pd:Contact";
        };
    }

    private static String term(LegalBasis basis) {
        return switch (basis) {
            case CONSENT -> "eu-gdpr:A6-1-a";
            case CONTRACT -> "eu-gdpr:A6-1-b";
            case LEGAL_OBLIGATION -> "eu-gdpr:A6-1-c";
            case SOFT_OPT_IN, LEGITIMATE_INTEREST -> "eu-gdpr:A6-1-f";
        };
    }
}
