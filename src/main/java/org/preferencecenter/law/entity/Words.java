package org.preferencecenter.law.entity;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Words in a line, apart by blanks or commas: product families, functions, sellers. Read for every decision, so no pattern. */
public final class Words {

    private Words() {
    }

    /** @param line may be null or blank: no words */
    public static Set<String> of(String line) {
        if (line == null) {
            return Set.of();
        }
        Set<String> words = Set.of();
        int from = -1;
        for (int i = 0; i <= line.length(); i++) {
            boolean between = i == line.length() || line.charAt(i) == ',' || Character.isWhitespace(line.charAt(i));
            if (between && from >= 0) {
                words = and(words, line.substring(from, i));
                from = -1;
            } else if (!between && from < 0) {
                from = i;
            }
        }
        return words;
    }

    private static Set<String> and(Set<String> words, String word) {
        if (words.isEmpty()) {
            return Collections.singleton(word);
        }
        Set<String> all = words.size() == 1 ? new LinkedHashSet<>(words) : words;
        all.add(word);
        return all;
    }
}
