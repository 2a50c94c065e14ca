package org.preferencecenter.center.entity;

import java.time.Duration;
import java.time.Instant;

/**
 * When a form was handed out: proof that somebody took the time to fill it in, in the place of a puzzle that many cannot
 * solve (WCAG 2.2 3.3.8).
 *
 * @param begun   when
 * @param hastes  how often it came back too fast before
 */
public record FormTime(Instant begun, int hastes) {

    /** Nobody fills in a form in less. */
    public static final Duration LEAST = Duration.ofSeconds(2);
    /** After that the form is handed out anew, as it was filled in. */
    public static final Duration MOST = Duration.ofHours(24);

    /** What the time says of whoever sent the form. */
    public enum Verdict {
        FINE, TOO_FAST,
        /** Too fast twice. */
        ROBOT, TOO_OLD
    }

    public Verdict at(Instant now) {
        Duration taken = Duration.between(begun, now);
        if (taken.compareTo(LEAST) < 0) {
            return hastes > 0 ? Verdict.ROBOT : Verdict.TOO_FAST;
        }
        return taken.compareTo(MOST) > 0 ? Verdict.TOO_OLD : Verdict.FINE;
    }

    /** For a form handed out again to somebody who took their time before. */
    public static FormTime proven(Instant now) {
        return new FormTime(now.minus(LEAST), 0);
    }
}
