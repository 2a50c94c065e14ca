package org.preferencecenter.mail.boundary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.preferencecenter.mail.entity.HeaderField;
import org.preferencecenter.mail.entity.RawMessage;

/** Every octet outside the fields that are added or taken out stays as it was, through the socket and back. */
class RelayCorpusTest {

    private static final Path GOLDEN = Path.of("src/test/resources/mail");
    private static final String HEAD = "From: hello@news.example.org\r\nTo: ada@example.net\r\n";
    private static final String HOP = "250 peer\n250 8BITMIME\n250 SMTPUTF8\n250 SIZE 40000000\n250 PIPELINING";

    static Stream<String> golden() throws IOException {
        try (Stream<Path> cases = Files.list(GOLDEN)) {
            return cases.map(one -> one.resolve("in.eml")).filter(Files::exists).map(RelayCorpusTest::crlf).toList().stream();
        }
    }

    private static String crlf(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), ISO_8859_1).replace("\r\n", "\n").replace("\n", "\r\n");
            return text.endsWith("\r\n") ? text : text + "\r\n";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<String> odd() {
        String folded = Stream.of("Subject", "X-Fold").map(name -> name + ":\r\n a\r\n\t b\r\n  c\r\n").reduce("", String::concat);
        return Stream.of(HEAD + "\r\n", HEAD + "Subject: x\r\n\r\n", HEAD + "X-Long: " + "y".repeat(900) + "\r\n\r\n" + "z".repeat(5000)
                + "\r\n", HEAD + "X-Dup: 1\r\nx-dup: 2\r\nX-DUP : 3\r\n\r\nbody\r\n", folded + HEAD + "\r\nbody \t \r\n\r\n\r\n",
                HEAD + "\r\n.\r\n..\r\n...a\r\n.\r\n", HEAD + "\r\n\0\1\2\u007f \u00ff\u00fe\r\n", HEAD
                        + "Content-Type: multipart/signed; boundary=a\r\n\r\npreamble\r\n--a\r\nContent-Type: multipart/mixed; boundary=b"
                        + "\r\n\r\n--b\r\n\r\ntrailing blanks   \r\n--b--\r\n--a\r\nContent-Type: application/pgp-signature\r\n\r\nx\r\n"
                        + "--a--\r\nepilogue\r\n", HEAD + "Subject: Soir\u00c3\u00a9e\r\n\r\nbody\r\n");
    }

    @ParameterizedTest
    @MethodSource({"golden", "odd"})
    void a_service_message_arrives_with_signatures_and_a_trace_above_it_and_nothing_else(String text) {
        byte[] octets = text.getBytes(ISO_8859_1);
        if (text.startsWith("Bcc") || RawMessage.of(octets).fields("From").size() != 1) {
            return;
        }
        byte[] arrived = through(octets, RelayUnderTest.TICKETS);
        List<String> names = RawMessage.of(arrived).fields().stream().map(HeaderField::name).toList();
        assertEquals(List.of("DKIM-Signature", "DKIM-Signature", "Received"), names.subList(0, 3));
        assertEnds(octets, arrived);
    }

    @ParameterizedTest
    @MethodSource({"golden", "odd"})
    void a_newsletter_keeps_every_field_but_those_it_gets_here(String text) {
        RawMessage before = RawMessage.of(text.getBytes(ISO_8859_1));
        if (before.fields("From").size() != 1) {
            return;
        }
        RawMessage after = RawMessage.of(through(before.bytes(), RelayUnderTest.LETTER));
        assertEquals(before.body(), after.body());
        List<String> ours = List.of("list-unsubscribe", "list-unsubscribe-post", "list-id", "list-help", "feedback-id",
                "cfbl-address", "cfbl-feedback-id");
        List<String> kept = new ArrayList<>(after.fields().stream().map(HeaderField::raw).toList());
        // From the top: two signatures, seven fields, one trace.
        assertEquals(kept.subList(10, kept.size()), before.fields().stream()
                .filter(field -> !ours.contains(field.name().toLowerCase(java.util.Locale.ROOT))).map(HeaderField::raw).toList());
    }

    @Test
    void twenty_five_megabytes_arrive_as_they_were_sent() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder(HEAD + "Content-Transfer-Encoding: 8bit\r\n\r\n");
        while (text.length() < 25_000_000) {
            for (int i = random.nextInt(990); i > 0; i--) {
                int c = random.nextInt(256);
                text.append((char) (c == '\r' || c == '\n' ? '.' : c));
            }
            text.append("\r\n");
        }
        byte[] octets = text.toString().getBytes(ISO_8859_1);
        assertEnds(octets, through(octets, RelayUnderTest.TICKETS));
    }

    @Test
    void one_octet_more_than_may_be_is_too_large_whether_it_was_announced_or_not() {
        String text = HEAD + "\r\n" + ("x".repeat(998) + "\r\n").repeat(27_500);
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of("EHLO", HOP), RelayUnderTest.TICKETS); Talk talk = relay.talk()) {
            talk.upToText("EHLO", "ada@example.net").write(text + ".\r\n").expect(null, "552 5.3.4")
                    .expect("MAIL FROM:<b@example.org> SIZE=" + text.length(), "552 5.3.4").expect("MAIL FROM:<b@example.org>", "250");
            assertTrue(relay.hop.commands().stream().noneMatch(c -> c.startsWith("MAIL")));
        }
    }

    private static byte[] through(byte[] octets, org.preferencecenter.catalog.entity.Stream stream) {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of("EHLO", HOP), stream); Talk talk = relay.talk()) {
            String text = new String(octets, ISO_8859_1);
            String stuffed = (text.startsWith(".") ? "." : "") + text.replace("\r\n.", "\r\n..");
            talk.expect(null, "220").expect("EHLO c", "250").expect("MAIL FROM:<b@example.org> BODY=8BITMIME SMTPUTF8", "250")
                    .expect("RCPT TO:<ada@example.net>", "250").expect("DATA", "354").write(stuffed.getBytes(ISO_8859_1));
            assertEquals("250 2.0.0 kept as 42", talk.ask("."));
            return relay.hop.data();
        }
    }

    private static void assertEnds(byte[] end, byte[] all) {
        assertArrayEquals(end, Arrays.copyOfRange(all, all.length - end.length, all.length));
    }
}
