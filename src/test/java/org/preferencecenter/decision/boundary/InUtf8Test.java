package org.preferencecenter.decision.boundary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class InUtf8Test {

    @Property(tries = 200)
    void text_in_UTF_16_is_the_same_in_UTF_8(@ForAll @StringLength(max = 20_000) String text) throws IOException {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace("\ufffd", "");
        assertArrayEquals(whole.getBytes(StandardCharsets.UTF_8),
                new InUtf8(new ByteArrayInputStream(whole.getBytes(StandardCharsets.UTF_16LE)), true).readAllBytes());
    }

    @Test
    void pairs_are_whole_wherever_they_lie() throws IOException {
        String pairs = "x" + "😀".repeat(20_000);
        assertArrayEquals(pairs.getBytes(StandardCharsets.UTF_8),
                new InUtf8(new ByteArrayInputStream(pairs.getBytes(StandardCharsets.UTF_16BE)), false).readAllBytes());
    }

    @Test
    void what_is_broken_is_broken_in_UTF_8_too() throws IOException {
        byte[] half = {'a', 0, 0, (byte) 0xd8, '\n', 0, 1, (byte) 0xdc, 'b', 0, 'c'};
        assertEquals("a\\xff\n\\xffb\\xff", new String(new InUtf8(new ByteArrayInputStream(half), true).readAllBytes(),
                StandardCharsets.ISO_8859_1).replace("\u00ff", "\\xff"));
    }
}
