package org.preferencecenter.decision.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.platform.entity.Problem;

/** What senders report, one a line; here words: {@code bad} cannot be read, {@code mine} and {@code away} not noted. */
class ReportsTest {

    private final List<List<String>> noted = new ArrayList<>();

    private static String read(byte[] line) {
        String word = new String(line, StandardCharsets.US_ASCII);
        if (word.equals("bad")) {
            throw BadBody.unusable("No word.");
        }
        return word;
    }

    private List<Asking.Writing> note(List<String> words) {
        if (words.contains("mine")) {
            throw new Asking.Refused(Problem.of(403, "Not yours", "Ask for your own."));
        }
        if (words.contains("away")) {
            throw new DatabaseAway(new SQLException("gone", "08006"));
        }
        noted.add(words);
        return words.stream().<Asking.Writing>map(word -> json -> json.writeStringField("word", word)).toList();
    }

    /** Each line as its number and what was said of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '~', value = {
            "1 > a;b;c            > 1 a, 2 b, 3 c                > a / b / c",
            "2 > a;b;c            > 1 a, 2 b, 3 c                > a b / c",
            "9 > a;;bad;^;c^      > 1 a, 3 422, 5 c              > a c",
            "1 > a;mine;away;b    > 1 a, 2 403, 3 503, 4 b       > a / b",
            "2 > a;b;bad;away;c   > 1 a, 2 b, 3 422, 4 503, 5 c  > a b / c",
            "2 > bad;bad;a        > 1 422, 2 422, 3 a            > a"})
    void every_line_is_answered_in_its_place_and_none_keeps_the_next_from_being_noted(int together, String lines, String answered,
            String expected) {
        String told = new Reports<>(ReportsTest::read, together, this::note).lines(lines.replace(';', '\n').replace('^', '\r')
                .getBytes(StandardCharsets.US_ASCII));
        assertEquals(answered, String.join(", ", told.lines().map(line -> line.replaceAll(
                "\\{\"line\":(\\d+),\"(?:word|status)\":\"?(\\w+)\"?.*", "$1 $2")).toList()));
        assertEquals(expected, String.join(" / ", noted.stream().map(some -> String.join(" ", some)).toList()));
    }
}
