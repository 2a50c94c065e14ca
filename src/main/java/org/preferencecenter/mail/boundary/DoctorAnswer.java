package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.preferencecenter.mail.control.DoctorWords;
import org.preferencecenter.mail.entity.Finding;

/**
 * What the doctor answers.
 *
 * @param verdict  the worst grade found
 * @param says     the same as a sentence
 * @param findings the worst first
 */
@Schema(description = "What a mailbox provider would hold against a message")
public record DoctorAnswer(@Schema(description = "The worst grade found: NOTE means that nothing is wrong") Finding.Grade verdict,
        @Schema(description = "The same as a sentence") String says,
        @Schema(description = "The worst first") List<Line> findings) {

    /** One finding. */
    public record Line(@Schema(description = "What was found: stays the same from release to release", examples = "unsubscribe.many") String code,
            Finding.Grade grade, @Schema(description = "Where it is said", examples = "RFC 8058 §3.1") String clause, String says,
            @Schema(description = "What to do; empty where there is nothing to do") String fix) {
    }

    private static final JsonFactory JSON = new JsonFactory();

    static DoctorAnswer of(List<Finding> findings, DoctorWords words) {
        Finding.Grade worst = findings.isEmpty() ? Finding.Grade.NOTE : findings.get(0).grade();
        return new DoctorAnswer(worst, words.verdict(worst), findings.stream().map(one -> new Line(one.code(), one.grade(), one.clause(),
                words.says(one), words.fix(one))).toList());
    }

    String json() {
        StringWriter text = new StringWriter(2048);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("verdict", verdict.name());
            json.writeStringField("says", says);
            json.writeArrayFieldStart("findings");
            for (Line line : findings) {
                json.writeStartObject();
                json.writeStringField("code", line.code());
                json.writeStringField("grade", line.grade().name());
                json.writeStringField("clause", line.clause());
                json.writeStringField("says", line.says());
                json.writeStringField("fix", line.fix());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
