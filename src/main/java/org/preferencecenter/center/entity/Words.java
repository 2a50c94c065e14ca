package org.preferencecenter.center.entity;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The sentences of the public pages in one language.
 *
 * @param language BCP 47
 * @param phrases  message key to {@link MessageFormat} pattern; patterns use typographic apostrophes, so that none is lost
 */
public record Words(String language, Map<String, String> phrases) {

    /** @throws IllegalArgumentException if there is no such sentence: a mistake of ours that tests find */
    public String say(String key, Object... with) {
        String phrase = phrases.get(key);
        if (phrase == null) {
            throw new IllegalArgumentException("no sentence '" + key + "' in " + language);
        }
        return with.length == 0 ? phrase : new MessageFormat(phrase, locale()).format(with);
    }

    /** The sentence, or the one of the other key where there is none for the first. */
    public String sayOr(String key, String otherwise, Object... with) {
        return say(phrases.containsKey(key) ? key : otherwise, with);
    }

    /** A day as people write it: {@code 14 mars 2026}, and {@code 1er mars} as French wants it. */
    public String day(LocalDate day) {
        String text = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale()).format(day);
        return language.equals("fr") && day.getDayOfMonth() == 1 ? text.replaceFirst("^1 ", "1er ") : text;
    }

    public String day(Instant at, ZoneId zone) {
        return day(LocalDate.ofInstant(at, zone));
    }

    /** Several things in one sentence: {@code a, b and c}. */
    public String list(List<String> things) {
        int last = things.size() - 1;
        return last < 1 ? String.join("", things)
                : String.join(", ", things.subList(0, last)) + " " + say("and") + " " + things.get(last);
    }

    private Locale locale() {
        return Locale.forLanguageTag(language);
    }
}
