package org.preferencecenter.mail.boundary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.mail.control.ScriptedDesk;
import org.preferencecenter.platform.SetClock;

/** Who may hand messages over, and what is protected. */
class RelayLoginTest {

    private static final String TEXT = "From: hello@news.example.org\r\nSubject: Tonight\r\n\r\nGood evening\r\n";

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String plain(String password) {
        return "AUTH PLAIN " + base64("\0" + ScriptedDesk.USER + "\0" + password);
    }

    @Test
    void nobody_sends_before_they_logged_in_and_the_message_tells_how_they_came() {
        try (RelayUnderTest relay = RelayUnderTest.guarded(false); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("EHLO c", "250").expect("MAIL FROM:<b@example.org>", "530 5.7.0")
                    .expect("STARTTLS", "220").tls().expect("MAIL FROM:<b@example.org>", "503");
            String offers = talk.ask("EHLO c");
            assertTrue(offers.contains("AUTH PLAIN LOGIN") && !offers.contains("STARTTLS"), offers);
            talk.expect("STARTTLS", "503").expect(plain("wrong"), "535 5.7.8").expect(plain(ScriptedDesk.PASSWORD), "235 2.7.0")
                    .expect(plain(ScriptedDesk.PASSWORD), "503").expect("MAIL FROM:<b@example.org>", "250")
                    .expect("RCPT TO:<ada@example.net>", "250").expect("DATA", "354").write(TEXT).expect(".", "250");
            assertTrue(new String(relay.hop.data(), UTF_8).contains("with ESMTPSA\r\n"));
        }
    }

    @Test
    void a_login_that_is_ended_sends_no_more_over_an_open_connection_either() {
        SetClock clock = new SetClock();
        try (RelayUnderTest relay = RelayUnderTest.guarded(clock); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("EHLO c", "250").expect(plain(ScriptedDesk.PASSWORD), "235")
                    .expect("MAIL FROM:<b@example.org>", "250").expect("RSET", "250");
            relay.desk.endLogin();
            clock.wait(Duration.ofSeconds(31));
            talk.expect("MAIL FROM:<b@example.org>", "530 5.7.0").expect("MAIL FROM:<b@example.org>", "530 5.7.0")
                    .expect(plain(ScriptedDesk.PASSWORD), "535");
        }
    }

    @Test
    void implicit_tls_begins_with_the_first_octet() {
        try (RelayUnderTest relay = RelayUnderTest.guarded(true); Talk talk = relay.talk().tls()) {
            talk.expect(null, "220").expect("EHLO c", "250").expect("AUTH LOGIN", "334 " + base64("Username:"))
                    .expect(base64(ScriptedDesk.USER), "334 " + base64("Password:")).expect(base64(ScriptedDesk.PASSWORD), "235")
                    .expect("MAIL FROM:<b@example.org>", "250");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"AUTH;504", "AUTH CRAM-MD5;504 5.5.4", "AUTH PLAIN !;501 5.5.2", "AUTH PLAIN =;501",
            "AUTH PLAIN AGEAYgBj;501", "AUTH LOGIN !;501"})
    void other_ways_to_log_in_are_told_what_would_do(String line, String answer) {
        try (RelayUnderTest relay = RelayUnderTest.guarded(false); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("EHLO c", "250").expect(line, answer).expect("AUTH PLAIN", "334 ").expect("*", "501")
                    .expect("AUTH LOGIN", "334").expect("!!", "501").expect("MAIL FROM:<b@example.org>", "530");
        }
    }

    /** CVE-2011-0411: what came in the clear behind STARTTLS must not count as said under TLS. */
    @ParameterizedTest
    @ValueSource(strings = {"STARTTLS\r\nRSET\r\n", "STARTTLS\r\nEHLO evil\r\nMAIL FROM:<evil@example.org>\r\n"})
    void nothing_is_smuggled_into_the_protected_part(String attack) {
        try (RelayUnderTest relay = RelayUnderTest.guarded(false); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("EHLO c", "250").write(attack).expect(null, "501 5.5.4");
            assertEquals("gone", talk.answer());
        }
    }

    @Test
    void who_guesses_is_cut_off() {
        try (RelayUnderTest relay = RelayUnderTest.guarded(false); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("EHLO c", "250");
            for (int i = 0; i < 10; i++) {
                talk.expect(plain("wrong" + i), "535");
            }
            talk.expect(null, "421 4.7.0").expect(null, "gone");
        }
    }

    @Test
    void refused_recipients_are_no_errors_however_many() {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect("EHLO c", "250").expect("MAIL FROM:<b@example.org>", "250");
            for (int i = 0; i < 30; i++) {
                talk.expect("RCPT TO:<no" + i + "@example.net>", "550 5.7.1");
            }
            talk.expect("RCPT TO:<ada@example.net>", "250");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP\n", "NO\0OP\r\n", "NOOP \u0007\r\n"})
    void an_odd_line_is_no_command(String line) {
        try (RelayUnderTest relay = RelayUnderTest.guarded(false); Talk talk = relay.talk()) {
            talk.expect(null, "220").write(line).expect(null, "500 5.5.2").expect("NOOP", "250");
        }
    }

    @Test
    void a_line_without_end_is_refused_when_it_ends_and_not_kept() {
        try (RelayUnderTest relay = RelayUnderTest.guarded(false); Talk talk = relay.talk()) {
            talk.expect(null, "220").write("X".repeat(200_000) + "\r\n").expect(null, "500 5.5.2").expect("NOOP", "250");
            talk.write(new byte[] {'N', (byte) 0xff, '\r', '\n'}).expect(null, "500 5.5.2");
            assertFalse(relay.hop.commands().stream().anyMatch(c -> c.startsWith("MAIL")));
        }
    }
}
