package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLContext;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.preferencecenter.mail.control.DoorBook;
import org.preferencecenter.mail.control.Postboxes;
import org.preferencecenter.mail.control.RelayCertificate;
import org.preferencecenter.mail.control.Returns;
import org.preferencecenter.platform.entity.InboundSettings;
import org.preferencecenter.platform.entity.Settings;

/**
 * Takes in what comes back, by SMTP and by LMTP (RFC 2033), as a Postfix hands over: stops, bounces, complaints, replies;
 * nobody else's mail, and it sends none.
 */
@ApplicationScoped
public class InboundDoors {

    private static final Logger LOG = System.getLogger(InboundDoors.class.getName());

    @Inject
    private Settings settings;
    @Inject
    private Postboxes postboxes;
    @Inject
    private Returns returns;
    @Inject
    private DoorBook book;
    private final List<Lobby> lobbies = new ArrayList<>();

    void start(@Observes @Priority(130) Startup event) throws IOException {
        InboundSettings inbound = settings.doors().inbound();
        if (inbound.port() == 0 && inbound.lmtpPort() == 0) {
            return;
        }
        Optional<SSLContext> tls = tls(inbound);
        open(Client.Protocol.SMTP, inbound.port(), DoorBook.Which.INBOUND_SMTP, tls);
        open(Client.Protocol.LMTP, inbound.lmtpPort(), DoorBook.Which.INBOUND_LMTP, tls);
    }

    private void open(Client.Protocol protocol, int port, DoorBook.Which which, Optional<SSLContext> tls) throws IOException {
        InboundSettings inbound = settings.doors().inbound();
        if (port == 0) {
            return;
        }
        Door door = Door.port(inbound.host(), port).telling(() -> book.came(which));
        Lobby lobby = new InboundRules(protocol, settings.baseUrl().getHost(), inbound.limits(), tls, postboxes, returns).lobby();
        lobby.open(door, false);
        lobbies.add(lobby);
        book.opened(which, inbound.host() + ":" + port);
        LOG.log(Level.INFO, "mail that comes back is taken in by {0} on {1}, port {2}, {3} TLS", protocol, inbound.host(),
                Integer.toString(port), tls.isPresent() ? "with" : "without");
    }

    private static Optional<SSLContext> tls(InboundSettings inbound) {
        char[] password = inbound.certificatePassword().map(secret -> new String(secret.bytes(), StandardCharsets.UTF_8).toCharArray())
                .orElse(new char[0]);
        return inbound.certificate().map(file -> RelayCertificate.of(inbound.certificateNamed(), file, password));
    }

    @PreDestroy
    void stop() {
        // What was begun and not answered is tried again by who hands over.
        lobbies.forEach(Lobby::close);
    }
}
