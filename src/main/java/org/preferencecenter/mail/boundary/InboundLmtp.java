package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.preferencecenter.mail.control.Postboxes;
import org.preferencecenter.mail.control.Returns;
import org.preferencecenter.mail.entity.Answer;
import org.preferencecenter.platform.entity.InboundSettings;
import org.preferencecenter.platform.entity.Settings;

/** Takes in what comes back by LMTP, as a Postfix hands over: an answer for each recipient (RFC 2033 §4.2). */
@ApplicationScoped
public class InboundLmtp {

    private static final Logger LOG = System.getLogger(InboundLmtp.class.getName());
    /** A mail server opens a handful; more would be a fault. */
    private static final int MOST = 50;

    @Inject
    private Settings settings;
    @Inject
    private Postboxes postboxes;
    @Inject
    private Returns returns;
    private Open open;

    void start(@Observes @Priority(131) Startup event) throws IOException {
        InboundSettings inbound = settings.doors().inbound();
        if (inbound.lmtpPort() != 0) {
            open = new Open(Door.port(inbound.host(), inbound.lmtpPort()), settings.baseUrl().getHost(), inbound.largest(), postboxes, returns);
            LOG.log(Level.INFO, "mail that comes back is taken in by LMTP on {0}, port {1}", inbound.host(),
                    Integer.toString(inbound.lmtpPort()));
        }
    }

    @PreDestroy
    void stop() throws IOException {
        if (open != null) {
            open.close();
        }
    }

    /** An open door, and who came in by it. */
    static final class Open implements AutoCloseable {

        private final Door door;
        private final Set<Wire> inside = ConcurrentHashMap.newKeySet();
        private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "lmtp-inbound");
            thread.setDaemon(true);
            return thread;
        });
        private volatile boolean shut;

        Open(Door door, String host, int largest, Postboxes postboxes, Returns returns) {
            this.door = door;
            threads.execute(() -> greet(host, largest, postboxes, returns));
        }

        private void greet(String host, int largest, Postboxes postboxes, Returns returns) {
            while (!shut) {
                try {
                    Wire wire = door.next();
                    if (inside.size() >= MOST) {
                        wire.cut(Answer.of(421, "4.3.2", "Too many connections"));
                    } else {
                        inside.add(wire);
                        threads.execute(() -> talk(new InboundTalk(wire, host, largest, postboxes, returns), wire));
                    }
                } catch (IOException | RuntimeException away) {
                    if (!shut) {
                        LOG.log(Level.WARNING, "a client of LMTP could not be let in: {0}", away.getClass().getName());
                    }
                }
            }
        }

        private void talk(InboundTalk talk, Wire wire) {
            try {
                talk.run();
            } finally {
                inside.remove(wire);
                wire.close();
            }
        }

        int port() {
            return door.port();
        }

        @Override
        public void close() throws IOException {
            shut = true;
            door.close();
            // What was begun and not answered is tried again by who hands over.
            inside.forEach(wire -> wire.cut(Answer.of(421, "4.3.2", "Going away")));
            threads.shutdown();
        }
    }
}
