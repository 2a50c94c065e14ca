package org.preferencecenter.decision.entity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.IntPredicate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.decision.entity.AskedFields.Field;

/** Lines of NDJSON: one JSON object each, in UTF-8. */
public final class JsonLines implements LineReading {

    private static final JsonFactory JSON = new JsonFactory();

    private final AskedFields fields;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();   // reports what is none, replaces nothing
    private final CharBuffer text = CharBuffer.allocate(LONGEST);

    /** See {@link AskedFields}. */
    public JsonLines(String streamByDefault, IntPredicate mayActFor) {
        this.fields = new AskedFields(streamByDefault, mayActFor);
    }

    @Override
    public void asOf(Catalogue catalogue, Instant now) {
        fields.asOf(catalogue, now);
    }

    @Override
    public Asked read(long number, byte[] line, int from, int to) {
        fields.begin();
        try (JsonParser json = parser(line, from, to)) {
            object(json);
            return Asked.of(number, fields.ref(), fields.question());
        } catch (BadLine wrong) {
            return Asked.wrong(number, fields.ref(), wrong.getMessage());
        } catch (JsonProcessingException broken) {
            // Its own words quote the line, so the place alone is told.
            return Asked.wrong(number, fields.ref(), "This is not JSON: it stops making sense at character "
                    + Math.max(1, broken.getLocation() == null ? 1 : broken.getLocation().getColumnNr()) + " of the line.");
        } catch (IOException impossible) {
            throw new IllegalStateException("an array of bytes can always be read", impossible);
        }
    }

    private JsonParser parser(byte[] line, int from, int to) throws BadLine, IOException {
        boolean ascii = true;
        boolean blank = true;
        for (int i = from; i < to; i++) {
            if (line[i] == 0) {
                throw new BadLine("The line holds a NUL byte: lines must be JSON in UTF-8.");
            }
            ascii &= line[i] > 0;
            blank &= line[i] == ' ' || line[i] == '\t';
        }
        if (blank) {
            throw new BadLine("The line is empty.");
        }
        if (ascii) {
            return JSON.createParser(line, from, to - from);
        }
        text.clear();
        utf8.reset();
        if (utf8.decode(ByteBuffer.wrap(line, from, to - from), text, true).isError() || utf8.flush(text).isError()) {
            throw new BadLine("The line is not in UTF-8.");
        }
        return JSON.createParser(text.array(), 0, text.position());
    }

    private void object(JsonParser json) throws IOException, BadLine {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new BadLine("The line must be one JSON object, such as {\"address\": \"somebody@example.org\"}.");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            Field field = Field.of(json.currentName());
            if (field == null) {
                throw new BadLine("The line has a field that means nothing here; known are " + Field.ALL + ".");
            }
            fields.once(field);
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                set(field, json);
            }
        }
        if (json.nextToken() != null) {
            throw new BadLine("Something follows the JSON object: one line holds one object.");
        }
    }

    private void set(Field field, JsonParser json) throws IOException, BadLine {
        switch (field) {
            case STREAM -> fields.stream(text(field, json));
            case ADDRESS -> fields.address(text(field, json));
            case AT -> fields.at(text(field, json));
            case RECIPIENT -> fields.recipient(number(field, json));
            case OPEN_PIXEL -> {
                if (!json.currentToken().isBoolean()) {
                    throw new BadLine("The field openPixel must be true or false.");
                }
                fields.openPixel(json.currentToken() == JsonToken.VALUE_TRUE);
            }
            default -> fields.ref(json.currentToken() == JsonToken.VALUE_NUMBER_INT ? (Object) number(field, json)
                    : text(field, json));
        }
    }

    private static String text(Field field, JsonParser json) throws IOException, BadLine {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new BadLine("The field " + field.word() + " must be a text in quotation marks.");
        }
        return json.getText();
    }

    private static long number(Field field, JsonParser json) throws IOException, BadLine {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new BadLine("The field " + field.word() + " must be a whole number, without quotation marks.");
        }
        return json.getLongValue();
    }
}
