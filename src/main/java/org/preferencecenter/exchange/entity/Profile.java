package org.preferencecenter.exchange.entity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the columns of a file are called where it comes from, and the words in them.
 *
 * @param name     of the system, {@code plain} for none in particular
 * @param headings in {@link #plain} form, to what they hold
 * @param statuses words in {@link #plain} form
 * @param answers  words in {@link #plain} form: true for yes
 * @param marks    headings in {@link #plain} form that only the file of such people has
 * @param apart    a stop is of what the file is about, not of all that the brand sends
 */
public record Profile(String name, Map<String, Target> headings, Map<String, Status> statuses, Map<String, Boolean> answers,
        Map<String, Status> marks, boolean apart) {

    /** Small letters and digits only, without accents: how headings and words are compared. */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return stripped(Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT));
            }
            char c = Character.toLowerCase(text.charAt(i));
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static String stripped(String text) {
        StringBuilder stripped = new StringBuilder(text.length());
        text.codePoints().filter(Character::isLetterOrDigit).forEach(stripped::appendCodePoint);
        return stripped.toString();
    }

    public Optional<Target> guess(String heading) {
        return Optional.ofNullable(headings.get(plain(heading)));
    }

    /** Nothing for a word that is not known; no word at all says nothing. */
    public Optional<Status> status(String word) {
        return word.isBlank() ? Optional.of(Status.NOTHING) : Optional.ofNullable(statuses.get(plain(word)));
    }

    /** Nothing for a word that is not known. */
    public Optional<Boolean> answer(String word) {
        return Optional.ofNullable(answers.get(plain(word)));
    }
}
