package org.preferencecenter.mail.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.preferencecenter.mail.control.Postboxes;
import org.preferencecenter.mail.control.Returns;
import org.preferencecenter.mail.entity.Answer;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.Postbox;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Taken;

/**
 * One message on its way in. 250 is said only after everything about it is durable; what is not ours is refused by name, so
 * that the sender learns of it and nothing is dropped.
 */
final class InboundDelivery {

    private static final Logger LOG = System.getLogger(InboundDelivery.class.getName());
    /** RFC 5321 §6.3: a message that passed so many servers goes round in a circle. */
    private static final int MOST_HOPS = 100;

    private final Postboxes postboxes;
    private final Returns returns;
    private final String sender;
    private final Map<String, Postbox> boxes = new LinkedHashMap<>();

    /** @param sender of the envelope, empty for {@code <>} */
    InboundDelivery(Postboxes postboxes, Returns returns, String sender) {
        this.postboxes = postboxes;
        this.returns = returns;
        this.sender = sender;
    }

    /** Takes an address that is ours. */
    Answer recipient(String address) {
        Optional<Postbox> box;
        try {
            box = postboxes.at(address);
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "who is meant could not be looked up: {0}", away.getClass().getName());
            return Answer.of(451, "4.3.0", "Cannot tell now whether this address is here, try again later");
        }
        if (box.isEmpty()) {
            return Answer.of(550, "5.1.1", "There is no such address here");
        }
        boxes.put(address, box.get());
        return Answer.of(250, "2.1.5", "Go on");
    }

    /** How many addresses were taken. */
    int recipients() {
        return boxes.size();
    }

    /** The message is whole. @return an answer for each address that was taken, in their order */
    List<Answer> complete(byte[] octets) {
        RawMessage message;
        try {
            message = RawMessage.of(octets);
        } catch (BadMessage unreadable) {
            return all(Answer.of(554, "5.6.0", "This is no message (RFC 5322)"));
        }
        if (message.fields("Received").size() >= MOST_HOPS) {
            return all(Answer.of(554, "5.4.6", "This message goes round in a circle"));
        }
        List<Answer> answers = new ArrayList<>();
        boxes.forEach((address, box) -> answers.add(take(message, address, box)));
        return answers;
    }

    /** The same answer for each address. */
    List<Answer> all(Answer answer) {
        return boxes.keySet().stream().map(address -> answer).toList();
    }

    private Answer take(RawMessage message, String address, Postbox box) {
        // Jakarta Mail looks for its parts by the thread's class loader, which a door's thread need not have.
        Thread.currentThread().setContextClassLoader(InboundDelivery.class.getClassLoader());
        try {
            Optional<Taken> taken = returns.take(message, sender, address, box);
            LOG.log(Level.INFO, "mail that came back: {0}", taken.map(t -> t.kind() + (t.done() ? ", something changed" : ""))
                    .orElse("dealt with before"));
            return Answer.of(250, "2.0.0", "Recorded");
        } catch (RuntimeException broken) {
            LOG.log(Level.WARNING, "mail that came back was not recorded: {0}", broken.getClass().getName());
            return Answer.of(451, "4.3.0", "Not recorded, try again later");
        }
    }
}
