package org.preferencecenter.law.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.preferencecenter.law.control.NationalHolidays;

class DeadlineTest {

    private static final Holidays HOLIDAYS = new NationalHolidays();

    /** The end is the first instant that is too late: 10 working days from Monday the 2nd end when the 17th begins. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ten days over the change of clocks                                   | US | America/New_York    | 10 BUSINESS_DAYS | 2026-03-02T09:00-05:00    | 2026-03-17T00:00-04:00
            Easter, France                         | FR | Europe/Paris        | 2 BUSINESS_DAYS  | 2026-04-02T12:00+02:00    | 2026-04-08T00:00+02:00
            Easter, Germany: Good Friday too       | DE | Europe/Berlin       | 2 BUSINESS_DAYS  | 2026-04-02T12:00+02:00    | 2026-04-09T00:00+02:00
            Christmas, Germany                     | DE | Europe/Berlin       | 3 BUSINESS_DAYS  | 2025-12-23T18:00+01:00    | 2025-12-31T00:00+01:00
            Christmas, France                      | FR | Europe/Paris        | 3 BUSINESS_DAYS  | 2025-12-23T18:00+01:00    | 2025-12-30T00:00+01:00
            Christmas, England: Boxing Day moved   | GB | Europe/London       | 1 BUSINESS_DAYS  | 2026-12-24T12:00Z         | 2026-12-30T00:00Z
            Thanksgiving                           | US | America/New_York    | 10 BUSINESS_DAYS | 2026-11-20T12:00-05:00    | 2026-12-08T00:00-05:00
            five days, Australia, Easter and Anzac | AU | Australia/Sydney    | 5 BUSINESS_DAYS  | 2025-04-17T12:00+10:00    | 2025-04-30T00:00+10:00
            asked on a Saturday                    | FR | Europe/Paris        | 1 BUSINESS_DAYS  | 2026-11-21T12:00+01:00    | 2026-11-24T00:00+01:00
            the day before clocks go forward       | FR | Europe/Paris        | 1 DAYS           | 2026-03-28T12:00+01:00    | 2026-03-30T00:00+02:00
            the day before clocks go back          | FR | Europe/Paris        | 1 DAYS           | 2026-10-24T12:00+02:00    | 2026-10-26T00:00+01:00
            hours run through the change of clocks | FR | Europe/Paris        | 48 HOURS         | 2026-03-28T12:00+01:00    | 2026-03-30T13:00+02:00
            a day that begins at one               | BR | America/Sao_Paulo   | 1 DAYS           | 2018-11-02T12:00-03:00    | 2018-11-04T01:00-02:00
            late evening is the day before         | US | America/Los_Angeles | 1 DAYS           | 2026-11-23T07:59Z         | 2026-11-24T00:00-08:00
            minutes                                | US | America/New_York    | 5 MINUTES        | 2026-11-23T23:58-05:00    | 2026-11-24T00:03-05:00
            a month from the 31st                  | FR | Europe/Paris        | 1 MONTHS         | 2026-01-31T12:00+01:00    | 2026-03-01T00:00+01:00
            a year from the leap day               | FR | Europe/Paris        | 1 YEARS          | 2024-02-29T12:00+01:00    | 2025-03-01T00:00+01:00
            nowhere has no holidays                | XX | UTC                 | 1 BUSINESS_DAYS  | 2026-12-24T12:00Z         | 2026-12-26T00:00Z
            """)
    void terms_end_where_the_person_lives(String what, String country, ZoneId zone, String term, OffsetDateTime from,
            OffsetDateTime end) {
        assertEquals(end.toInstant(), Deadline.of(term(term), from.toInstant(), List.of(zone), place(country)));
    }

    @Test
    void where_the_zone_is_not_known_the_earliest_end_counts() {
        Instant from = Instant.parse("2026-03-02T12:00:00Z");
        List<ZoneId> zones = List.of(ZoneId.of("America/Los_Angeles"), ZoneId.of("America/New_York"));
        assertEquals(Instant.parse("2026-03-17T04:00:00Z"), Deadline.of(term("10 BUSINESS_DAYS"), from, zones, place("US")));
        assertThrows(IllegalArgumentException.class, () -> Deadline.of(term("1 DAYS"), from, List.of(), place("US")));
    }

    @Test
    void a_calendar_of_nothing_but_holidays_holds_nobody_for_ever() {
        Place place = new Place(new Jurisdiction("FR", Map.of(), List.of(), Set.of()), (where, day) -> true, AddressWords.NONE);
        assertTrue(Deadline.of(term("2 BUSINESS_DAYS"), Instant.EPOCH, List.of(ZoneOffset.UTC), place).isAfter(Instant.EPOCH));
    }

    @Property(tries = 2000)
    void a_later_start_never_ends_earlier(@ForAll @LongRange(min = 0, max = 7_000_000_000L) long start,
            @ForAll @LongRange(min = 0, max = 1_000_000) long later, @ForAll @IntRange(min = 1, max = 40) int amount,
            @ForAll Term.Unit unit, @ForAll @IntRange(max = 11) int country) {
        Term term = new Term(amount, unit);
        assertFalse(end(term, Instant.ofEpochSecond(start + later), country).isBefore(
                end(term, Instant.ofEpochSecond(start), country)));
    }

    @Property(tries = 2000)
    void a_longer_term_ends_later(@ForAll @LongRange(min = 0, max = 7_000_000_000L) long start,
            @ForAll @IntRange(min = 1, max = 40) int amount, @ForAll Term.Unit unit, @ForAll @IntRange(max = 11) int country) {
        Instant from = Instant.ofEpochSecond(start);
        assertTrue(end(new Term(amount + 1, unit), from, country).isAfter(end(new Term(amount, unit), from, country)));
    }

    @Property(tries = 2000)
    void business_days_end_with_a_business_day_and_count_each(@ForAll @LongRange(min = 0, max = 7_000_000_000L) long start,
            @ForAll @IntRange(min = 1, max = 30) int amount, @ForAll @IntRange(max = 11) int country) {
        Instant from = Instant.ofEpochSecond(start);
        LocalDate first = from.atZone(ZONE).toLocalDate();
        LocalDate last = end(new Term(amount, Term.Unit.BUSINESS_DAYS), from, country).minus(1, ChronoUnit.SECONDS)
                .atZone(ZONE).toLocalDate();
        assertTrue(open(COUNTRIES.get(country), last));
        assertEquals(amount, Stream.iterate(first.plusDays(1), day -> day.plusDays(1)).limit(ChronoUnit.DAYS.between(first, last))
                .filter(day -> open(COUNTRIES.get(country), day)).count());
    }

    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final List<String> COUNTRIES = List.of("FR", "DE", "GB", "ES", "IT", "NL", "BE", "CH", "US", "CA", "AU", "BR");

    private static Instant end(Term term, Instant from, int country) {
        return Deadline.of(term, from, List.of(ZONE), place(COUNTRIES.get(country)));
    }

    private static boolean open(String country, LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0 && !HOLIDAYS.on(country, day);
    }

    private static Place place(String country) {
        return new Place(new Jurisdiction(country, Map.of(), List.of(), Set.of()), HOLIDAYS, AddressWords.NONE);
    }

    private static Term term(String text) {
        String[] parts = text.split(" ");
        return new Term(Integer.parseInt(parts[0]), Term.Unit.valueOf(parts[1]));
    }
}
