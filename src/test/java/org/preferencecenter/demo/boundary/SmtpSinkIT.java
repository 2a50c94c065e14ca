package org.preferencecenter.demo.boundary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.subethamail.smtp.server.SMTPServer;

import org.preferencecenter.demo.control.DemoInbox;
import org.preferencecenter.demo.entity.Received;
import org.preferencecenter.mail.control.NextHop;
import org.preferencecenter.mail.control.TestSettings;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.platform.TestDatabase;

class SmtpSinkIT {

    private final DemoInbox inbox = new DemoInbox(TestDatabase.dataSource(), Clock.systemUTC());

    @Test
    void a_message_lies_in_the_inbox_byte_for_byte_once_it_is_acknowledged() throws Exception {
        String to = UUID.randomUUID() + "@example.org";
        byte[] sent = "From: a@example.org\r\nSubject: =?utf-8?q?=C3=A9t=C3=A9?=\r\n\r\n.dot\r\nSoirée  \r\n\r\n"
                .getBytes(StandardCharsets.UTF_8);
        SMTPServer sink = SmtpSink.server(InetAddress.getLoopbackAddress(), 0, inbox);
        sink.start();
        try {
            NextHop hop = new NextHop(TestSettings.hop(sink.getPortAllocated()));
            assertTrue(hop.send(RawMessage.of(sent), to, "b@example.org").accepted());
        } finally {
            sink.stop();
        }
        Received listed = inbox.newest(to, 5).get(0);
        assertEquals("été", listed.subject());
        assertEquals(to, listed.recipient());
        assertArrayEquals(sent, inbox.find(listed.id()).orElseThrow().raw());
    }

    @Test
    void only_the_newest_messages_are_kept() {
        String first = UUID.randomUUID() + "@example.org";
        inbox.add(first, "first", new byte[] {1});
        for (int i = 0; i < DemoInbox.KEPT; i++) {
            inbox.add("x@example.org", "later", new byte[] {2});
        }
        assertTrue(inbox.newest(first, 1).isEmpty());
        assertEquals(DemoInbox.KEPT, inbox.newest(null, DemoInbox.KEPT + 10).size());
    }
}
