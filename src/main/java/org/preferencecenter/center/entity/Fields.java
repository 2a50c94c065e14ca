package org.preferencecenter.center.entity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of one posted form ({@code application/x-www-form-urlencoded}), in order, names as sent.
 *
 * <p>Read here and not by the server, so that a body of 10,000 fields is refused in plain words and never half read.
 */
public record Fields(Map<String, List<String>> byName) {

    /** The largest form read, in octets; a page of 200 topics on 4 channels stays below it. */
    public static final int MAX_OCTETS = 128 * 1024;
    /** The most fields read. */
    public static final int MAX_FIELDS = 4_000;

    /** The form cannot be read: too many fields, or not a form at all. */
    public static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }
    }

    /** @throws Unreadable if it has more than {@link #MAX_FIELDS} fields or a broken percent code */
    public static Fields parse(byte[] body) throws Unreadable {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        Map<String, List<String>> fields = new LinkedHashMap<>();
        int count = 0;
        int from = 0;
        while (from < text.length()) {
            int to = text.indexOf('&', from);
            to = to < 0 ? text.length() : to;
            if (to > from) {
                if (++count > MAX_FIELDS) {
                    throw new Unreadable("more than " + MAX_FIELDS + " fields");
                }
                add(fields, text.substring(from, to));
            }
            from = to + 1;
        }
        return new Fields(fields);
    }

    private static void add(Map<String, List<String>> fields, String pair) throws Unreadable {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        try {
            fields.computeIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), n -> new ArrayList<>(4))
                    .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new Unreadable("a broken percent code");
        }
    }

    /** Every value of a field, in order; none if it was not sent. */
    public List<String> all(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** The first value of a field, or an empty text. */
    public String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? "" : values.get(0);
    }
}
