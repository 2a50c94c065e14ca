package org.preferencecenter.mail.boundary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.mail.entity.BadFrame;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.MilterFrame;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.StreamNaming;

/** The dialogue, from the mail server's side: who is answered what, when, and what becomes of what was reserved. */
class MilterSessionTest {

    private static final String HEAD = "From: hello@mail.example.org\r\nTo: ada@example.net\r\nSubject: Tonight\r\n";

    private final TestClearance desk = new TestClearance();

    private MilterPeer peer() {
        return new MilterPeer(desk.rules(false, true, ExistingPolicy.REPLACE));
    }

    private static RawMessage message(String more) {
        return RawMessage.of((HEAD + more).getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # login | sender | rcpt | its field | RCPT is answered | the end is answered
                    | a@mail.example.org | ada@example.net     |                                | c | i.*c
            nobody  | A@Mail.Example.Org | ada@example.net     |                                | c | i.*c
                    | a@mail.example.org | refused@example.net |                                | y 550 5\\.7\\.1 Refused by decision 0.* |
                    | a@mail.example.org | later@example.net   |                                | y 450 4\\.7\\.1 Not before 2026-11-22T13:00:00Z.* |
                    | a@mail.example.org | away@example.net    |                                | y 451 4\\.3\\.0 .* |
                    | a@mail.example.org | broken@example.net  |                                | y 451 4\\.3\\.0 .* |
                    | a@else.example     | ada@example.net     |                                | c | c
                    | a@else.example     | refused@example.net |                                | c | c
                    | a@else.example     | ada@example.net     | X-Stream: letter               | c | m.*X-Stream.*i.*c
                    | a@else.example     | refused@example.net | X-Stream: letter               | c | y 550 5\\.7\\.1 Refused.*
                    | a@else.example     | later@example.net   | X-Stream: letter               | c | y 450 4\\.7\\.1 .*
                    | a@else.example     | away@example.net    | X-Stream: letter               | c | y 451 4\\.3\\.0 .*
                    | a@else.example     | broken@example.net  | X-Stream: letter               | c | y 451 4\\.3\\.0 .*
                    | a@else.example     | ada@example.net     | List-ID: Jazz <JAZZ.example.org> | c | m.*List-ID.*i.*c
                    | a@else.example     | ada@example.net     | List-ID: <other.example.org>   | c | c
                    | a@else.example     | ada@example.net     | X-Stream: nowhere              | c | y 550 5\\.7\\.1 .*
                    | a@else.example     | ada@example.net     | X-Stream: calls                | c | y 550 5\\.7\\.1 .*
                    | a@lost.example.org | ada@example.net     |                                | c | y 451 4\\.3\\.5 .*
                    | a@mail.example.org | ada@example.net     | X-Stream: tickets              | c | y 550 5\\.6\\.0 .*
                    | a@mail.example.org | ada@example.net     | X-Stream: letter               | c | m.*X-Stream.*i.*c
            shop    | a@mail.example.org | ada@example.net     |                                | c | c
            shop    | a@mail.example.org | away@example.net    |                                | c | c
            shop    | a@mail.example.org | refused@example.net |                                | y 550 5\\.7\\.1 .* |
                    | a@else.example     | ada@example.net     | X-Stream: tickets              | c | m.{4,6}X-Stream +.  ?c
                    | a@else.example     | broken@example.net  | X-Stream: tickets              | c | c
                    |                    | ada@example.net     |                                | c | c
            """)
    void who_sends_on_what_to_whom_is_answered(String login, String sender, String rcpt, String field, String atRcpt,
    String atEnd) {
        MilterPeer peer = peer().begin(49152, login, sender == null ? "" : sender);
        String answer = peer.rcpt(rcpt);
        assertTrue(answer.matches(atRcpt), answer);
        if (atEnd != null) {
            String end = MilterPeer.text(peer.end(message(field == null ? "" : field + "\r\n")));
            assertTrue(end.matches("(?s)" + atEnd), end);
        }
        peer.session.gone();
        long held = desk.events.stream().filter(e -> e.equals("sent") || e.equals("released")).count();
        assertEquals(desk.reserved.get(), held, desk.events.toString());
    }

    @Test
    void what_was_taken_counts_and_what_was_not_is_given_back() {
        MilterPeer peer = peer().begin(49152, null, "a@mail.example.org");
        peer.rcpt("ada@example.net");
        peer.end(message(""));
        assertEquals(List.of("asked ada@example.net", "sent"), desk.events);
        for (String how : List.of("A", "Q", "M", "K")) {
            desk.events.clear();
            peer.begin(49152, null, "a@mail.example.org").rcpt("ada@example.net");
            peer.say(how.charAt(0), how.equals("M") ? "<a@mail.example.org>\0" : "");
            assertEquals(List.of("asked ada@example.net", "released"), desk.events, how);
        }
        desk.events.clear();
        peer.begin(49152, null, "a@mail.example.org").rcpt("ada@example.net");
        peer.session.gone();
        assertEquals(List.of("asked ada@example.net", "released"), desk.events);
    }

    @Test
    void an_answer_that_cannot_be_written_has_handed_nothing_over() {
        MilterPeer peer = peer().begin(49152, null, "a@mail.example.org");
        peer.rcpt("ada@example.net");
        peer.session.hear(new org.preferencecenter.mail.entity.MilterFrame('L', "From\0 a@mail.example.org\0"));
        peer.session.hear(new org.preferencecenter.mail.entity.MilterFrame('E', ""));
        peer.session.gone();
        assertEquals(List.of("asked ada@example.net", "released"), desk.events);
    }

    @Test
    void a_second_recipient_is_for_another_transaction_when_the_stream_is_known() {
        MilterPeer peer = peer().begin(49152, null, "a@mail.example.org");
        assertEquals("c", peer.rcpt("ada@example.net"));
        assertEquals("c", peer.rcpt("ada@example.net"), "the same twice is one");
        assertTrue(peer.rcpt("bob@example.net").startsWith("y 452 4.5.3"));
        assertTrue(MilterPeer.text(peer.end(message(""))).startsWith("i"));
        assertEquals(List.of("asked ada@example.net", "sent"), desk.events);
    }

    @Test
    void a_message_to_two_that_names_its_stream_in_the_header_is_refused_or_goes_without_a_link() {
        MilterPeer strict = peer().begin(49152, null, "a@else.example");
        strict.rcpt("ada@example.net");
        assertEquals("c", strict.rcpt("bob@example.net"));
        assertTrue(MilterPeer.text(strict.end(message("X-Stream: letter\r\n"))).startsWith("y 550 5.5.3"));
        assertEquals(List.of(), desk.events, "nobody was asked about");

        MilterPeer mild = new MilterPeer(desk.rules(true, true, ExistingPolicy.REPLACE)).begin(49152, null,
                "a@mail.example.org");
        mild.rcpt("ada@example.net");
        assertEquals("c", mild.rcpt("bob@example.net"));
        assertTrue(mild.rcpt("refused@example.net").startsWith("y 550"), "each is decided alone");
        assertEquals("c", MilterPeer.text(mild.end(message(""))), "no link, no other field");
        assertEquals(List.of("asked ada@example.net", "asked bob@example.net", "asked refused@example.net", "sent", "sent"),
                desk.events);

        desk.events.clear();
        mild.begin(49152, null, "a@else.example").rcpt("ada@example.net");
        mild.rcpt("refused@example.net");
        assertTrue(MilterPeer.text(mild.end(message("X-Stream: letter\r\n"))).startsWith("y 550 5.7.1"),
                "nobody is dropped silently");
        assertEquals(List.of("asked ada@example.net", "asked refused@example.net", "released"), desk.events);
    }

    @Test
    void a_service_message_to_two_passes() {
        MilterPeer peer = peer().begin(49152, "shop", "a@else.example");
        peer.rcpt("ada@example.net");
        assertEquals("c", peer.rcpt("bob@example.net"));
        assertEquals("c", MilterPeer.text(peer.end(message(""))));
    }

    @Test
    void a_recipient_that_postfix_pretends_is_decided_at_the_end() {
        MilterPeer peer = peer().begin(0, null, "a@mail.example.org");
        assertEquals("c", peer.rcpt("refused@example.net"));
        assertEquals(List.of(), desk.events);
        assertTrue(MilterPeer.text(peer.end(message(""))).startsWith("y 550 5.7.1"));
    }

    @Test
    void who_may_have_stopped_since_RCPT_is_asked_about_again() {
        MilterPeer peer = peer().begin(49152, null, "a@mail.example.org");
        peer.rcpt("ada@example.net");
        desk.now = TestClearance.NOON.plus(MilterMessage.FRESH).plusSeconds(1);
        peer.end(message(""));
        assertEquals(List.of("asked ada@example.net", "released", "asked ada@example.net", "sent"), desk.events);
    }

    @Test
    void without_a_stream_nothing_goes_where_that_is_asked_for() {
        MilterPeer peer = new MilterPeer(desk.rules(false, false, ExistingPolicy.REPLACE)).begin(49152, null,
                "a@else.example");
        assertEquals("c", peer.rcpt("ada@example.net"));
        assertTrue(MilterPeer.text(peer.end(message(""))).startsWith("y 550 5.7.1 The message names no stream"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # it offers | many pass | sender              | field             | to                             | the envelope sender
            0x1ff       | false     | a@mail.example.org  |                   | ada@example.net                 | <b-42-ada.example.net@unsub.mail.example.org>
            0x1ff       | false     | a@else.example      | X-Stream: letter  | ada@example.net                 | <b-42-ada.example.net@unsub.mail.example.org>
            0x1bf       | false     | a@mail.example.org  |                   | ada@example.net                 |
            0x1ff       | false     |                     | X-Stream: letter  | ada@example.net                 |
            0x1ff       | true      | a@else.example      | X-Stream: letter  | ada@example.net bob@example.net |
            0x1ff       | false     | a@else.example      | X-Stream: tickets | ada@example.net                 |
            0x1ff       | false     | a@else.example      |                   | ada@example.net                 |
            """)
    void prospecting_to_one_person_goes_out_under_a_bounce_address(String offer, boolean many, String sender, String field, String to,
            String from) {
        MilterPeer peer = new MilterPeer(desk.rules(many, true, ExistingPolicy.REPLACE, true));
        peer.begin(49152, null, sender == null ? "" : sender, Integer.decode(offer));
        for (String one : to.split(" ")) {
            assertEquals("c", peer.rcpt(one));
        }
        List<MilterFrame> told = peer.end(message(field == null ? "" : field + "\r\n"));
        assertEquals(from == null ? List.of() : List.of(from), told.stream().filter(frame -> frame.command() == 'e')
                .map(frame -> frame.data().replace("\0", "")).toList());
        assertEquals('c', told.get(told.size() - 1).command());
    }

    @Test
    void the_envelope_sender_is_asked_for_only_where_we_give_bounce_addresses() {
        for (boolean verp : new boolean[] {true, false}) {
            String answer = new MilterPeer(desk.rules(false, true, ExistingPolicy.REPLACE, verp))
                    .say('O', MilterPeer.numbers(6, 0x1ff, MilterPeer.POSTFIX)).get(0).data();
            assertEquals(verp, (answer.charAt(7) & 0x40) != 0);
        }
    }

    @Test
    void before_the_catalogue_was_read_a_message_with_a_stream_waits() {
        MilterPeer peer = new MilterPeer(new MilterRules(new StreamNaming(TestClearance.NAMES), false, true,
                ExistingPolicy.REPLACE,
                desk, () -> Catalogue.EMPTY, URI.create("https://p.example.org"), false)).begin(49152, null, "a@mail.example.org");
        assertEquals("c", peer.rcpt("ada@example.net"));
        assertTrue(MilterPeer.text(peer.end(message(""))).startsWith("y 451 4.3.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"From: b@mail.example.org\r\n", "X-Stream: letter\r\nX-Stream: tickets\r\n"})
    void what_cannot_be_sent_as_it_is_gives_the_contact_back(String wrong) {
        MilterPeer peer = peer().begin(49152, null, "a@mail.example.org");
        peer.rcpt("ada@example.net");
        assertTrue(MilterPeer.text(peer.end(message(wrong))).startsWith("y 550 5.6.0"));
        assertEquals(List.of("asked ada@example.net", "released"), desk.events);
    }

    @Test
    void a_header_without_end_is_refused_and_not_kept() {
        MilterPeer peer = peer().begin(49152, null, "a@mail.example.org");
        peer.rcpt("ada@example.net");
        for (int i = 0; i < 20; i++) {
            peer.say('L', "X-Long\0 " + "x".repeat(65_000) + "\0");
        }
        assertTrue(MilterPeer.text(peer.say('E', "")).startsWith("y 552 5.3.4"));
        assertEquals(List.of("asked ada@example.net", "released"), desk.events);
    }

    @Test
    void an_old_mail_server_that_waits_for_every_answer_gets_every_answer_and_values_without_their_blank() {
        MilterPeer peer = peer();
        assertEquals(MilterPeer.numbers(2, 0x11, 0), peer.say('O', MilterPeer.numbers(2, 0x3f, 0)).get(0).data());
        for (String command : List.of("C-unknown\0U", "Hmail.example\0", "M<a@mail.example.org>\0", "R<ada@example.net>\0",
                "T", "LFrom\0a@mail.example.org\0", "N", "Bbody")) {
            assertEquals("c", MilterPeer.text(peer.say(command.charAt(0), command.substring(1))), command);
        }
        String end = MilterPeer.text(peer.say('E', ""));
        assertTrue(end.contains("List-Unsubscribe-Post List-Unsubscribe=One-Click"), end);
    }

    @Test
    void what_is_not_the_protocol_closes_the_line() {
        for (String wrong : List.of("C", "R<a@example.org>\0", "E", "L", "?")) {
            assertThrows(BadFrame.class, () -> peer().say(wrong.charAt(0), wrong.substring(1)), "before a negotiation");
        }
        for (String wrong : List.of("R<a@example.org>\0", "E", "LFrom\0 x\0", "C", "Cx", "C\0", "C\0" + "4", "M", "Mx",
                "Lone\0", "D", "Z", "O")) {
            MilterPeer peer = peer();
            peer.say('O', MilterPeer.numbers(6, 0x1ff, MilterPeer.POSTFIX));
            assertThrows(BadFrame.class, () -> peer.say(wrong.charAt(0), wrong.substring(1)), wrong);
        }
        for (int actions : new int[] {0, 0x01, 0x10}) {
            assertThrows(BadFrame.class, () -> peer().say('O', MilterPeer.numbers(6, actions, MilterPeer.POSTFIX)));
        }
        assertThrows(BadFrame.class, () -> peer().say('O', MilterPeer.numbers(1, 0x1ff, 0)));
    }
}
