package org.preferencecenter.mail.boundary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.mail.control.ScriptedDesk;
import org.preferencecenter.mail.entity.RawMessage;

class SmtpRelayTest {

    private static final String TEXT = "From: hello@news.example.org\r\nTo: ada@example.net\r\nSubject: Tonight\r\n\r\n"
            + "Good evening\r\n..two dots\r\n";
    private static final String UTF8 = "250 peer\n250 8BITMIME\n250 SMTPUTF8\n250 DSN\n250 SIZE 40000000";

    @Test
    void a_message_goes_on_stamped_signed_and_traced_and_is_answered_in_the_next_hops_words() {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.upToText("EHLO", "ada@example.net");
            assertEquals("250 2.0.0 kept as 42", talk.write(TEXT.replace("\r\n..", "\r\n...")).ask("."));
            RawMessage sent = RawMessage.of(relay.hop.data());
            assertEquals(List.of("DKIM-Signature", "DKIM-Signature", "List-Unsubscribe", "List-Unsubscribe-Post", "List-ID",
                    "List-Help", "Feedback-ID", "CFBL-Address", "CFBL-Feedback-ID", "Received", "From", "To", "Subject"),
                    sent.fields().stream().map(f -> f.name()).toList());
            assertTrue(sent.value("List-Unsubscribe").orElseThrow().contains("ada-example-net"));
            assertTrue(sent.value("Received").orElseThrow().matches("from client\\.example\\.org \\(\\[127\\.0\\.0\\.1\\]\\)"
                    + " by localhost \\(Preference Center\\) with ESMTP id " + ScriptedDesk.DECISION + "; .* \\+0000"),
                    sent.value("Received").orElseThrow());
            assertTrue(new String(relay.hop.data(), ISO_8859_1).endsWith(TEXT));
            assertEquals(List.of("asked ada@example.net", "sent ada@example.net"), relay.desk.settled());
        }
    }

    @ParameterizedTest
    @CsvSource({"no@example.net, 550 5.7.1", "later@example.net, 450 4.7.1 Not before 2026-12-01T08:00:00Z",
            "unknown@example.net, 451 4.3.0"})
    void who_may_not_be_written_to_is_told_at_rcpt_with_the_decision_and_where_it_is_explained(String to, String answer) {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("EHLO c", "250").expect("MAIL FROM:<b@example.org>", "250");
            String said = talk.ask("RCPT TO:<" + to + ">");
            assertTrue(said.startsWith(answer), said);
            assertTrue(said.contains("http://localhost:8080/api/v1/decisions/" + ScriptedDesk.DECISION), said);
            talk.expect("DATA", "503").expect("RCPT TO:<ada@example.net>", "250 2.1.5").expect("RSET", "250");
            assertEquals(List.of("asked " + to, "asked ada@example.net", "released ada@example.net"), relay.desk.settled());
            assertFalse(relay.hop.commands().stream().anyMatch(c -> c.startsWith("MAIL")));
        }
    }

    @ParameterizedTest
    @CsvSource({"X-Stream: letter, no@example.net, 550 5.7.1", "X-Stream: letter, later@example.net, 450 4.7.1",
            "X-Stream: letter, ada@example.net, 250", "X-Stream: nonsense, ada@example.net, 550 5.7.1 X-Stream names no stream",
            "X-Other: letter, ada@example.net, 550 5.7.1 The message does not say",
            "List-ID: Letter <Letter.theatre.news.example.org>, ada@example.net, 550 5.7.1 Several streams",
            "List-ID: <tickets.theatre.news.example.org>, ada@example.net, 250",
            "'X-Stream: letter\r\nX-Stream: digest', ada@example.net, 550 5.7.1 The message has several X-Stream"})
    void a_sender_of_several_streams_names_the_stream_in_the_message(String field, String to, String answer) {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER, RelayUnderTest.DIGEST,
                RelayUnderTest.TICKETS); Talk talk = relay.talk()) {
            talk.upToText("EHLO", to).write(field + "\r\n" + TEXT).expect(".", answer);
            assertFalse(new String(relay.hop.data(), ISO_8859_1).contains("X-Stream"));
        }
    }

    @Test
    void each_message_has_one_recipient_and_connections_serve_many() {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("EHLO c", "250");
            for (String to : List.of("ada@example.net", "bob@example.net")) {
                talk.expect("MAIL FROM:<>", "250").expect("RCPT TO:<" + to + ">", "250")
                        .expect("RCPT TO:<eve@example.net>", "452 4.5.3").expect("DATA", "354").write(TEXT).expect(".", "250");
                assertTrue(relay.hop.commands().contains("MAIL FROM:<>"));
                assertTrue(relay.hop.commands().contains("RCPT TO:<" + to + ">"));
            }
            talk.expect("QUIT", "221").expect(null, "gone");
            assertEquals(1, relay.hop.commands().stream().filter(c -> c.startsWith("EHLO")).count());
        }
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 550 5.1.1 unknown here, 550 5.1.1 unknown here", "DOT, 451 4.7.1 greylisted, 451 4.7.1 greylisted",
            "DOT, 554 no, 554 5.0.0 no", "DOT, '', 451 4.4.1", "HELLO, 554 go away, 451 4.4.1", "MAIL, 421 4.3.2 busy, 451 4.3.2 busy",
            "MAIL, '', 451 4.4.1", "DATA, '', 451 4.4.1"})
    void nothing_is_acknowledged_that_the_next_hop_did_not_acknowledge(String step, String says, String answer) {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(step, says), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.upToText("EHLO", "ada@example.net").write(TEXT).expect(".", answer).expect("NOOP", "250");
            assertEquals(List.of("asked ada@example.net", "released ada@example.net"), relay.desk.settled());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"MAIL FROM:<b@example.org>;503", "HELO c e;501", "LHLO c;500 5.5.1", "EHLO;501",
            "AUTH PLAIN;503", "RCPT TO:<a@example.org>;503", "DATA;503", "NONSENSE;500 5.5.2", "VRFY a;252", "HELP;214", "noop;250",
            "STARTTLS now;501", "BDAT x;501"})
    void before_hello_little_is_possible(String line, String answer) {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.expect(null, "220 localhost ESMTP").expect(line, answer);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"MAIL FROM:b@example.org;501 5.1.7", "MAIL TO:<b@example.org>;501", "MAIL FROM:<b>;501",
            "MAIL FROM:<b@example.org> SIZE=99999999999;552 5.3.4", "MAIL FROM:<b@example.org> SIZE=x;501 5.5.4",
            "MAIL FROM:<b@example.org> BODY=BINARYMIME;501", "MAIL FROM:<b@example.org> FOO=1;555 5.5.4",
            "MAIL FROM:<b@example.org> RET=ALL;501", "MAIL FROM:<b@example.org> RET=FULL RET=HDRS;501",
            "MAIL FROM:<b@example.org> ENVID=a=b;501", "mail from: <b@example.org> body=8bitmime size=20 auth=<>;250",
            "MAIL FROM:<@a.org,@b.org:b@example.org>;250", "MAIL FROM:<\"a>b\"@example.org>;250", "MAIL FROM:<b@example.org>x;501",
            "MAIL FROM:<zoé@example.org> SMTPUTF8;250"})
    void mail_is_read_as_the_grammar_has_it(String line, String answer) {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of("EHLO", UTF8), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("EHLO c", "250").expect(line, answer).expect("RSET", "250");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"RCPT TO:<>;501 5.1.3", "RCPT TO:<ada>;501", "RCPT TO:<a@b.org> NOTIFY=SOMETIMES;501",
            "RCPT TO:<a@b.org> SIZE=1;555", "RCPT TO:<zoé@example.org>;553 5.6.7", "RCPT TO:<a@b.org> ORCPT=rfc822;501"})
    void rcpt_likewise(String line, String answer) {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of("EHLO", UTF8), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("EHLO c", "250").expect("MAIL FROM:<b@example.org>", "250").expect(line, answer);
            assertTrue(relay.desk.settled().isEmpty());
        }
    }

    @Test
    void what_is_asked_about_notifications_is_handed_on_where_the_next_hop_offers_it_and_only_there_offered() {
        for (boolean offered : List.of(true, false)) {
            try (RelayUnderTest relay = RelayUnderTest.open(offered ? Map.of("EHLO", UTF8) : Map.of(), RelayUnderTest.LETTER);
                    Talk talk = relay.talk()) {
                talk.expect(null, "220");
                assertEquals(offered, talk.ask("EHLO c").contains("250-DSN"));
                talk.expect("MAIL FROM:<b@example.org> RET=HDRS ENVID=QQ+2B1", "250")
                        .expect("RCPT TO:<ada@example.net> NOTIFY=FAILURE,DELAY ORCPT=rfc822;Ada@example.net", "250")
                        .expect("DATA", "354").write(TEXT).expect(".", "250");
                assertEquals(offered, relay.hop.commands().stream().anyMatch(c -> c.endsWith(" RET=HDRS ENVID=QQ+2B1")));
                assertEquals(offered, relay.hop.commands().contains(
                        "RCPT TO:<ada@example.net> NOTIFY=FAILURE,DELAY ORCPT=rfc822;Ada@example.net"));
            }
        }
    }

    @Test
    void international_mail_goes_where_the_next_hop_takes_it_and_is_refused_where_not() {
        String text = "From: zoé@example.org\r\nSubject: Soirée\r\n\r\nÉté\r\n";
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of("EHLO", UTF8), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("EHLO c", "250").expect("MAIL FROM:<b@example.org> SMTPUTF8 BODY=8BITMIME", "250")
                    .expect("RCPT TO:<zoé@example.net>", "250").expect("DATA", "354").write(text).expect(".", "250");
            assertTrue(new String(relay.hop.data(), UTF_8).endsWith(text));
            assertTrue(new String(relay.hop.data(), UTF_8).contains("with UTF8SMTP\r\n"));
            assertTrue(relay.hop.commands().stream().anyMatch(c -> c.contains(" BODY=8BITMIME SMTPUTF8")));
            // Without saying so first, no such field is taken.
            talk.expect("MAIL FROM:<b@example.org>", "250").expect("RCPT TO:<ada@example.net>", "250").expect("DATA", "354")
                    .write(text).expect(".", "554 5.6.9");
        }
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.expect(null, "220");
            assertFalse(talk.ask("EHLO c").contains("SMTPUTF8"));
            talk.expect("MAIL FROM:<b@example.org> SMTPUTF8", "250").expect("RCPT TO:<zoé@example.net>", "553 5.6.7")
                    .expect("RCPT TO:<ada@example.net>", "250").expect("DATA", "354").write(text).expect(".", "554 5.6.9");
            assertEquals("released ada@example.net", relay.desk.settled().get(1));
        }
    }

    @Test
    void commands_in_one_go_are_answered_in_one_go_and_so_is_what_follows_the_text() {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("EHLO c", "250").write("MAIL FROM:<b@example.org>\r\nRCPT TO:<no@example.net>\r\n"
                    + "RCPT TO:<ada@example.net>\r\nDATA\r\n").expect(null, "250 2.1.0").expect(null, "550 5.7.1")
                    .expect(null, "250 2.1.5").expect(null, "354").write(TEXT + ".\r\nMAIL FROM:<b@example.org>\r\n"
                            + "RCPT TO:<bob@example.net>\r\nDATA\r\n").expect(null, "250 2.0.0 kept").expect(null, "250")
                    .expect(null, "250").expect(null, "354").write(TEXT + ".\r\nQUIT\r\n").expect(null, "250 2.0.0 kept")
                    .expect(null, "221");
        }
    }

    @Test
    void text_in_chunks_is_taken_by_count_and_dots_mean_nothing() {
        String text = TEXT + ".\r\n";
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("EHLO c", "250").expect("MAIL FROM:<b@example.org>", "250")
                    .expect("RCPT TO:<ada@example.net>", "250").write("BDAT 10\r\n" + text.substring(0, 10)).expect(null, "250 2.0.0")
                    .expect("MAIL FROM:<b@example.org>", "503").write("BDAT " + (text.length() - 10) + " LAST\r\n" + text.substring(10))
                    .expect(null, "250 2.0.0 kept as 42");
            assertTrue(new String(relay.hop.data(), ISO_8859_1).endsWith(text));
            // Without a recipient the octets are read all the same: they are no commands.
            talk.write("BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n").expect(null, "503").expect(null, "250")
                    .expect("MAIL FROM:<b@example.org>", "250").expect("RCPT TO:<ada@example.net>", "250")
                    .write("BDAT 11 LAST\r\nA: b\r\n\r\nc\nd").expect(null, "550 5.5.2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n.\r\n", "\r\n.\n", "\n.\n", "\r.\r\n", "\r.\r"})
    void what_only_some_servers_take_for_an_end_smuggles_nothing(String end) {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.upToText("EHLO", "ada@example.net").write(TEXT + "x" + end + "MAIL FROM:<evil@example.org>\r\n"
                    + "RCPT TO:<bob@example.net>\r\nDATA\r\n" + TEXT + ".\r\n");
            String answer = talk.answer();
            assertTrue(answer.startsWith("521 5.5.2") || answer.startsWith("550 5.5.2"), answer);
            // The smuggled message is neither answered nor sent.
            assertTrue(answer.startsWith("550") || talk.answer().equals("gone"));
            assertFalse(relay.hop.commands().stream().anyMatch(c -> c.startsWith("MAIL")), relay.hop.commands().toString());
            assertFalse(relay.desk.settled().stream().anyMatch(s -> s.contains("bob")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\r\rb", "\n", "a\r\n\n", "a\r\n.\rb"})
    void a_line_end_by_halves_is_refused(String body) {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.upToText("EHLO", "ada@example.net").write(TEXT + body + "\r\n").expect(".", "550 5.5.2").expect("NOOP", "250");
            assertEquals(List.of("asked ada@example.net", "released ada@example.net"), relay.desk.settled());
        }
    }

    @Test
    void a_message_that_goes_in_circles_is_ended() {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            String hops = "Received: from a by b; Mon, 1 Jan 2026 00:00:00 +0000\r\n";
            talk.upToText("EHLO", "ada@example.net").write(hops.repeat(100) + TEXT).expect(".", "554 5.4.6")
                    .expect("MAIL FROM:<b@example.org>", "250").expect("RCPT TO:<ada@example.net>", "250").expect("DATA", "354")
                    .write(hops.repeat(99) + TEXT).expect(".", "250");
        }
    }

    @Test
    void what_is_no_message_is_refused_with_the_reason() {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.upToText("EHLO", "ada@example.net").write(TEXT.replace("From:", "Form:")).expect(".", "554 5.6.0");
            talk.expect("MAIL FROM:<b@example.org>", "250").expect("RCPT TO:<ada@example.net>", "250").expect("DATA", "354")
                    .expect("no header at all\r\n.", "550");
            assertEquals(2, relay.desk.settled().stream().filter(s -> s.startsWith("released")).count());
        }
    }

    @Test
    void a_decision_that_grew_old_while_the_text_came_is_made_again() {
        Moving clock = new Moving();
        try (RelayUnderTest relay = RelayUnderTest.at(clock, RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.upToText("EHLO", "ada@example.net");
            clock.now = clock.now.plus(Duration.ofMinutes(1));
            talk.write(TEXT).expect(".", "250");
            assertEquals(List.of("asked ada@example.net", "released ada@example.net", "asked ada@example.net",
                    "sent ada@example.net"), relay.desk.settled());
        }
    }
}
