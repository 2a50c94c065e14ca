package org.preferencecenter.sms.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.sms.entity.Gsm;

/** What we text, in every language that has it: the same places to fill, in one message, with the words that stop. */
class RepliesTest {

    private static final Pattern PLACES = Pattern.compile("%\\d?\\$?[a-z]");
    private static final URI BASE = URI.create("https://preferences.theatre.example");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("src/main/resources/messages"))) {
            return all.filter(file -> file.getFileName().toString().matches("sms_\\w+\\.properties")).toList().stream();
        }
    }

    private static TreeMap<String, List<String>> places(Path file) throws IOException {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            words.load(reader);
        }
        TreeMap<String, List<String>> places = new TreeMap<>();
        words.forEach((key, text) -> places.put(key.toString(),
                PLACES.matcher(text.toString()).results().map(r -> r.group()).sorted().toList()));
        return places;
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_language_says_the_same_things_with_the_same_places_to_fill(Path file) throws IOException {
        assertEquals(places(Path.of("src/main/resources/messages/sms_fr.properties")), places(file));
    }

    static Stream<String> languages() {
        return Locales.SPOKEN.stream();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void a_code_and_the_confirmation_of_a_stop_are_one_message(String language) {
        for (String name : List.of("Théâtre des Vents", "Librairie du Quai & Fils, Saint-Nazaire et la Brière")) {
            Brand brand = new Brand("theatre", name, "news.theatre.example", "bonjour@theatre-des-vents.example", "1 quai, Nantes",
                    "#7a1f3d", "#ffffff", "fr");
            String code = Replies.code(brand, "123456", language);
            assertTrue(code.contains("123456") && code.startsWith(name.substring(0, 15)), code);
            for (String text : List.of(code, Replies.stopped(brand, language, false), Replies.stopped(brand, language, true),
                    Replies.started(brand, language), Replies.help(brand, language), Replies.unclear(brand, language))) {
                // Arabic has 70 signs a part and a brand's name takes half of them: two parts, joined by the telephone (3GPP TS 23.040).
                assertTrue(Gsm.single(text) || language.equals("ar") && text.length() <= 2 * 67, text.length() + ": " + text);
            }
            assertTrue(Replies.stopped(brand, language, false).contains("START"));
            assertTrue(Replies.help(brand, language).contains("STOP") && Replies.help(brand, language).contains(brand.contactEmail()));
            assertTrue(Replies.signUp(brand, language, BASE).contains(BASE.toString()));
        }
    }
}
