package org.preferencecenter.demo.control;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands where it is set: what happened before the demo began is recorded on it. */
final class Past extends Clock {

    private final Instant start;
    private volatile Instant at;

    Past(Instant start) {
        this.start = start;
        this.at = start;
    }

    /** When the demo begins. */
    Instant start() {
        return start;
    }

    void set(Instant to) {
        at = to;
    }

    /** Fridays instead of Sundays, Thursdays instead of Saturdays: at weekends hardly anybody signs or reads. */
    static Instant onWeekday(Instant day) {
        DayOfWeek of = day.atZone(ZoneOffset.UTC).getDayOfWeek();
        return of == DayOfWeek.SATURDAY || of == DayOfWeek.SUNDAY ? day.minus(Duration.ofDays(2)) : day;
    }

    @Override
    public Instant instant() {
        return at;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
