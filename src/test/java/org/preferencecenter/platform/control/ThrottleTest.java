package org.preferencecenter.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class ThrottleTest {

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final Throttle throttle = new Throttle(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    private Optional<Duration> ask(String what, String who) {
        return throttle.wait(what, who, 3, Duration.ofMinutes(60));
    }

    @Test
    void so_many_are_granted_and_the_next_is_told_how_long_to_wait() {
        for (int i = 0; i < 3; i++) {
            assertEquals(Optional.empty(), ask("link", "a"));
        }
        Duration wait = ask("link", "a").orElseThrow();
        assertTrue(wait.compareTo(Duration.ofMinutes(20)) <= 1 && !wait.isZero(), wait.toString());
        now = now.plus(wait);
        assertEquals(Optional.empty(), ask("link", "a"));
        assertTrue(ask("link", "a").isPresent());
    }

    @Test
    void others_and_other_limits_are_counted_apart() {
        for (int i = 0; i < 4; i++) {
            ask("link", "a");
        }
        assertEquals(Optional.empty(), ask("link", "b"));
        assertEquals(Optional.empty(), ask("form", "a"));
    }
}
