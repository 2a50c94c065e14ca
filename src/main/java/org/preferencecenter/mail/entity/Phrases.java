package org.preferencecenter.mail.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.preferencecenter.platform.entity.Bidi;
import org.preferencecenter.platform.entity.Locales;

/**
 * The sentences of our letters in one language.
 *
 * @param language BCP 47
 * @param patterns message key to {@link String#format} pattern
 */
public record Phrases(String language, Map<String, String> patterns) {

    /**
     * @param with a text written the other way is set apart, so that it disturbs no sentence
     * @throws IllegalArgumentException if there is no such sentence: a mistake of ours that tests find
     */
    public String say(String key, Object... with) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no sentence '" + key + "' in " + language);
        }
        Object[] apart = Arrays.stream(with)
                .map(value -> value instanceof String text ? Bidi.isolate(text, Locales.direction(language)) : value).toArray();
        return with.length == 0 ? pattern : String.format(Locales.of(language), pattern, apart);
    }

    /** The sentence, or the one of the other key where there is none for the first. */
    public String sayOr(String key, String otherwise) {
        return say(patterns.containsKey(key) ? key : otherwise);
    }

    /** Several things one after the other, with the language's own comma. */
    public String list(List<String> things) {
        return things.stream().reduce((list, next) -> say("list", list, next)).orElse("");
    }

    /** A day as people write it: {@code 14 mars 2026}, and {@code 1er mars} as French wants it. */
    public String day(Instant at, ZoneId zone) {
        return Locales.day(LocalDate.ofInstant(at, zone), language);
    }

    /** A day and its time, with the zone they are told in. */
    public String moment(Instant at, ZoneId zone) {
        String time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(Locales.of(language)).format(at.atZone(zone));
        return say("moment", day(at, zone), time, zone.getDisplayName(TextStyle.SHORT, Locales.of(language)));
    }
}
