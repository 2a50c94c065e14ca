package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.center.entity.FormTime.Verdict;

class FormTimeTest {

    @ParameterizedTest
    @CsvSource({"PT-5S, 0, TOO_FAST", "PT0S, 0, TOO_FAST", "PT1.999S, 0, TOO_FAST", "PT1.999S, 1, ROBOT", "PT2S, 0, FINE", "PT2S, 1, FINE",
            "PT24H, 0, FINE", "PT24H0.001S, 0, TOO_OLD", "P30D, 1, TOO_OLD"})
    void time_tells_people_from_robots(Duration taken, int hastes, Verdict verdict) {
        assertEquals(verdict, new FormTime(Theatre.NOW.minus(taken), hastes).at(Theatre.NOW));
    }

    @Test
    void who_took_their_time_before_need_not_wait_again() {
        assertEquals(Verdict.FINE, FormTime.proven(Theatre.NOW).at(Theatre.NOW));
    }
}
