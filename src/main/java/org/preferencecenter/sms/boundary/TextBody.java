package org.preferencecenter.sms.boundary;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A text as a gateway tells it. Gateways name the same things differently: a name is known whatever its case, and what else
 * they tell is passed over.
 */
@Schema(name = "TextReceived", requiredProperties = {"from", "to", "text"},
        description = "Also known by the names that common gateways use, in JSON and in forms: see the handbook")
record TextBody(
        @Schema(description = "The gateway's own name for this text: told again, it is answered again and acted for once",
                maxLength = LONGEST_ID, examples = "SM0123") String id,
        @Schema(description = "The number that texted, with its country's code or as dialled where the other number belongs",
                maxLength = 60, examples = "+33639980001") String from,
        @Schema(description = "The number or short code of yours that was written to", maxLength = 60, examples = "+33639989999")
        String to,
        @Schema(description = "What it says", maxLength = LONGEST_TEXT, examples = "STOP") String text,
        @Schema(description = "When it was sent; left out, in the future or not readable: now") Instant at) {

    static final int LONGEST_ID = 200;
    static final int LONGEST_TEXT = 4000;
    private static final int LONGEST_NUMBER = 60;

    private static final Map<String, List<String>> NAMES = Map.of(
            "id", List.of("id", "messageid", "message_id", "message-id", "messagesid",
                    "smssid", "smsid", "msgid", "message_uuid"),
            "from", List.of("from", "msisdn", "sender", "originator", "source", "src", "mobile", "phone"),
            "to", List.of("to", "shortcode", "short_code", "destination", "dst", "recipient", "receiver", "inboundnumber"),
            "text", List.of("text", "body", "message", "content", "msg", "messagetext", "keyword"));

    /** @throws BadText if it is none */
    static TextBody json(byte[] bytes, Instant now) {
        Map<String, String> fields = new HashMap<>();
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(utf8(bytes).getBytes(StandardCharsets.UTF_8)))) {
            reader.readObject().forEach((name, value) -> {
                if (value instanceof JsonString text) {
                    fields.put(name.toLowerCase(Locale.ROOT), text.getString());
                } else if (value instanceof JsonNumber number) {
                    fields.put(name.toLowerCase(Locale.ROOT), number.toString());
                }
            });
        } catch (BadText wrong) {
            throw wrong;
        } catch (RuntimeException wrong) {
            throw BadText.unreadable("One JSON object is wanted, such as {\"id\": \"…\", \"from\": \"+33639980001\","
                    + " \"to\": \"+33639989999\", \"text\": \"STOP\"}.");
        }
        return of(fields, now);
    }

    /** @throws BadText if it is none */
    static TextBody form(byte[] bytes, Instant now) {
        Map<String, String> fields = new HashMap<>();
        try {
            for (String pair : utf8(bytes).split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    fields.putIfAbsent(decoded(pair.substring(0, equals)).toLowerCase(Locale.ROOT),
                            decoded(pair.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException wrong) {
            throw BadText.unreadable("This is no form: a percent sign is followed by two hexadecimal digits.");
        }
        return of(fields, now);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException wrong) {
            throw BadText.unreadable("This is not UTF-8.");
        }
    }

    private static TextBody of(Map<String, String> fields, Instant now) {
        String text = value(fields, "text", LONGEST_TEXT);
        return new TextBody(value(fields, "id", LONGEST_ID), needed(value(fields, "from", LONGEST_NUMBER), "from",
                "who texted?"), needed(value(fields, "to", LONGEST_NUMBER), "to", "which of your numbers was written to?"),
                text == null ? "" : text, at(fields.get("at"), now));
    }

    private static String needed(String value, String name, String why) {
        if (value == null) {
            throw BadText.unusable("The field " + name + " is missing: " + why);
        }
        return value;
    }

    /** Null without it; a NUL is nothing anybody typed, and the database holds none. */
    private static String value(Map<String, String> fields, String what, int longest) {
        for (String name : NAMES.get(what)) {
            String value = fields.get(name);
            if (value != null && !value.isBlank()) {
                if (value.length() > longest) {
                    throw BadText.unusable("The field " + name + " has " + longest + " characters at most.");
                }
                return value.replace('\0', ' ').strip();
            }
        }
        return null;
    }

    /** A text cannot have been sent later than now; clocks differ. A time that cannot be read keeps no STOP from being taken. */
    private static Instant at(String text, Instant now) {
        if (text == null || text.isBlank()) {
            return now;
        }
        try {
            Instant at = OffsetDateTime.parse(text.strip()).toInstant();
            return at.isAfter(now) || at.isBefore(Instant.EPOCH) ? now : at;
        } catch (DateTimeParseException notATime) {
            return now;
        }
    }
}
