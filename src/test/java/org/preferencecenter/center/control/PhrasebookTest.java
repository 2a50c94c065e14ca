package org.preferencecenter.center.control;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.preferencecenter.center.entity.Words;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.entity.Locales;

class PhrasebookTest {

    static final java.util.List<String> LANGUAGES = Locales.SPOKEN;
    private final Phrasebook phrasebook = new Phrasebook();

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void every_language_says_the_same_things(String language) {
        Words words = phrasebook.in(language);
        assertEquals(new TreeSet<>(phrasebook.in("fr").phrases().keySet()), new TreeSet<>(words.phrases().keySet()));
        words.phrases().forEach((key, phrase) -> {
            assertFalse(phrase.contains("'"), key + ": a straight apostrophe is lost in a message format");
            assertDoesNotThrow(() -> new MessageFormat(phrase), key);
            assertEquals(places(phrasebook.in("fr").phrases().get(key)), places(phrase), key);
        });
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void every_channel_and_answer_has_its_words(String language) {
        Words words = phrasebook.in(language);
        for (Channel channel : Channel.values()) {
            if (channel != Channel.ANY) {
                assertTrue(words.phrases().containsKey("by." + channel) && words.phrases().containsKey("channel." + channel));
            }
        }
        for (State state : State.values()) {
            assertTrue(state == State.NONE || words.phrases().containsKey("why." + state), state::toString);
        }
    }

    @Test
    void french_keeps_its_signs_together_with_no_break_spaces() {
        Pattern loose = Pattern.compile("[^\u00a0\u202f{0-9#|](?=[?!;:»])|«(?!\u00a0)");
        phrasebook.in("fr").phrases().forEach((key, phrase) ->
                assertFalse(loose.matcher(phrase).find(), key + ": " + phrase));
    }

    @Test
    void the_stylesheet_is_small_and_fetches_nothing() throws IOException {
        try (var file = Stylesheets.class.getResourceAsStream("/center/public.css")) {
            byte[] css = file.readAllBytes();
            assertTrue(css.length < 20_000, "20 KB at most, not " + css.length);
            String text = new String(css, StandardCharsets.UTF_8);
            assertFalse(text.contains("url(") || text.contains("@import") || text.contains("@font-face"));
        }
    }

    private static TreeSet<String> places(String phrase) {
        TreeSet<String> found = new TreeSet<>();
        Pattern.compile("\\{(\\d)").matcher(phrase).results().forEach(r -> found.add(r.group(1)));
        return found;
    }
}
