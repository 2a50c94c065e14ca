package org.preferencecenter.mail.entity;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterTest {

    @ParameterizedTest
    @CsvSource({"fr, ltr", "ar, rtl", "pl, ltr"})
    void a_letter_tells_its_language_and_direction_to_programs_that_keep_only_its_body(String language, String direction) {
        String html = new Letter(language, "Théâtre des Vents", "#7a1f3d", "#ffffff", "…", List.of()).html();
        String tongue = "lang=\"" + language + "\" dir=\"" + direction + "\"";
        assertTrue(html.contains("<html " + tongue + ">") && html.contains("<div " + tongue), html);
        assertTrue(html.contains("<bdi>Théâtre des Vents</bdi>"), "a name is read in its own direction");
    }
}
