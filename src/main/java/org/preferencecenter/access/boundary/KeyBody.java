package org.preferencecenter.access.boundary;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.preferencecenter.access.entity.KeyOrder;
import org.preferencecenter.access.entity.Permission;

/**
 * The body of {@code POST /api/v1/keys}, as it was sent.
 *
 * @param brand null: every brand
 */
@Schema(name = "KeyWanted", requiredProperties = {"name", "permissions"})
record KeyBody(
        @Schema(description = "What it is for, on one line", maxLength = 100, examples = "shop, production") String name,
        @Schema(description = "What it lets do", minItems = 1) Set<Permission> permissions,
        @Schema(description = "Code of the one brand it may act for; left out: every brand") String brand,
        @Schema(description = "Requests a minute on each node", minimum = "1", maximum = "10000000",
                defaultValue = "6000") int perMinute,
        @Schema(description = "From when on it is refused; left out: it does not expire") Instant expires) {

    private static final int LARGEST = 16 * 1024;
    private static final Set<String> MEMBERS = Set.of("name", "permissions", "brand", "perMinute", "expires");

    /** @throws IllegalArgumentException with a sentence that says what is wrong and what would do */
    static KeyBody read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException("The body is too large for one key: 16 KiB at most.");
        }
        return of(parse(bytes));
    }

    /** The parser says with a bare RuntimeException that an object is too deep. */
    private static JsonObject parse(byte[] bytes) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            return reader.readObject();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("The body must be one JSON object, such as {\"name\": \"shop\","
                    + " \"permissions\": [\"ASK\"]}" + where(e) + ".", e);
        }
    }

    /** The place alone: the parser's own words might quote what was sent. */
    private static String where(RuntimeException e) {
        return e instanceof JsonParsingException parsing ? "; it stops making sense at line "
                + parsing.getLocation().getLineNumber() + ", column " + parsing.getLocation().getColumnNumber() : "";
    }

    private static KeyBody of(JsonObject json) {
        for (String member : json.keySet()) {
            if (!MEMBERS.contains(member)) {
                throw new IllegalArgumentException("A key has no member of this name; there are "
                        + MEMBERS.stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
        }
        return new KeyBody(text(json, "name"), permissions(json.get("permissions")), text(json, "brand"), perMinute(json),
                expires(text(json, "expires")));
    }

    private static String text(JsonObject json, String member) {
        JsonValue value = json.get(member);
        if (value == null || value == JsonValue.NULL) {
            return null;
        }
        if (value instanceof JsonString string) {
            return string.getString();
        }
        throw new IllegalArgumentException("The member " + member + " must be a string.");
    }

    private static int perMinute(JsonObject json) {
        JsonValue value = json.get("perMinute");
        if (value == null || value == JsonValue.NULL) {
            return KeyOrder.USUAL_PER_MINUTE;
        }
        try {
            if (value instanceof JsonNumber number) {
                return number.intValueExact();
            }
        } catch (ArithmeticException notAWholeNumber) {
            // said below, as for no number at all
        }
        throw new IllegalArgumentException("The member perMinute must be a whole number from 1 to 10000000.");
    }

    private static Set<Permission> permissions(JsonValue value) {
        if (!(value instanceof JsonArray array)) {
            return Permission.named(List.of());
        }
        return Permission.named(array.stream().map(one -> one instanceof JsonString s ? s.getString() : "").toList());
    }

    private static Instant expires(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("The member expires must be a time in UTC, such as 2027-11-22T00:00:00Z.", e);
        }
    }
}
