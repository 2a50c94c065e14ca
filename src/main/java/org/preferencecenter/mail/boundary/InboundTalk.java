package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.subethamail.smtp.RejectException;

import org.preferencecenter.mail.control.Postboxes;
import org.preferencecenter.mail.control.Returns;
import org.preferencecenter.mail.entity.Answer;
import org.preferencecenter.mail.entity.DataOctets;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.SmtpCommand;

/** One client of the LMTP door for mail that comes back (RFC 2033). */
final class InboundTalk implements Runnable {

    private static final Logger LOG = System.getLogger(InboundTalk.class.getName());
    private static final int LONGEST_LINE = 2048;
    private static final int MOST_RECIPIENTS = 100;

    private final Wire wire;
    private final String host;
    private final int largest;
    private final InboundDelivery delivery;
    private final List<String> recipients = new ArrayList<>();
    private boolean begun;

    InboundTalk(Wire wire, String host, int largest, Postboxes postboxes, Returns returns) {
        this.wire = wire;
        this.host = host;
        this.largest = largest;
        this.delivery = new InboundDelivery(postboxes, returns, largest);
    }

    @Override
    public void run() {
        try {
            wire.say(Answer.plain(220, host + " LMTP"));
            for (String line = line(); line != null && go(SmtpCommand.of(line)); line = line()) {
                // one command after the other
            }
            wire.flush();
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "a client of LMTP left");
        }
    }

    /** A line that is none is said, and the next is read. */
    private String line() throws IOException {
        while (true) {
            try {
                return wire.line(LONGEST_LINE);
            } catch (Wire.OddLine odd) {
                wire.say(Answer.of(500, "5.5.2", String.valueOf(odd.getMessage())));
            }
        }
    }

    /** @return false: it is over */
    private boolean go(SmtpCommand command) throws IOException {
        switch (command.verb()) {
            case "LHLO" -> {
                forget();
                wire.say(Answer.plain(250, host, "PIPELINING", "SIZE " + largest, "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"));
            }
            case "MAIL" -> wire.say(mail(command));
            case "RCPT" -> wire.say(rcpt(command));
            case "DATA" -> {
                return data();
            }
            case "RSET" -> {
                forget();
                wire.say(Answer.of(250, "2.0.0", "Forgotten"));
            }
            case "NOOP" -> wire.say(Answer.of(250, "2.0.0", "Here"));
            case "QUIT" -> {
                wire.say(Answer.of(221, "2.0.0", "Goodbye"));
                return false;
            }
            // RFC 2033 §4.1: neither HELO nor EHLO.
            default -> wire.say(Answer.of(500, "5.5.1", "This is LMTP, and this command is not known here"));
        }
        return true;
    }

    private Answer mail(SmtpCommand command) {
        // A bounce has no sender, and qmail's has an odd one: what stands there counts for nothing but being there.
        String path = command.rest().replaceFirst("(?i)^FROM:\\s*", "");
        if (begun || path.equals(command.rest()) || !path.startsWith("<") || path.indexOf('>') < 0) {
            return Answer.of(begun ? 503 : 501, begun ? "5.5.1" : "5.1.7", "Write MAIL FROM:<name@example.org> once, or MAIL FROM:<>");
        }
        begun = true;
        delivery.from(path.substring(1, path.indexOf('>')));
        return Answer.of(250, "2.1.0", "Go on");
    }

    private Answer rcpt(SmtpCommand command) {
        Optional<SmtpCommand.Path> path = command.path("TO");
        if (!begun || path.isEmpty() || path.get().mailbox().isEmpty()) {
            return Answer.of(begun ? 501 : 503, begun ? "5.1.3" : "5.5.1", "Write RCPT TO:<name@example.org> after MAIL");
        }
        if (recipients.size() >= MOST_RECIPIENTS) {
            return Answer.of(452, "4.5.3", "Enough recipients for one message");
        }
        try {
            delivery.recipient(path.get().mailbox());
            recipients.add(path.get().mailbox());
            return Answer.of(250, "2.1.5", "Go on");
        } catch (RejectException refused) {
            return answer(refused);
        }
    }

    private boolean data() throws IOException {
        if (recipients.isEmpty()) {
            // RFC 2033 §4.2: with no recipient taken there is nothing to answer for.
            wire.say(Answer.of(503, "5.5.1", "DATA comes after a recipient that was taken"));
            return true;
        }
        wire.say(Answer.plain(354, "Go on, end with a line of one dot"));
        try (Letterbox box = new Letterbox(largest, new AtomicLong(largest))) {
            DataOctets text = new DataOctets(box);
            if (!wire.data(text)) {
                return false;
            }
            if (text.end() == DataOctets.End.DOUBTFUL) {
                wire.say(Answer.of(521, "5.5.2", "Lines end with CR and LF, both or neither (RFC 5321 2.3.8)"));
                return false;
            }
            // One answer for each recipient that was taken, in their order; each only once it is durable.
            for (String recipient : recipients) {
                wire.say(taken(box, recipient));
                wire.flush();
            }
        }
        forget();
        return true;
    }

    private Answer taken(Letterbox box, String recipient) {
        if (box.tooLarge() || box.full()) {
            return Answer.of(552, "5.3.4", "The message is larger than " + largest + " octets");
        }
        try {
            RawMessage message = InboundDelivery.message(box.octets());
            delivery.take(message, recipient, delivery.box(recipient));
            return Answer.of(250, "2.0.0", "Recorded");
        } catch (RejectException refused) {
            return answer(refused);
        }
    }

    private static Answer answer(RejectException refused) {
        return Answer.passedOn(refused.getCode(), refused.getMessage());
    }

    private void forget() {
        begun = false;
        recipients.clear();
        delivery.done();
    }
}
