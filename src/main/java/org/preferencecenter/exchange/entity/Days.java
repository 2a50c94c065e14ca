package org.preferencecenter.exchange.entity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days and instants as files write them. Without an offset they count as UTC. */
final class Days {

    private static final Pattern ISO = Pattern.compile(
            "(\\d{4})-(\\d{2})-(\\d{2})(?:[T ](\\d{2}):(\\d{2})(?::(\\d{2}))?(?:[.,]\\d{1,9})?\\s*(Z|UTC|[+-]\\d{2}:?\\d{2})?)?");
    private static final Pattern SPOKEN = Pattern.compile(
            "(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})(?:[T ,]+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?");

    private Days() {
    }

    /** @param monthFirst of {@code 12/31/2024}; else {@code 31/12/2024} */
    static Optional<Instant> instant(String text, boolean monthFirst) {
        try {
            Matcher iso = ISO.matcher(text);
            if (iso.matches()) {
                return Optional.of(of(iso, number(iso, 1), number(iso, 2), number(iso, 3), 4)
                        .atOffset(offset(iso.group(7))).toInstant());
            }
            Matcher spoken = SPOKEN.matcher(text);
            if (spoken.matches()) {
                int day = number(spoken, monthFirst ? 2 : 1);
                int month = number(spoken, monthFirst ? 1 : 2);
                return Optional.of(of(spoken, number(spoken, 3), month, day, 4).toInstant(ZoneOffset.UTC));
            }
            return text.length() > 10 ? Optional.of(OffsetDateTime.parse(text).toInstant()) : Optional.empty();
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    static Optional<LocalDate> day(String text, boolean monthFirst) {
        return instant(text, monthFirst).map(at -> at.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    private static LocalDateTime of(Matcher found, int year, int month, int day, int time) {
        boolean timed = found.group(time) != null;
        return LocalDateTime.of(year, month, day, timed ? number(found, time) : 0, timed ? number(found, time + 1) : 0,
                timed && found.group(time + 2) != null ? number(found, time + 2) : 0);
    }

    private static ZoneOffset offset(String text) {
        return text == null || text.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(text);
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }
}
