package org.preferencecenter.center.entity;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.preferencecenter.rights.entity.Copy;
import org.preferencecenter.rights.entity.Part;

/** A copy of somebody's data in words, for the page: the newest of each table first; every detail is in the files. */
public final class DataLines {

    /** So many lines of a table at once; the others unfold. */
    private static final int SHOWN = 8;
    /** Of a table that is longer than this, the rest is in the files: nobody reads it on a telephone. */
    private static final int MOST = 1000;
    /** Details for machines. */
    private static final Set<String> UNSAID = Set.of("seq", "leaf_index", "groups", "prev", "recipient", "v", "change", "collectionPoint",
            "notice", "epoch", "stands", "stop", "request", "undoes", "confirms", "grounds", "words", "kind", "via", "actor", "locale",
            "scope", "asked_by", "net", "file");
    private static final int LONGEST = 300;

    private DataLines() {
    }

    /**
     * A part of the page.
     *
     * @param lines  the newest
     * @param others the older ones, which unfold
     * @param unfold what is pressed for them, or empty
     * @param more   that not everything is on the page, or empty
     */
    public record Section(String title, List<String> lines, List<String> others, String unfold, String more) {
    }

    /** The parts that hold something. */
    public static List<Section> of(Copy copy, Words words, ZoneId zone) {
        List<Section> sections = new ArrayList<>();
        for (Part part : Part.values()) {
            if (copy.size(part) > 0) {
                sections.add(section(part, copy, words, zone));
            }
        }
        return sections;
    }

    private static Section section(Part part, Copy copy, Words words, ZoneId zone) {
        List<String> lines = lines(part, copy, 0, SHOWN, words, zone);
        List<String> others = lines(part, copy, SHOWN, MOST, words, zone);
        int onThePage = copy.in(part).mapToInt(rows -> Math.min(MOST, rows.rows().size())).sum();
        return new Section(words.say("data.part." + part), lines, others, others.isEmpty() ? "" : words.say("data.older", others.size()),
                onThePage < copy.size(part) ? words.say("data.more", onThePage, copy.size(part)) : "");
    }

    private static List<String> lines(Part part, Copy copy, int from, int to, Words words, ZoneId zone) {
        return copy.in(part).flatMap(rows -> rows.rows().stream().limit(to).skip(from)).map(row -> line(row, words, zone))
                .filter(line -> !line.isBlank()).toList();
    }

    /** What is held nothing of, in one sentence; empty: there is something of everything. */
    public static String nothing(Copy copy, Words words) {
        List<String> empty = Arrays.stream(Part.values()).filter(part -> copy.size(part) == 0)
                .map(part -> words.say("data.part." + part)).toList();
        return empty.isEmpty() ? "" : words.say("data.nothing", String.join(" · ", empty));
    }

    private static String line(JsonObject row, Words words, ZoneId zone) {
        List<String> said = new ArrayList<>();
        row.forEach((key, value) -> {
            if (!UNSAID.contains(key)) {
                said.addAll(say(value, words, zone));
            }
        });
        String line = String.join(" · ", said.stream().filter(text -> !text.isBlank()).distinct().toList());
        return line.length() <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private static List<String> say(JsonValue value, Words words, ZoneId zone) {
        if (value instanceof JsonString text) {
            return List.of(text(text.getString(), words, zone));
        }
        if (value instanceof JsonNumber number) {
            return List.of(number.toString());
        }
        if (value instanceof JsonArray array) {
            return array.stream().flatMap(one -> say(one, words, zone).stream()).toList();
        }
        if (value instanceof JsonObject object) {
            List<String> said = new ArrayList<>();
            object.forEach((key, one) -> {
                if (!UNSAID.contains(key)) {
                    said.addAll(say(one, words, zone));
                }
            });
            return said;
        }
        return List.of();   // yes and no alone tell nobody what of
    }

    private static String text(String text, Words words, ZoneId zone) {
        // A code that has no sentence is a detail for the files.
        if (text.matches("[A-Z_]{3,30}")) {
            return words.phrases().containsKey("data.v." + text) ? words.say("data.v." + text)
                    : words.phrases().containsKey("channel." + text) ? words.say("channel." + text) : "";
        }
        if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            try {
                return words.day(LocalDate.parse(text));
            } catch (DateTimeParseException none) {
                return text;
            }
        }
        if (text.matches("\\d{4}-\\d{2}-\\d{2}T.*")) {
            try {
                return words.day(OffsetDateTime.parse(text).toInstant(), zone);
            } catch (DateTimeParseException another) {
                return text;
            }
        }
        return text;
    }
}
