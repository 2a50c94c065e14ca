package org.preferencecenter.sms.boundary;

import java.time.Instant;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.preferencecenter.sms.entity.Heard;
import org.preferencecenter.sms.entity.Meaning;

/** What came of a text. */
@Schema(name = "TextHeard", requiredProperties = {"meaning", "done", "brand", "recipients", "at", "repeated", "sending"})
record TextAnswer(
        @Schema(description = "As it was given") String id,
        @Schema(description = "UNCLEAR: it may ask to stop, in words of its own; OTHER: it is no matter of preferences")
        Meaning meaning,
        @Schema(description = "KEPT_TO_READ: a person is to read it; NOTHING: it is not kept here, read it where it arrived")
        Heard.Done done,
        @Schema(description = "Code of the brand that was written to") String brand,
        @Schema(description = "Whose number it is; empty: nobody's, and a STOP keeps it from being texted all the same")
        List<Long> recipients,
        @Schema(description = "When it was sent, as far as is known") Instant at,
        @Schema(description = "Of a stop: from when it holds") Effective effective,
        @Schema(description = "Of a stop: it reaches every brand's texts and automated calls, as the law there asks")
        Boolean everyBrand,
        @Schema(description = "Of a stop: by when the law where the number belongs wants it honoured") Instant honourBy,
        @Schema(description = "Of a stop: until when one text may confirm it") Instant confirmationBy,
        @Schema(description = "Of a stop: the rules these follow from") List<String> rules,
        @Schema(description = "Text this back to the person, once; left out: nothing is to be said, or it is sent from here")
        String reply,
        @Schema(description = "It is being answered by a text from here") boolean sending,
        @Schema(description = "It had been told before: this is what was answered then, and nothing more was done")
        boolean repeated) {

    enum Effective {
        now
    }

    static TextAnswer of(String id, Heard heard, String brand, List<Long> recipients, boolean sending, boolean repeated) {
        boolean stop = heard.meaning() == Meaning.STOP;
        return new TextAnswer(id, heard.meaning(), heard.done(), brand, recipients, heard.at(), stop ? Effective.now : null,
                stop ? heard.everyBrand() : null, heard.honourBy(), heard.confirmationBy(), stop ? heard.rules() : null,
                sending ? null : heard.reply(), sending, repeated);
    }

    String json() {
        JsonArrayBuilder whose = Json.createArrayBuilder();
        recipients.forEach(whose::add);
        JsonObjectBuilder json = Json.createObjectBuilder();
        put(json, "id", id);
        json.add("meaning", meaning.name()).add("done", done.name()).add("brand", brand).add("recipients", whose)
                .add("at", at.toString());
        if (meaning == Meaning.STOP) {
            json.add("effective", effective.name()).add("everyBrand", everyBrand);
            put(json, "honourBy", honourBy);
            put(json, "confirmationBy", confirmationBy);
            json.add("rules", Json.createArrayBuilder(rules));
        }
        put(json, "reply", reply);
        return json.add("sending", sending).add("repeated", repeated).build().toString();
    }

    private static void put(JsonObjectBuilder json, String name, Object value) {
        if (value != null) {
            json.add(name, value.toString());
        }
    }
}
