package org.preferencecenter.mail.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;

import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

import org.preferencecenter.platform.entity.ImapSettings;

/** A connection to the mailbox, its folder open. For one thread, but for {@link #wake}. */
public final class ImapVisit implements AutoCloseable {

    private static final String MILLIS = "20000";
    /** Of one wait for mail: RFC 2177 §3 wants it begun anew within 29 minutes; many a router forgets sooner. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final ImapBox box;
    private Store store;
    private Folder done;
    private volatile Folder folder;
    /** How many messages the last look left there: where it is another number, more have come since. */
    private int seen;

    ImapVisit(ImapBox box) {
        this.box = box;
    }

    void begin(ImapSettings imap) throws MessagingException {
        store = session(imap).getStore(imap.tls() ? "imaps" : "imap");
        store.connect(imap.host(), imap.port(), imap.user(), new String(imap.password().bytes(), StandardCharsets.US_ASCII));
        done = store.getFolder(imap.done());
        if (!done.exists() && !done.create(Folder.HOLDS_MESSAGES)) {
            throw new IllegalStateException("the folder for recorded messages cannot be made");
        }
        Folder wanted = store.getFolder(imap.folder());
        wanted.open(Folder.READ_WRITE);
        // A server may tell of mail while IDLE is only just beginning, when the library's own wait does not yet listen.
        wanted.addMessageCountListener(new MessageCountAdapter() {
            @Override
            public void messagesAdded(MessageCountEvent event) {
                wake();
            }
        });
        folder = wanted;
    }

    /**
     * Deals with what lies in the folder.
     *
     * @return how many messages were recorded and moved
     * @throws IllegalStateException if the mailbox cannot be read any more
     * @throws org.preferencecenter.consent.control.DatabaseAway if a message could not be recorded; it stays where it is
     */
    public int read() {
        try {
            int before = folder.getMessageCount();
            int recorded = box.read(folder, before, done);
            // What is left of those that were looked at. As many as one look takes: there may be more, which the next finds.
            seen = recorded < ImapBox.MOST ? before - recorded : -1;
            return recorded;
        } catch (MessagingException | IOException away) {
            throw new IllegalStateException("the mailbox cannot be read", away);
        }
    }

    /**
     * Waits until something arrives, as the server tells (IDLE, RFC 2177), and no longer than {@link #LONGEST_WAIT}: a
     * connection that died in silence is noticed then.
     *
     * @return false: the server knows no IDLE, nothing was waited for
     * @throws IllegalStateException if the connection broke
     */
    public boolean waitForMail() {
        return waitForMail(LONGEST_WAIT);
    }

    boolean waitForMail(Duration longest) {
        try {
            if (!(store instanceof IMAPStore imap) || !imap.hasCapability("IDLE")) {
                return false;
            }
            if (folder.getMessageCount() == seen) {
                CompletableFuture<Void> over = new CompletableFuture<Void>().completeOnTimeout(null, longest.toMillis(),
                        TimeUnit.MILLISECONDS);
                over.thenRunAsync(this::wake);
                try {
                    ((IMAPFolder) folder).idle(true);
                } finally {
                    over.cancel(false);
                }
            }
            return true;
        } catch (MessagingException | IllegalStateException broken) {
            throw new IllegalStateException("the mailbox broke off", broken);
        }
    }

    /** Ends a wait; from any thread. */
    public void wake() {
        try {
            if (folder instanceof IMAPFolder waiting) {
                // Any command that is truly said does: the library ends IDLE before it.
                waiting.doCommand(line -> {
                    line.noop();
                    return null;
                });
            }
        } catch (MessagingException | IllegalStateException gone) {
            // Then nobody waits any more.
        }
    }

    @Override
    public void close() {
        try {
            if (folder != null && folder.isOpen()) {
                folder.close(false);
            }
        } catch (MessagingException | IllegalStateException gone) {
            // The connection is given up in any case.
        }
        try {
            if (store != null) {
                store.close();
            }
        } catch (MessagingException gone) {
            // As above.
        }
    }

    private static Session session(ImapSettings imap) {
        boolean here = imap.host().equals("localhost") || imap.host().startsWith("127.") || imap.host().equals("::1");
        Properties set = new Properties();
        for (String protocol : List.of("imap", "imaps")) {
            String prefix = "mail." + protocol + ".";
            set.setProperty(prefix + "connectiontimeout", MILLIS);
            set.setProperty(prefix + "timeout", MILLIS);
            set.setProperty(prefix + "writetimeout", MILLIS);
            set.setProperty(prefix + "starttls.enable", "true");
            set.setProperty(prefix + "starttls.required", Boolean.toString(!imap.tls() && !here));
            set.setProperty(prefix + "ssl.checkserveridentity", Boolean.toString(!here));
            set.setProperty(prefix + "peek", "true");
        }
        return Session.getInstance(set);
    }
}
