package org.preferencecenter.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** French in every room is set as French: no sign begins a line, no guillemet ends one. */
class FrenchTest {

    private static final Pattern LOOSE = Pattern.compile(" [:;?!»]|« |\\d (h|ans|euros)\\b|'");

    @Test
    void every_french_sentence_keeps_its_signs_with_the_word_before() throws IOException {
        TreeSet<String> loose = new TreeSet<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("src/main/resources"))) {
            files = all.filter(file -> file.getFileName().toString().endsWith("_fr.properties")).toList();
        }
        assertFalse(files.isEmpty());
        for (Path file : files) {
            Properties sentences = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                sentences.load(reader);
            }
            sentences.forEach((key, sentence) -> {
                if (LOOSE.matcher(sentence.toString()).find()) {
                    loose.add(file.getFileName() + " " + key);
                }
            });
        }
        assertEquals(new TreeSet<>(), loose, "U+00A0 is missing, or an apostrophe is straight");
    }
}
