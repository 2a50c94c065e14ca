package org.preferencecenter.law.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.preferencecenter.law.entity.Holidays;

class NationalHolidaysTest {

    private static final Holidays HOLIDAYS = new NationalHolidays();

    /**
     * The holidays on weekdays, Monday to Friday: those that make a difference. Easter Sunday is 2025-04-20, 2026-04-05 and
     * 2027-03-28. Sources: C. trav. L3133-1 (FR), the Länder's laws in common (DE), Banking and Financial Dealings Act 1971
     * (GB), ET 37.2 (ES), L. 260/1949 with L. 151/2025 (IT), Algemene termijnenwet 3 (NL), AR 18-4-1974 (BE), what all
     * cantons keep (CH), 5 U.S.C. 6103 (US), Canada Labour Code 166 (CA), Fair Work Act 115 (AU), Leis 662/1949, 6.802/1980,
     * 14.759/2023 (BR).
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FR | 2025 | 01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-11 12-25
            FR | 2026 | 01-01 04-06 05-01 05-08 05-14 05-25 07-14 11-11 12-25
            FR | 2027 | 01-01 03-29 05-06 05-17 07-14 11-01 11-11
            DE | 2025 | 01-01 04-18 04-21 05-01 05-29 06-09 10-03 12-25 12-26
            DE | 2026 | 01-01 04-03 04-06 05-01 05-14 05-25 12-25
            DE | 2027 | 01-01 03-26 03-29 05-06 05-17
            GB | 2025 | 01-01 04-18 05-05 05-26 12-25 12-26
            GB | 2026 | 01-01 04-03 05-04 05-25 12-25 12-28
            GB | 2027 | 01-01 03-26 05-03 05-31 12-27 12-28
            IT | 2025 | 01-01 01-06 04-21 04-25 05-01 06-02 08-15 12-08 12-25 12-26
            IT | 2026 | 01-01 01-06 04-06 05-01 06-02 12-08 12-25
            IT | 2027 | 01-01 01-06 03-29 06-02 10-04 11-01 12-08
            ES | 2025 | 01-01 01-06 04-18 05-01 08-15 12-08 12-25
            ES | 2026 | 01-01 01-06 04-03 05-01 10-12 12-08 12-25
            ES | 2027 | 01-01 01-06 03-26 10-12 11-01 12-06 12-08
            NL | 2025 | 01-01 04-21 05-05 05-29 06-09 12-25 12-26
            NL | 2026 | 01-01 04-06 04-27 05-05 05-14 05-25 12-25
            NL | 2027 | 01-01 03-29 04-27 05-05 05-06 05-17
            BE | 2025 | 01-01 04-21 05-01 05-29 06-09 07-21 08-15 11-11 12-25
            BE | 2026 | 01-01 04-06 05-01 05-14 05-25 07-21 11-11 12-25
            BE | 2027 | 01-01 03-29 05-06 05-17 07-21 11-01 11-11
            CH | 2025 | 01-01 05-29 08-01 12-25
            CH | 2026 | 01-01 05-14 12-25
            CH | 2027 | 01-01 05-06
            US | 2025 | 01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25
            US | 2026 | 01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25
            US | 2027 | 01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31
            CA | 2025 | 01-01 04-18 05-19 07-01 09-01 09-30 10-13 11-11 12-25 12-26
            CA | 2026 | 01-01 04-03 05-18 07-01 09-07 09-30 10-12 11-11 12-25
            CA | 2027 | 01-01 03-26 05-24 07-01 09-06 09-30 10-11 11-11
            AU | 2025 | 01-01 01-27 04-18 04-21 04-25 12-25 12-26
            AU | 2026 | 01-01 01-26 04-03 04-06 12-25 12-28
            AU | 2027 | 01-01 01-26 03-26 03-29 12-27 12-28
            BR | 2025 | 01-01 04-18 04-21 05-01 11-20 12-25
            BR | 2026 | 01-01 04-03 04-21 05-01 09-07 10-12 11-02 11-20 12-25
            BR | 2027 | 01-01 03-26 04-21 09-07 10-12 11-02 11-15
            BR | 2023 | 04-07 04-21 05-01 09-07 10-12 11-02 11-15 12-25
            """)
    void these_weekdays_are_holidays_and_no_others(String country, int year, String days) {
        List<String> expected = Arrays.stream(days.split(" ")).toList();
        assertEquals(expected, weekdaysOff(country, year));
    }

    private static List<String> weekdaysOff(String country, int year) {
        LocalDate first = LocalDate.of(year, 1, 1);
        return IntStream.range(0, first.lengthOfYear()).mapToObj(first::plusDays)
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0 && HOLIDAYS.on(country, day))
                .map(day -> day.toString().substring(5)).toList();
    }

    @ParameterizedTest
    @CsvSource({"FR,2026-08-15", "FR,2026-11-01", "IT,2026-10-04", "US,2026-07-04", "GB,2026-12-26", "DE,2026-10-03",
            "BR,2026-11-15", "CH,2026-08-01"})
    void a_holiday_at_a_weekend_is_one_too(String country, LocalDate day) {
        assertTrue(HOLIDAYS.on(country, day));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EU", "*", "XX", "fr", "PL", ""})
    void what_has_no_calendar_here_has_no_holidays(String jurisdiction) {
        assertFalse(HOLIDAYS.on(jurisdiction, LocalDate.of(2026, 1, 1)));
    }

    @Test
    void nobody_knows_a_holiday_of_nowhere() {
        assertFalse(HOLIDAYS.on(null, LocalDate.of(2026, 1, 1)));
    }

    @ParameterizedTest
    @CsvSource({"1899,false", "1900,true", "2200,true", "2201,false"})
    void years_from_1900_to_2200_are_known(int year, boolean known) {
        assertEquals(known, HOLIDAYS.on("FR", LocalDate.of(year, 12, 25)));
    }

    @Test
    void many_threads_may_ask_at_once() throws Exception {
        Holidays fresh = new NationalHolidays();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> answers = threads.invokeAll(IntStream.range(0, 400)
                    .mapToObj(i -> (java.util.concurrent.Callable<Boolean>) () -> fresh.on(i % 2 == 0 ? "FR" : "US",
                            LocalDate.of(1950 + i % 50, 12, 25))).toList());
            for (Future<Boolean> answer : answers) {
                assertTrue(answer.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void every_country_has_holidays_in_every_year_to_come() {
        List<String> bare = List.of("FR", "DE", "GB", "ES", "IT", "NL", "BE", "CH", "US", "CA", "AU", "BR").stream()
                .flatMap(country -> IntStream.rangeClosed(2020, 2200).filter(year -> weekdaysOff(country, year).size() < 2)
                        .mapToObj(year -> country + year)).collect(Collectors.toList());
        assertEquals(List.of(), bare);
    }
}
