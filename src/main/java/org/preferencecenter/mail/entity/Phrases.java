package org.preferencecenter.mail.entity;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;

/**
 * The sentences of our letters in one language.
 *
 * @param language BCP 47
 * @param patterns message key to {@link String#format} pattern
 */
public record Phrases(String language, Map<String, String> patterns) {

    /** @throws IllegalArgumentException if there is no such sentence: a mistake of ours that tests find */
    public String say(String key, Object... with) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no sentence '" + key + "' in " + language);
        }
        return with.length == 0 ? pattern : String.format(locale(), pattern, with);
    }

    /** The sentence, or the one of the other key where there is none for the first. */
    public String sayOr(String key, String otherwise) {
        return say(patterns.containsKey(key) ? key : otherwise);
    }

    /** A day as people write it: {@code 14 mars 2026}, and {@code 1er mars} as French wants it. */
    public String day(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        String day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale()).format(local);
        return language.equals("fr") && local.getDayOfMonth() == 1 ? day.replaceFirst("^1 ", "1er ") : day;
    }

    /** A day and its time, with the zone they are told in. */
    public String moment(Instant at, ZoneId zone) {
        String time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale()).format(at.atZone(zone));
        return say("moment", day(at, zone), time, zone.getDisplayName(TextStyle.SHORT, locale()));
    }

    private Locale locale() {
        return Locale.forLanguageTag(language);
    }
}
