package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import javax.net.ssl.SSLContext;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.preferencecenter.mail.control.DoorBook;
import org.preferencecenter.mail.control.RelayCertificate;
import org.preferencecenter.mail.control.RelayDesk;
import org.preferencecenter.platform.entity.RelaySettings;
import org.preferencecenter.platform.entity.Settings;

/**
 * The relay: a submission server (RFC 6409) for any sender that speaks SMTP. Decides, stamps, signs, hands on, and answers
 * what the next hop answered; keeps nothing.
 */
@ApplicationScoped
public class SmtpRelay {

    private static final Logger LOG = System.getLogger(SmtpRelay.class.getName());

    @Inject
    private Settings settings;
    @Inject
    private RelayDesk desk;
    @Inject
    private DoorBook book;
    private Lobby lobby;

    /** Last of all: whoever is let in finds everything ready. */
    void start(@Observes @Priority(200) Startup event) throws IOException {
        RelaySettings set = settings.doors().relay();
        if (set.port() == 0 && set.tlsPort() == 0) {
            return;
        }
        Optional<SSLContext> tls = tls(settings);
        if (tls.isEmpty()) {
            LOG.log(Level.WARNING, "the relay has no certificate (PC_RELAY_CERTIFICATE): senders can log in from this machine only");
        }
        lobby = new Lobby(Client.Protocol.SMTP, desk, set.limits(), tls, set.open());
        if (set.port() != 0) {
            lobby.open(Door.port(set.address(), set.port()).telling(() -> book.came(DoorBook.Which.RELAY)), false);
            book.opened(DoorBook.Which.RELAY, set.address() + ":" + set.port());
        }
        if (set.tlsPort() != 0) {
            lobby.open(Door.port(set.address(), set.tlsPort()).telling(() -> book.came(DoorBook.Which.RELAY_TLS)), true);
            book.opened(DoorBook.Which.RELAY_TLS, set.address() + ":" + set.tlsPort());
        }
        LOG.log(Level.INFO, "the relay listens on port {0}, TLS port {1}", Integer.toString(set.port()),
                Integer.toString(set.tlsPort()));
    }

    /** @return nothing: no certificate is set, and this is no demo */
    static Optional<SSLContext> tls(Settings settings) {
        RelaySettings set = settings.doors().relay();
        if (set.certificate().isPresent()) {
            char[] password = set.certificatePassword()
                    .map(secret -> new String(secret.bytes(), StandardCharsets.UTF_8).toCharArray()).orElse(new char[0]);
            return Optional.of(RelayCertificate.of(set.certificate().get(), password));
        }
        return settings.demo() ? Optional.of(RelayCertificate.selfSigned(settings.baseUrl().getHost())) : Optional.empty();
    }

    @PreDestroy
    void stop() {
        if (lobby != null) {
            lobby.close();
        }
    }
}
