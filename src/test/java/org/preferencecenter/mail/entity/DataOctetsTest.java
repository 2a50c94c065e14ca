package org.preferencecenter.mail.entity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataOctetsTest {

    private record Read(String text, DataOctets.End end, boolean bare, int taken) {
    }

    /** @param step how many octets arrive at once */
    private static Read read(String wire, int step) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        DataOctets octets = new DataOctets(text::write);
        byte[] all = wire.getBytes(ISO_8859_1);
        int at = 0;
        while (at < all.length && octets.end() == DataOctets.End.OPEN) {
            at = octets.take(all, at, Math.min(all.length, at + step));
        }
        return new Read(text.toString(ISO_8859_1), octets.end(), octets.bare(), at);
    }

    @Property
    void whatever_lines_are_sent_come_out_as_they_went_in_and_what_follows_is_left_alone(
            @ForAll @Size(max = 8) java.util.List<@StringLength(max = 6) @CharRange(from = '-', to = '0') String> lines,
            @ForAll @IntRange(min = 1, max = 9) int step) {
        String text = String.join("\r\n", lines) + (lines.isEmpty() ? "" : "\r\n");
        String stuffed = (text.startsWith(".") ? "." : "") + text.replace("\r\n.", "\r\n..") + ".\r\n";
        Read read = read(stuffed + "QUIT\r\n", step);
        assertEquals(new Read(text, DataOctets.End.PROPER, false, stuffed.length()), read);
    }

    @Property
    void only_crlf_dot_crlf_ends_a_message_and_a_bare_end_is_always_seen(
            @ForAll @StringLength(max = 12) @net.jqwik.api.constraints.Chars({'\r', '\n', '.', 'a'}) String wire,
            @ForAll @IntRange(min = 1, max = 4) int step) {
        Read read = read(wire, step);
        String taken = wire.substring(0, read.taken());
        if (read.end() == DataOctets.End.PROPER) {
            assertEquals(".\r\n", taken.substring(taken.length() - 3));
            assertFalse(taken.length() > 3 && !taken.endsWith("\r\n.\r\n"), taken);
        }
        String lone = taken.replace("\r\n", "");
        if (read.end() != DataOctets.End.OPEN) {
            assertEquals(lone.contains("\r") || lone.contains("\n"), read.bare());
        }
        assertEquals(read(wire, 12), read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'.\r\n' | PROPER | false", "'a\r\n.\r\n' | PROPER | false", "'a\n.\r\n' | DOUBTFUL | true",
            "'a\r\n.\n' | DOUBTFUL | true", "'a\n.\n' | DOUBTFUL | true", "'a\r.\r\n' | DOUBTFUL | true", "'a\r\n..\r\n' | OPEN | false",
            "'a\r\n.\rb\r\n.\r\n' | PROPER | true", "'a\n.b\r\n.\r\n' | PROPER | true"})
    void ends_by_the_book_and_ends_in_doubt(String wire, DataOctets.End end, boolean bare) {
        assertEquals(end, read(wire, 100).end());
        assertEquals(bare, read(wire, 100).bare());
    }

    @ParameterizedTest
    @CsvSource({"'a\r\nb\r\n', false", "'a\nb', true", "'a\rb', true", "'a\r', true", "'\r\r\n', true", "'', false"})
    void in_chunks_too(String text, boolean bare) {
        assertEquals(bare, DataOctets.bareIn(text.getBytes(ISO_8859_1)));
    }
}
