package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarChartTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'0,3,12', 'middle 3, middle 12'",
        "'9999,1,0,0', 'middle 9999, middle 1'",
        // Five signs are wider than a bar of eighteen.
        "'31000,12000,4,0', 'start 31000'",
        "'1,12000,4,31000', 'end 31000'",
        "'31000,31000', 'start 31000'"})
    void numbers_are_told_above_their_bars_as_long_as_there_is_room(String values, String told) {
        long[] numbers = Arrays.stream(values.split(",")).mapToLong(Long::parseLong).toArray();
        String svg = new BarChart("Who \"&\" when", List.of("a", "b", "c"), numbers).svg();
        List<String> found = java.util.regex.Pattern.compile("class=\"value\" text-anchor=\"(\\w+)\"[^>]*>(\\d+)<").matcher(svg).results()
                .map(match -> match.group(1) + " " + match.group(2)).toList();
        assertEquals(told, String.join(", ", found));
        assertEquals(numbers.length, svg.split("<rect ").length - 1);
        assertTrue(svg.contains("aria-label=\"Who &quot;&amp;&quot; when\""), svg);
    }
}
