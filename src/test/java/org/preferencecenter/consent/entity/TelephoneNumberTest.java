package org.preferencecenter.consent.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.preferencecenter.consent.entity.TelephoneNumber.Flaw;

class TelephoneNumberTest {

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {
        "06 39 98 00 00, FR, +33639980000", "06.39.98.00.00, FR, +33639980000", "0639980000, FR, +33639980000",
        "+33 (0)6 39 98 00 00, FR, +33639980000", "0033 6 39 98 00 00, FR, +33639980000",
        "+33639980000, null, +33639980000", "٠٦٣٩٩٨٠٠٠٠, FR, +33639980000", "０６３９９８００００, FR, +33639980000",
        "07700 900000, GB, +447700900000", "tel:+33-6-39-98-00-00, DE, +33639980000", "0171 3920000, DE, +491713920000"})
    void any_form_that_people_write_is_read(String text, String region, String e164) {
        TelephoneNumber.Typed typed = TelephoneNumber.typed(text, region);
        assertNull(typed.flaw());
        assertEquals(e164, typed.e164());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {"'', FR, EMPTY", "' ', FR, EMPTY", "null, FR, EMPTY", "bonjour, FR, NOT_A_NUMBER",
        "06 39 98 00 00, null, NO_COUNTRY", "+999 123456789, FR, NO_COUNTRY", "06 39, FR, TOO_SHORT",
        "06 39 98 00 00 00 00 00 00, FR, TOO_LONG", "01 42 34 56 78, FR, LANDLINE", "0891 67 00 00, FR, PAID",
        "🦆🦆🦆🦆🦆, FR, NOT_A_NUMBER", "'0639980000'' or 1=1 --', FR, NOT_A_NUMBER"})
    void what_is_wrong_is_named(String text, String region, Flaw flaw) {
        assertEquals(new TelephoneNumber.Typed(null, flaw), TelephoneNumber.typed(text, region));
    }

    @Test
    void an_endless_number_is_none() {
        assertEquals(Flaw.NOT_A_NUMBER, TelephoneNumber.typed("0".repeat(100_000), "FR").flaw());
    }

    @Test
    void every_country_has_an_example_that_would_be_taken() {
        for (String region : TelephoneNumber.regions()) {
            TelephoneNumber.example(region).ifPresent(example ->
                    assertTrue(TelephoneNumber.typed(example, region).e164() != null, region + " " + example));
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {"+33639980000, FR, 06 39 98 00 00", "+33 6 39 98 00 00, GB, +33 6 39 98 00 00",
        "+33639980000, null, +33 6 39 98 00 00", "nothing, FR, nothing"})
    void it_is_shown_as_it_is_written_where_the_reader_lives(String value, String region, String shown) {
        assertEquals(shown, TelephoneNumber.written(value, region));
    }
}
