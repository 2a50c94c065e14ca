package org.preferencecenter.decision.control;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;

import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Grounds;
import org.preferencecenter.decision.entity.Reason;
import org.preferencecenter.law.control.LawWords;
import org.preferencecenter.law.entity.Duty;

/** How a decision is told to programs, the same wherever one is: asked alone, in bulk or with a message. */
public final class DecisionJson {

    private DecisionJson() {
    }

    /** The decision as an object. @param locale of the sentences, BCP 47; null: without sentences */
    public static void write(JsonGenerator json, Decision decision, String locale) throws IOException {
        json.writeStartObject();
        fields(json, decision, locale);
        json.writeEndObject();
    }

    /** Its fields, into an object that is open. */
    public static void fields(JsonGenerator json, Decision decision, String locale) throws IOException {
        verdict(json, decision);
        grounds(json, Grounds.of(decision), locale);
        basis(json, decision);
    }

    /** What comes before the grounds. */
    static void verdict(JsonGenerator json, Decision decision) throws IOException {
        json.writeStringField("decision", decision.id().toString());
        json.writeStringField("verdict", decision.verdict().name());
        if (decision.notBefore() != null) {
            json.writeStringField("notBefore", decision.notBefore().toString());
        }
    }

    /** What comes after the grounds. */
    static void basis(JsonGenerator json, Decision decision) throws IOException {
        if (decision.recipient() != 0) {
            json.writeNumberField("recipient", decision.recipient());
        }
        if (decision.relied().isPresent()) {
            relied(json, decision.relied().get());
        }
        json.writeStringField("ruleBook", decision.ruleBook());
        if (decision.reservation() != null) {
            json.writeStringField("reservation", decision.reservation().toString());
        }
    }

    /** Its reasons and obligations, into an object that is open. */
    public static void grounds(JsonGenerator json, Grounds grounds, String locale) throws IOException {
        reasons(json, grounds.reasons(), locale);
        obligations(json, grounds.duties(), locale);
    }

    private static void reasons(JsonGenerator json, List<Reason> reasons, String locale) throws IOException {
        json.writeArrayFieldStart("reasons");
        for (Reason reason : reasons) {
            json.writeStartObject();
            json.writeStringField("rule", reason.rule());
            json.writeStringField("verdict", reason.verdict().name());
            json.writeStringField("citation", reason.citation());
            if (reason.cause() != null) {
                json.writeStringField("cause", reason.cause().word());
            }
            if (locale != null) {
                json.writeStringField("sentence", Wording.sentence(reason, locale));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void obligations(JsonGenerator json, List<Duty> duties, String locale) throws IOException {
        json.writeArrayFieldStart("obligations");
        for (Duty duty : duties) {
            json.writeStartObject();
            json.writeStringField("obligation", duty.obligation().name());
            if (duty.term() != null) {
                json.writeStringField("term", duty.term().toString());
            }
            json.writeStringField("rule", duty.rule());
            if (locale != null) {
                json.writeStringField("sentence", LawWords.duty(duty, locale));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The choice that decided, and the entry of the recipient's ledger that proves it. */
    private static void relied(JsonGenerator json, Choice choice) throws IOException {
        json.writeObjectFieldStart("relied");
        json.writeStringField("scope", choice.cell().scope().toString());
        json.writeStringField("channel", choice.cell().channel().name());
        json.writeStringField("state", choice.state().name());
        json.writeStringField("since", choice.since().toString());
        json.writeNumberField("entry", choice.seq());
        json.writeEndObject();
    }
}
