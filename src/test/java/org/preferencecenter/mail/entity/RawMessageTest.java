package org.preferencecenter.mail.entity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawMessageTest {

    @Property
    void any_body_comes_out_as_it_went_in(@ForAll byte[] body) {
        byte[] head = "From: a@example.org\r\nX: 1\r\n\r\n".getBytes(ISO_8859_1);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        assertArrayEquals(whole, RawMessage.of(whole).bytes());
        RawMessage there = RawMessage.of(whole).with(List.of(HeaderChange.add("Y", "2")));
        assertArrayEquals(whole, there.with(List.of(new HeaderChange.Delete("y", 1))).bytes());
    }

    @Property
    void any_bytes_are_taken_apart_exactly_or_refused(@ForAll byte[] bytes) {
        try {
            assertArrayEquals(bytes, RawMessage.of(bytes).bytes());
        } catch (BadMessage refused) {
            // a sentence for the sender; nothing else may be thrown
        }
    }

    @Test
    void an_instance_is_counted_from_the_top_and_before_any_change() {
        RawMessage message = of("A: 1\r\nB: 2\r\na: 3\r\n\r\n");
        RawMessage changed = message.with(List.of(HeaderChange.add("A", "0"), new HeaderChange.Delete("A", 2)));
        assertEquals("A: 0\r\nA: 1\r\nB: 2\r\n\r\n", new String(changed.bytes(), ISO_8859_1));
    }

    @Test
    void a_value_is_read_across_its_folds() {
        assertEquals("<https://a/>, <mailto:b>",
                of("List-Unsubscribe:\r\n <https://a/>,\r\n <mailto:b>\r\n\r\n").value("list-unsubscribe").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\r\nbody", " folded first\r\n", "no colon here\r\n\r\n", ": no name\r\n\r\n",
            "A: 1\r\nFrom me\r\n\r\n", "A: \0\r\n\r\n", "A: 1\rB: 2\r\n\r\n", "A\u00e9: 1\r\n\r\n"})
    void what_is_no_header_block_is_refused_with_a_sentence(String text) {
        assertThrows(BadMessage.class, () -> of(text));
    }

    @Test
    void line_ends_become_crlf_once_and_stay() {
        RawMessage crlf = of("A: 1\n\nx\ry\r\n\nz").withCrlf();
        assertEquals("A: 1\r\n\r\nx\r\ny\r\n\r\nz", new String(crlf.bytes(), ISO_8859_1));
        assertEquals(crlf, crlf.withCrlf());
    }

    private static RawMessage of(String text) {
        return RawMessage.of(text.getBytes(ISO_8859_1));
    }
}
