package org.preferencecenter.platform.entity;

import java.util.Optional;

/**
 * Keeps text of one writing direction from disturbing text of the other: a name, an address or a number put into a
 * sentence of ours is set apart by the isolates of the Unicode Bidirectional Algorithm (UAX #9 §2.4), and what somebody
 * typed cannot turn round what stands after it.
 */
public final class Bidi {

    private static final char LEFT_TO_RIGHT = '\u2066';
    private static final char FIRST_STRONG = '\u2068';
    private static final char END = '\u2069';

    private Bidi() {
    }

    /**
     * @param text      may itself hold isolated parts, which then count for nothing: isolating twice changes nothing
     * @param direction of the sentence it goes into, {@code ltr} or {@code rtl}
     * @return the text without overrides and embeddings, isolated where it is written the other way
     */
    public static String isolate(String text, String direction) {
        boolean rtl = direction.equals("rtl");
        if (!rtl && plain(text)) {
            return text;
        }
        String clean = harmless(text);
        boolean left = false;
        boolean right = false;
        boolean digit = false;
        boolean sign = false;
        int depth = 0;
        for (int i = 0; i < clean.length(); i += Character.charCount(clean.codePointAt(i))) {
            int c = clean.codePointAt(i);
            if (c >= LEFT_TO_RIGHT && c <= END) {
                depth += c == END ? -1 : 1;
            } else if (depth == 0) {
                byte kind = Character.getDirectionality(c);
                left |= kind == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
                right |= kind == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || kind == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
                digit |= Character.isDigit(c);
                sign |= !Character.isDigit(c);
            }
        }
        if (rtl ? left : right) {
            return FIRST_STRONG + clean + END;
        }
        // A telephone number has no letter to tell its direction, and its groups would be read from the wrong end.
        return rtl && !right && digit && sign ? LEFT_TO_RIGHT + clean + END : clean;
    }

    /** In which direction a text is written: that of its first letter; nothing where it has none. {@code ltr} or {@code rtl} */
    public static Optional<String> direction(String text) {
        return text.codePoints().mapToObj(Character::getDirectionality).map(kind -> switch (kind) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> "ltr";
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> "rtl";
            default -> "";
        }).filter(way -> !way.isEmpty()).findFirst();
    }

    /** Nothing in it is written from right to left, or turns anything round. */
    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '\u0590') {
                return false;
            }
        }
        return true;
    }

    /** Without the marks that turn round what follows them, and without isolates that nobody closes or opened. */
    private static String harmless(String text) {
        String clean = text.replaceAll("[\u202a-\u202e]", "");
        int depth = 0;
        for (int i = 0; i < clean.length() && depth >= 0; i++) {
            char c = clean.charAt(i);
            depth += c == END ? -1 : c >= LEFT_TO_RIGHT && c < END ? 1 : 0;
        }
        return depth == 0 ? clean : clean.replaceAll("[\u2066-\u2069]", "");
    }
}
