package org.preferencecenter.law.entity;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.law.Asked;
import org.preferencecenter.law.entity.TimedCondition.AttemptsReached;
import org.preferencecenter.law.entity.TimedCondition.OutsideHours;
import org.preferencecenter.law.entity.TimedCondition.RefusedWithin;
import org.preferencecenter.law.entity.TimedCondition.Window;

/** Hours, attempts and refusals: on both sides of each boundary, where the person is. */
class TimedConditionTest {

    /** Working days, 10 to 13 and 14 to 20, as France has them for calls. The windows are given out of order on purpose. */
    static final OutsideHours HOURS = new OutsideHours(EnumSet.range(MONDAY, DayOfWeek.FRIDAY),
            List.of(window(14, 20), window(10, 13)), false);

    private static Window window(int from, int to) {
        return new Window(LocalTime.of(from, 0), LocalTime.of(to, 0));
    }

    private static Instant until(TimedCondition condition, Asked asked, String... zones) {
        Instant until = condition.until(asked.situation(), Asked.place(zones));
        assertEquals(until.isAfter(asked.at), condition.holds(asked.situation(), Asked.place(zones)));
        return until;
    }

    /** Monday 2026-11-23 in Paris is UTC+1; on Friday 2026-12-25 the place has its holiday. */
    @ParameterizedTest
    @CsvSource({
            "2026-11-23T08:59:59Z, 2026-11-23T09:00:00Z, a second before ten",
            "2026-11-23T09:00:00Z, 2026-11-23T09:00:00Z, at ten",
            "2026-11-23T11:59:59Z, 2026-11-23T11:59:59Z, a second before one",
            "2026-11-23T12:00:00Z, 2026-11-23T13:00:00Z, at one",
            "2026-11-23T12:59:59Z, 2026-11-23T13:00:00Z, a second before two",
            "2026-11-23T13:00:00Z, 2026-11-23T13:00:00Z, at two",
            "2026-11-23T18:59:59Z, 2026-11-23T18:59:59Z, a second before eight",
            "2026-11-23T19:00:00Z, 2026-11-24T09:00:00Z, at eight",
            "2026-11-27T19:00:00Z, 2026-11-30T09:00:00Z, Friday evening waits for Monday",
            "2026-11-28T10:00:00Z, 2026-11-30T09:00:00Z, Saturday waits for Monday",
            "2026-11-29T10:00:00Z, 2026-11-30T09:00:00Z, Sunday waits for Monday",
            "2026-11-29T22:59:59Z, 2026-11-30T09:00:00Z, a second before Monday",
            "2026-12-24T19:00:00Z, 2026-12-28T09:00:00Z, the holiday and the weekend are waited for",
            "2026-12-25T10:00:00Z, 2026-12-28T09:00:00Z, the holiday itself",
            "2026-03-27T20:00:00Z, 2026-03-30T08:00:00Z, over the night when the clocks go forward",
            "2026-10-23T20:00:00Z, 2026-10-26T09:00:00Z, over the night when they go back" })
    void calls_wait_for_the_next_hours_of_a_working_day(String at, String until, String why) {
        assertEquals(Instant.parse(until), until(HOURS, Asked.at(at), "Europe/Paris"), why);
    }

    @Test
    void holidays_that_are_days_like_others_are_not_waited_for() {
        OutsideHours any = new OutsideHours(EnumSet.allOf(DayOfWeek.class), List.of(window(10, 13)), true);
        assertEquals(Instant.parse("2026-12-25T09:00:00Z"), until(any, Asked.at("2026-12-25T08:00:00Z"), "Europe/Paris"));
    }

    /** Hours in a gap of the clock begin when the clock goes on; hours that the clock shows twice begin the first time. */
    @ParameterizedTest
    @CsvSource({
            "2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
            "2026-03-29T01:29:59Z, 2026-03-29T01:30:00Z",
            "2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z",
            "2026-10-25T00:30:00Z, 2026-10-25T00:30:00Z" })
    void hours_in_the_nights_when_clocks_change_are_found(String at, String until) {
        OutsideHours night = new OutsideHours(Set.of(SUNDAY), List.of(new Window(LocalTime.of(2, 30), LocalTime.of(5, 0))), true);
        assertEquals(Instant.parse(until), until(night, Asked.at(at), "Europe/Paris"));
    }

    /** 8 to 21 in New York and in Honolulu at once is 18 to 2 UTC in winter. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-,                2026-11-23T14:00:00Z, 2026-11-23T18:00:00Z",
            "-,                2026-11-23T18:00:00Z, 2026-11-23T18:00:00Z",
            "-,                2026-11-24T01:59:59Z, 2026-11-24T01:59:59Z",
            "-,                2026-11-24T02:00:00Z, 2026-11-24T18:00:00Z",
            "America/New_York, 2026-11-23T14:00:00Z, 2026-11-23T14:00:00Z",
            "Pacific/Honolulu, 2026-11-23T14:00:00Z, 2026-11-23T18:00:00Z",
            "Pacific/Honolulu, 2026-11-24T02:00:00Z, 2026-11-24T02:00:00Z" })
    void where_the_zone_is_unknown_it_is_within_hours_in_all_of_them(String zone, String at, String until) {
        OutsideHours day = new OutsideHours(EnumSet.allOf(DayOfWeek.class), List.of(window(8, 21)), true);
        assertEquals(Instant.parse(until), until(day, Asked.at(at).in(zone), "America/New_York", "Pacific/Honolulu"));
    }

    @Test
    void hours_that_never_come_are_far_off_and_the_search_ends() {
        OutsideHours never = new OutsideHours(EnumSet.allOf(DayOfWeek.class), List.of(window(9, 10)), true);
        Asked asked = Asked.at("2026-11-23T10:00:00Z");
        assertTrue(until(never, asked, "America/New_York", "Asia/Tokyo").isAfter(asked.at.plus(Duration.ofDays(29))));
    }

    @Test
    void hours_need_a_day_a_window_and_an_end_after_the_beginning() {
        assertThrows(IllegalArgumentException.class, () -> new OutsideHours(Set.of(), List.of(window(8, 21)), true));
        assertThrows(IllegalArgumentException.class, () -> new OutsideHours(Set.of(SATURDAY), List.of(), true));
        assertThrows(IllegalArgumentException.class, () -> window(8, 8));
        assertThrows(IllegalArgumentException.class, () -> window(21, 8));
    }

    /** Four within thirty calendar days: the fourth newest was on 24 October, so 23 November is free of it. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-,                2026-11-22T22:59:59Z, 2026-10-24T15:00:00Z, 2026-11-22T23:00:00Z",
            "-,                2026-11-22T23:00:00Z, 2026-10-24T15:00:00Z, 2026-11-22T23:00:00Z",
            "-,                2026-11-22T23:00:00Z, 2026-10-24T21:59:59Z, 2026-11-22T23:00:00Z",
            "-,                2026-11-22T23:00:00Z, 2026-10-24T22:00:00Z, 2026-11-23T23:00:00Z",
            "America/New_York, 2026-11-23T04:59:59Z, 2026-10-24T15:00:00Z, 2026-11-23T05:00:00Z",
            "America/New_York, 2026-11-23T05:00:00Z, 2026-10-24T15:00:00Z, 2026-11-23T05:00:00Z" })
    void attempts_are_counted_in_calendar_days_where_the_person_is(String zone, String at, String fourth, String until) {
        Asked asked = Asked.at(at).in(zone);
        asked.attempts = List.of(Instant.parse("2026-11-20T10:00:00Z"), Instant.parse("2026-11-19T10:00:00Z"),
                Instant.parse("2026-11-18T10:00:00Z"), Instant.parse(fourth), Instant.parse("2026-09-01T10:00:00Z"));
        assertEquals(Instant.parse(until), until(new AttemptsReached(4, 30), asked, "Europe/Paris"));
        asked.attempts = asked.attempts.subList(0, 3);
        assertEquals(asked.at, until(new AttemptsReached(4, 30), asked, "Europe/Paris"), "three are not four");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-,                    2026-11-23T10:00:00Z, 2026-11-23T10:00:00Z",
            "2026-09-24T10:00:00Z, 2026-11-22T22:59:59Z, 2026-11-22T23:00:00Z",
            "2026-09-24T10:00:00Z, 2026-11-22T23:00:00Z, 2026-11-22T23:00:00Z",
            "2026-09-24T22:00:00Z, 2026-11-22T23:00:00Z, 2026-11-23T23:00:00Z" })
    void a_refusal_holds_for_whole_days_where_the_person_is(Instant refused, String at, String until) {
        Asked asked = Asked.at(at);
        asked.refusedAt = refused;
        assertEquals(Instant.parse(until), until(new RefusedWithin(60), asked, "Europe/Paris"));
    }

    @Test
    void where_the_zone_is_unknown_the_last_midnight_counts() {
        Asked asked = Asked.at("2026-11-23T10:00:00Z");
        asked.refusedAt = Instant.parse("2026-11-20T12:00:00Z");
        asked.attempts = List.of(asked.refusedAt);
        for (TimedCondition condition : Arrays.asList(new RefusedWithin(5), new AttemptsReached(1, 5))) {
            assertEquals(Instant.parse("2026-11-25T10:00:00Z"), until(condition, asked, "America/New_York", "Pacific/Honolulu"));
        }
    }

    @ParameterizedTest
    @CsvSource({ "0, 30", "1, 0", "1, 91" })
    void attempts_that_cannot_be_counted_are_refused(int most, int days) {
        assertThrows(IllegalArgumentException.class, () -> new AttemptsReached(most, days));
    }
}
