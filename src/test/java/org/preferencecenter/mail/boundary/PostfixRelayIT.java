package org.preferencecenter.mail.boundary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A real Postfix in front of the relay, by the lines that the handbook gives (sending.md): what its senders and its queue make
 * of our answers. Skipped by name where there is none.
 */
class PostfixRelayIT {

    private static final Pattern UNSUBSCRIBE = Pattern.compile("/u/([a-z-]+)>");
    /** What Postfix itself delivers: bounces. */
    private static final BlockingQueue<String> BOUNCES = new LinkedBlockingQueue<>();
    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static RelayUnderTest one;
    private static RelayUnderTest several;
    private static RelayUnderTest smtp;
    private static Postfix postfix;

    @BeforeAll
    static void start() throws Exception {
        String missing = Postfix.missing();
        assumeTrue(missing == null, missing);
        SMTPServer home = SMTPServer.port(0).bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((context, from, to, raw) -> BOUNCES.add(to + "\n" + new String(raw, ISO_8859_1))).build();
        home.start();
        OPEN.add(home::stop);
        one = RelayUnderTest.lmtp(Map.of(), RelayUnderTest.LETTER);
        several = RelayUnderTest.lmtp(Map.of(), RelayUnderTest.LETTER, RelayUnderTest.TICKETS);
        smtp = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER);
        OPEN.addAll(List.of(one, several, smtp));
        postfix = Postfix.filtering(Postfix.folder(), home.getPortAllocated(), Map.of(
                "one", "lmtp:[127.0.0.1]:" + one.port(), "several", "lmtp:[127.0.0.1]:" + several.port(),
                "each", "each:[127.0.0.1]:" + smtp.port(), "together", "smtp:[127.0.0.1]:" + smtp.port()),
                List.of("lmtp unix - - n - - lmtp", "showq unix n - n - - showq", "each unix - - n - - smtp"), """
                        each_destination_recipient_limit = 1
                        lmtp_host_lookup = native""");
        OPEN.add(0, postfix);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable open : OPEN) {
            open.close();
        }
    }

    @AfterEach
    void emptyTheQueue() throws Exception {
        Postfix.run("postsuper", "-c", postfix.folder.resolve("etc").toString(), "-d", "ALL");
    }

    private static void send(String front, String... recipients) throws Exception {
        try (SmtpTalk talk = new SmtpTalk(postfix.port(front))) {
            assertTrue(talk.say("MAIL FROM:<b@mail.example.org>").startsWith("250"));
            for (String recipient : recipients) {
                assertTrue(talk.say("RCPT TO:<" + recipient + "@example.net>").startsWith("250"));
            }
            assertTrue(talk.say("DATA").startsWith("354"));
            String answer = talk.data(("From: hello@mail.example.org\r\nTo: all@example.net\r\nSubject: Tonight\r\n"
                    + "X-Stream: letter\r\n\r\nGood evening\r\n").getBytes(ISO_8859_1));
            assertTrue(answer.startsWith("250"), answer);
        }
    }

    /** Once Postfix is done with all it can do now, and only this one's is left. */
    private static String waiting(String recipient) throws Exception {
        return until(queue -> queue.lines().count() == 1 && queue.contains("\"deferred\"")
                && queue.contains("\"recipients\": [{\"address\": \"" + recipient + "\", \"delay_reason\""));
    }

    private static String until(Predicate<String> reached) throws Exception {
        String queue = postfix.queue();
        for (int i = 0; i < 600 && !reached.test(queue); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            queue = postfix.queue();
        }
        String last = queue;
        assertTrue(reached.test(last), () -> "it never came to this: " + last);
        return last;
    }

    private static List<String> delivered(RelayUnderTest relay) {
        return relay.hop.commands().stream().filter(command -> command.startsWith("RCPT")).toList();
    }

    @ParameterizedTest
    @CsvSource({"one, at RCPT", "several, after the text"})
    void of_many_recipients_each_has_an_answer_of_its_own(String front, String when) throws Exception {
        RelayUnderTest relay = front.equals("one") ? one : several;
        BOUNCES.clear();
        send(front, "ada", "no", "later", "bob");
        String queue = waiting("later@example.net");
        assertTrue(queue.contains("450-4.7.1 Not before 2026-12-01T08:00:00Z"), queue);
        String bounce = BOUNCES.poll(60, TimeUnit.SECONDS);
        assertNotNull(bounce, () -> "no bounce");
        assertTrue(bounce.startsWith("b@mail.example.org") && bounce.contains("Final-Recipient: rfc822; no@example.net")
                && bounce.contains("Status: 5.7.1") && bounce.contains("/api/v1/decisions/"), bounce);
        assertFalse(bounce.contains("ada@example.net") || bounce.contains("later@example.net"), bounce);
        assertEquals(List.of("RCPT TO:<ada@example.net>", "RCPT TO:<bob@example.net>"), delivered(relay), when);
        Matcher link = UNSUBSCRIBE.matcher(new String(relay.hop.data(), ISO_8859_1));
        assertTrue(link.find() && link.group(1).equals("bob-example-net"));
        assertTrue(relay.desk.settled().containsAll(List.of("sent ada@example.net", "sent bob@example.net")));
    }

    @Test
    void by_smtp_one_recipient_a_delivery_takes_all_at_once_and_without_that_the_second_waits_in_the_queue() throws Exception {
        send("each", "ada", "bob");
        until(queue -> delivered(smtp).size() == 2 && queue.isBlank());
        send("together", "cyd", "dan");
        String queue = waiting("dan@example.net");
        assertTrue(queue.contains("452 4.5.3 One recipient a message"), queue);
        assertTrue(delivered(smtp).contains("RCPT TO:<cyd@example.net>"));
    }
}
