package org.preferencecenter.mail.boundary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subethamail.smtp.server.SMTPServer;

import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.platform.FreePort;

/** A real Postfix with our milter, from the client's side and from the next hop's. Skipped by name where there is none. */
class PostfixMilterIT {

    private static final byte[] MESSAGE = ("From: a@else.example\r\nTo: ada@example.net\r\nSubject: x\r\nDate: Sun, 22 Nov 2026 "
            + "10:00:00 +0000\r\nMessage-ID: <2@else.example>\r\nX-Stream: letter\r\n\r\nbody\r\n").getBytes(ISO_8859_1);
    /** What arrived, by the order in which it did. */
    private static final BlockingQueue<String> ARRIVED = new LinkedBlockingQueue<>();
    private static final BlockingQueue<String> SENDERS = new LinkedBlockingQueue<>();
    private static final TestClearance DESK = new TestClearance();
    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static Postfix postfix;
    private static HeaderListener signer;

    @BeforeAll
    static void start() throws Exception {
        String missing = Postfix.missing();
        assumeTrue(missing == null, missing);
        SMTPServer nextHop = SMTPServer.port(0).bindAddress(InetAddress.getLoopbackAddress()).insertReceivedHeaders(false)
                .messageHandler((context, from, to, raw) -> {
                    SENDERS.add(from);
                    ARRIVED.add(new String(raw, ISO_8859_1));
                }).build();
        nextHop.start();
        OPEN.add(nextHop::stop);
        Path folder = Postfix.folder();
        String socket = "unix:" + folder.resolve("milter/door");
        signer = new HeaderListener();
        OPEN.add(signer);
        Map<String, String> milters = new HashMap<>();
        for (ExistingPolicy policy : ExistingPolicy.values()) {
            milters.put(policy.name(), "inet:127.0.0.1:" + open("inet:127.0.0.1:0", false, policy).port());
        }
        open(socket, true, ExistingPolicy.REPLACE);
        milters.put("many", socket);
        MilterDoor verp = new MilterDoor("inet:127.0.0.1:0", DESK.rules(true, true, ExistingPolicy.REPLACE, true));
        OPEN.add(verp);
        milters.put("verp", "inet:127.0.0.1:" + verp.port());
        milters.put("ours-first", milters.get("REPLACE") + ",inet:127.0.0.1:" + signer.port());
        milters.put("gone", "inet:127.0.0.1:" + FreePort.next());
        postfix = new Postfix(folder, nextHop.getPortAllocated(), milters, milters.get("REPLACE"));
        OPEN.add(0, postfix);
    }

    private static MilterDoor open(String socket, boolean passMany, ExistingPolicy policy) throws Exception {
        MilterDoor door = new MilterDoor(socket, DESK.rules(passMany, true, policy));
        OPEN.add(door);
        return door;
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable open : OPEN) {
            open.close();
        }
    }

    /** What was taken is counted a moment after Postfix was told, so the test before may still be about it. */
    @BeforeEach
    void nothingBefore() {
        DESK.awaitSettled();
        ARRIVED.clear();
        SENDERS.clear();
        DESK.events.clear();
    }

    @TestFactory
    Stream<DynamicTest> the_next_hop_gets_every_golden_case_as_it_should_be() throws Exception {
        Path golden = Path.of(PostfixMilterIT.class.getResource("/mail").toURI());
        return Files.list(golden).filter(Files::isDirectory).sorted()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> golden(folder)));
    }

    private static void golden(Path folder) throws Exception {
        DESK.awaitSettled();
        DESK.events.clear();
        RawMessage in = RawMessage.of(Files.readAllBytes(folder.resolve("in.eml"))).withCrlf();
        try (SmtpTalk talk = new SmtpTalk(postfix.port(Files.readString(folder.resolve("policy")).strip()))) {
            String answer = talk.send("a@mail.example.org", "ada@example.net", in.bytes());
            if (folder.endsWith("existing-reject")) {
                assertTrue(answer.startsWith("550 5.6.0 The message already has"), answer);
                awaitEvents(List.of("asked ada@example.net", "released"));
                return;
            }
            assertTrue(answer.startsWith("250 2.0.0"), answer);
        }
        assertEquals(asPostfixSends(RawMessage.of(Files.readAllBytes(folder.resolve("out.eml"))).withCrlf()), arrived());
        awaitEvents(List.of("asked ada@example.net", "sent"));
    }

    /** With a line end at the end; nothing else may differ. */
    private static String asPostfixSends(RawMessage message) {
        String text = new String(message.bytes(), ISO_8859_1);
        return text.endsWith("\r\n") ? text : text + "\r\n";
    }

    /** Without the field that Postfix itself puts before all others. */
    private static String arrived() throws Exception {
        String message = ARRIVED.poll(60, TimeUnit.SECONDS);
        assertNotNull(message, postfix.log());
        return message.replaceFirst("(?s)^Received: from .*?\r\n(?=\\S)", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a@mail.example.org | refused@example.net | RCPT | 550 5.7.1 Refused by decision 0.*
            a@mail.example.org | later@example.net   | RCPT | 450 4.7.1 Not before 2026-11-22T13:00:00Z.*
            a@mail.example.org | away@example.net    | RCPT | 451 4.3.0 .*
            a@mail.example.org | broken@example.net  | RCPT | 451 4.3.0 .*
            a@else.example     | refused@example.net | end  | 550 5.7.1 Refused by decision 0.*
            a@else.example     | later@example.net   | end  | 450 4.7.1 Not before 2026-11-22T13:00:00Z.*
            a@else.example     | away@example.net    | end  | 451 4.3.0 .*
            """)
    void who_may_not_be_written_to_is_refused_as_early_as_the_stream_is_known(String sender, String to, String when,
    String answer)
            throws Exception {
        try (SmtpTalk talk = new SmtpTalk(postfix.port("REPLACE"))) {
            talk.say("MAIL FROM:<" + sender + ">");
            String said = talk.say("RCPT TO:<" + to + ">");
            if (when.equals("end")) {
                assertTrue(said.startsWith("250"), said);
                talk.say("DATA");
                said = talk.data(MESSAGE);
            }
            assertTrue(said.matches(answer), said);
        }
        assertEquals(List.of("asked " + to), DESK.events);
    }

    @Test
    void one_transaction_carries_one_recipient_and_the_rest_come_in_the_next() throws Exception {
        try (SmtpTalk talk = new SmtpTalk(postfix.port("REPLACE"))) {
            talk.say("MAIL FROM:<a@mail.example.org>");
            assertTrue(talk.say("RCPT TO:<ada@example.net>").startsWith("250"));
            assertTrue(talk.say("RCPT TO:<bob@example.net>").startsWith("452 4.5.3"));
            talk.say("DATA");
            assertTrue(talk.data(MESSAGE).startsWith("250"));
            assertTrue(arrived().contains("List-Unsubscribe: "));
            assertTrue(talk.send("a@else.example", "bob@example.net", MESSAGE).startsWith("250"));
            assertTrue(arrived().contains("List-Unsubscribe: "));
            talk.say("MAIL FROM:<a@else.example>");
            talk.say("RCPT TO:<ada@example.net>");
            assertTrue(talk.say("RCPT TO:<bob@example.net>").startsWith("250"));
            talk.say("DATA");
            assertTrue(talk.data(MESSAGE).startsWith("550 5.5.3"));
        }
        try (SmtpTalk talk = new SmtpTalk(postfix.port("many"))) {
            talk.say("MAIL FROM:<a@else.example>");
            talk.say("RCPT TO:<ada@example.net>");
            talk.say("RCPT TO:<bob@example.net>");
            talk.say("DATA");
            assertTrue(talk.data(MESSAGE).startsWith("250"),
                    "through the Unix socket, which Postfix's user may open by its group");
            String both = arrived();
            assertTrue(!both.contains("List-") && !both.contains("X-Stream") && both.contains("body"), both);
        }
    }

    @Test
    void a_message_to_one_person_leaves_under_a_bounce_address_and_one_to_several_as_it_came() throws Exception {
        try (SmtpTalk talk = new SmtpTalk(postfix.port("verp"))) {
            assertTrue(talk.send("a@mail.example.org", "ada@example.net", MESSAGE).startsWith("250"));
            arrived();
            talk.say("MAIL FROM:<a@else.example>");
            talk.say("RCPT TO:<ada@example.net>");
            talk.say("RCPT TO:<bob@example.net>");
            talk.say("DATA");
            assertTrue(talk.data(MESSAGE).startsWith("250"));
            arrived();
        }
        assertEquals(List.of("b-42-ada.example.net@unsub.mail.example.org", "a@else.example"), List.copyOf(SENDERS).subList(0, 2));
    }

    @Test
    void what_the_client_takes_back_is_given_back() throws Exception {
        try (SmtpTalk talk = new SmtpTalk(postfix.port("REPLACE"))) {
            talk.say("MAIL FROM:<a@mail.example.org>");
            talk.say("RCPT TO:<ada@example.net>");
            talk.say("RSET");
            talk.say("MAIL FROM:<a@mail.example.org>");
            talk.say("RCPT TO:<bob@example.net>");
            talk.say("QUIT");
        }
        awaitEvents(List.of("asked ada@example.net", "released", "asked bob@example.net", "released"));
    }

    /** The milter hears of an abort or a closed line, and counts what was taken, a moment after the client was answered. */
    private static void awaitEvents(List<String> wanted) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!DESK.events.equals(wanted) && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertEquals(wanted, DESK.events);
    }

    @Test
    void without_the_milter_nothing_is_taken() throws Exception {
        try (SmtpTalk talk = new SmtpTalk(postfix.port("gone"))) {
            String answer = talk.send("a@mail.example.org", "ada@example.net", MESSAGE);
            assertTrue(answer.startsWith("451 4.7.1"), answer);
        }
        assertEquals(List.of(), DESK.events);
    }

    @Test
    void the_milter_after_ours_signs_what_we_stamped() throws Exception {
        try (SmtpTalk talk = new SmtpTalk(postfix.port("ours-first"))) {
            assertTrue(talk.send("a@else.example", "ada@example.net", MESSAGE).startsWith("250"));
        }
        assertTrue(arrived().startsWith("List-Unsubscribe: <https://"));
        List<String> seen = signer.names();
        // Postfix shows a later milter the message as it came; what an earlier one changed it applies to both.
        assertTrue(seen.containsAll(List.of("From", "Subject")), seen.toString());
        assertTrue(seen.containsAll(List.of("List-Unsubscribe", "List-Unsubscribe-Post")), seen.toString());
        assertTrue(!seen.contains("X-Stream"), seen.toString());
    }

    @Test
    void mail_of_sendmail_is_decided_at_its_end_and_a_refusal_comes_back_to_its_sender() throws Exception {
        sendmail("ada@example.net");
        assertTrue(arrived().contains("List-Unsubscribe: <https://"));
        sendmail("refused@example.net");
        String bounce = arrived();
        assertTrue(bounce.contains("Refused by decision 0") && bounce.contains("Undelivered Mail"), bounce);
        awaitEvents(List.of("asked ada@example.net", "sent", "asked refused@example.net"));
    }

    private static void sendmail(String to) throws Exception {
        Path file = Files.write(postfix.folder.resolve("letter"), MESSAGE);
        Process process = new ProcessBuilder("/usr/sbin/sendmail", "-C", postfix.folder.resolve("etc").toString(), "-i",
                "-f",
                "a@mail.example.org", to).redirectInput(file.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }
}
