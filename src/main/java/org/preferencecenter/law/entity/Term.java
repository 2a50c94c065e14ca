package org.preferencecenter.law.entity;

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

    /** As rule files write it: {@code 10 BUSINESS_DAYS}. */
    @Override
    public String toString() {
        return amount + " " + unit;
    }
}
