package org.preferencecenter.decision.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '~', value = {"~~ > ~~", "a > .a", "a;b > .a.b", "a;b; > .a.b", "; > .", ";;a > ...a",
            "a^;b^; > .a.b", "12345;x > .12345.x", "123456;x > .TOO LONG.x", "12345^;x > .12345.x", "1234567890123;x; > .TOO LONG.x"})
    void lines_end_with_LF_or_CR_LF_or_the_end(String text, String expected) throws IOException {
        List<String> lines = read(text.replace(';', '\n').replace('^', '\r').getBytes(StandardCharsets.US_ASCII), 5, 3);
        assertEquals(expected, lines.stream().map(line -> "." + line).collect(Collectors.joining()));
    }

    @Property(tries = 300)
    void however_the_bytes_come_in_the_lines_are_the_same(@ForAll @Size(max = 40) List<@IntRange(max = 300_000) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 200_000) int step) throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < lengths.size(); i++) {
            char c = (char) ('a' + i % 26);
            int length = lengths.get(i) % 3 == 0 ? lengths.get(i) % 70 : lengths.get(i);
            text.append(String.valueOf(c).repeat(length)).append('\n');
            expected.add(length > 65536 ? "TOO LONG" : length + String.valueOf(c));
        }
        List<String> read = read(text.toString().getBytes(StandardCharsets.US_ASCII), 65536, step).stream()
                .map(line -> line.equals("TOO LONG") ? line : line.length() + (line.isEmpty() ? "?" : line.substring(0, 1))).toList();
        assertEquals(expected.stream().map(line -> line.replaceFirst("^0.", "0?")).toList(), read);
    }

    private static List<String> read(byte[] bytes, int longest, int step) throws IOException {
        InputStream slow = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] to, int at, int length) {
                return super.read(to, at, Math.min(length, step));
            }
        };
        Lines lines = new Lines(slow, longest);
        List<String> read = new ArrayList<>();
        while (lines.next()) {
            assertEquals(read.size() + 1, lines.number());
            assertTrue(lines.tooLong() || lines.to() - lines.from() <= longest);
            read.add(lines.tooLong() ? "TOO LONG" : new String(Arrays.copyOfRange(lines.buffer(), lines.from(), lines.to()),
                    StandardCharsets.US_ASCII));
        }
        return read;
    }
}
