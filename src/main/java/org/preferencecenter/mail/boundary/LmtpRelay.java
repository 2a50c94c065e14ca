package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

import javax.net.ssl.SSLContext;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.preferencecenter.mail.control.DoorBook;
import org.preferencecenter.mail.control.RelayDesk;
import org.preferencecenter.platform.entity.RelaySettings;
import org.preferencecenter.platform.entity.Settings;

/**
 * The relay for a mail server that has a queue of its own, such as Postfix: many recipients a message, an answer for each
 * (RFC 2033), to each a copy with links of their own. A server on this machine need not log in.
 */
@ApplicationScoped
public class LmtpRelay {

    private static final Logger LOG = System.getLogger(LmtpRelay.class.getName());

    @Inject
    private Settings settings;
    @Inject
    private RelayDesk desk;
    @Inject
    private DoorBook book;
    private Lobby lobby;

    void start(@Observes @Priority(200) Startup event) throws IOException {
        RelaySettings set = settings.doors().relay();
        if (set.lmtpPort() == 0 && set.lmtpSocket().isEmpty()) {
            return;
        }
        Optional<SSLContext> tls = set.certificate().isPresent() ? SmtpRelay.tls(settings) : Optional.empty();
        lobby = new Lobby(Client.Protocol.LMTP, desk, set.limits(), tls, true);
        if (set.lmtpPort() != 0) {
            lobby.open(Door.port(set.lmtpAddress(), set.lmtpPort()).telling(() -> book.came(DoorBook.Which.RELAY_LMTP)), false);
            book.opened(DoorBook.Which.RELAY_LMTP, set.lmtpAddress() + ":" + set.lmtpPort());
        }
        if (set.lmtpSocket().isPresent()) {
            lobby.open(Door.path(Path.of(set.lmtpSocket().get())).telling(() -> book.came(DoorBook.Which.RELAY_LMTP_SOCKET)), false);
            book.opened(DoorBook.Which.RELAY_LMTP_SOCKET, set.lmtpSocket().get());
        }
        LOG.log(Level.INFO, "the relay speaks LMTP on port {0} and {1}", Integer.toString(set.lmtpPort()),
                set.lmtpSocket().isPresent() ? "on a Unix socket" : "on no Unix socket");
    }

    @PreDestroy
    void stop() {
        if (lobby != null) {
            lobby.close();
        }
    }
}
