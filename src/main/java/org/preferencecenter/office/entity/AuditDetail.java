package org.preferencecenter.office.entity;

import java.io.StringReader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.preferencecenter.center.entity.Words;

/** What a line of the audit tells beside what was done: {@code Channel: e-mail, Lines: 12}. */
public final class AuditDetail {

    /** Numbers of changes, for whoever reads the file beside the ledger: nobody reads them in a line. */
    private static final Set<String> UNSAID = Set.of("change", "version");
    /** Under which keys the values of a detail have words; where none has, {@code audit.value}. */
    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            Map.entry("roles", List.of("staff.role.")), Map.entry("before", List.of("staff.role.")),
            Map.entry("channel", List.of("num.channel.")), Map.entry("kind", List.of("rights.kind.", "change.kind.")),
            Map.entry("way", List.of("rights.way.")), Map.entry("via", List.of("person.via.")),
            Map.entry("verdict", List.of("person.verdict.")), Map.entry("reason", List.of("person.reason.")),
            Map.entry("what", List.of("export.what.")), Map.entry("form", List.of("export.form.")),
            Map.entry("permissions", List.of("permission.")), Map.entry("ending", List.of("retention.ending.")));
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]+|[a-z][a-z-]+");

    private AuditDetail() {
    }

    /**
     * @param json one object, as the audit keeps it
     * @param day  how a moment is written
     * @return empty, if there is nothing to tell
     */
    public static String say(String json, Words words, Function<Instant, String> day) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject().entrySet().stream().filter(entry -> !UNSAID.contains(entry.getKey()))
                    .map(entry -> label(entry.getKey(), value(entry.getKey(), entry.getValue(), words, day), words))
                    .filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
        }
    }

    private static String label(String key, String value, Words words) {
        // A key that is newer than its words shows as it is.
        return value.isEmpty() ? "" : words.phrases().containsKey("audit.detail." + key) ? words.say("audit.detail." + key, value)
                : key + ": " + value;
    }

    private static String value(String key, JsonValue value, Words words, Function<Instant, String> day) {
        if (value instanceof JsonArray several) {
            return several.stream().map(one -> value(key, one, words, day)).collect(Collectors.joining(", "));
        }
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return words.say(value == JsonValue.TRUE ? "audit.value.yes" : "audit.value.no");
        }
        if (!(value instanceof JsonString text)) {
            return value.toString();
        }
        if (text.getString().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return "";
        }
        if (text.getString().matches("\\d{4}-\\d{2}-\\d{2}T.*")) {
            try {
                return day.apply(Instant.parse(text.getString()));
            } catch (DateTimeParseException another) {
                return text.getString();
            }
        }
        return CODE.matcher(text.getString()).replaceAll(code -> java.util.regex.Matcher.quoteReplacement(word(key, code, words)));
    }

    private static String word(String key, MatchResult code, Words words) {
        for (String under : WORDS.getOrDefault(key, List.of())) {
            if (words.phrases().containsKey(under + code.group())) {
                return words.say(under + code.group());
            }
        }
        // Names of streams and files are nobody's code.
        String plain = "audit.value." + key + "." + code.group();
        return words.phrases().containsKey(plain) ? words.say(plain) : code.group();
    }
}
