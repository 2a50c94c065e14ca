package org.preferencecenter.mail.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LmtpRelayTest {

    private static final String TEXT = "From: hello@news.example.org\r\nTo: undisclosed:;\r\nSubject: Tonight\r\n\r\nGood evening\r\n";

    @Test
    void every_recipient_gets_an_answer_and_a_copy_with_links_of_their_own() {
        try (RelayUnderTest relay = RelayUnderTest.lmtp(Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.expect(null, "220 localhost LMTP").expect("EHLO c", "500 5.5.1").expect("HELO c", "500 5.5.1").expect("LHLO c", "250")
                    .expect("MAIL FROM:<b@example.org>", "250").expect("RCPT TO:<ada@example.net>", "250")
                    .expect("RCPT TO:<no@example.net>", "550 5.7.1").expect("RCPT TO:<bob@example.net>", "250")
                    .expect("DATA", "354").write(TEXT + ".\r\n").expect(null, "250 2.0.0 kept");
            // Bob's copy is the last: no link of Ada's is in it, and no name of either.
            talk.expect(null, "250 2.0.0 kept").expect("NOOP", "250 2.0.0 Here");
            String last = new String(relay.hop.data(), StandardCharsets.ISO_8859_1);
            assertTrue(last.contains("/u/bob-example-net") && last.endsWith(TEXT), last);
            assertFalse(last.contains("ada-example-net"), last);
            assertEquals(List.of("RCPT TO:<ada@example.net>", "RCPT TO:<bob@example.net>"),
                    relay.hop.commands().stream().filter(c -> c.startsWith("RCPT")).toList());
        }
    }

    @Test
    void where_the_message_names_the_stream_each_is_decided_on_after_it() {
        try (RelayUnderTest relay = RelayUnderTest.lmtp(Map.of(), RelayUnderTest.LETTER, RelayUnderTest.TICKETS);
                Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("LHLO c", "250").expect("MAIL FROM:<b@example.org>", "250");
            for (String to : List.of("ada", "no", "later", "unknown", "bob")) {
                talk.expect("RCPT TO:<" + to + "@example.net>", "250");
            }
            talk.expect("RCPT TO:<six@example.net>", "452 4.5.3").expect("DATA", "354").write("X-Stream: letter\r\n" + TEXT + ".\r\n")
                    .expect(null, "250 2.0.0 kept").expect(null, "550 5.7.1").expect(null, "450 4.7.1").expect(null, "451 4.3.0")
                    .expect(null, "250 2.0.0 kept").expect("QUIT", "221");
        }
    }

    @Test
    void what_is_wrong_with_the_message_is_said_once_for_each_recipient() {
        try (RelayUnderTest relay = RelayUnderTest.lmtp(Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("LHLO c", "250").expect("MAIL FROM:<b@example.org>", "250")
                    .expect("RCPT TO:<ada@example.net>", "250").expect("RCPT TO:<bob@example.net>", "250").expect("DATA", "354")
                    .write(TEXT + "a\nb\r\n.\r\n").expect(null, "550 5.5.2").expect(null, "550 5.5.2").expect("QUIT", "221");
            assertEquals(2, relay.desk.settled().stream().filter(s -> s.startsWith("released")).count());
        }
    }

    @Test
    void one_that_the_next_hop_refuses_does_not_harm_the_others() {
        try (RelayUnderTest relay = RelayUnderTest.lmtp(Map.of("RCPT TO:<bob@example.net>", "550 5.1.1 unknown"),
                RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("LHLO c", "250").expect("MAIL FROM:<b@example.org>", "250");
            for (String to : List.of("ada", "bob", "cyd")) {
                talk.expect("RCPT TO:<" + to + "@example.net>", "250");
            }
            talk.expect("DATA", "354").write(TEXT + ".\r\n").expect(null, "250").expect(null, "550 5.1.1 unknown").expect(null, "250");
            assertTrue(relay.desk.settled().containsAll(List.of("sent ada@example.net", "released bob@example.net",
                    "sent cyd@example.net")), relay.desk.settled().toString());
        }
    }

    @Test
    void a_unix_socket_does_as_well_and_a_left_behind_one_is_put_away(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("lmtp");
        for (int i = 0; i < 2; i++) {
            try (RelayUnderTest relay = RelayUnderTest.lmtp(path, RelayUnderTest.LETTER);
                    SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
                OutputStream out = Channels.newOutputStream(client);
                out.write(("LHLO c\r\nMAIL FROM:<b@example.org>\r\nRCPT TO:<ada@example.net>\r\nDATA\r\n" + TEXT + ".\r\nQUIT\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                StringBuilder said = new StringBuilder();
                ByteBuffer block = ByteBuffer.allocate(4096);
                while (client.read(block.clear()) >= 0) {
                    said.append(StandardCharsets.US_ASCII.decode(block.flip()));
                }
                assertTrue(said.toString().contains("250 2.0.0 kept as 42\r\n221"), said.toString());
                assertTrue(new String(relay.hop.data(), StandardCharsets.US_ASCII).contains("(local)"));
                assertFalse(said.toString().contains("STARTTLS"));
            }
            assertFalse(Files.exists(path));
        }
    }
}
