package org.preferencecenter.law.entity;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/**
 * When a term is over. Pure.
 *
 * <p>Minutes and hours run from the instant. Days and more begin on the day after it, in the person's own zone, and end with
 * the last of them; business days leave out Saturdays, Sundays and the public holidays of the person's jurisdiction
 * (16 CFR 316.4: ten business days; the product floor: "business days of the person's jurisdiction").
 */
public final class Deadline {

    /** Longer than any run of days off: a calendar that knows nothing but holidays must not hold us for ever. */
    private static final int MOST_DAYS_OFF = 60;

    private Deadline() {
    }

    /**
     * @param zones the zones that count for the person; the earliest deadline of all holds
     * @return the first instant that is too late
     */
    public static Instant of(Term term, Instant from, List<ZoneId> zones, Place place) {
        if (zones.isEmpty()) {
            throw new IllegalArgumentException("a deadline needs a time zone");
        }
        return zones.stream().map(zone -> of(term, from, zone, place)).min(Comparator.naturalOrder()).orElseThrow();
    }

    private static Instant of(Term term, Instant from, ZoneId zone, Place place) {
        LocalDate day = from.atZone(zone).toLocalDate();
        return switch (term.unit()) {
            case MINUTES -> from.plus(term.amount(), ChronoUnit.MINUTES);
            case HOURS -> from.plus(term.amount(), ChronoUnit.HOURS);
            case DAYS -> endOf(day.plusDays(term.amount()), zone);
            case BUSINESS_DAYS -> endOf(businessDay(day, term.amount(), place), zone);
            case MONTHS -> endOf(day.plusMonths(term.amount()), zone);
            case YEARS -> endOf(day.plusYears(term.amount()), zone);
        };
    }

    /** The so many-th business day after a day. */
    static LocalDate businessDay(LocalDate after, int count, Place place) {
        LocalDate day = after;
        for (int i = 0; i < count; i++) {
            LocalDate next = day.plusDays(1);
            for (int off = 0; off < MOST_DAYS_OFF && off(next, place); off++) {
                next = next.plusDays(1);
            }
            day = next;
        }
        return day;
    }

    private static boolean off(LocalDate day, Place place) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY || place.holiday(day);
    }

    private static Instant endOf(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
