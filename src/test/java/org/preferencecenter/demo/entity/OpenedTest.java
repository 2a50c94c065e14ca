package org.preferencecenter.demo.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OpenedTest {

    private static final String HEAD = "From: =?utf-8?q?Th=C3=A9=C3=A2tre?= <a@example.org>\r\nSubject: =?utf-8?q?Soir=C3=A9e?=\r\n";
    private static final String PAIR = "List-Unsubscribe: <https://p.example.org/u/T>,\r\n <mailto:u@example.org>\r\n"
            + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";

    @Test
    void names_and_subjects_are_decoded() {
        Opened opened = open(HEAD + "\r\nx");
        assertEquals("Soirée", opened.subject());
        assertEquals("Théâtre", opened.sender());
    }

    @Test
    void one_click_needs_both_fields_and_takes_the_https_address() {
        assertEquals(Optional.of(URI.create("https://p.example.org/u/T")), open(HEAD + PAIR + "\r\nx").oneClick());
        assertEquals(Optional.empty(), open(HEAD + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\nx").oneClick());
        assertEquals(Optional.empty(), open(HEAD + "List-Unsubscribe: <https://p.example.org/u/T>\r\n\r\nx").oneClick());
    }

    @Test
    void links_in_the_text_can_be_followed_and_nothing_else_is_markup() {
        Opened opened = open(HEAD + "\r\nsee https://p.example.org/p/T <b>now</b>\r\n");
        List<Opened.Piece> pieces = opened.lines().get(0).pieces();
        assertEquals(List.of(new Opened.Piece("see ", ""), new Opened.Piece("https://p.example.org/p/T", "https://p.example.org/p/T"),
                new Opened.Piece(" <b>now</b>", "")), pieces);
    }

    @Test
    void the_signature_is_set_apart() {
        assertEquals(List.of(false, false, true, true),
                open(HEAD + "\r\nhello\r\n--\r\n-- \r\nwho\r\n").lines().stream().map(Opened.Line::small).toList());
    }

    @Test
    void the_text_part_of_a_multipart_is_shown() {
        Opened opened = open(HEAD + "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=C3=A9t=C3=A9\r\n"
                + "--b\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n--b--\r\n");
        assertEquals("été", opened.lines().get(0).pieces().get(0).text());
    }

    @Property(tries = 300)
    void whatever_a_sink_receives_something_is_shown(@ForAll byte[] anything) {
        assertTrue(Opened.of(anything) != null);
    }

    private static Opened open(String text) {
        return Opened.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
