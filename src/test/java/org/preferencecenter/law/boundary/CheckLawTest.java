package org.preferencecenter.law.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that reads an operator's rule files before a restart does. */
class CheckLawTest {

    private static final String RULES = """
            jurisdiction: FR
            rules:
              - id: FR-05
                title: {en: Post, fr: Courrier}
                valid_to: 2030-12-31
                channels: [POST]
                effect: forbid
                citation: note of our counsel
                confidence: D
                text: {en: No post., fr: Pas de courrier.}
              - id: FR-99
                title: {en: Push, fr: Notifications}
                channels: [PUSH]
                effect: forbid
                citation: note of our counsel
                confidence: D
                text: {en: No push., fr: Pas de notifications.}
            """;

    @TempDir
    private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int command(String... args) {
        return CheckLaw.run(args, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void good_files_are_told_with_what_they_change() throws Exception {
        Files.writeString(folder.resolve("fr.yaml"), RULES);
        assertEquals(0, command(folder.toString()), err::toString);
        assertTrue(out.toString().contains("The rule book can be used: "), out::toString);
        assertTrue(out.toString().contains("FR-05 replaces what ships, until 2030-12-31"), out::toString);
        assertTrue(out.toString().contains("FR-99 is new"), out::toString);
        assertEquals("", err.toString());
    }

    @Test
    void an_empty_folder_changes_nothing() {
        assertEquals(0, command(folder.toString()), err::toString);
        assertTrue(out.toString().contains("No rule differs from what ships."), out::toString);
    }

    @Test
    void mistakes_are_told_with_file_line_and_rule() throws Exception {
        Path file = Files.writeString(folder.resolve("fr.yaml"), RULES.replace("channels: [PUSH]", "channels: [PUSCH]"));
        assertEquals(1, command(folder.toString()));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains(file + ", line 13, rule FR-99: 'PUSCH' is no channel; the nearest is"
                + " 'PUSH'."), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void a_folder_that_is_none_is_told() {
        assertEquals(1, command(folder.resolve("nowhere").toString()));
        assertTrue(err.toString().contains("There is no folder"), err::toString);
        assertEquals(1, command());
        assertFalse(err.toString().contains("Exception"), err::toString);
    }
}
