package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.preferencecenter.exchange.entity.Target;

/** What a file's columns are taken for. */
class ImportFormTest {

    /** Columns are apart by |, lines of one by commas. */
    @ParameterizedTest(name = "{0}, lines {1}: {2}")
    @CsvSource(delimiter = ';', value = {
        "post name;  a@example.org,b@example.org | Ann,Bob;   email name",
        "post name;  a@example.org,b@@example    | Ann,Bob;   post name",
        "post name;  1 rue Haute,2 rue Basse     | Ann,Bob;   post name",
        "ignore post; a@example.org, | 1 rue Haute,;          email post",
        "email post; x,y | a@example.org,b@example.org;       email post",
        "post post;  a@example.org,c@example.org | b@example.org,d@example.org; email post"})
    void mail_addresses_are_known_by_the_lines_where_no_heading_names_them(String guess, String lines, String expected) {
        List<Target> targets = Arrays.stream(guess.strip().split(" ")).map(word -> Target.parse(word).orElseThrow()).toList();
        List<List<String>> samples = Arrays.stream(lines.split("\\|")).map(column -> List.of(column.strip().split(",", -1))).toList();
        assertEquals(expected.strip(), String.join(" ", ImportForm.seen(targets, samples).stream().map(Target::toString).toList()));
    }
}
