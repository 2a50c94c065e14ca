package org.preferencecenter.sms.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.RuleBook;

class StopTermsTest {

    private static final RuleBook BOOK = new RuleBooks().inForce();

    /** STANDARDS US-02: ten business days and five minutes from 2025-04-11, every brand only from 2027-01-31. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // Thanksgiving, 26 November 2026, is no business day; the day ends first in the easternmost zone
        "US, 2026-11-23T15:00:00Z, false, 2026-12-09T05:00:00Z, 2026-11-23T15:05:00Z",
        "US, 2027-01-30T15:00:00Z, false, 2027-02-13T05:00:00Z, 2027-01-30T15:05:00Z",
        "US, 2027-02-01T15:00:00Z, true, 2027-02-17T05:00:00Z, 2027-02-01T15:05:00Z",
        // where the law says no term, at once
        "FR, 2027-02-01T15:00:00Z, false, 2027-02-01T15:00:00Z, -", "GB, 2027-02-01T15:00:00Z, false, -, -", "CA, 2027-02-01T15:00:00Z, false, -, -",
        "-, 2027-02-01T15:00:00Z, false, -, 2027-02-01T15:05:00Z", "JP, 2027-02-01T15:00:00Z, false, -, 2027-02-01T15:05:00Z"})
    void the_law_where_the_number_belongs_says(String region, Instant at, boolean everyBrand, Instant honourBy, Instant confirmationBy) {
        StopTerms terms = StopTerms.of(BOOK, region, "theatre", at);
        assertEquals(everyBrand, terms.everyBrand());
        if (honourBy != null) {
            assertEquals(honourBy, terms.honourBy());
        }
        assertFalse(terms.honourBy().isBefore(at));
        assertEquals(confirmationBy, terms.confirmationBy());
        assertEquals(everyBrand, terms.rules().contains("US-02.revoke-all"));
    }
}
