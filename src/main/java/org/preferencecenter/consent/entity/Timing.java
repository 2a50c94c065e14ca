package org.preferencecenter.consent.entity;

import java.time.Duration;
import java.util.Arrays;

/** How long after the last message about it a stop came, as a class: what a machine does is at once, what people do is not. */
public enum Timing {
    UNDER_10_SECONDS(Duration.ofSeconds(10)), UNDER_A_MINUTE(Duration.ofMinutes(1)), UNDER_10_MINUTES(Duration.ofMinutes(10)),
    UNDER_AN_HOUR(Duration.ofHours(1)), UNDER_A_DAY(Duration.ofDays(1)), LATER(null),
    /** No message is known. */
    UNKNOWN(null);

    private final Duration under;

    Timing(Duration under) {
        this.under = under;
    }

    /** @param since from the message to the stop, 0 or more; null: no message is known */
    public static Timing of(Duration since) {
        if (since == null) {
            return UNKNOWN;
        }
        return Arrays.stream(values()).filter(t -> t.under != null && since.compareTo(t.under) < 0).findFirst().orElse(LATER);
    }

    /** Where the classes end, in seconds, for a query to sort stops into: below the first is 0, and so on. */
    public static long[] bounds() {
        return Arrays.stream(values()).filter(t -> t.under != null).mapToLong(t -> t.under.toSeconds()).toArray();
    }

    /** True within a minute: quicker than most people read. */
    public boolean quick() {
        return this == UNDER_10_SECONDS || this == UNDER_A_MINUTE;
    }
}
