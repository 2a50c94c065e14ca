package org.preferencecenter.mail.boundary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.mail.control.Mailroom;
import org.preferencecenter.mail.control.Returns;
import org.preferencecenter.mail.entity.Postbox;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Taken;

/** The door for mail that comes back, over a real socket. */
class InboundSmtpIT {

    private static final Mailroom ROOM = new Mailroom("PC_INBOUND_MB", "1");
    private static volatile boolean databaseAway;
    private static volatile ClassLoader seen;
    private static Lobby lobby;
    private static int port;

    @BeforeAll
    static void open() throws IOException {
        Returns returns = new Returns(null, null, null, null, null, null) {
            @Override
            public java.util.Optional<Taken> take(RawMessage message, String sender, String address, Postbox box) {
                seen = Thread.currentThread().getContextClassLoader();
                if (databaseAway) {
                    throw new DatabaseAway("as the test wants");
                }
                return ROOM.returns.take(message, sender, address, box);
            }
        };
        lobby = new InboundRules(Client.Protocol.SMTP, "in.example.org", ROOM.settings.doors().inbound().limits(),
                Optional.of(RelayUnderTest.tls()), ROOM.postboxes, returns).lobby();
        Door door = Door.port("127.0.0.1", 0);
        port = door.port();
        lobby.open(door, false);
    }

    @AfterAll
    static void shut() {
        lobby.close();
        ROOM.close();
    }

    /** Talks SMTP; the last answer is the one told. */
    private static String say(String... lines) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            String answer = answer(in);
            for (String line : lines) {
                out.write((line + "\r\n").getBytes(ISO_8859_1));
                out.flush();
                answer = answer(in);
                if (answer.charAt(0) > '3') {
                    return answer;
                }
            }
            return answer;
        }
    }

    private static String answer(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return line;
    }

    private static String deliver(String sender, String to, String message) throws IOException {
        return say("EHLO mx.example.net", "MAIL FROM:<" + sender + ">", "RCPT TO:<" + to + ">", "DATA",
                message.replaceAll("(?m)^\\.", "..") + (message.endsWith("\r\n") ? "." : "\r\n."));
    }

    private static String message() {
        return "From: a@b.example\r\nMessage-ID: <" + UUID.randomUUID() + "@b.example>\r\nSubject:\r\n\r\n";
    }

    private static String unsubscribe(long person, String ada) {
        String ways = ROOM.sent(person, ada).value("List-Unsubscribe").orElseThrow();
        return ways.substring(ways.indexOf("mailto:") + 7, ways.lastIndexOf('>'));
    }

    @Test
    void a_stop_is_answered_once_it_is_durable() throws IOException {
        String ada = Mailroom.address();
        long person = ROOM.person(ada);
        assertEquals("250 2.0.0 Recorded", deliver("ada@example.net", unsubscribe(person, ada), message()));
        assertTrue(ROOM.choice(person).orElseThrow().state().stops());
    }

    @Test
    void while_the_database_is_away_the_sender_keeps_the_message() throws IOException {
        String ada = Mailroom.address();
        long person = ROOM.person(ada);
        String message = message();
        databaseAway = true;
        try {
            assertTrue(deliver("ada@example.net", unsubscribe(person, ada), message).startsWith("451 4.3.0"));
            assertTrue(ROOM.choice(person).isEmpty());
        } finally {
            databaseAway = false;
        }
        assertEquals("250 2.0.0 Recorded", deliver("ada@example.net", unsubscribe(person, ada), message));
        assertTrue(ROOM.choice(person).orElseThrow().state().stops());
    }

    @Test
    void the_mail_library_finds_its_parts_on_the_listeners_threads() throws IOException {
        deliver("a@b.example", "postmaster@unsub.news.example.org", message() + "question " + UUID.randomUUID());
        assertEquals(InboundDoors.class.getClassLoader(), seen);
    }

    @Test
    void nobody_elses_mail_is_taken_and_never_dropped() throws IOException {
        String good = unsubscribe(ROOM.person(Mailroom.address()), "x@y.example");
        for (String to : List.of("ada@example.net", "x@unsub.news.example.org", "u-" + "a".repeat(55) + "@unsub.news.example.org",
                good.replace(good.charAt(30), good.charAt(30) == 'a' ? 'b' : 'a'), "feedback@unsub.elsewhere.example")) {
            assertEquals("550 5.1.1 There is no such address here", say("EHLO x", "MAIL FROM:<>", "RCPT TO:<" + to + ">"), to);
        }
    }

    @Test
    void a_bounce_has_no_sender_or_an_odd_one() throws IOException {
        for (String sender : List.of("", "#@[]", "MAILER-DAEMON")) {
            String ada = Mailroom.address();
            String bounce = ROOM.stamper.bounceAddress(ROOM.stream, ROOM.person(ada), ada);
            String report = new String(Mailroom.returned("postfix-unknown", bounce, ada, "From: x@y.example").bytes(), ISO_8859_1);
            assertEquals("250 2.0.0 Recorded", deliver(sender, bounce, report), sender);
            assertEquals(java.util.Set.of(SuppressionReason.BOUNCE), ROOM.suppressed(ada), sender);
        }
    }

    @Test
    void tls_is_offered_once_and_what_was_said_before_it_counts_no_more() {
        String ada = Mailroom.address();
        long person = ROOM.person(ada);
        try (Talk talk = Talk.to(port)) {
            talk.expect(null, "220");
            assertTrue(talk.ask("EHLO mx.example.net").contains("STARTTLS"));
            talk.expect("MAIL FROM:<a@b.example>", "250").expect("RCPT TO:<" + unsubscribe(person, ada) + ">", "250")
                    .expect("STARTTLS", "220").tls().expect("DATA", "503");
            assertFalse(talk.ask("EHLO mx.example.net").contains("STARTTLS"));
            talk.expect("STARTTLS", "503").expect("MAIL FROM:<a@b.example>", "250")
                    .expect("RCPT TO:<" + unsubscribe(person, ada) + ">", "250").expect("DATA", "354").write(message()).expect(".", "250 2.0.0 Recorded");
        }
        assertTrue(ROOM.choice(person).orElseThrow().state().stops());
    }

    /** CVE-2011-0411: what came in the clear behind STARTTLS must not count as said under TLS. */
    @ParameterizedTest
    @ValueSource(strings = {"STARTTLS\r\nRSET\r\n", "STARTTLS\r\nEHLO evil\r\nMAIL FROM:<evil@example.org>\r\n", "STARTTLS now\r\n"})
    void nothing_is_smuggled_into_the_protected_part(String attack) {
        try (Talk talk = Talk.to(port)) {
            talk.expect(null, "220").expect("EHLO c", "250").write(attack).expect(null, "501 5.5.4");
            assertEquals("gone", talk.answer());
        }
    }

    @Test
    void a_message_that_says_it_is_too_large_and_a_client_that_only_errs_are_stopped_early() {
        try (Talk talk = Talk.to(port)) {
            talk.expect(null, "220").expect("EHLO c", "250").expect("MAIL FROM:<a@b.example> SIZE=1048577", "552 5.3.4")
                    .expect("MAIL FROM:<a@b.example> SIZE=1048576", "250");
            for (int i = 0; i < 10; i++) {
                talk.expect("WHAT", "500");
            }
            talk.expect(null, "421 4.7.0");
            assertEquals("gone", talk.answer());
        }
    }

    @Test
    void one_message_to_two_tokens_stops_both() throws IOException {
        String ada = Mailroom.address();
        String bob = Mailroom.address();
        long one = ROOM.person(ada);
        long two = ROOM.person(bob);
        assertEquals("250 2.0.0 Recorded", say("EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<" + unsubscribe(one, ada) + ">",
                "RCPT TO:<" + unsubscribe(two, bob) + ">", "DATA", message() + "."));
        assertTrue(ROOM.choice(one).isPresent() && ROOM.choice(two).isPresent());
    }

    @Test
    void what_is_too_large_no_message_or_goes_in_a_circle_is_refused() throws IOException {
        String box = "postmaster@unsub.news.example.org";
        assertTrue(deliver("a@b.example", box, message() + "x".repeat(70).concat("\r\n").repeat(20_000)).startsWith("552 "));
        assertTrue(deliver("a@b.example", box, "no header at all").startsWith("554 5.6.0"));
        assertTrue(deliver("a@b.example", box, "Received: by x\r\n".repeat(100) + message()).startsWith("554 5.4.6"));
        assertTrue(deliver("a@b.example", box, message() + "question " + UUID.randomUUID()).startsWith("250 "));
    }

    @Test
    void no_answer_is_ever_written_so_no_loop_can_begin() {
        // There is nothing here that could send: no next hop, no dispatch, no post.
        for (Class<?> one : List.of(Returns.class, InboundDoors.class, InboundDelivery.class)) {
            for (java.lang.reflect.Field field : one.getDeclaredFields()) {
                assertFalse(List.of("NextHop", "Dispatch", "OwnPost", "Composer").contains(field.getType().getSimpleName()), field.toString());
            }
        }
    }
}
