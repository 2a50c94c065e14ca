package org.preferencecenter.consent.entity;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Names as they are searched for: words in small letters, without accents, in any order. */
public final class NameWords {

    /** Words of a name that can stand first; more than nearly anybody has. */
    private static final int MOST = 6;
    private static final int LONGEST = 120;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’ʼ`]");
    /** Letters that no decomposition takes apart, as people type them without their keyboard. */
    private static final Map<Character, String> PLAIN = Map.of('ß', "ss", 'ø', "o", 'æ', "ae", 'œ', "oe", 'ł', "l", 'đ', "d",
            'ı', "i", 'ð', "d", 'þ', "th");

    private NameWords() {
    }

    /** The words of a text, in order; none where it has no letter and no digit. */
    public static List<String> of(String text) {
        String decomposed = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        String lower = MARKS.matcher(decomposed.toLowerCase(Locale.ROOT)).replaceAll("");
        StringBuilder plain = new StringBuilder(lower.length());
        APOSTROPHES.matcher(lower).replaceAll(" ").chars()
                .forEach(c -> plain.append(PLAIN.getOrDefault((char) c, String.valueOf((char) c))));
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN.split(plain)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** What a name is stored under: all its words, once with each of them first and the others after it, in a circle. */
    public static Set<String> keys(String name) {
        List<String> words = of(name);
        Set<String> keys = new LinkedHashSet<>();
        for (int first = 0; first < Math.min(words.size(), MOST); first++) {
            List<String> turned = new ArrayList<>(words.subList(first, words.size()));
            turned.addAll(words.subList(0, first));
            String key = String.join(" ", turned);
            int end = key.offsetByCodePoints(0, Math.min(LONGEST, key.codePointCount(0, key.length())));
            keys.add(key.substring(0, end));
        }
        return keys;
    }
}
