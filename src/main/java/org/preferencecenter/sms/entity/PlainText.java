package org.preferencecenter.sms.entity;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A text as it is compared: its words without case, accents, width, signs and everything else telephones add. */
final class PlainText {

    /** Letters that Unicode does not take apart. The dotless i is what a Turkish keyboard makes of our I. */
    private static final Map<Integer, String> PLAIN = Map.of((int) 'ı', "i", (int) 'ł', "l", (int) 'ß', "ss", (int) 'ø', "o",
            (int) 'œ', "oe", (int) 'æ', "ae", (int) 'đ', "d");
    private static final int TATWEEL = 0x640;   // draws an Arabic word longer

    private PlainText() {
    }

    /** The words, none of them empty; letters set apart as in S.T.O.P are one word. */
    static List<String> words(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(apart.length());
        Normalizer.normalize(apart, Normalizer.Form.NFKD).codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (PLAIN.containsKey(c)) {
                plain.append(PLAIN.get(c));
            } else if (Character.isLetter(c) && c != TATWEEL) {
                plain.appendCodePoint(c);
            } else if (Character.digit(c, 10) >= 0) {
                plain.append((char) ('0' + Character.digit(c, 10)));
            } else if (type != Character.NON_SPACING_MARK && type != Character.COMBINING_SPACING_MARK
                    && type != Character.ENCLOSING_MARK && type != Character.FORMAT && c != TATWEEL) {
                plain.append(' ');
            }
        });
        String[] words = plain.toString().strip().split(" +");
        boolean spelled = words.length > 1 && Arrays.stream(words).allMatch(w -> w.codePointCount(0, w.length()) == 1
                && Character.isLetter(w.codePointAt(0)));
        return spelled ? List.of(String.join("", words)) : words[0].isEmpty() ? List.of() : List.of(words);
    }
}
