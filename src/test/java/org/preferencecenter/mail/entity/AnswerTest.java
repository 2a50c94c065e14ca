package org.preferencecenter.mail.entity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {

    private static String wire(Answer answer) {
        return new String(answer.octets(), US_ASCII);
    }

    @Test
    void every_line_has_the_code_and_the_enhanced_code_and_none_is_too_long() {
        assertEquals("550-5.7.1 one\r\n550 5.7.1 two\r\n", wire(Answer.of(550, "5.7.1", "one", "two")));
        String text = wire(Answer.of(550, "5.7.1", "word ".repeat(300), "x".repeat(1000)));
        assertTrue(text.lines().allMatch(line -> line.length() <= 510 && line.matches("550[ -]5\\.7\\.1 .*")), text);
        assertEquals(300, text.split("word", -1).length - 1);
    }

    @ParameterizedTest
    @CsvSource({"250, 2.0.0 kept as 42, 250 2.0.0 kept as 42", "554, no, 554 5.0.0 no", "451, 5.7.1 odd, 451 4.0.0 5.7.1 odd",
            "550, 5.1.1 unknown 5.1.1 here, 550 5.1.1 unknown here", "550, '', 550 5.0.0", "550, 5.1.1, 550 5.1.1"})
    void another_servers_words_are_passed_on(int code, String text, String answer) {
        assertEquals(answer + "\r\n", wire(Answer.passedOn(code, text)));
    }

    @Test
    void nothing_that_is_said_ends_the_line_or_leaves_ascii() {
        assertEquals("550 5.7.1 evil?250 2.0.0 sent\r\n", wire(Answer.of(550, "5.7.1", "evil\r\n250 2.0.0 sent")));
        assertEquals("550 5.7.1 l'ete a Nantes : fini?\r\n", wire(Answer.of(550, "5.7.1", "l’été à Nantes\u00a0: fini\u4e00")));
    }
}
