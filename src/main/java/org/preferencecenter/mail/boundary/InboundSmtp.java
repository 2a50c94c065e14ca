package org.preferencecenter.mail.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.subethamail.smtp.server.SMTPServer;

import org.preferencecenter.mail.control.Postboxes;
import org.preferencecenter.mail.control.Returns;
import org.preferencecenter.platform.entity.InboundSettings;
import org.preferencecenter.platform.entity.Settings;

/** Takes in what comes back by SMTP: stops, bounces, complaints, replies; nobody else's mail, and it sends none. */
@ApplicationScoped
public class InboundSmtp {

    private static final Logger LOG = System.getLogger(InboundSmtp.class.getName());
    private static final int MOST_CONNECTIONS = 100;
    private static final int MOST_RECIPIENTS = 20;
    /** RFC 5321 §4.5.3.2.7 wants five minutes; a mail server of the same house stands before this one. */
    private static final int SILENCE_SECONDS = 120;

    @Inject
    private Settings settings;
    @Inject
    private Postboxes postboxes;
    @Inject
    private Returns returns;
    private SMTPServer server;

    void start(@Observes @Priority(130) Startup event) throws UnknownHostException {
        InboundSettings inbound = settings.doors().inbound();
        if (inbound.port() == 0) {
            return;
        }
        server = server(inbound, settings.baseUrl().getHost(), postboxes, returns);
        server.start();
        LOG.log(Level.INFO, "mail that comes back is taken in on {0}, port {1}", inbound.host(), Integer.toString(inbound.port()));
    }

    /** A listener, not yet started. @param name what it calls itself */
    static SMTPServer server(InboundSettings inbound, String name, Postboxes postboxes, Returns returns)
            throws UnknownHostException {
        return SMTPServer.port(inbound.port()).bindAddress(InetAddress.getByName(inbound.host())).hostName(name)
                .softwareName("Preference Center").insertReceivedHeaders(false).hideTLS(true)
                .maxMessageSize(inbound.largest()).maxRecipients(MOST_RECIPIENTS).maxConnections(MOST_CONNECTIONS)
                .connectionTimeout(SILENCE_SECONDS, TimeUnit.SECONDS)
                // A bounce has no sender, and qmail's has an odd one: what it says counts for nothing here.
                .fromAddressValidator(anything -> true)
                .messageHandlerFactory(context -> new InboundDelivery(postboxes, returns, inbound.largest())).build();
    }

    @PreDestroy
    void stop() {
        if (server != null) {
            server.stop();
        }
    }
}
