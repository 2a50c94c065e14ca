package org.preferencecenter.mail.boundary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.mail.control.Mailroom;
import org.preferencecenter.mail.control.Returns;
import org.preferencecenter.mail.entity.Postbox;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Taken;

/** The door that a Postfix hands over to, spoken over a real socket. */
class InboundLmtpIT {

    private final Mailroom room = new Mailroom("PC_INBOUND_MB", "1");
    private volatile String away = "";
    private Lobby lobby;
    private Socket socket;
    private BufferedReader in;

    @BeforeEach
    void knock() throws IOException {
        lobby = new InboundRules(Client.Protocol.LMTP, "in.example.org", room.settings.doors().inbound().limits(), Optional.empty(), room.postboxes,
                new Returns(null, null, null, null, null, null) {
                    @Override
                    public java.util.Optional<Taken> take(RawMessage message, String sender, String address, Postbox box) {
                        if (address.equals(away)) {
                            throw new DatabaseAway("as the test wants");
                        }
                        return room.returns.take(message, sender, address, box);
                    }
                }).lobby();
        Door door = Door.port("127.0.0.1", 0);
        lobby.open(door, false);
        socket = new Socket("127.0.0.1", door.port());
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        assertEquals("220 in.example.org LMTP", answer());
    }

    @AfterEach
    void leave() throws IOException {
        socket.close();
        lobby.close();
        room.close();
    }

    private String answer() throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return line;
    }

    private String say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return answer();
    }

    private String unsubscribe(long person) {
        String ways = room.sent(person, "x@y.example").value("List-Unsubscribe").orElseThrow();
        return ways.substring(ways.indexOf("mailto:") + 7, ways.lastIndexOf('>'));
    }

    private static String message() {
        return "From: a@b.example\r\nMessage-ID: <" + UUID.randomUUID() + "@b>\r\n\r\n..a dot\r\n.";
    }

    @Test
    void each_recipient_that_was_taken_has_an_answer_of_its_own() throws IOException {
        long one = room.person(Mailroom.address());
        long two = room.person(Mailroom.address());
        away = unsubscribe(two);
        assertTrue(say("LHLO mx.example.org").startsWith("250"));
        assertTrue(say("MAIL FROM:<a@b.example> SIZE=100").startsWith("250"));
        assertEquals("250 2.1.5 Go on", say("RCPT TO:<" + unsubscribe(one) + ">"));
        assertEquals("550 5.1.1 There is no such address here", say("RCPT TO:<nobody@unsub.news.example.org>"));
        assertEquals("250 2.1.5 Go on", say("RCPT TO:<" + away + ">"));
        assertTrue(say("DATA").startsWith("354"));
        assertEquals("250 2.0.0 Recorded", say(message()));
        assertEquals("451 4.3.0 Not recorded, try again later", answer());
        assertTrue(room.choice(one).orElseThrow().state().stops() && room.choice(two).isEmpty());
        assertTrue(say("MAIL FROM:<>").startsWith("250"), "the next message may begin");
        assertTrue(say("QUIT").startsWith("221"));
        assertNull(in.readLine());
    }

    @Test
    void what_is_not_lmtp_or_comes_too_early_or_is_too_large_is_said() throws IOException {
        assertTrue(say("EHLO x").startsWith("500 5.5.1"));
        assertTrue(say("DATA").startsWith("503"));
        assertTrue(say("RCPT TO:<postmaster@unsub.news.example.org>").startsWith("503"));
        assertTrue(say("MAIL FROM:a@b").startsWith("501"));
        assertTrue(say("MAIL FROM:<#@[]>").startsWith("250"));
        assertTrue(say("RCPT TO:<postmaster@unsub.news.example.org>").startsWith("250"));
        assertTrue(say("DATA").startsWith("354"));
        assertTrue(say("X: y\r\n\r\n" + "x".repeat(76).concat("\r\n").repeat(15_000) + ".").startsWith("552 5.3.4"));
        assertTrue(say("NOOP").startsWith("250"));
    }
}
