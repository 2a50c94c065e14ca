package org.preferencecenter.mail.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Reply;

class NextHopTest {

    private static final String ASCII = "From: a@example.org\r\nBcc: kept\r\nX-Odd:  two  blanks \r\n\r\n.dot\r\n..two\r\n\r\nend \r\n";

    @Test
    void the_next_hop_gets_the_very_bytes_and_its_words_come_back() {
        try (Peer peer = new Peer(Map.of())) {
            Reply reply = send(peer, ASCII);
            assertEquals(new Reply(Reply.Kind.ACCEPTED, 250, "2.0.0 kept as 42"), reply);
            assertArrayEquals(ASCII.getBytes(UTF_8), peer.data);
            assertTrue(peer.commands.contains("RCPT TO:<ada@example.net>"), peer.commands.toString());
            assertTrue(peer.commands.contains("MAIL FROM:<bounce@example.org>"), peer.commands.toString());
        }
    }

    @Test
    void eight_bit_text_is_announced_and_sent_as_it_is() {
        String text = "From: a@example.org\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSoirée d’été\r\n";
        try (Peer peer = new Peer(Map.of("EHLO", "250 peer\n250 8BITMIME"))) {
            assertTrue(send(peer, text).accepted());
            assertArrayEquals(text.getBytes(UTF_8), peer.data);
            assertTrue(peer.commands.contains("MAIL FROM:<bounce@example.org> BODY=8BITMIME"), peer.commands.toString());
        }
    }

    @Test
    void quoted_printable_is_not_recoded_because_the_next_hop_could_do_without() {
        String text = "From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n\r\nSoir=C3=A9e\r\n";
        try (Peer peer = new Peer(Map.of("EHLO", "250 peer\n250 8BITMIME"))) {
            assertTrue(send(peer, text).accepted());
            assertArrayEquals(text.getBytes(UTF_8), peer.data);
        }
    }

    @Test
    void utf8_in_header_fields_needs_a_next_hop_that_speaks_it() {
        String text = "From: a@example.org\r\nSubject: Soirée\r\n\r\n";
        try (Peer peer = new Peer(Map.of())) {
            Reply reply = send(peer, text);
            assertEquals(Reply.Kind.PERMANENT, reply.kind());
            assertTrue(reply.text().startsWith("5.6.9"), reply.text());
            assertFalse(peer.commands.stream().anyMatch(c -> c.startsWith("DATA")));
        }
        try (Peer peer = new Peer(Map.of("EHLO", "250 peer\n250 SMTPUTF8\n250 8BITMIME"))) {
            assertTrue(send(peer, text).accepted());
            assertTrue(peer.commands.stream().anyMatch(c -> c.contains("SMTPUTF8")), peer.commands.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 451 4.3.0 later, TEMPORARY, 451, 4.3.0 later", "RCPT, 550 5.1.1 unknown, PERMANENT, 550, 5.1.1 unknown",
            "RCPT, 452 4.2.2 full, TEMPORARY, 452, 4.2.2 full", "DATA, 554 5.7.1 no, PERMANENT, 554, 5.7.1 no",
            "DOT, 451 4.7.1 greylisted, TEMPORARY, 451, 4.7.1 greylisted", "DOT, 552 5.3.4 big, PERMANENT, 552, 5.3.4 big",
            "DOT, '', UNREACHABLE, 0, ", "MAIL, '', UNREACHABLE, 0, ", "HELLO, '', UNREACHABLE, 0, "})
    void what_the_next_hop_says_at_any_step_comes_back_with_its_code(String step, String says, Reply.Kind kind, int code,
            String text) {
        try (Peer peer = new Peer(Map.of(step, says))) {
            Reply reply = send(peer, ASCII);
            assertEquals(kind, reply.kind(), reply.toString());
            assertEquals(code, reply.code());
            if (text != null) {
                assertEquals(text, reply.text());
            }
        }
    }

    @Test
    void nobody_listening_is_unreachable_and_not_an_error() {
        Peer peer = new Peer(Map.of());
        peer.close();
        assertEquals(Reply.Kind.UNREACHABLE, send(peer, ASCII).kind());
    }

    @Test
    void the_null_sender_stays_null() {
        try (Peer peer = new Peer(Map.of())) {
            new NextHop(TestSettings.hop(peer.port())).send(RawMessage.of(ASCII.getBytes(UTF_8)), "ada@example.net", "");
            assertTrue(peer.commands.contains("MAIL FROM:<>"), peer.commands.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.net>\r\nRCPT TO:<eve@evil.example", "ada@example.net\nDATA", "a b@example.net", "ada", "",
            "Ada <ada@example.net>", "ada@example.net, eve@evil.example", "ada@example.net> SIZE=1", "zoé@example.net"})
    void no_address_can_become_a_command(String attack) {
        try (Peer peer = new Peer(Map.of())) {
            NextHop hop = new NextHop(TestSettings.hop(peer.port()));
            RawMessage message = RawMessage.of(ASCII.getBytes(UTF_8));
            assertThrows(BadMessage.class, () -> hop.send(message, attack, "bounce@example.org"));
            if (!attack.isEmpty()) {
                assertThrows(BadMessage.class, () -> hop.send(message, "ada@example.net", attack));
            }
            assertTrue(peer.commands.isEmpty(), peer.commands.toString());
        }
    }

    private static Reply send(Peer peer, String text) {
        return new NextHop(TestSettings.hop(peer.port())).send(RawMessage.of(text.getBytes(UTF_8)), "ada@example.net",
                "bounce@example.org");
    }
}
