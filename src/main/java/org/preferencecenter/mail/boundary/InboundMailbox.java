package org.preferencecenter.mail.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.preferencecenter.mail.control.DoorBook;
import org.preferencecenter.mail.control.ImapBox;
import org.preferencecenter.mail.control.ImapVisit;
import org.preferencecenter.platform.entity.ImapSettings;
import org.preferencecenter.platform.entity.Settings;

/**
 * Stays at the mailbox, if there is one: reads what lies in it and waits to be told of more (IDLE, RFC 2177). Where the server
 * does not tell, it comes back from time to time; where the connection breaks, it tries again.
 */
@ApplicationScoped
public class InboundMailbox {

    private static final Logger LOG = System.getLogger(InboundMailbox.class.getName());

    @Inject
    private Settings settings;
    @Inject
    private ImapBox box;
    @Inject
    private DoorBook book;
    private Watch watch;

    void start(@Observes @Priority(135) Startup event) {
        settings.doors().inbound().imap().ifPresent(imap -> {
            watch = new Watch(box, imap, book);
            watch.begin();
        });
    }

    @PreDestroy
    void stop() {
        if (watch != null) {
            watch.close();
        }
    }

    /** The one that stays there, on a thread of its own. */
    static final class Watch implements AutoCloseable {

        private static final Duration FAREWELL = Duration.ofSeconds(3);

        private final ImapBox box;
        private final ImapSettings imap;
        private final DoorBook book;
        private final String where;
        private final CountDownLatch end = new CountDownLatch(1);
        private final Thread thread;
        private volatile ImapVisit visit;
        private boolean away;

        Watch(ImapBox box, ImapSettings imap, DoorBook book) {
            this.box = box;
            this.imap = imap;
            this.book = book;
            this.where = imap.host() + ":" + imap.port();
            this.thread = new Thread(this::stay, "mailbox");
            thread.setDaemon(true);
            // Jakarta Mail looks for its parts by the thread's class loader.
            thread.setContextClassLoader(InboundMailbox.class.getClassLoader());
        }

        void begin() {
            thread.start();
        }

        private void stay() {
            while (goesOn(Duration.ZERO)) {
                try (ImapVisit now = box.open(imap)) {
                    visit = now;
                    back();
                    do {
                        read(now);
                    } while (goesOn(Duration.ZERO) && now.waitForMail());
                } catch (RuntimeException e) {
                    lost(e);
                } finally {
                    visit = null;
                }
                if (!goesOn(imap.interval())) {
                    return;
                }
            }
        }

        private void read(ImapVisit now) {
            int recorded = now.read();
            book.came(DoorBook.Which.IMAP);
            if (recorded > 0) {
                LOG.log(Level.INFO, "{0} messages of the mailbox were recorded", recorded);
            }
        }

        private void back() {
            book.opened(DoorBook.Which.IMAP, where);
            if (away) {
                LOG.log(Level.INFO, "the mailbox is there again");
            }
            away = false;
        }

        private void lost(RuntimeException e) {
            book.failed(DoorBook.Which.IMAP, where, e.getCause() == null ? e : e.getCause());
            // Once, not each time: the messages stay where they are.
            if (!away) {
                LOG.log(Level.WARNING, "the mailbox cannot be read now, tried again: {0}", e.getClass().getName());
            }
            away = true;
        }

        /** Pauses. @return false: it is over */
        private boolean goesOn(Duration pause) {
            try {
                return !end.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        /** Ends the wait, and leaves the mailbox in order if that takes no longer than a moment. */
        @Override
        public void close() {
            end.countDown();
            ImapVisit now = visit;
            if (now != null) {
                now.wake();
            }
            try {
                thread.join(FAREWELL.toMillis());
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
