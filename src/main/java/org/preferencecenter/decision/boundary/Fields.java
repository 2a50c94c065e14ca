package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;

/**
 * One flat JSON object, read strictly: what is not said in so many words is refused rather than guessed. No name twice, no
 * name but those expected, no type but the right one, valid UTF-8, nothing after the object.
 */
final class Fields {

    /** Dates before this are mistakes. */
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final int YEARS_AHEAD = 5;
    private static final int SHOWN = 40;

    private static final Object NO_WHOLE_NUMBER = new Object();

    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final Map<String, Object> values;

    private Fields(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * @param names that there may be
     * @throws BadBody if it is none
     */
    static Fields read(byte[] utf8, Set<String> names) {
        Map<String, Object> values = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(text(utf8))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw BadBody.unreadable("One JSON object is wanted, such as {\"stream\": \"…\", \"address\": \"…\"}.");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (!names.contains(name)) {
                    throw BadBody.unusable("There is no field \"" + shown(name) + "\" here; the fields are "
                            + String.join(", ", new TreeSet<>(names)) + ".");
                }
                json.nextToken();
                values.put(name, value(name, json));
            }
            if (json.nextToken() != null) {
                throw BadBody.unreadable("Something follows the JSON object: send one object and nothing else.");
            }
        } catch (JsonProcessingException wrong) {
            // Jackson's own message quotes what was sent; the place is enough to find it.
            boolean twice = wrong.getOriginalMessage().startsWith("Duplicate field");
            throw BadBody.unreadable(twice ? "A field stands there twice; which of the two is meant cannot be told."
                    : "This is not JSON from line " + wrong.getLocation().getLineNr() + ", column "
                    + wrong.getLocation().getColumnNr() + " on.");
        } catch (IOException impossible) {
            throw new IllegalStateException("a string can always be read", impossible);
        }
        return new Fields(values);
    }

    private static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException wrong) {
            throw BadBody.unreadable("This is not UTF-8, which JSON is written in (RFC 8259 §8.1).");
        }
    }

    private static Object value(String name, JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> text(name, json.getText());
            case VALUE_NUMBER_INT -> whole(json);
            case VALUE_NUMBER_FLOAT -> NO_WHOLE_NUMBER;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw BadBody.unusable("The field " + name + " holds one value, not an object or a list.");
        };
    }

    private static Object whole(JsonParser json) throws IOException {
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return NO_WHOLE_NUMBER;
        }
        return json.getLongValue();
    }

    /** PostgreSQL's text can hold neither, and no name or address does. */
    private static String text(String name, String text) {
        boolean whole = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (!whole || text.indexOf('\0') >= 0) {
            throw BadBody.unusable("The field " + name + " holds " + (whole ? "a NUL character." : "half a surrogate pair."));
        }
        return text;
    }

    /** A text that is not blank, or nothing. */
    Optional<String> text(String name, int longest) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text) || text.isBlank() || text.length() > longest) {
            throw BadBody.unusable("The field " + name + " is a text of 1 to " + longest + " characters, in quotes.");
        }
        return Optional.of(text.strip());
    }

    String needed(String name, int longest, String why) {
        return text(name, longest).orElseThrow(() -> BadBody.unusable("The field " + name + " is missing: " + why));
    }

    /** A whole number from 1, or 0 if there is none. */
    long id(String name) {
        Object value = values.get(name);
        if (value == null) {
            return 0;
        }
        if (!(value instanceof Long number) || number < 1) {
            throw BadBody.unusable("The field " + name + " is a whole number from 1, without quotes.");
        }
        return number;
    }

    boolean flag(String name) {
        Object value = values.get(name);
        if (value != null && !(value instanceof Boolean)) {
            throw BadBody.unusable("The field " + name + " is true or false, without quotes.");
        }
        return value != null && (Boolean) value;
    }

    /** A time with its offset, from the year 2000 to five years ahead, or nothing. */
    Optional<Instant> time(String name, Instant now) {
        Optional<String> text = text(name, 64);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant time = OffsetDateTime.parse(text.get()).toInstant();
            if (time.isBefore(EARLIEST) || time.isAfter(now.atOffset(ZoneOffset.UTC).plusYears(YEARS_AHEAD).toInstant())) {
                throw BadBody.unusable("The field " + name + " lies before the year 2000 or more than five years ahead.");
            }
            return Optional.of(time);
        } catch (DateTimeException notATime) {
            throw BadBody.unusable("The field " + name + " is a time with its offset, such as 2026-11-23T10:00:00Z or "
                    + "2026-11-23T11:00:00+01:00.");
        }
    }

    private static String shown(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
    }
}
