package org.preferencecenter.mail.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.mail.entity.Postbox;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Taken;
import org.preferencecenter.platform.entity.ImapSettings;
import org.preferencecenter.platform.entity.Secret;

/** A real IMAP server, a mailbox, and what is made of what lies in it. */
class ImapBoxIT {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final Mailroom room = new Mailroom("PC_INBOUND_MB", "1");
    private final String ada = Mailroom.address();
    private final long person = room.person(ada);
    private GreenMailUser user;
    private volatile boolean databaseAway;

    @BeforeEach
    void start() {
        server.start();
        user = server.setUser("returns@news.example.org", "returns", "open-sesame");
    }

    @AfterEach
    void stop() {
        server.stop();
        room.close();
    }

    private ImapSettings settings(String password) {
        return new ImapSettings("127.0.0.1", server.getImap().getPort(), false, "returns", new Secret(password.getBytes(ISO_8859_1)), "INBOX",
                "Recorded", Duration.ofSeconds(60));
    }

    private ImapBox box() {
        return new ImapBox(room.postboxes, new Returns(null, null, null, null, null, null) {
            @Override
            public Optional<Taken> take(RawMessage message, String sender, String address, Postbox box) {
                if (databaseAway) {
                    throw new DatabaseAway("as the test wants");
                }
                return room.returns.take(message, sender, address, box);
            }
        }, room.settings);
    }

    private int look() {
        return box().read(settings("open-sesame"));
    }

    private void deliver(String head, RawMessage message) throws Exception {
        user.deliver(new MimeMessage(Session.getInstance(new Properties()),
                new ByteArrayInputStream((head + new String(message.bytes(), ISO_8859_1)).getBytes(ISO_8859_1))));
    }

    private static RawMessage empty(String to) {
        return RawMessage.of(("From: a@b.example\r\nTo: " + to + "\r\nMessage-ID: <" + UUID.randomUUID() + "@b>\r\n\r\n").getBytes(ISO_8859_1));
    }

    private String unsubscribe() {
        String ways = room.sent(person, ada).value("List-Unsubscribe").orElseThrow();
        return ways.substring(ways.indexOf("mailto:") + 7, ways.lastIndexOf('>'));
    }

    private int lying(String folder) {
        MailFolder found = server.getManagers().getImapHostManager().getFolder(user, folder);
        return found == null ? 0 : found.getMessageCount();
    }

    @Test
    void what_is_ours_is_recorded_then_moved_and_the_rest_stays() throws Exception {
        String bounce = room.stamper.bounceAddress(room.stream, person, ada);
        deliver("Return-Path: <a@b.example>\r\nDelivered-To: " + unsubscribe() + "\r\n", empty("somebody@elsewhere.example"));
        deliver("", Mailroom.returned("postfix-unknown", bounce, ada, "From: x@y.example"));
        deliver("Return-Path: <a@b.example>\r\n", empty("returns@news.example.org"));
        assertEquals(2, look());
        assertTrue(room.choice(person).orElseThrow().state().stops());
        assertEquals(Set.of(SuppressionReason.BOUNCE), room.suppressed(ada));
        assertEquals(2, lying("Recorded"));
        assertEquals(1, lying("INBOX"));
        assertEquals(0, look(), "nothing is dealt with twice");
    }

    @Test
    void a_message_that_could_not_be_recorded_stays_until_it_is() throws Exception {
        deliver("Return-Path: <a@b.example>\r\n", empty(unsubscribe()));
        databaseAway = true;
        assertThrows(DatabaseAway.class, this::look);
        assertEquals(1, lying("INBOX"));
        databaseAway = false;
        assertEquals(1, look());
        assertTrue(room.choice(person).orElseThrow().state().stops());
        assertEquals(0, lying("INBOX"));
    }

    @Test
    void a_message_recorded_before_a_crash_is_moved_and_not_recorded_again() throws Exception {
        RawMessage message = empty(unsubscribe());
        room.take(message, "a@b.example", unsubscribe());
        int changes = room.consents.changes(person, 10).size();
        deliver("", message);
        assertEquals(1, look());
        assertEquals(changes, room.consents.changes(person, 10).size());
    }

    @Test
    void the_server_tells_of_what_arrives_and_a_wait_for_nothing_ends() throws Exception {
        try (ImapVisit visit = box().open(settings("open-sesame"))) {
            assertEquals(0, visit.read());
            CompletableFuture<Boolean> told = CompletableFuture.supplyAsync(() -> visit.waitForMail(Duration.ofMinutes(5)));
            deliver("Return-Path: <a@b.example>\r\n", empty(unsubscribe()));
            assertTrue(told.get(60, TimeUnit.SECONDS));
            assertEquals(1, visit.read());
            assertTrue(room.choice(person).orElseThrow().state().stops());
            // Arrived while nobody waited: nothing is waited for.
            deliver("Return-Path: <a@b.example>\r\n", empty(room.stamper.bounceAddress(room.stream, person, ada)));
            assertTrue(CompletableFuture.supplyAsync(() -> visit.waitForMail(Duration.ofMinutes(5))).get(60, TimeUnit.SECONDS));
            assertEquals(1, visit.read());
            assertTrue(visit.waitForMail(Duration.ofMillis(50)), "bounded, and the connection still stands");
            CompletableFuture<Boolean> woken = CompletableFuture.supplyAsync(() -> visit.waitForMail(Duration.ofMinutes(5)));
            while (!woken.isDone()) {
                visit.wake();
            }
            assertTrue(woken.get());
        }
    }

    @Test
    void a_connection_that_breaks_while_it_waits_is_said() throws Exception {
        try (ImapVisit visit = box().open(settings("open-sesame"))) {
            visit.read();
            CompletableFuture<Boolean> waits = CompletableFuture.supplyAsync(() -> visit.waitForMail(Duration.ofMinutes(5)));
            server.stop();
            assertTrue(assertThrows(ExecutionException.class, () -> waits.get(60, TimeUnit.SECONDS)).getCause()
                    instanceof IllegalStateException);
        } finally {
            server.start();
        }
    }

    @Test
    void the_null_sender_is_told_by_return_path() throws Exception {
        deliver("Return-Path: <>\r\n", empty(unsubscribe()));
        assertEquals(1, look());
        assertTrue(room.choice(person).isEmpty(), "a robot's message stops nothing");
    }

    @Test
    void a_mailbox_that_does_not_open_is_said_and_nothing_is_lost() {
        assertThrows(IllegalStateException.class,
                () -> new ImapBox(room.postboxes, room.returns, room.settings).read(settings("wrong")));
    }
}
