package org.preferencecenter.mail.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/** Slow, vanishing and too many clients; a server that stops; a next hop that restarts. */
class RelayFaultTest {

    private static final String TEXT = "From: hello@news.example.org\r\nSubject: Tonight\r\n\r\nGood evening\r\n";

    @Test
    void who_says_nothing_is_told_and_cut() {
        try (RelayUnderTest relay = RelayUnderTest.within(RelayUnderTest.limits(Duration.ofMillis(300), Duration.ofMinutes(1), 50),
                Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.expect(null, "220").expect(null, "421 4.4.2").expect(null, "gone");
        }
    }

    @Test
    void who_drips_its_text_is_told_and_cut_and_nothing_stays_reserved() throws InterruptedException {
        try (RelayUnderTest relay = RelayUnderTest.within(RelayUnderTest.limits(Duration.ofMinutes(1), Duration.ofSeconds(2), 50),
                Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.upToText("EHLO", "ada@example.net").write("From: ").expect(null, "421 4.4.2").expect(null, "gone");
            awaitSettled(relay, "released ada@example.net");
        }
    }

    @Test
    void who_leaves_in_the_middle_leaves_nothing_behind() throws InterruptedException {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER)) {
            try (Talk talk = relay.talk()) {
                talk.upToText("EHLO", "ada@example.net").write(TEXT);
            }
            awaitSettled(relay, "released ada@example.net");
            assertTrue(relay.hop.commands().stream().noneMatch(c -> c.startsWith("MAIL")));
        }
    }

    @Test
    void one_address_gets_only_so_many_connections() throws InterruptedException {
        try (RelayUnderTest relay = RelayUnderTest.within(RelayUnderTest.limits(Duration.ofMinutes(1), Duration.ofMinutes(1), 2),
                Map.of(), RelayUnderTest.LETTER); Talk one = relay.talk().expect(null, "220")) {
            try (Talk two = relay.talk().expect(null, "220"); Talk three = relay.talk()) {
                three.expect(null, "421 4.7.0").expect(null, "gone");
                two.expect("QUIT", "221").expect(null, "gone");
            }
            // The server frees the place after it has closed: until it has, the next is refused.
            String answer;
            do {
                try (Talk again = relay.talk()) {
                    answer = again.answer();
                }
            } while (answer.startsWith("421"));
            assertTrue(answer.startsWith("220"), answer);
            one.expect("NOOP", "250");
        }
    }

    @Test
    void a_server_that_stops_finishes_what_was_begun_and_sends_the_others_away() throws Exception {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER); Talk busy = relay.talk();
                Talk idle = relay.talk()) {
            idle.expect(null, "220").expect("EHLO c", "250");
            busy.upToText("EHLO", "ada@example.net").write("From: hello@");
            CountDownLatch stopped = new CountDownLatch(1);
            new Thread(() -> {
                relay.stop();
                stopped.countDown();
            }).start();
            idle.expect(null, "421 4.3.2").expect(null, "gone");
            busy.write("news.example.org\r\n\r\nGood evening\r\n.\r\n").expect(null, "250 2.0.0 kept as 42")
                    .expect(null, "421 4.3.2").expect(null, "gone");
            assertTrue(stopped.await(60, TimeUnit.SECONDS));
            assertEquals(List.of("asked ada@example.net", "sent ada@example.net"), relay.desk.settled());
        }
    }

    @Test
    void a_next_hop_that_restarted_costs_no_message() {
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.upToText("EHLO", "ada@example.net").write(TEXT).expect(".", "250");
            assertEquals(1, relay.hop.cut());
            talk.expect("MAIL FROM:<b@example.org>", "250").expect("RCPT TO:<ada@example.net>", "250").expect("DATA", "354")
                    .write(TEXT).expect(".", "250");
        }
    }

    @Test
    void after_the_dot_a_message_is_not_sent_again() {
        Map<String, String> says = new ConcurrentHashMap<>();
        try (RelayUnderTest relay = RelayUnderTest.open(says, RelayUnderTest.LETTER); Talk talk = relay.talk()) {
            talk.upToText("EHLO", "ada@example.net").write(TEXT).expect(".", "250");
            says.put("DOT", "");
            talk.expect("MAIL FROM:<b@example.org>", "250").expect("RCPT TO:<ada@example.net>", "250").expect("DATA", "354")
                    .write(TEXT).expect(".", "451 4.4.1");
            assertEquals(2, relay.hop.commands().stream().filter(c -> c.equals("DATA")).count());
        }
    }

    private static void awaitSettled(RelayUnderTest relay, String what) throws InterruptedException {
        // The relay notes it when its thread has seen the end: a moment after the client has.
        for (int i = 0; i < 600 && !relay.desk.settled().contains(what); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertTrue(relay.desk.settled().contains(what), relay.desk.settled().toString());
    }
}
