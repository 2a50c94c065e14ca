package org.preferencecenter.ledger.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an entry said before somebody changed it. Only its hash was signed, and a hash tells nothing; but an entry has few words
 * to say. So each part of what stands there now is put back to what other entries have said, one part and then two at a time,
 * until the hash is the one that was signed: then that is what it said, as surely as SHA-256 holds.
 */
public final class Former {

    /** So many pairs of parts are tried, which takes a second or two. */
    private static final int MOST = 300_000;
    private static final String FACT = "facts.";

    private final Map<String, Object> now;
    private final Collection<byte[]> signed;
    private final List<Part> parts = new ArrayList<>();

    /** One part as it may have been. @param was null: it was not there */
    private record Part(String field, Object was) {
    }

    /** What was changed. Of two parts, both are told with a comma between them; {@code -} where there was, or is, nothing. */
    public record Found(String field, String was, String is) {
    }

    private Former(Map<String, Object> now, Collection<byte[]> signed, Map<String, ? extends Set<?>> seen) {
        this.now = now;
        this.signed = signed;
        Set<String> fields = new TreeSet<>(now.keySet());
        fields.addAll(seen.keySet());
        for (String field : fields) {
            Object is = now.get(field);
            if (is != null && field.startsWith(FACT)) {
                parts.add(new Part(field, null));
            }
            for (Object was : seen.containsKey(field) ? seen.get(field) : Set.of()) {
                if (!was.equals(is)) {
                    parts.add(new Part(field, was));
                }
            }
        }
    }

    /**
     * Looks for it.
     *
     * @param now    the octets that stand there
     * @param signed hashes it may have had
     * @param seen   what other entries say, by field as {@link #parts} names them
     * @return nothing if it was none of these, or if what stands there cannot be read at all
     */
    public static Optional<Found> of(byte[] now, Collection<byte[]> signed, Map<String, ? extends Set<?>> seen) {
        Map<String, Object> read;
        try {
            read = parts(now);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
        return new Former(read, signed, seen).look();
    }

    /** An entry taken apart: {@code leaf.at}, {@code leaf.kind}, {@code leaf.prev}, {@code leaf.recipient}, {@code leaf.seq}, {@code facts.…}. */
    public static Map<String, Object> parts(byte[] leaf) {
        try {
            Map<?, ?> json = (Map<?, ?>) JsonText.read(new String(leaf, java.nio.charset.StandardCharsets.UTF_8));
            Map<String, Object> parts = new TreeMap<>();
            parts.put("leaf.at", json.get("at").toString());
            parts.put("leaf.kind", json.get("kind").toString());
            parts.put("leaf.prev", json.get("prev").toString());
            parts.put("leaf.recipient", json.get("recipient"));
            parts.put("leaf.seq", json.get("seq"));
            ((Map<?, ?>) json.get("facts")).forEach((key, value) -> parts.put(FACT + key,
                    value instanceof Long number && number == number.intValue() ? Integer.valueOf(number.intValue()) : value));
            return parts;
        } catch (ClassCastException | NullPointerException strange) {
            throw new IllegalArgumentException("not an entry", strange);
        }
    }

    private Optional<Found> look() {
        for (Part part : parts) {
            if (fits(part, null)) {
                return Optional.of(new Found(part.field(), told(part.field(), part.was()), told(part.field(), now.get(part.field()))));
            }
        }
        int tried = 0;
        for (int i = 0; i < parts.size() && tried < MOST; i++) {
            for (int j = i + 1; j < parts.size() && tried < MOST; j++) {
                Part one = parts.get(i);
                Part other = parts.get(j);
                if (!one.field().equals(other.field())) {
                    tried++;
                    if (fits(one, other)) {
                        return Optional.of(new Found(one.field() + "," + other.field(),
                                told(one.field(), one.was()) + "," + told(other.field(), other.was()),
                                told(one.field(), now.get(one.field())) + "," + told(other.field(), now.get(other.field()))));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private boolean fits(Part one, Part other) {
        Map<String, Object> then = new TreeMap<>(now);
        put(then, one);
        if (other != null) {
            put(then, other);
        }
        try {
            SortedMap<String, Object> facts = new TreeMap<>();
            then.forEach((field, value) -> {
                if (field.startsWith(FACT)) {
                    facts.put(field.substring(FACT.length()), value);
                }
            });
            byte[] hash = new Entry(((Number) then.get("leaf.recipient")).longValue(), ((Number) then.get("leaf.seq")).intValue(),
                    Instant.parse(then.get("leaf.at").toString()), then.get("leaf.kind").toString(), facts,
                    HexFormat.of().parseHex(then.get("leaf.prev").toString())).hash();
            return signed.stream().anyMatch(known -> Arrays.equals(known, hash));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException | java.time.DateTimeException never) {
            return false;   // no entry ever said that
        }
    }

    private static void put(Map<String, Object> then, Part part) {
        if (part.was() == null) {
            then.remove(part.field());
        } else {
            then.put(part.field(), part.was());
        }
    }

    /** Only what the ledger has a word for: whoever changed it may have written anything there, somebody's name too. */
    private static String told(String field, Object value) {
        if (value == null) {
            return "-";
        }
        String text = value.toString();
        if (!field.startsWith(FACT)) {
            return text.matches("[A-Za-z0-9:.-]{1,64}") && !field.equals("leaf.kind") || text.matches("[a-z-]{2,50}") ? text : "?";
        }
        try {
            Vocabulary.check(field.substring(FACT.length()), value);
            return text;
        } catch (IllegalArgumentException unknown) {
            return "?";
        }
    }
}
