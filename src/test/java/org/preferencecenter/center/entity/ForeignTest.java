package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.preferencecenter.center.entity.Theatre.EN;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.entity.Localized;
import org.preferencecenter.catalog.entity.Text;

class ForeignTest {

    @ParameterizedTest
    @CsvSource({"en, fr, fr, ltr, (in French)", "fr, en-GB, en-GB, ltr, (en anglais)", "en, he, he, rtl, (in Hebrew)",
            "fr, az-Arab, az-Arab, rtl, (en azerbaïdjanais)"})
    void a_text_in_another_language_is_marked_and_says_so(String page, String text, String lang, String dir, String note) {
        assertEquals(new Foreign(lang, dir, note), Foreign.of(text, Theatre.PHRASES.in(page)));
    }

    @ParameterizedTest
    @CsvSource({"en", "en-GB", "en-US", "''", "und", "no tag"})
    void a_text_in_the_pages_language_or_in_none_that_is_known_is_not_marked(String text) {
        assertEquals(Foreign.NOT, Foreign.of(text, EN));
    }

    @Test
    void a_catalogue_text_tells_its_language() {
        assertEquals("(in Polish)", Foreign.of(new Localized("pl", new Text("Nasz list", "")), EN).note());
    }
}
