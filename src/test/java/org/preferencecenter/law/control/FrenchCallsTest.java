package org.preferencecenter.law.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.preferencecenter.law.control.To.MONDAY;
import static org.preferencecenter.law.control.To.ids;

import java.time.Instant;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.Listing;

/** Calls to consumers in France, before and since 11 August 2026. */
class FrenchCallsTest {

    @ParameterizedTest
    @CsvSource({
            // The consent of 11 August 2025 is over on the day the year is.
            "2026-08-10T09:00:00Z, 2025-08-11T09:00:00Z, false, FR-06.consent",
            "2026-08-11T09:00:00Z, 2025-08-11T09:00:00Z, false, ''",
            "2026-08-11T09:00:00Z, 2025-08-12T09:00:00Z, false, FR-07",
            "2026-08-10T09:00:00Z, 2025-08-12T09:00:00Z, true,  ''",
            "2026-08-11T09:00:00Z, 2025-08-12T09:00:00Z, true,  FR-07"})
    void from_11_august_2026_calls_rest_on_consent_of_the_year_and_no_longer_on_the_list(Instant at, String consented,
            boolean listed, String rule) {
        To to = To.by(Channel.PHONE, LegalBasis.CONSENT).consented(consented);
        to.at = at;
        to.lists.put("BLOCTEL", new Listing(listed, LocalDate.of(2026, 8, 1)));
        assertEquals(rule, ids(to.in("FR").permits()));
        assertEquals(listed && rule.isEmpty() ? "FR-06.listed" : "", ids(to.in("FR").forbids()));
    }

    @ParameterizedTest
    @CsvSource({"2026-08-01, FR-06", "2026-07-09, ''"})
    void until_then_they_rested_on_a_list_of_the_month(LocalDate imported, String rule) {
        To to = To.by(Channel.PHONE, LegalBasis.LEGITIMATE_INTEREST);
        to.at = Instant.parse("2026-08-10T21:59:59Z");
        to.lists.put("BLOCTEL", new Listing(false, imported));
        assertEquals(rule, ids(to.in("FR").permits()));
        to.at = Instant.parse("2026-08-10T22:00:00Z");
        assertEquals("", ids(to.in("FR").permits()), "it is the 11th in Paris");
    }

    @ParameterizedTest
    @CsvSource({
            "2026-11-23T08:59:00Z, FR-07.hours", "2026-11-23T09:00:00Z, ''", "2026-11-23T11:59:00Z, ''",
            "2026-11-23T12:00:00Z, FR-07.hours", "2026-11-23T13:00:00Z, ''", "2026-11-23T19:00:00Z, FR-07.hours",
            "2026-11-21T10:00:00Z, FR-07.hours", "2026-11-11T10:00:00Z, FR-07.hours", "2026-08-10T06:00:00Z, FR-06.hours"})
    void french_calls_keep_their_hours_and_holidays(Instant at, String deferring) {
        To to = To.by(Channel.PHONE, LegalBasis.CONSENT);
        to.at = at;
        assertEquals(deferring, ids(to.in("FR").defers()));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T19:29:59Z, FR-07.hours", "2026-11-23T19:30:00Z, ''", "2026-11-23T19:59:59Z, ''",
            "2026-11-23T20:00:00Z, FR-07.hours"})
    void outside_them_only_a_precise_time_that_was_agreed_helps_for_half_an_hour(Instant at, String deferring) {
        To to = To.by(Channel.PHONE, LegalBasis.CONSENT).fact("callAppointment", "2026-11-23T20:30+01:00");
        to.at = at;
        assertEquals(deferring, ids(to.in("FR").defers()));
    }

    /** Réunion is three or two hours ahead of Paris, Martinique five or six behind; 14 July is a holiday in both. */
    @ParameterizedTest
    @CsvSource({
            "RE, 2026-11-23T06:00:00Z, ''", "RE, 2026-11-23T09:30:00Z, FR-07.hours", "FR, 2026-11-23T06:00:00Z, FR-07.hours",
            "MQ, 2026-11-23T14:00:00Z, ''", "MQ, 2026-11-23T09:30:00Z, FR-07.hours", "RE, 2027-07-14T07:00:00Z, FR-07.hours",
            "RE, 2027-07-15T07:00:00Z, ''"})
    void french_law_holds_overseas_by_the_clock_there(String territory, Instant at, String deferring) {
        To to = To.by(Channel.PHONE, LegalBasis.CONSENT).consented("2026-11-01T09:00:00Z");
        to.at = at;
        assertEquals("FR-07", ids(to.in(territory).permits()));
        assertEquals(deferring, ids(to.in(territory).defers()));
        assertTrue(to.in(territory).duties().stream().anyMatch(duty -> duty.rule().equals("EU-04")), "the Union's law too");
    }

    @ParameterizedTest
    @CsvSource({"4, FR-07.attempts", "3, ''"})
    void four_tries_in_thirty_days_are_enough(int tries, String deferring) {
        To to = To.by(Channel.PHONE, LegalBasis.CONSENT);
        for (int i = 1; i <= tries; i++) {
            to.attempts.add(MONDAY.minusSeconds(86_400L * 5 * i));
        }
        assertEquals(deferring, ids(to.in("FR").defers()));
    }

    @Test
    void a_refusal_gave_60_days_of_rest_in_the_old_law() {
        To to = To.by(Channel.PHONE, LegalBasis.CONSENT);
        to.at = Instant.parse("2026-08-10T09:00:00Z");
        to.refused = Instant.parse("2026-07-01T09:00:00Z");
        assertEquals("FR-06.refused", ids(to.in("FR").defers()));
        to.refused = Instant.parse("2026-06-01T09:00:00Z");
        assertEquals("", ids(to.in("FR").defers()));
    }
}
