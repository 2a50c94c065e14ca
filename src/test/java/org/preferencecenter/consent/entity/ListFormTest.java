package org.preferencecenter.consent.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListFormTest {

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static boolean meets(ListForm form, String entry, String region, String number) {
        byte[] on = form.entry(entry, region).orElseThrow();
        return form.candidates(number, region).stream().anyMatch(candidate -> Arrays.equals(candidate, on));
    }

    @ParameterizedTest
    @ValueSource(strings = { "+33 6 39 98 00 00", "0033639980000", "33639980000", "06 39 98 00 00", "06.39.98.00.00",
            "0639980000", "+33 (0)6 39 98 00 00", "06\u00a039\u00a098\u00a000\u00a000" })
    void a_number_is_met_however_list_and_sender_write_it(String written) throws Exception {
        assertTrue(meets(ListForm.NUMBERS, "+33639980000", "FR", written), "asked as " + written);
        assertTrue(meets(ListForm.NUMBERS, written, "FR", "+33639980000"), "listed as " + written);
        assertTrue(meets(ListForm.SHA256, sha256("+33639980000"), "FR", written));
        assertTrue(meets(ListForm.SHA256, sha256("+33639980000").toUpperCase(), "FR", written));
        assertTrue(meets(ListForm.SHA256_NATIONAL, sha256("0639980000"), "FR", written));
    }

    @ParameterizedTest
    @CsvSource({ "+33639980001, FR", "+447700900000, FR", "+15550100, FR" })
    void another_number_is_not_met(String other, String region) {
        assertTrue(!meets(ListForm.NUMBERS, "+33639980000", region, other));
    }

    @ParameterizedTest
    @CsvSource({ "GB, 07700 900000, +447700900000", "IT, 06 1234 5678, +390612345678", "US, (201) 555-0123, +12015550123",
            "BE, 0470 12 34 56, +32470123456" })
    void numbers_without_a_prefix_belong_to_the_lists_country(String region, String national, String e164) {
        assertTrue(meets(ListForm.NUMBERS, national, region, e164));
        assertTrue(meets(ListForm.NUMBERS, e164, region, national));
    }

    @ParameterizedTest
    @CsvSource({ "numbers, ''", "numbers, tel", "numbers, 12", "numbers, '+33 6 39 98 00 00 00 00 00'", "sha256, 0639980000",
            "sha256, zz", "sha256-national, +33639980000" })
    void what_is_no_entry_of_the_form_is_none(String form, String entry) {
        assertTrue(ListForm.of(form).orElseThrow().entry(entry, "FR").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({ "numbers, NUMBERS", "sha256, SHA256", "sha256-national, SHA256_NATIONAL" })
    void a_form_is_named_by_its_word(String word, ListForm form) {
        assertEquals(form, ListForm.of(word).orElseThrow());
        assertTrue(ListForm.of(word.toUpperCase()).isEmpty());
    }
}
