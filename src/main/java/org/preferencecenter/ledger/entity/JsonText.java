package org.preferencecenter.ledger.entity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) for a program that has nothing but Java: objects are maps, arrays lists, numbers whole and long. Refuses
 * what two readers could read in two ways: names given twice, fractions, half surrogates, anything after the end.
 */
final class JsonText {

    private static final int DEEPEST = 32;
    /** Beyond it other readers round (RFC 8259 §6). */
    private static final long MAX_EXACT = (1L << 53) - 1;

    private final String text;
    private int at;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException with the place, if it cannot be read in exactly one way */
    static Object read(String text) {
        JsonText json = new JsonText(text);
        Object value = json.value();
        json.blanks();
        if (json.at != text.length()) {
            throw json.wrong();
        }
        return value;
    }

    /** A string as JSON writes it, quotation marks included. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2);
        quote(json, text);
        return json.toString();
    }

    /** The same, to the end of what is there. */
    static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == '<') {
                json.append(String.format("\\u%04x", (int) c));   // also where it lies within a page, it ends nothing
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private Object value() {
        blanks();
        if (++depth > DEEPEST) {
            throw wrong();
        }
        char c = peek();
        Object value = switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
        depth--;
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        blanks();
        if (peek() == '}') {
            at++;
            return object;
        }
        do {
            blanks();
            String name = string();
            blanks();
            expect(':');
            if (object.containsKey(name)) {
                throw wrong();
            }
            object.put(name, value());
            blanks();
        } while (next('}'));
        return object;
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        at++;
        blanks();
        if (peek() == ']') {
            at++;
            return array;
        }
        do {
            array.add(value());
            blanks();
        } while (next(']'));
        return array;
    }

    /** @return true after a comma, false at the end */
    private boolean next(char end) {
        if (peek() == end) {
            at++;
            return false;
        }
        expect(',');
        return true;
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw wrong();
            }
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        for (int i = 0; i < string.length(); i++) {
            boolean pair = Character.isHighSurrogate(string.charAt(i)) && i + 1 < string.length()
                    && Character.isLowSurrogate(string.charAt(i + 1));
            if (Character.isSurrogate(string.charAt(i)) && !pair) {
                throw wrong();
            }
            i += pair ? 1 : 0;
        }
        return string.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        if (c == 'u') {
            String digits = at + 4 <= text.length() ? text.substring(at, at + 4) : "";
            if (!digits.matches("[0-9a-fA-F]{4}")) {
                throw wrong();
            }
            at += 4;
            return (char) Integer.parseInt(digits, 16);
        }
        int which = "\"\\/bfnrt".indexOf(c);
        if (which < 0) {
            throw wrong();
        }
        return "\"\\/\b\f\n\r\t".charAt(which);
    }

    private Long number() {
        int from = at;
        while (at < text.length() && (text.charAt(at) == '-' || Character.digit(text.charAt(at), 10) >= 0)) {
            at++;
        }
        String number = text.substring(from, at);
        if (!number.matches("-?(0|[1-9][0-9]{0,15})") || Math.abs(Long.parseLong(number)) > MAX_EXACT) {
            throw wrong();
        }
        return Long.parseLong(number);
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong();
        }
        at += word.length();
        return value;
    }

    private void blanks() {
        while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong();
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw wrong();
        }
        at++;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("not JSON that can be read in exactly one way, at character " + at);
    }
}
