package org.preferencecenter.decision.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;

import org.preferencecenter.decision.entity.Asked;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Grounds;

/** Answers as NDJSON: the line's number and ref, and the decision as {@link DecisionJson} tells it, or the problem. */
public final class JsonAnswers implements Answers {

    /** What the answers to one batch have in common. */
    public static final class Form {

        private final GroundsText<SerializedString> grounds;

        /**
         * @param allReasons false: the deciding one only
         * @param locale     of the sentences, BCP 47; null: without sentences
         */
        public Form(boolean allReasons, String locale) {
            this.grounds = new GroundsText<>(decision -> new SerializedString(written(decision, allReasons, locale)));
        }

        /** Reasons and obligations, as they stand in an object after a field before them. */
        private static String written(Decision decision, boolean allReasons, String locale) {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = JSON.createGenerator(text)) {
                json.writeStartObject();
                DecisionJson.grounds(json, new Grounds(GroundsText.told(decision, allReasons), decision.duties()), locale);
                json.writeEndObject();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return "," + text.toString().substring(1, text.getBuffer().length() - 1);
        }
    }

    private static final JsonFactory JSON = new JsonFactoryBuilder().rootValueSeparator("").build();
    private static final int PER_LINE = 800;

    private final Form form;
    private final ByteArrayOutputStream lines;
    private final JsonGenerator json;

    /** @param expected about how many lines */
    public JsonAnswers(Form form, int expected) {
        this.form = form;
        this.lines = new ByteArrayOutputStream(expected * PER_LINE);
        try {
            this.json = JSON.createGenerator(lines);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void decided(Asked asked, Decision decision) {
        line(asked, () -> {
            DecisionJson.verdict(json, decision);
            json.writeRaw(form.grounds.of(decision));
            DecisionJson.basis(json, decision);
        });
    }

    @Override
    public void wrong(Asked asked) {
        line(asked, () -> json.writeStringField("problem", asked.problem()));
    }

    /** Writes into the object of a line. */
    @FunctionalInterface
    private interface Fields {
        void write() throws IOException;
    }

    private void line(Asked asked, Fields fields) {
        try {
            json.writeStartObject();
            json.writeNumberField("line", asked.line());
            if (asked.ref() instanceof Long number) {
                json.writeNumberField("ref", number);
            } else if (asked.ref() != null) {
                json.writeStringField("ref", asked.ref().toString());
            }
            fields.write();
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public byte[] bytes() {
        try {
            json.flush();
            return lines.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
