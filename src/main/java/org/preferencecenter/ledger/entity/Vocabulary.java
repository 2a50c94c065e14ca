package org.preferencecenter.ledger.entity;

import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The words an entry may hold and the shape of their values. Closed, so that no address, name or other personal data
 * can slip into a memory that is never erased (DESIGN 5): no shape admits {@code @}, a blank, a dot outside an instant
 * or a free number in a text.
 */
final class Vocabulary {

    private static final Predicate<Object> NUMBER = value -> value instanceof Integer i && i >= 0;
    private static final Predicate<Object> FLAG = Boolean.class::isInstance;
    private static final Predicate<Object> NAME = text("[A-Z][A-Z_]{1,29}");
    private static final Predicate<Object> WORD = text("[a-z]{2,16}(-[a-z]{2,16}){0,2}");
    private static final Predicate<Object> INSTANT = text("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}Z");
    private static final Predicate<Object> UUID = text("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Predicate<Object> SCOPE = text("EVERYTHING:0|(BRAND|PURPOSE|TOPIC):[1-9][0-9]{0,9}");
    private static final Predicate<Object> FREQUENCY = text("EVERY_MESSAGE|(AT_MOST:[1-9][0-9]{0,2}|DIGEST):[A-Z]{3,5}");
    /**
     * Of evidence a commitment: of what, nobody can try without its salt, which lies elsewhere and goes with the person. Of words
     * shown or spoken ({@link Wording}) one that anybody can make: they were published to all.
     */
    private static final Predicate<Object> DIGEST = text("[0-9a-f]{64}");
    private static final Predicate<Object> LOCALE = text("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?");

    /** What a network is called for one day. */
    private static final Predicate<Object> VEILED = text("[a-p]{8}");

    private static final Map<String, Predicate<Object>> SHAPES = Map.ofEntries(
            Map.entry("scope", SCOPE), Map.entry("channel", NAME), Map.entry("state", NAME),
            Map.entry("epoch", NUMBER), Map.entry("stands", NUMBER), Map.entry("since", INSTANT),
            Map.entry("stop", NUMBER), Map.entry("frequency", FREQUENCY), Map.entry("pausedUntil", INSTANT),
            Map.entry("via", WORD), Map.entry("actor", NAME), Map.entry("capture", NAME),
            Map.entry("collectionPoint", NUMBER), Map.entry("notice", NUMBER), Map.entry("locale", LOCALE),
            Map.entry("change", UUID), Map.entry("undoes", UUID), Map.entry("confirms", UUID),
            Map.entry("pair", FLAG), Map.entry("stale", FLAG), Map.entry("address", UUID), Map.entry("act", NAME),
            Map.entry("agent", NUMBER), Map.entry("request", UUID), Map.entry("side", NAME), Map.entry("net", VEILED),
            Map.entry("cause", NAME), Map.entry("script", NUMBER), Map.entry("evidence", UUID), Map.entry("supports", UUID),
            Map.entry("medium", NAME), Map.entry("digest", DIGEST), Map.entry("shown", DIGEST), Map.entry("spoken", DIGEST));

    private Vocabulary() {
    }

    /** @throws IllegalArgumentException if the word is unknown or its value has another shape; never repeats the value */
    static void check(String key, Object value) {
        Predicate<Object> shape = SHAPES.get(key);
        if (shape == null) {
            throw new IllegalArgumentException("the ledger knows no fact of that name");
        }
        if (!shape.test(value)) {
            throw new IllegalArgumentException("the ledger refuses this value of '" + key + "': wrong shape");
        }
    }

    /** @throws IllegalArgumentException if it is not a plain lower-case word */
    static void checkKind(String kind) {
        if (!WORD.test(kind)) {
            throw new IllegalArgumentException("the kind of an entry is a plain lower-case word");
        }
    }

    private static Predicate<Object> text(String shape) {
        Pattern pattern = Pattern.compile(shape);
        return value -> value instanceof String text && pattern.matcher(text).matches();
    }
}
