package org.preferencecenter.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the tests: in UTC, and it moves only when told. Who sets a whole room up for a test may be one. */
public class SetClock extends Clock {

    private volatile Instant now;

    public SetClock() {
        this("2026-11-22T10:00:00Z");
    }

    /** @param start when it begins, as {@link Instant#parse} reads it */
    public SetClock(String start) {
        now = Instant.parse(start);
    }

    public final void wait(Duration time) {
        now = now.plus(time);
    }

    public final void set(Instant at) {
        now = at;
    }

    @Override
    public final Instant instant() {
        return now;
    }

    @Override
    public final ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public final Clock withZone(ZoneId zone) {
        return this;
    }
}
