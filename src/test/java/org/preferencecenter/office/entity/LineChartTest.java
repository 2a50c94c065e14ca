package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

class LineChartTest {

    private static final Pattern POINT = Pattern.compile("[ML](-?[0-9.]+) (-?[0-9.]+)");

    @ParameterizedTest
    @CsvSource({ "0, 3", "1, 3", "3, 3", "4, 6", "7, 15", "15, 15", "16, 30", "100, 150", "3001, 6000", "1000000, 1500000" })
    void the_axis_ends_at_three_round_steps_above_the_highest(long highest, long top) {
        assertEquals(top, LineChart.top(highest));
    }

    @ParameterizedTest
    // One day of an import among ordinary ones, two of them, and none.
    @CsvSource({ "362, 0, 20, 20", "362, 400, 20, 20", "21, 0, 20, 21", "100, 0, 20, 100", "5, 0, 0, 5" })
    void a_day_far_above_the_others_does_not_flatten_them_and_is_told_by_its_number(long one, long other, long usual, long highest) {
        Long[] days = new Long[30];
        Arrays.fill(days, usual);
        days[29] = one;
        days[3] = Math.max(other, usual);
        long[] sorted = Arrays.stream(days).mapToLong(Long::longValue).sorted().toArray();
        assertEquals(highest, LineChart.ordinary(sorted));
        String svg = chart("a", List.of(days), List.of(0L)).svg();
        assertEquals(one > LineChart.top(highest), svg.contains(">" + one + " \u2191<"), svg);
    }

    @Property
    void whatever_the_numbers_it_is_xml_every_point_lies_within_and_no_name_on_another(
            @ForAll @Size(min = 1, max = 90) List<@LongRange(min = 0, max = 1_000_000) Long> first,
            @ForAll @Size(min = 1, max = 90) List<@LongRange(min = 0, max = 1_000_000) Long> second) throws Exception {
        String svg = chart("oui", first, second).svg();
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        Matcher point = POINT.matcher(svg.replaceAll("class=\"grid\" d=\"[^\"]*\"", ""));
        int points = 0;
        while (point.find()) {
            double x = Double.parseDouble(point.group(1));
            double y = Double.parseDouble(point.group(2));
            assertTrue(x >= 0 && x <= 640 && y >= 0 && y <= 210, point.group());
            points++;
        }
        assertEquals(first.size() + second.size(), points);
        Matcher name = Pattern.compile("class=\"name\" x=\"\\d+\" y=\"(-?\\d+)\"").matcher(svg);
        assertTrue(name.find());
        int one = Integer.parseInt(name.group(1));
        assertTrue(name.find());
        int other = Integer.parseInt(name.group(1));
        assertTrue(Math.abs(one - other) >= 14 && Math.max(one, other) <= 210, one + " and " + other);
    }

    @ParameterizedTest
    @CsvSource({ "'<b>&\"', '&lt;b&gt;&amp;&quot;'" })
    void what_a_line_is_called_is_text_and_nothing_else(String name, String written) {
        assertTrue(chart(name, List.of(1L), List.of(2L)).svg().contains(">" + written + "</text>"));
    }

    private static LineChart chart(String name, List<Long> first, List<Long> second) {
        return new LineChart("told", List.of("1 Jan", "15 Jan", "30 Jan"), List.of(line(name, first), line("b", second)));
    }

    private static LineChart.Line line(String name, List<Long> values) {
        return new LineChart.Line(name, Arrays.stream(values.toArray(Long[]::new)).mapToLong(Long::longValue).toArray());
    }
}
