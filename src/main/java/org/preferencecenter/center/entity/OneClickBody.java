package org.preferencecenter.center.entity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads the body of an RFC 8058 POST, for the record only: the stop holds whatever the body says, because real clients
 * send the pair urlencoded, as multipart, in another letter case, or not at all.
 */
public final class OneClickBody {

    private static final byte[] EXACT = "List-Unsubscribe=One-Click".getBytes(StandardCharsets.US_ASCII);
    private static final String NAME = "list-unsubscribe";
    private static final String VALUE = "one-click";

    private OneClickBody() {
    }

    /**
     * Whether the pair {@code List-Unsubscribe=One-Click} is there (RFC 8058 §3.1), as a form field of either kind or as
     * plain text. Letter case, spaces around name and value, and a wrong or missing type do not matter.
     *
     * @param contentType as sent, or null
     */
    public static boolean hasPair(byte[] body, String contentType) {
        if (Arrays.equals(body, EXACT)) {
            return true;
        }
        String text = new String(body, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        boolean multipart = contentType != null && contentType.toLowerCase(Locale.ROOT).contains("multipart/");
        return multipart || text.startsWith("--") ? inParts(text) || inPairs(text) : inPairs(text);
    }

    private static boolean inPairs(String text) {
        for (String pair : text.split("[&;\\r\\n]")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && plain(pair.substring(0, equals)).equals(NAME)
                    && plain(pair.substring(equals + 1)).equals(VALUE)) {
                return true;
            }
        }
        return false;
    }

    /** RFC 7578: a part's header lines, an empty line, its value, then a line that begins with the boundary's dashes. */
    private static boolean inParts(String text) {
        boolean named = false;
        boolean inValue = false;
        StringBuilder value = new StringBuilder();
        for (String line : text.split("\\r\\n|\\n|\\r", -1)) {
            if (line.startsWith("--")) {
                if (named && value.toString().strip().equals(VALUE)) {
                    return true;
                }
                named = false;
                inValue = false;
                value.setLength(0);
            } else if (inValue) {
                value.append(line);
            } else if (line.isBlank()) {
                inValue = true;
            } else {
                named |= names(line);
            }
        }
        return named && value.toString().strip().equals(VALUE);
    }

    /** {@code Content-Disposition: form-data; name="List-Unsubscribe"}, quoted or not. */
    private static boolean names(String header) {
        if (!header.startsWith("content-disposition")) {
            return false;
        }
        for (String parameter : header.split(";")) {
            String bare = parameter.replace("\"", "").replace(" ", "").replace("\t", "");
            if (bare.equals("name=" + NAME)) {
                return true;
            }
        }
        return false;
    }

    /** Without spaces around it, in either of their urlencoded forms, and with a coded hyphen read as one. */
    private static String plain(String coded) {
        return coded.replace('+', ' ').replace("%20", " ").replace("%2d", "-").replace("\"", "").strip();
    }
}
