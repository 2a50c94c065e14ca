package org.preferencecenter.law.entity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A message about to go to a person, as the rules see it. What is not known is null or empty, and never helps.
 *
 * @param at           when it would go
 * @param zone         the person's time zone, or null
 * @param brand        code of the sender
 * @param sector       of the purpose, or null
 * @param families     product families the purpose is about
 * @param functions    functions at work the purpose relates to (S-13)
 * @param basis        on which the purpose stands for this audience there, or null if on none
 * @param address      where it would go, or null
 * @param consentSince since when a consent stands, or null if none does
 * @param facts        on record about the person, by {@link Fact#key()}
 * @param lastAction   the person's latest sign, or null
 * @param attempts     contacts by this brand on this channel in the last 90 days, newest first
 * @param refusedAt    when the person last refused on this channel, or null
 * @param lists        what opposition lists say of the number, by the list's code; a list never imported is missing
 * @param openPixel    the message holds a pixel that tells who opened it
 * @param pixelConsent the person agreed to such pixels
 * @param asksToGoOn   it offers nothing, but asks once whether the person wants to go on (S-47)
 */
public record Situation(Instant at, ZoneId zone, String brand, Channel channel, Audience audience, MessageNature nature,
        String sector, Set<String> families, Set<String> functions, LegalBasis basis, String address,
        Instant consentSince, Map<String, String> facts, Instant lastAction, List<Instant> attempts, Instant refusedAt,
        Map<String, Listing> lists, boolean openPixel, boolean pixelConsent, boolean asksToGoOn) {

    /** The same at another time. */
    public Situation at(Instant then) {
        return new Situation(then, zone, brand, channel, audience, nature, sector, families, functions, basis, address,
                consentSince, facts, lastAction, attempts, refusedAt, lists, openPixel, pixelConsent, asksToGoOn);
    }

    /** The fact as it is written, or nothing. */
    public Optional<String> fact(Fact fact) {
        String text = facts.get(fact.key());
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    /** True if recorded and not as {@code false} or {@code no}. */
    public boolean recorded(Fact flag) {
        return fact(flag).filter(text -> !text.equalsIgnoreCase("false") && !text.equalsIgnoreCase("no")).isPresent();
    }

    /** The fact as a date; nothing if it is none or lies in the future, which proves nothing yet. */
    public Optional<LocalDate> past(Fact fact, LocalDate today) {
        return date(fact).filter(day -> !day.isAfter(today));
    }

    /** The fact as a date of the years 1 to 9999; nothing if it is none. An instant counts as its day. */
    public Optional<LocalDate> date(Fact fact) {
        return fact(fact).flatMap(text -> {
            try {
                LocalDate day = day(text.length() > 10 && text.charAt(10) == 'T' ? text.substring(0, 10) : text);
                // Whatever is counted from it later stays within the calendar.
                return day.getYear() < 1 || day.getYear() > 9999 ? Optional.empty() : Optional.of(day);
            } catch (DateTimeException notADate) {
                return Optional.empty();
            }
        });
    }

    /** As {@link LocalDate#parse}, but quick for the usual form: a customer's dates are read for every decision. */
    private static LocalDate day(String text) {
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dash = i == 4 || i == 7;
            if (text.length() != 10 || (dash ? c != '-' : c < '0' || c > '9')) {
                return LocalDate.parse(text);
            }
            number = dash ? number : 10 * number + c - '0';
        }
        return number == 0 ? LocalDate.parse(text) : LocalDate.of(number / 10_000, number / 100 % 100, number % 100);
    }

    /** The fact as an instant; nothing if it is none. */
    public Optional<Instant> instant(Fact fact) {
        return fact(fact).flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException notAnInstant) {
                return Optional.empty();
            }
        });
    }

    /** The fact as words. */
    public Set<String> words(Fact fact) {
        String text = facts.get(fact.key());
        return Words.of(text);
    }
}
