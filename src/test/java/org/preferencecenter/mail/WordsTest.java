package org.preferencecenter.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    private static final Pattern PLACES = Pattern.compile("%[a-z]");

    @ParameterizedTest
    @ValueSource(strings = {"mail", "demo"})
    void both_languages_say_the_same_things_with_the_same_places_to_fill(String room) throws IOException {
        assertEquals(places(room + "_fr"), places(room + "_en"));
    }

    private static TreeMap<String, String> places(String name) throws IOException {
        Properties words = new Properties();
        try (var in = WordsTest.class.getResourceAsStream("/messages/" + name + ".properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        TreeMap<String, String> places = new TreeMap<>();
        words.forEach((key, text) -> places.put(key.toString(),
                PLACES.matcher(text.toString()).results().map(r -> r.group()).toList().toString()));
        return places;
    }
}
