package org.preferencecenter.consent.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/** Nothing that looks like a frequency or a pause ever blocks everything by accident (W-07). */
class PausesAndCapsTest {

    private static final Cell CELL = new Cell(Scope.topic(1), Channel.EMAIL);

    private final Journey journey = new Journey();

    @ParameterizedTest
    @ValueSource(strings = {"AT_MOST:0:WEEK", "AT_MOST:-1:DAY", "AT_MOST:101:DAY"})
    void a_cap_of_none_is_refused_and_the_way_to_receive_none_is_told(String text) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Frequency.parse(text)).getMessage().contains("stop the topic"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AT_MOST", "AT_MOST:1", "AT_MOST::WEEK", "AT_MOST:1:YEAR", "DIGEST", "NONE"})
    void what_is_no_frequency_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Frequency.parse(text));
    }

    private Outcome pause(Instant until) {
        return journey.choose(List.of(new Wish(CELL, null, null, until)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00.000001Z", "2026-11-22T09:00:00Z", "2026-11-22T10:00:01Z", "2028-12-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z"})
    void a_pause_that_is_over_before_it_begins_or_has_no_end_is_refused_and_nothing_is_recorded(Instant until) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> pause(until)).getMessage().contains("to receive nothing, stop"));
        assertThrows(IllegalArgumentException.class, () -> journey.recording().grant(List.of(new Wish(CELL, true, null, until)),
                journey.act()));
        assertEquals(List.of(), journey.entries());
    }

    @Test
    void a_pause_holds_until_it_ends_or_is_ended() {
        Instant until = Instant.parse("2026-12-22T10:00:00Z");
        pause(until);
        assertEquals(until, journey.choices().at(CELL).orElseThrow().pausedUntil());
        journey.wait(Duration.ofDays(1));
        pause(Instant.EPOCH);
        assertNull(journey.choices().at(CELL).orElseThrow().pausedUntil());
    }
}
