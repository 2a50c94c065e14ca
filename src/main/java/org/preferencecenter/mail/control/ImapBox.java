package org.preferencecenter.mail.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;

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
    /** Of one look, so that two servers share a flood; the rest is read by the next. */
    static final int MOST = 200;

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
     * Goes to the mailbox. What lies in it is dealt with by {@link ImapVisit#read}, as often as wanted while the visit lasts.
     *
     * @throws IllegalStateException if it cannot be opened
     */
    public ImapVisit open(ImapSettings imap) {
        ImapVisit visit = new ImapVisit(this);
        try {
            visit.begin(imap);
            return visit;
        } catch (MessagingException away) {
            visit.close();
            throw new IllegalStateException("the mailbox cannot be opened", away);
        } catch (RuntimeException away) {
            visit.close();
            throw away;
        }
    }

    /** Goes there, reads once, leaves. @return how many messages were recorded and moved */
    public int read(ImapSettings imap) {
        try (ImapVisit visit = open(imap)) {
            return visit.read();
        }
    }

    /** Of the first so many messages of an open folder. */
    int read(Folder folder, int count, Folder done) throws MessagingException, IOException {
        int recorded = 0;
        boolean gone = false;
        List<Message> all = new ArrayList<>();
        for (int i = 1; i <= count && all.size() < MOST; i++) {
            Message message = folder.getMessage(i);
            gone |= message.isSet(Flags.Flag.DELETED);
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
        if (recorded > 0 || gone) {
            // Opened anew, the server tells how many there are; told of arrivals and expunged ones mixed, some tell wrong.
            folder.close(true);
            folder.open(Folder.READ_WRITE);
        }
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
}
