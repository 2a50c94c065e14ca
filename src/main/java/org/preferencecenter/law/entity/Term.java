package org.preferencecenter.law.entity;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * A length of time as a rule gives it.
 *
 * @param amount 1 or more
 */
public record Term(int amount, Unit unit) {

    public enum Unit {
        MINUTES, HOURS, DAYS,
        /** Days that are neither Saturday, Sunday nor a public holiday where the person lives. */
        BUSINESS_DAYS, MONTHS, YEARS
    }

    public Term {
        if (amount < 1 || unit == null) {
            throw new IllegalArgumentException("a term has an amount of 1 or more and a unit");
        }
    }

    /** About how long it is, to compare it with others: business days, months and years differ. */
    Duration usually() {
        return switch (unit) {
            case MINUTES -> Duration.ofMinutes(amount);
            case HOURS -> Duration.ofHours(amount);
            case DAYS -> Duration.ofDays(amount);
            case BUSINESS_DAYS -> Duration.ofDays(7).dividedBy(5).multipliedBy(amount);
            case MONTHS -> ChronoUnit.MONTHS.getDuration().multipliedBy(amount);
            case YEARS -> ChronoUnit.YEARS.getDuration().multipliedBy(amount);
        };
    }

    /** As rule files write it: {@code 10 BUSINESS_DAYS}. */
    @Override
    public String toString() {
        return amount + " " + unit;
    }
}
