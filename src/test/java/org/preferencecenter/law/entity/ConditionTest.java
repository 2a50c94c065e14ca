package org.preferencecenter.law.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.law.Asked;

/** Each condition, on both sides of each of its boundaries. */
class ConditionTest {

    private static final Place PARIS = Asked.place("Europe/Paris");

    private static boolean holds(Condition condition, Asked asked) {
        return condition.holds(asked.situation(), PARIS);
    }

    /** A year from the day the yes was given, as that day was where the person lives. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "2026-11-23T10:00:00Z, -,             -,    -,                    false",
            "2026-11-23T10:00:00Z, -,             P1Y,  -,                    false",
            "2026-11-23T10:00:00Z, -,             -,    2001-01-01T00:00:00Z, true",
            "2026-11-23T10:00:00Z, -,             -,    2026-11-23T10:00:00Z, true",
            "2026-11-23T10:00:00Z, -,             -,    2026-11-23T10:00:01Z, false",
            "2026-08-19T21:59:59Z, -,             P1Y,  2025-08-20T10:00:00Z, true",
            "2026-08-19T22:00:00Z, -,             P1Y,  2025-08-20T10:00:00Z, false",
            "2026-08-19T22:00:00Z, -,             P1Y,  2025-08-20T22:30:00Z, true",
            "2026-08-20T03:59:59Z, America/New_York, P1Y, 2025-08-20T10:00:00Z, true",
            "2026-08-20T04:00:00Z, America/New_York, P1Y, 2025-08-20T10:00:00Z, false",
            "2025-02-27T22:59:59Z, -,             P1Y,  2024-02-29T10:00:00Z, true",
            "2025-02-27T23:00:00Z, -,             P1Y,  2024-02-29T10:00:00Z, false",
            "2024-02-28T22:59:59Z, -,             P1Y,  2023-03-01T10:00:00Z, true",
            "2024-02-29T22:59:59Z, -,             P1Y,  2023-03-01T10:00:00Z, true",
            "2024-02-29T23:00:00Z, -,             P1Y,  2023-03-01T10:00:00Z, false" })
    void consent_stands_until_the_day_its_period_is_over(String at, String zone, Period within, String since, boolean holds) {
        assertEquals(holds, holds(new Condition.Consent(within), Asked.at(at).in(zone).consented(since)));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-,                    -,          -,    false",
            "2024-05-01,           -,          -,    true",
            "2024-05-01T10:00:00Z, -,          -,    true",
            "last year,            -,          -,    false",
            "' ',                  -,          -,    false",
            "2026-11-23,           -,          -,    true",
            "2026-11-24,           -,          -,    false",
            "-,                    2026-01-01, -,    false",
            "2024-11-23,           -,          P24M, false",
            "2024-11-24,           -,          P24M, true",
            "2019-01-01,           2024-11-23, P24M, false",
            "2019-01-01,           2024-11-24, P24M, true",
            "2019-01-01,           2026-11-24, P24M, false",
            "+999999999-12-31,     -,          P24M, false",
            "-999999999-01-01,     -,          -,    false" })
    void a_sale_is_a_past_date_and_the_latest_one_counts(String since, String latest, Period within, boolean holds) {
        Asked asked = new Asked().with(Fact.CUSTOMER_SINCE, since).with(Fact.LAST_PURCHASE, latest);
        assertEquals(holds, holds(new Condition.Sale(within), asked));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-, false", "theatre, true", "'cinema, theatre', true", "cinema theatre, true", "theatres, false", "'', false" })
    void the_seller_is_the_brand_itself(String sellers, boolean holds) {
        assertEquals(holds, holds(new Condition.SameSeller(), new Asked().with(Fact.SELLER, sellers)));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-,             -,               false",
            "-,             tickets,         false",
            "tickets,       -,               false",
            "tickets,       tickets,         true",
            "tickets,       books,           false",
            "tickets books, 'wine,books',    true" })
    void analogous_and_function_match_need_a_word_in_common(String asked, String recorded, boolean holds) {
        Asked one = new Asked().with(Fact.PRODUCT_FAMILY, recorded).with(Fact.FUNCTION, recorded);
        Set<String> words = asked == null ? Set.of() : new HashSet<>(List.of(asked.split(" ")));
        one.families = words;
        assertEquals(holds, holds(new Condition.Analogous(), one));
        assertFalse(holds(new Condition.FunctionMatch(), one));
        one.functions = words;
        assertEquals(holds, holds(new Condition.FunctionMatch(), one));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-, P6M, false", "2026-05-23, P6M, false", "2026-05-24, P6M, true", "2001-01-01, -, true",
            "2026-11-23, P6M, true", "2026-11-24, P6M, false", "soon, -, false" })
    void an_inquiry_is_past_and_no_older_than_its_period(String last, Period within, boolean holds) {
        assertEquals(holds, holds(new Condition.Inquiry(within), new Asked().with(Fact.LAST_INQUIRY, last)));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-,          theatre, tickets, false",
            "open,       theatre, tickets, true",
            "open,       cinema,  tickets, false",
            "open,       theatre, wine,    false",
            "2026-11-23, theatre, tickets, true",
            "2026-11-22, theatre, tickets, false",
            "for ever,   theatre, tickets, false" })
    void a_contract_in_force_is_with_the_sender_and_about_the_same(String until, String seller, String family, boolean holds) {
        Asked asked = new Asked().with(Fact.CONTRACT_UNTIL, until).with(Fact.SELLER, seller).with(Fact.PRODUCT_FAMILY, family);
        asked.families = Set.of("tickets");
        assertEquals(holds, holds(new Condition.CurrentContract(), asked));
    }

    /** 22:59:59Z is a second before midnight in Paris. */
    @ParameterizedTest
    @CsvSource({ "2026-11-23T22:59:59Z, true", "2026-11-23T23:00:00Z, false" })
    void the_last_day_of_a_contract_is_in_force_to_its_end(String at, boolean holds) {
        Asked asked = Asked.at(at).with(Fact.CONTRACT_UNTIL, "2026-11-23").with(Fact.SELLER, "theatre")
                .with(Fact.PRODUCT_FAMILY, "tickets");
        asked.families = Set.of("tickets");
        assertEquals(holds, holds(new Condition.CurrentContract(), asked));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-,                 false, true",
            "info@firm.example, true,  false",
            "anna@firm.example, false, false",
            "anna@gmail.com,    false, true",
            "info@gmail.com,    false, true",
            "+33611223344,      false, false" })
    void an_unknown_address_is_no_desks_and_may_be_private(String address, boolean role, boolean personal) {
        Asked asked = new Asked();
        asked.address = address;
        assertEquals(role, holds(new Condition.RoleAddress(), asked));
        assertEquals(personal, holds(new Condition.PersonalAddress(), asked));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-, false", "'', false", "' ', false", "false, false", "No, false", "true, true", "2024-05-01 form 12, true" })
    void a_flag_is_recorded_by_any_word_but_no(String text, boolean holds) {
        assertEquals(holds, holds(new Condition.Recorded(Fact.SOLE_TRADER), new Asked().with(Fact.SOLE_TRADER, text)));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "BLOCTEL, false, 2026-11-23, true,  false",
            "BLOCTEL, false, 2026-10-24, true,  false",
            "BLOCTEL, false, 2026-10-23, false, false",
            "BLOCTEL, false, 2026-11-24, false, false",
            "BLOCTEL, false, -,          false, false",
            "BLOCTEL, true,  2026-11-23, false, true",
            "BLOCTEL, true,  2001-01-01, false, true",
            "RPO,     false, 2026-11-23, false, false",
            "RPO,     true,  2026-11-23, false, false" })
    void a_list_clears_a_number_while_it_is_fresh_and_bars_it_however_old(String list, boolean on, LocalDate date,
            boolean screened, boolean listed) {
        Asked asked = new Asked();
        asked.lists.put(list, new Listing(on, date));
        assertEquals(screened, holds(new Condition.Screened("BLOCTEL", Period.ofDays(30)), asked));
        assertEquals(listed, holds(new Condition.Listed("BLOCTEL"), asked));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-,                          2026-11-23T18:30:00Z, false",
            "2026-11-23T18:30:00Z,       2026-11-23T18:29:59Z, false",
            "2026-11-23T18:30:00Z,       2026-11-23T18:30:00Z, true",
            "2026-11-23T18:30:00Z,       2026-11-23T18:59:59Z, true",
            "2026-11-23T18:30:00Z,       2026-11-23T19:00:00Z, false",
            "2026-11-23T18:30+01:00,     2026-11-23T17:30:00Z, true",
            "2026-11-23T18:30,           2026-11-23T18:30:00Z, false",
            "2026-11-23,                 2026-11-23T18:30:00Z, false",
            "+999999999-12-31T23:59-18:00, 2026-11-23T18:30:00Z, false" })
    void an_appointment_is_kept_within_its_time_and_never_early(String agreed, String at, boolean holds) {
        assertEquals(holds, holds(new Condition.Appointment(Duration.ofMinutes(30)),
                Asked.at(at).with(Fact.CALL_APPOINTMENT, agreed)));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-,                    2026-11-23T10:00:00Z, true",
            "2023-11-23T10:00:00Z, 2026-11-22T22:59:59Z, false",
            "2023-11-23T10:00:00Z, 2026-11-22T23:00:00Z, true",
            "2024-02-29T10:00:00Z, 2027-02-27T22:59:59Z, false",
            "2024-02-29T10:00:00Z, 2027-02-27T23:00:00Z, true" })
    void silence_lasts_until_the_period_is_over_and_no_sign_ever_is_silence(Instant last, String at, boolean holds) {
        Asked asked = Asked.at(at);
        asked.lastAction = last;
        assertEquals(holds, holds(new Condition.Inactive(Period.ofMonths(36)), asked));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-,                2026-11-23T10:00:00Z, false",
            "2011-11-23,       2026-11-22T22:59:59Z, true",
            "2011-11-23,       2026-11-22T23:00:00Z, false",
            "2012-02-29,       2027-02-27T22:59:59Z, true",
            "2012-02-29,       2027-02-27T23:00:00Z, false",
            "2030-01-01,       2026-11-23T10:00:00Z, true",
            "+999999999-12-31, 2026-11-23T10:00:00Z, false" })
    void younger_than_fifteen_until_the_birthday(String born, String at, boolean holds) {
        Asked asked = Asked.at(at).with(Fact.BIRTH_DATE, born);
        assertEquals(holds, holds(new Condition.YoungerThan(15), asked));
        assertEquals(holds, holds(new Condition.YoungerThan(15), asked.with(Fact.PARENTAL_CONSENT, "no")));
        assertFalse(holds(new Condition.YoungerThan(15), asked.with(Fact.PARENTAL_CONSENT, "2026-01-05 letter")));
    }

    @Test
    void pixels_are_what_the_question_and_the_person_say() {
        Asked asked = new Asked();
        assertFalse(holds(new Condition.OpenPixel(), asked));
        assertFalse(holds(new Condition.PixelConsent(), asked));
        asked.openPixel = true;
        assertTrue(holds(new Condition.OpenPixel(), asked));
        assertFalse(holds(new Condition.PixelConsent(), asked));
        asked.pixelConsent = true;
        assertTrue(holds(new Condition.PixelConsent(), asked));
    }

    @Test
    void whether_a_message_only_asks_to_go_on_is_what_the_question_says() {
        Asked asked = new Asked();
        assertFalse(holds(new Condition.AsksToGoOn(), asked));
        asked.asksToGoOn = true;
        assertTrue(holds(new Condition.AsksToGoOn(), asked));
    }

    /** Two conditions of one name could not be told apart in a rule file. */
    @Test
    void no_two_conditions_share_a_word() {
        List<Condition> all = List.of(new Condition.Consent(null), new Condition.Sale(null), new Condition.SameSeller(),
                new Condition.Analogous(), new Condition.Inquiry(null), new Condition.CurrentContract(),
                new Condition.FunctionMatch(), new Condition.RoleAddress(), new Condition.PersonalAddress(),
                new Condition.Recorded(Fact.INFORMED), new Condition.Screened("X", Period.ofDays(1)), new Condition.Listed("X"),
                new Condition.Appointment(Duration.ofMinutes(1)), new Condition.Inactive(Period.ofDays(1)),
                new Condition.YoungerThan(15), new Condition.OpenPixel(), new Condition.PixelConsent(), new Condition.AsksToGoOn(),
                new TimedCondition.AttemptsReached(1, 1), new TimedCondition.RefusedWithin(1), TimedConditionTest.HOURS);
        long kinds = Condition.class.getPermittedSubclasses().length - 1 + TimedCondition.class.getPermittedSubclasses().length;
        assertEquals(kinds, all.size(), "a condition was added: add it here, with its boundaries above");
        assertEquals(kinds, all.stream().map(Condition::word).distinct().count());
    }
}
