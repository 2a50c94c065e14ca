package org.preferencecenter.mail.boundary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.preferencecenter.mail.control.DoorBook;
import org.preferencecenter.mail.control.ImapBox;
import org.preferencecenter.mail.control.Mailroom;
import org.preferencecenter.mail.control.Returns;
import org.preferencecenter.mail.entity.Postbox;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Taken;
import org.preferencecenter.platform.entity.ImapSettings;
import org.preferencecenter.platform.entity.Secret;

/** Who stays at the mailbox: told of mail by a server that knows IDLE, coming back to one that does not, and after a break. */
class InboundMailboxIT {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final Mailroom room = new Mailroom();
    private final DoorBook book = new DoorBook(Clock.systemUTC());
    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private ServerSocket between;
    private GreenMailUser user;

    @BeforeEach
    void start() throws IOException {
        server.start();
        user = server.setUser("returns@news.example.org", "returns", "open-sesame");
        between = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        between.close();
        cut();
        server.stop();
        room.close();
    }

    /** A line to the server on which some word is written as another of the same length. */
    private void carry(String word, String other) {
        thread(() -> {
            while (true) {
                Socket client = between.accept();
                Socket behind = new Socket("127.0.0.1", server.getImap().getPort());
                lines.add(client);
                lines.add(behind);
                thread(() -> copy(client.getInputStream(), behind.getOutputStream(), "", ""));
                thread(() -> copy(behind.getInputStream(), client.getOutputStream(), word, other));
            }
        });
    }

    private interface Work {
        void done() throws IOException;
    }

    private static void thread(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.done();
            } catch (IOException over) {
                // The line was cut, or the test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void copy(InputStream in, OutputStream out, String word, String other) throws IOException {
        byte[] block = new byte[8192];
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            out.write(new String(block, 0, read, ISO_8859_1).replace(word, other).getBytes(ISO_8859_1));
            out.flush();
        }
        out.close();
    }

    private void cut() throws IOException {
        for (Socket line : lines) {
            line.close();
        }
        lines.clear();
    }

    private InboundMailbox.Watch watch(Duration interval) {
        ImapBox box = new ImapBox(room.postboxes, new Returns(null, null, null, null, null, null) {
            @Override
            public Optional<Taken> take(RawMessage message, String sender, String address, Postbox postbox) {
                Optional<Taken> one = room.returns.take(message, sender, address, postbox);
                one.ifPresent(it -> taken.add(message.value("Message-ID").orElseThrow()));
                return one;
            }
        }, room.settings);
        InboundMailbox.Watch watch = new InboundMailbox.Watch(box, new ImapSettings("127.0.0.1", between.getLocalPort(), false,
                "returns", new Secret("open-sesame".getBytes(ISO_8859_1)), "INBOX", "Recorded", interval), book);
        watch.begin();
        return watch;
    }

    private String deliver() throws Exception {
        String id = "<" + UUID.randomUUID() + "@b>";
        user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(("Return-Path: <a@b.example>\r\n"
                + "From: a@b.example\r\nTo: postmaster@unsub.news.example.org\r\nMessage-ID: " + id + "\r\n\r\nhello\r\n")
                .getBytes(ISO_8859_1))));
        return id;
    }

    private void arrives(String id) throws InterruptedException {
        assertEquals(id, taken.poll(60, TimeUnit.SECONDS));
    }

    /** The interval is longer than the test: only the server itself can have told. */
    @Test
    void the_server_tells_of_mail_at_once_and_after_each() throws Exception {
        carry("", "");
        try (InboundMailbox.Watch watch = watch(Duration.ofHours(1))) {
            for (int i = 0; i < 3; i++) {
                arrives(deliver());
            }
        }
        assertEquals("127.0.0.1:" + between.getLocalPort(), book.of(DoorBook.Which.IMAP).orElseThrow().where());
    }

    @Test
    void a_server_that_does_not_tell_is_asked_from_time_to_time() throws Exception {
        carry("IDLE", "IDLY");
        try (InboundMailbox.Watch watch = watch(Duration.ofMillis(200))) {
            for (int i = 0; i < 3; i++) {
                arrives(deliver());
            }
        }
    }

    @Test
    void a_broken_connection_is_made_anew_and_nothing_is_lost() throws Exception {
        carry("", "");
        try (InboundMailbox.Watch watch = watch(Duration.ofMillis(200))) {
            arrives(deliver());
            cut();
            arrives(deliver());
            assertTrue(book.of(DoorBook.Which.IMAP).orElseThrow().open());
        }
    }
}
