package org.preferencecenter.law.entity;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The days a rule book can be asked about. */
public final class AsOf {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private AsOf() {
    }

    /** @param text {@code 2026-08-11}. @return nothing if it is no day, or none from 1900 to 2200 */
    public static Optional<LocalDate> day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR ? Optional.of(day) : Optional.empty();
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }
}
