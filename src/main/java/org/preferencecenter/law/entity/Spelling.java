package org.preferencecenter.law.entity;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses the word somebody meant. Pure. */
public final class Spelling {

    private static final int LONGEST = 60;

    private Spelling() {
    }

    /** The known word that is fewest letters away, if it is near enough to be meant. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        String word = plain(written);
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        int most = Math.max(1, word.length() / 3);
        return known.stream().min(Comparator.<String>comparingInt(other -> distance(word, plain(other)))
                .thenComparing(Comparator.naturalOrder())).filter(other -> distance(word, plain(other)) <= most);
    }

    /** Capitals and the choice between blank, dash and underscore are no difference. */
    private static String plain(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }

    /** Letters to add, drop, change or swap with the next (optimal string alignment). */
    private static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                steps[i][j] = Math.min(steps[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[one.length()][other.length()];
    }
}
