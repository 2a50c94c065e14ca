package org.preferencecenter.decision.boundary;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

import org.preferencecenter.decision.control.Answers;
import org.preferencecenter.decision.control.JsonAnswers;
import org.preferencecenter.decision.entity.JsonLines;
import org.preferencecenter.decision.entity.LineReading;

/** A batch in NDJSON. */
final class JsonBatch implements BatchForm {

    private final LineReading lines;
    private final JsonAnswers.Form form;
    private final boolean summary;

    /** @param summary the last line counts the others */
    JsonBatch(String stream, IntPredicate mayActFor, BatchTerms terms, boolean summary) {
        this.lines = new JsonLines(stream, mayActFor);
        this.form = new JsonAnswers.Form(terms.allReasons(), terms.locale());
        this.summary = summary;
    }

    @Override
    public LineReading lines() {
        return lines;
    }

    @Override
    public byte[] header() {
        return new byte[0];
    }

    @Override
    public Answers answers(int expected) {
        return new JsonAnswers(form, expected);
    }

    @Override
    public byte[] footer(BatchCount count) {
        if (!summary) {
            return new byte[0];
        }
        return (Asking.text(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("summary");
            json.writeNumberField("lines", count.lines());
            json.writeNumberField("allow", count.allowed.sum());
            json.writeNumberField("defer", count.deferred.sum());
            json.writeNumberField("refuse", count.refused.sum());
            json.writeNumberField("problems", count.wrong.sum());
            json.writeEndObject();
            json.writeEndObject();
        }) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
