package org.preferencecenter.mail.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;

import org.preferencecenter.mail.entity.Arrival;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.Postbox;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.platform.entity.ImapSettings;
import org.preferencecenter.platform.entity.Settings;

/**
 * A mailbox that mail which comes back is delivered to. A message leaves the folder only after everything about it is durable;
 * one that is nobody's of ours stays in it, flagged, for who reads that mailbox.
 */
@Singleton
public class ImapBox {

    /** A message that is not for us. Without flags of one's own in a mailbox, it is looked at again each time, and left. */
    private static final String NOT_OURS = "PreferenceCenterNotOurs";
    private static final String MILLIS = "20000";
    /** Of one look, so that two servers share a flood; the rest is read by the next. */
    private static final int MOST = 200;

    private final Postboxes postboxes;
    private final Returns returns;
    private final Settings settings;

    @Inject
    public ImapBox(Postboxes postboxes, Returns returns, Settings settings) {
        this.postboxes = postboxes;
        this.returns = returns;
        this.settings = settings;
    }

    /**
     * Deals with what lies in the folder.
     *
     * @return how many messages were recorded and moved
     * @throws IllegalStateException if the mailbox cannot be read
     * @throws org.preferencecenter.consent.control.DatabaseAway if a message could not be recorded; it stays where it is
     */
    public int read(ImapSettings imap) {
        try (Store store = session(imap).getStore(imap.tls() ? "imaps" : "imap")) {
            store.connect(imap.host(), imap.port(), imap.user(), new String(imap.password().bytes(), java.nio.charset.StandardCharsets.US_ASCII));
            Folder done = store.getFolder(imap.done());
            if (!done.exists() && !done.create(Folder.HOLDS_MESSAGES)) {
                throw new IllegalStateException("the folder for recorded messages cannot be made");
            }
            try (Folder folder = store.getFolder(imap.folder())) {
                folder.open(Folder.READ_WRITE);
                return read(folder, done);
            }
        } catch (MessagingException | IOException away) {
            throw new IllegalStateException("the mailbox cannot be read", away);
        }
    }

    private int read(Folder folder, Folder done) throws MessagingException, IOException {
        int recorded = 0;
        List<Message> all = new ArrayList<>();
        for (int i = 1; i <= folder.getMessageCount() && all.size() < MOST; i++) {
            Message message = folder.getMessage(i);
            if (!message.isSet(Flags.Flag.DELETED) && !message.getFlags().contains(NOT_OURS)) {
                all.add(message);
            }
        }
        for (Message message : all) {
            if (recorded(message)) {
                // Recorded first: a crash before this line reads the message again, and knows it by its id.
                folder.copyMessages(new Message[] {message}, done);
                message.setFlag(Flags.Flag.DELETED, true);
                recorded++;
            } else {
                leave(message);
            }
        }
        folder.expunge();
        return recorded;
    }

    private static void leave(Message message) throws MessagingException {
        try {
            message.setFlags(new Flags(NOT_OURS), true);
        } catch (FolderClosedException away) {
            throw away;
        } catch (MessagingException withoutFlagsOfOnesOwn) {
            // Looked at again next time, which changes nothing.
        }
    }

    /** @return false if it is for nobody of ours, or larger than what is taken */
    private boolean recorded(Message message) throws MessagingException, IOException {
        if (message.getSize() > settings.doors().inbound().largest()) {
            return false;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        RawMessage raw;
        try {
            raw = RawMessage.of(bytes.toByteArray());
        } catch (BadMessage unreadable) {
            return false;
        }
        boolean ours = false;
        Set<Postbox> seen = new LinkedHashSet<>();
        for (String address : Arrival.addresses(raw)) {
            Optional<Postbox> box = postboxes.at(address);
            if (box.isPresent() && seen.add(box.get())) {
                returns.take(raw, Arrival.sender(raw), address, box.get());
                ours = true;
            }
        }
        return ours;
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
