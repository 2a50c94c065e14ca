package org.preferencecenter.platform.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalesTest {

    /** Wishes of the browser stand apart by blanks, best first; {@code -} is none. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "ar, pl, de, it, ar", "ar-EG, pl, de, it, ar", "tlh, pl, de, it, pl", "'', pl, de, it, pl", "../en, pl, de, it, pl",
            "-, pt-BR, de, it, pt", "-, eo, de, it, de", "-, -, pt-BR en, it, pt", "-, -, zh-Hant-TW ja ar-MA en, it, ar",
            "-, -, * en, it, en", "-, -, zh ja, it, it", "-, -, -, it, it", "-, -, -, nl-BE, nl", "-, -, -, sv, fr",
            "-, -, -, -, fr", "AR, -, -, it, ar"})
    void asked_then_remembered_then_the_browsers_then_the_brands(String asked, String remembered, String browser,
            String brand, String chosen) {
        assertEquals(chosen, Locales.choose(asked, remembered, wishes(browser), brand));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"ar, -, en, en", "-, de pl fr, en, fr", "-, de, en, en", "-, de, de, fr", "en-GB, fr, fr, en"})
    void a_room_that_speaks_fewer_languages_answers_in_one_of_them(String asked, String browser, String fallback, String chosen) {
        assertEquals(chosen, Locales.choose(asked, null, wishes(browser), fallback, Locales.OFFICE));
    }

    @ParameterizedTest
    @CsvSource({"fr, ltr", "ar, rtl", "ar-MA, rtl", "he, rtl", "fa-IR, rtl", "ur, rtl", "uz-Arab, rtl", "ar-Latn, ltr",
            "zh-Hant, ltr", "'', ltr", "ckb, rtl"})
    void a_language_has_a_direction(String tag, String direction) {
        assertEquals(direction, Locales.direction(tag));
    }

    @Test
    void the_office_speaks_languages_the_pages_speak_too() {
        assertTrue(Locales.SPOKEN.containsAll(Locales.OFFICE));
        assertEquals(List.of("fr", "en", "de", "es", "it", "nl", "pt", "pl", "ar"), Locales.SPOKEN);
    }

    private static Enumeration<Locale> wishes(String browser) {
        return browser == null ? null
                : Collections.enumeration(Arrays.stream(browser.split(" ")).map(Locale::forLanguageTag).toList());
    }
}
