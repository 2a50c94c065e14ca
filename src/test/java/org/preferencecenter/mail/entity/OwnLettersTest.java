package org.preferencecenter.mail.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.platform.entity.Locales;

/** What our own letters say, in every language. */
class OwnLettersTest {

    static final List<String> LANGUAGES = Locales.SPOKEN;
    private static final Instant ASKED = Instant.parse("2026-03-01T22:30:00Z");
    private static final Instant EXPIRES = Instant.parse("2026-03-04T22:30:00Z");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String LINK = "https://p.example.org/c/TOKEN";

    static Phrases words(String language) {
        Properties sentences = new Properties();
        try (var in = OwnLettersTest.class.getResourceAsStream("/messages/mail_" + language + ".properties")) {
            sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Phrases(language, sentences.entrySet().stream()
                .collect(Collectors.toMap(e -> (String) e.getKey(), e -> (String) e.getValue())));
    }

    private static OwnLetters letters(String language) {
        return new OwnLetters(words(language), Samples.brand(), PARIS);
    }

    private static OwnLetters.Asked asked(String language) {
        return new OwnLetters.Asked(ASKED, words(language).say("where.form"), List.of("Jazz", "Danse"));
    }

    /** STANDARDS DE-01: a letter that asks for a yes holds the one link that gives it, and nothing that advertises. */
    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void a_confirmation_says_who_asked_when_where_for_what_and_until_when_and_holds_one_link(String language) {
        String text = letters(language).confirm(asked(language), LINK, EXPIRES).text();
        for (String said : List.of("Théâtre", "Jazz", "Danse", words(language).day(ASKED, PARIS), words(language).say("where.form"),
                words(language).moment(EXPIRES, PARIS), words(language).say("confirm.ignore"), "1 quai, Nantes")) {
            assertTrue(text.contains(said), said + " in\n" + text);
        }
        assertEquals(List.of(LINK), Pattern.compile("https?://\\S+").matcher(text).results().map(r -> r.group()).toList());
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void every_letter_is_whole_in_every_language_in_text_and_in_html(String language) {
        OwnLetters letters = letters(language);
        for (Letter letter : List.of(letters.confirm(asked(language), LINK, EXPIRES), letters.link(LINK, EXPIRES),
                letters.receiving(LINK, EXPIRES), letters.address(LINK, EXPIRES), letters.welcome(asked(language), EXPIRES, LINK, LINK),
                letters.restored(asked(language), LINK, LINK), letters.noted(asked(language), LINK),
                letters.confirm(asked(language), true, LINK, EXPIRES))) {
            assertTrue(letter.subject().contains("Théâtre"), letter.subject());
            assertTrue(letter.text().contains(LINK) && letter.html().contains("href=\"" + LINK));
            assertFalse(letter.text().contains("%") || letter.html().contains("%s"), letter.text());
            assertTrue(letter.html().contains("<html lang=\"" + language + "\" dir=\"" + Locales.direction(language) + "\">"));
        }
    }

    /** What one of us took down is told with the day and the way, and the letter of a yes says where its words are. */
    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void what_was_said_to_one_of_us_is_confirmed_in_writing(String language) {
        Letter letter = letters(language).noted(asked(language), LINK);
        for (String said : List.of("Théâtre", "Jazz", "Danse", words(language).day(ASKED, PARIS), words(language).say("where.form"),
                words(language).say("noted.wrong"))) {
            assertTrue(letter.text().contains(said), said + " in\n" + letter.text());
        }
        assertTrue(letters(language).confirm(asked(language), true, LINK, EXPIRES).text().contains(words(language).say("confirm.spoken")));
        assertFalse(letters(language).confirm(asked(language), LINK, EXPIRES).text().contains(words(language).say("confirm.spoken")));
    }

    /** Whoever is told that a stop was taken back is told when it was, what counts again, and where one click stops it again. */
    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void who_was_stopped_by_a_robot_is_told_when_what_counts_again_and_how_to_stop_it(String language) {
        Letter letter = letters(language).restored(asked(language), LINK, LINK + "/page");
        for (String said : List.of("Théâtre", "Jazz", "Danse", words(language).day(ASKED, PARIS), words(language).say("restored.ignore"))) {
            assertTrue(letter.text().contains(said), said + " in\n" + letter.text());
        }
        assertEquals(new Letter.Action(words(language).say("restored.action"), LINK), letter.blocks().stream()
                .filter(Letter.Action.class::isInstance).findFirst().orElseThrow());
        assertTrue(letter.text().contains(LINK + "/page"));
    }

    @Test
    void days_are_told_where_the_person_lives_and_times_with_their_zone() {
        assertEquals("1er mars 2026", words("fr").day(Instant.parse("2026-02-28T23:30:00Z"), PARIS));
        assertEquals("28 février 2026", words("fr").day(Instant.parse("2026-02-28T23:30:00Z"), ZoneId.of("UTC")));
        assertTrue(words("fr").moment(EXPIRES, PARIS).matches("4 mars 2026 à 23:30 \\(.*\\)"), words("fr").moment(EXPIRES, PARIS));
        assertTrue(words("en").moment(EXPIRES, ZoneId.of("UTC")).endsWith("(UTC)"), words("en").moment(EXPIRES, ZoneId.of("UTC")));
    }

    @Test
    void a_letter_in_arabic_is_set_from_right_to_left() {
        assertTrue(new Letter("ar", "x", "#000000", "#ffffff", "x", List.of()).html().contains("<html lang=\"ar\" dir=\"rtl\">"));
    }
}
