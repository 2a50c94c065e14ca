package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import org.preferencecenter.platform.entity.Bidi;
import org.preferencecenter.platform.entity.Locales;

class WordsTest {

    static final List<String> SPOKEN = Locales.SPOKEN;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"fr | 14 mars 2026 | 1er mars 2026", "en | March 14, 2026 | March 1, 2026",
            "de | 14. März 2026 | 1. März 2026", "es | 14 de marzo de 2026 | 1 de marzo de 2026", "it | 14 marzo 2026 | 1º marzo 2026",
            "nl | 14 maart 2026 | 1 maart 2026", "pt | 14 de março de 2026 | 1 de março de 2026", "pl | 14 marca 2026 | 1 marca 2026",
            "ar | 14 مارس 2026 | 1 مارس 2026"})
    void a_day_is_written_as_the_language_writes_it(String language, String day, String first) {
        assertEquals(day, words(language).day(LocalDate.of(2026, 3, 14)));
        assertEquals(first, words(language).day(LocalDate.of(2026, 3, 1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"fr | a, b et c", "en | a, b and c", "de | a, b und c", "es | a, b y c", "it | a, b e c",
            "nl | a, b en c", "pt | a, b e c", "pl | a, b i c"})
    void several_things_are_one_list(String language, String list) {
        assertEquals(list, words(language).list(List.of("a", "b", "c")));
        assertEquals("a", words(language).list(List.of("a")));
        assertEquals("", words(language).list(List.of()));
    }

    @Test
    void an_Arabic_list_joins_its_last_thing_to_the_word_and() {
        assertEquals("أ، ب وج", words("ar").list(List.of("أ", "ب", "ج")));
        assertEquals("\u2068Jazz\u2069 و\u2068Danse\u2069", words("ar").list(List.of("Jazz", "Danse")));
    }

    @Test
    void numbers_follow_the_language_and_Arabic_keeps_one_kind_of_digits() {
        Map.of("en", "1,234", "de", "1.234", "fr", "1\u202f234", "ar", "1,234").forEach((language, number) ->
                assertTrue(words(language).say("per.month", 1234).contains(number), language));
    }

    @Test
    void what_is_written_the_other_way_is_set_apart_in_a_sentence() {
        assertEquals("«\u2068Jazz\u2069»", words("ar").say("quoted", "Jazz"));
        assertEquals("“Jazz”", words("en").say("quoted", "Jazz"));
        assertEquals("“\u2068أخبار\u2069”", words("en").say("quoted", "أخبار"));
        assertEquals("“abc”", words("en").say("quoted", "a\u202ebc"));
    }

    /** {@code Words} fills in sentences by itself, for the sake of speed. */
    @ParameterizedTest
    @FieldSource("SPOKEN")
    void every_sentence_is_filled_in_as_a_message_format_would(String language) {
        Words words = words(language);
        for (Object[] with : new Object[][] {{"7", "8", "9", "10"}, {7, 8L, 0, 999}, {1000, 12_345L, -3, 1.5}, {7}}) {
            words.phrases().forEach((key, phrase) ->
                    assertEquals(new MessageFormat(phrase, Locales.of(language)).format(apart(words, with)), words.say(key, with), key));
        }
    }

    private static Object[] apart(Words words, Object... with) {
        return Arrays.stream(with).map(value -> value instanceof String text ? Bidi.isolate(text, words.direction()) : value).toArray();
    }

    @ParameterizedTest
    @FieldSource("SPOKEN")
    void every_language_is_called_by_its_own_name_in_its_own_direction(String language) {
        Words words = words(language);
        assertEquals(Locale.forLanguageTag(language).getDisplayLanguage(Locale.forLanguageTag(language))
                .toLowerCase(Locale.ROOT), words.say("language").toLowerCase(Locale.ROOT));
        assertEquals(language.equals("ar") ? "rtl" : "ltr", words.direction());
    }

    private static Words words(String language) {
        return Theatre.PHRASES.in(language);
    }
}
