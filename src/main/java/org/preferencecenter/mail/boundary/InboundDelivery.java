package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

import org.preferencecenter.mail.control.Postboxes;
import org.preferencecenter.mail.control.Returns;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.Postbox;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Taken;

/**
 * One message on its way in. 250 is said only after everything about it is durable; what is not ours is refused by name, so
 * that the sender learns of it and nothing is dropped.
 */
final class InboundDelivery implements MessageHandler {

    private static final Logger LOG = System.getLogger(InboundDelivery.class.getName());
    /** RFC 5321 §6.3: a message that passed so many servers goes round in a circle. */
    private static final int MOST_HOPS = 100;

    private final Postboxes postboxes;
    private final Returns returns;
    private final int largest;
    private final Map<String, Postbox> boxes = new LinkedHashMap<>();
    private String sender = "";

    InboundDelivery(Postboxes postboxes, Returns returns, int largest) {
        this.postboxes = postboxes;
        this.returns = returns;
        this.largest = largest;
    }

    @Override
    public void from(String from) {
        sender = from == null ? "" : from;
        boxes.clear();
    }

    @Override
    public void recipient(String recipient) throws RejectException {
        Optional<Postbox> box;
        try {
            box = postboxes.at(recipient);
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "who is meant could not be looked up: {0}", away.getClass().getName());
            throw new RejectException(451, "4.3.0 Cannot tell now whether this address is here, try again later");
        }
        boxes.put(recipient, box.orElseThrow(() -> new RejectException(550, "5.1.1 There is no such address here")));
    }

    /** The mailbox of an address that was taken. */
    Postbox box(String address) {
        return boxes.get(address);
    }

    @Override
    public String data(InputStream data) throws RejectException, IOException {
        byte[] bytes = data.readNBytes(largest + 1);
        if (bytes.length > largest) {
            data.transferTo(java.io.OutputStream.nullOutputStream());
            throw new RejectException(552, "5.3.4 The message is larger than " + largest + " octets");
        }
        RawMessage message = message(bytes);
        for (Map.Entry<String, Postbox> box : boxes.entrySet()) {
            take(message, box.getKey(), box.getValue());
        }
        return "2.0.0 Recorded";
    }

    static RawMessage message(byte[] bytes) throws RejectException {
        RawMessage message;
        try {
            message = RawMessage.of(bytes);
        } catch (BadMessage unreadable) {
            throw new RejectException(554, "5.6.0 This is no message (RFC 5322)");
        }
        if (message.fields("Received").size() >= MOST_HOPS) {
            throw new RejectException(554, "5.4.6 This message goes round in a circle");
        }
        return message;
    }

    /** To one of the addresses. @throws RejectException saying what to tell the sender */
    void take(RawMessage message, String address, Postbox box) throws RejectException {
        // The library's threads know no class loader, and Jakarta Mail looks there for its parts.
        Thread.currentThread().setContextClassLoader(InboundDelivery.class.getClassLoader());
        try {
            Optional<Taken> taken = returns.take(message, sender, address, box);
            LOG.log(Level.INFO, "mail that came back: {0}", taken.map(t -> t.kind() + (t.done() ? ", something changed" : ""))
                    .orElse("dealt with before"));
        } catch (RuntimeException broken) {
            LOG.log(Level.WARNING, "mail that came back was not recorded: {0}", broken.getClass().getName());
            throw new RejectException(451, "4.3.0 Not recorded, try again later");
        }
    }

    @Override
    public void done() {
        boxes.clear();
    }
}
