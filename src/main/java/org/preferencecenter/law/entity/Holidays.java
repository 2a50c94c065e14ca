package org.preferencecenter.law.entity;

import java.time.LocalDate;

/** The public holidays of jurisdictions, national ones. The same question always has the same answer. */
@FunctionalInterface
public interface Holidays {

    /** Nowhere is ever a holiday. */
    Holidays NONE = (jurisdiction, day) -> false;

    /** @param jurisdiction ISO 3166-1 alpha-2; one whose holidays are not known has none */
    boolean on(String jurisdiction, LocalDate day);
}
