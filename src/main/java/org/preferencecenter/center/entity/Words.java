package org.preferencecenter.center.entity;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.preferencecenter.platform.entity.Bidi;
import org.preferencecenter.platform.entity.Locales;

/**
 * The sentences of the public pages in one language.
 *
 * @param language BCP 47
 * @param phrases  message key to {@link MessageFormat} pattern; patterns use typographic apostrophes, so that none is lost
 */
public record Words(String language, Map<String, String> phrases) {

    /**
     * @param with numbers, days and names; a text written the other way is set apart, so that it disturbs no sentence
     * @throws IllegalArgumentException if there is no such sentence: a mistake of ours that tests find
     */
    public String say(String key, Object... with) {
        String phrase = phrases.get(key);
        if (phrase == null) {
            throw new IllegalArgumentException("no sentence '" + key + "' in " + language);
        }
        Object[] apart = with.clone();
        for (int i = 0; i < apart.length; i++) {
            if (apart[i] instanceof String text) {
                apart[i] = Bidi.isolate(text, direction());
            }
        }
        return with.length == 0 ? phrase : fill(phrase, apart);
    }

    /** As {@link MessageFormat} would, which takes ten times as long: it reads the phrase into formats first, each time. */
    private String fill(String phrase, Object[] with) {
        StringBuilder text = new StringBuilder(phrase.length() + 64);
        int from = 0;
        for (int open = phrase.indexOf('{'); open >= 0; open = phrase.indexOf('{', from)) {
            int place = open + 2 < phrase.length() && phrase.charAt(open + 2) == '}' ? phrase.charAt(open + 1) - '0' : -1;
            String value = place >= 0 && place < with.length ? plain(with[place]) : null;
            if (value == null) {
                return new MessageFormat(phrase, Locales.of(language)).format(with);
            }
            text.append(phrase, from, open).append(value);
            from = open + 3;
        }
        return text.append(phrase, from, phrase.length()).toString();
    }

    /** A text, or a number that all our languages write alike; null for anything else. */
    private static String plain(Object value) {
        boolean small = (value instanceof Integer || value instanceof Long) && ((Number) value).longValue() >= 0
                && ((Number) value).longValue() < 1000;
        return small || value instanceof String ? value.toString() : null;
    }

    /** The sentence, or the one of the other key where there is none for the first. */
    public String sayOr(String key, String otherwise, Object... with) {
        return say(phrases.containsKey(key) ? key : otherwise, with);
    }

    /** A day as people write it: {@code 14 mars 2026}, and {@code 1er mars} as French wants it. */
    public String day(LocalDate day) {
        return Locales.day(day, language);
    }

    public String day(Instant at, ZoneId zone) {
        return day(LocalDate.ofInstant(at, zone));
    }

    /** Several things in one sentence: {@code a, b and c}. */
    public String list(List<String> things) {
        int last = things.size() - 1;
        String list = things.isEmpty() ? "" : things.get(0);
        for (int i = 1; i <= last; i++) {
            list = say(i == last ? "list.last" : "list.next", list, things.get(i));
        }
        return list;
    }

    /** {@code ltr} or {@code rtl}. */
    public String direction() {
        return Locales.direction(language);
    }
}
