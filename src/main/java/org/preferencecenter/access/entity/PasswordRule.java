package org.preferencecenter.access.entity;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What may be a password: long, and not the first that is guessed; what signs it is made of is everybody's own affair
 * (NIST SP 800-63B-4 §3.1.1.2; OWASP ASVS 5.0 6.2).
 *
 * @param common the commonest words and rows of keys, in lower case, without the figures people hang on
 */
public record PasswordRule(Set<String> common) {

    /** Least number of characters. */
    public static final int LEAST = 12;
    /** Most: Argon2 takes any, but nobody has to hash a book. */
    public static final int MOST = 256;
    private static final int FEWEST_DIFFERENT = 5;

    /** What is wrong with it. */
    public enum Flaw { SHORT, LONG, OWN, COMMON }

    /**
     * @param login the mail address it is to go with
     * @param name  as they are called
     */
    public Optional<Flaw> flaw(String password, String login, String name) {
        int length = password.codePointCount(0, password.length());
        if (length < LEAST) {
            return Optional.of(Flaw.SHORT);
        }
        if (length > MOST) {
            return Optional.of(Flaw.LONG);
        }
        String low = password.toLowerCase(Locale.ROOT).strip();
        if (low.equals(login.toLowerCase(Locale.ROOT)) || bare(low).equals(bare(name.toLowerCase(Locale.ROOT)))
                || bare(low).equals(bare(login.replaceFirst("@.*", "").toLowerCase(Locale.ROOT)))) {
            return Optional.of(Flaw.OWN);
        }
        boolean few = low.codePoints().distinct().count() < FEWEST_DIFFERENT;
        return few || row(low) || common.contains(bare(low)) || common.contains(low) ? Optional.of(Flaw.COMMON)
                : Optional.empty();
    }

    /** Without what is hung on at either end, and without blanks: {@code Password2026!} is {@code password}. */
    private static String bare(String text) {
        return text.replaceAll("^[\\d\\W_]+|[\\d\\W_]+$", "").replaceAll("[\\s._-]", "");
    }

    /** Each sign follows the one before, up or down: {@code 123456789012}, {@code abcdefghijkl}. */
    private static boolean row(String text) {
        int steps = 0;
        for (int i = 1; i < text.length(); i++) {
            int step = Math.abs(text.charAt(i) - text.charAt(i - 1));
            steps += step == 1 || step == 9 ? 1 : 0;
        }
        return steps >= text.length() - 2;
    }
}
