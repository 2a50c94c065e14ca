package org.preferencecenter.rights.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.law.control.NationalHolidays;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.RuleBook;

/** GDPR art. 12(3) on the calendar of Regulation 1182/71. */
class AnswerTimeTest {

    private static final RuleBook BOOK = RuleBooks.read(Optional.empty(), new NationalHolidays());

    @ParameterizedTest(name = "{0} received {1}: {2}, at the latest {3}")
    @CsvSource({
        // An ordinary month: the day of receipt is not counted.
        "FR, 2026-11-23, 2026-12-23, 2027-02-23",
        // There is no 31st of February, nor of April, nor of June.
        "FR, 2027-01-29, 2027-03-01, 2027-04-29", "FR, 2028-01-31, 2028-02-29, 2028-05-02", "FR, 2027-05-31, 2027-06-30, 2027-08-31",
        // Ends on a Saturday, on a Sunday, on Christmas Day, on New Year's Day before a weekend.
        "FR, 2026-11-19, 2026-12-21, 2027-02-19", "FR, 2026-11-20, 2026-12-21, 2027-02-22", "FR, 2026-11-25, 2026-12-28, 2027-02-25",
        "FR, 2026-12-01, 2027-01-04, 2027-03-01",
        // Boxing Day is a holiday in Germany and none in France; Easter Monday.
        "DE, 2028-11-26, 2028-12-27, 2029-02-26", "FR, 2028-11-26, 2028-12-26, 2029-02-26", "FR, 2027-02-28, 2027-03-30, 2027-05-28",
        // Brazil: fifteen days (LGPD 19).
        "BR, 2026-11-23, 2026-12-08, 2027-02-08",
        // Nothing is known of where they live: a month, and no holidays but Sundays and Saturdays.
        ", 2026-11-25, 2026-12-25, 2027-02-25", "XX, 2026-11-20, 2026-12-21, 2027-02-22"})
    void is_a_month_and_two_more(String country, LocalDate received, LocalDate due, LocalDate extended) {
        AnswerTime time = AnswerTime.of(BOOK, country, received);
        assertEquals(due, time.due(received));
        assertEquals(extended, time.extended(received));
    }

    @ParameterizedTest(name = "due {0}, on {1}: {2}")
    @CsvSource({"2026-12-23, 2026-12-24, LATE", "2026-12-23, 2026-12-23, TODAY", "2026-12-23, 2026-12-22, SOON",
        "2026-12-23, 2026-12-16, SOON", "2026-12-23, 2026-12-15, IN_TIME"})
    void stands_against_its_term(LocalDate due, LocalDate today, AnswerTime.Standing standing) {
        assertEquals(standing, AnswerTime.standing(due, today));
    }

    @Test
    void is_made_longer_within_the_first_term_only() {
        AnswerTime time = AnswerTime.of(BOOK, "FR", LocalDate.of(2026, 11, 23));
        assertEquals(true, time.mayExtend(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 12, 23)));
        assertEquals(false, time.mayExtend(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 12, 24)));
    }
}
