package org.preferencecenter.mail.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client is told for whatever the next hop does, and what becomes of the place that was reserved. */
class RelayHopTest {

    private static final String TEXT = "From: hello@news.example.org\r\nSubject: Tonight\r\nList-Unsubscribe: "
            + "<https://else.example/stop>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\nGood evening\r\n";

    /** @param says empty: it hangs up there */
    @ParameterizedTest
    @CsvSource({
            "HELLO, 554 5.3.2 not for you,                     451 4.4.1",
            "HELLO, '',                                        451 4.4.1",
            "EHLO,  '',                                        451 4.4.1",
            "MAIL,  451 4.3.0 later,                           451 4.3.0 later",
            "MAIL,  550 5.1.8 no such sender,                  550 5.1.8 no such sender",
            "MAIL,  421 4.3.2 going down,                      451 4.3.2 going down",
            "MAIL,  '',                                        451 4.4.1",
            "RCPT,  450 4.2.2 full,                            450 4.2.2 full",
            "RCPT,  550 5.1.1 nobody,                          550 5.1.1 nobody",
            "RCPT,  '',                                        451 4.4.1",
            "DATA,  451 4.7.1 greylisted,                      451 4.7.1 greylisted",
            "DATA,  554 5.7.1 no,                              554 5.7.1 no",
            "DATA,  '',                                        451 4.4.1",
            "DOT,   452 4.3.1 disk full,                       452 4.3.1 disk full",
            "DOT,   554 5.6.0 spam,                            554 5.6.0 spam",
            "DOT,   '',                                        451 4.4.1",
            "DOT,   nonsense,                                  451 4.4.1"})
    void its_refusal_is_passed_on_and_its_silence_is_temporary_and_the_place_is_given_back(String step, String says, String told) {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(step, says), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.upToText("EHLO", "ada@example.net").write(TEXT).expect(".", told).expect("QUIT", "221");
            assertEquals(List.of("asked ada@example.net", "released ada@example.net"), relay.desk.settled());
        }
    }

    /** Its answer after the dot is waited for (RFC 5321 4.5.3.1), and one that comes too late is none. */
    @ParameterizedTest
    @CsvSource({"MAIL", "DOT"})
    void one_that_hangs_is_given_up_after_its_time_and_the_place_is_given_back(String step) {
        try (RelayUnderTest relay = RelayUnderTest.set(Map.of("PC_SMTP_TIMEOUT_SECONDS", "5"), Map.of(step, "hang"),
                RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.upToText("EHLO", "ada@example.net").write(TEXT).expect(".", "451 4.4.1");
            assertEquals(List.of("asked ada@example.net", "released ada@example.net"), relay.desk.settled());
        }
    }

    @ParameterizedTest
    @CsvSource({"replace, 250, 1, 0, sent", "respect, 250, 0, 1, sent", "reject, 554 5.6.0, 0, 0, released"})
    void what_becomes_of_fields_a_message_already_has_is_a_setting(String setting, String told, int ours, int theirs, String settled) {
        try (RelayUnderTest relay = RelayUnderTest.set(Map.of("PC_RELAY_EXISTING", setting), Map.of(), RelayUnderTest.LETTER);
                Talk talk = relay.talk()) {
            talk.upToText("EHLO", "ada@example.net").write(TEXT).expect(".", told);
            String sent = new String(relay.hop.data(), StandardCharsets.ISO_8859_1);
            assertEquals(ours, sent.split("<https://p.example.org/u/", -1).length - 1, sent);
            assertEquals(theirs, sent.split("<https://else.example/stop>", -1).length - 1, sent);
            assertTrue(relay.desk.settled().contains(settled + " ada@example.net"), relay.desk.settled().toString());
        }
    }
}
