package org.preferencecenter.ledger.entity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An entry as bytes: canonical JSON (RFC 8785). {@link Vocabulary} admits no character that JSON would escape and no
 * number but small integers, so the canonical form is plain concatenation in key order.
 */
public final class Leaf {

    /** How long a hash is. */
    public static final int HASH_BYTES = 32;
    private static final int VERSION = 1;
    private static final HexFormat HEX = HexFormat.of();

    private Leaf() {
    }

    /** The leaf hash of RFC 6962 §2.1: SHA-256(0x00 || leaf). */
    public static byte[] hash(byte[] leaf) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((byte) 0);
            return sha256.digest(leaf);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    static byte[] write(Entry entry, byte[] prevHash) {
        StringBuilder json = new StringBuilder(640).append("{\"at\":\"");
        text(json, entry.at());
        json.append("\",\"facts\":{");
        boolean first = true;
        for (Map.Entry<String, Object> fact : entry.facts().entrySet()) {
            json.append(first ? "\"" : ",\"").append(fact.getKey()).append("\":");
            if (fact.getValue() instanceof String text) {
                json.append('"').append(text).append('"');
            } else {
                json.append(fact.getValue());
            }
            first = false;
        }
        json.append("},\"kind\":\"").append(entry.kind()).append("\",\"prev\":\"");
        HEX.formatHex(json, prevHash);
        json.append("\",\"recipient\":").append(entry.recipient()).append(",\"seq\":").append(entry.seq())
                .append(",\"v\":").append(VERSION).append('}');
        return json.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Whether octets say this of an entry, without reading them: their beginning and their end are compared with what would have
     * been written. Octets that are not canonical say nothing; a reader finds out more.
     */
    public static boolean says(byte[] leaf, Instant at, byte[] prevHash, long recipient, int seq) {
        StringBuilder text = new StringBuilder(160).append("{\"at\":\"");
        text(text, at);
        byte[] begin = text.append("\",\"facts\":{").toString().getBytes(StandardCharsets.ISO_8859_1);
        text.setLength(0);
        text.append("\",\"prev\":\"");
        HEX.formatHex(text, prevHash);
        byte[] end = text.append("\",\"recipient\":").append(recipient).append(",\"seq\":").append(seq).append(",\"v\":").append(VERSION)
                .append('}').toString().getBytes(StandardCharsets.ISO_8859_1);
        return leaf.length >= begin.length + end.length && Arrays.equals(leaf, 0, begin.length, begin, 0, begin.length)
                && Arrays.equals(leaf, leaf.length - end.length, leaf.length, end, 0, end.length);
    }

    /**
     * Reads what {@link #write} writes. It need not be strict: what was read is written anew and must be the same octets, so that
     * whatever this takes for an entry and is not written as one is refused.
     */
    static Entry read(byte[] leaf) {
        Entry entry;
        try {
            entry = new Reading(new String(leaf, StandardCharsets.ISO_8859_1)).entry();
        } catch (IndexOutOfBoundsException | ArithmeticException | DateTimeException strange) {
            throw new IllegalArgumentException("not an entry", strange);
        }
        if (!Arrays.equals(entry.leaf(), leaf)) {
            throw new IllegalArgumentException("not the canonical form of an entry");
        }
        return entry;
    }

    static String text(Instant at) {
        StringBuilder text = new StringBuilder(27);
        text(text, at);
        return text.toString();
    }

    /** {@link Instant#toString()} drops trailing zeros; one instant must have one form. */
    private static void text(StringBuilder to, Instant at) {
        LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > 9999) {
            throw new IllegalArgumentException("an instant in the ledger has a year from 0 to 9999");
        }
        digits(to, time.getYear(), 1000).append('-');
        digits(to, time.getMonthValue(), 10).append('-');
        digits(to, time.getDayOfMonth(), 10).append('T');
        digits(to, time.getHour(), 10).append(':');
        digits(to, time.getMinute(), 10).append(':');
        digits(to, time.getSecond(), 10).append('.');
        digits(to, time.getNano() / 1000, 100_000).append('Z');
    }

    private static StringBuilder digits(StringBuilder to, int number, int highest) {
        for (int place = highest; place > 0; place /= 10) {
            to.append((char) ('0' + number / place % 10));
        }
        return to;
    }

    /** Reads from left to right: the form has one order, no blanks and nothing escaped. A general reader of JSON takes five times as long. */
    private static final class Reading {

        private final String text;
        private int at;

        Reading(String text) {
            this.text = text;
        }

        Entry entry() {
            Instant when = instant(after("{\"at\":\"").string());
            SortedMap<String, Object> facts = new TreeMap<>();
            for (after(",\"facts\":{"); text.charAt(at) != '}'; at += text.charAt(at) == ',' ? 1 : 0) {
                String name = after("\"").string();
                facts.put(name, after(":").fact());
            }
            String kind = after("},\"kind\":\"").string();
            byte[] prev = HEX.parseHex(after(",\"prev\":\"").string());
            long recipient = after(",\"recipient\":").number();
            int seq = Math.toIntExact(after(",\"seq\":").number());
            return new Entry(recipient, seq, when, kind, facts, prev);
        }

        private Reading after(String sign) {
            if (!text.startsWith(sign, at)) {
                throw new IllegalArgumentException("not an entry, at character " + at);
            }
            at += sign.length();
            return this;
        }

        /** Up to the next quotation mark, which is read, too. */
        private String string() {
            String string = text.substring(at, text.indexOf('"', at));
            at += string.length() + 1;
            return string;
        }

        private Object fact() {
            return switch (text.charAt(at)) {
                case '"' -> after("\"").string();
                case 't' -> {
                    after("true");
                    yield true;
                }
                case 'f' -> {
                    after("false");
                    yield false;
                }
                default -> Math.toIntExact(number());
            };
        }

        private long number() {
            int from = at;
            while (text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            return Long.parseLong(text, from, at, 10);
        }

        private static Instant instant(String text) {
            return LocalDateTime.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10), digits(text, 11, 13), digits(text, 14, 16),
                    digits(text, 17, 19), 1000 * digits(text, 20, 26)).toInstant(ZoneOffset.UTC);
        }

        private static int digits(String text, int from, int to) {
            return Integer.parseInt(text, from, to, 10);
        }
    }
}
