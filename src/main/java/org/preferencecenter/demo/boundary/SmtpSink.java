package org.preferencecenter.demo.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.subethamail.smtp.server.SMTPServer;

import org.preferencecenter.demo.control.DemoInbox;
import org.preferencecenter.demo.entity.Opened;
import org.preferencecenter.platform.entity.Settings;

/** The demo's next hop: a real SMTP server on the loopback address that keeps what it is given, byte for byte. */
@ApplicationScoped
public class SmtpSink {

    private static final Logger LOG = System.getLogger(SmtpSink.class.getName());
    private static final int LARGEST = 30 * 1024 * 1024;

    @Inject
    private Settings settings;
    @Inject
    private DemoInbox inbox;
    private SMTPServer server;

    void start(@Observes @Priority(90) Startup event) throws UnknownHostException {
        if (!settings.demoSink()) {
            return;
        }
        InetAddress address = InetAddress.getByName(settings.smtpHost());
        if (!address.isLoopbackAddress()) {
            throw new IllegalStateException("the demo's mail sink listens on this machine only");
        }
        server = server(address, settings.smtpPort(), inbox);
        server.start();
        LOG.log(Level.INFO, "the mail sink of the demo listens on port {0}", Integer.toString(settings.smtpPort()));
    }

    /** A sink, not yet started. The answer 250 is given after the message is stored. */
    static SMTPServer server(InetAddress address, int port, DemoInbox inbox) {
        return SMTPServer.port(port).bindAddress(address).hostName("localhost").insertReceivedHeaders(false)
                .maxMessageSize(LARGEST).maxRecipients(1)
                .messageHandler((context, from, to, raw) -> take(inbox, to, raw)).build();
    }

    /** The library's threads know no class loader, and Jakarta Mail looks there for its parts. */
    private static void take(DemoInbox inbox, String to, byte[] raw) {
        Thread.currentThread().setContextClassLoader(SmtpSink.class.getClassLoader());
        inbox.add(to, Opened.of(raw).subject(), raw);
    }

    @PreDestroy
    void stop() {
        if (server != null) {
            server.stop();
        }
    }
}
