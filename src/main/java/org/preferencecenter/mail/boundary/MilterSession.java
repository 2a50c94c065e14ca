package org.preferencecenter.mail.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

import org.preferencecenter.mail.entity.BadFrame;
import org.preferencecenter.mail.entity.MilterCommand;
import org.preferencecenter.mail.entity.MilterFrame;
import org.preferencecenter.mail.entity.MilterReply;

/**
 * The dialogue with one mail server over one line, apart from the line itself: hears packets, says what to write. A line
 * carries one message after the other.
 */
final class MilterSession {

    private static final Logger LOG = System.getLogger(MilterSession.class.getName());
    private static final byte[] NOTHING = new byte[0];

    private final MilterRules rules;
    private int protocol;
    private boolean negotiated;
    private boolean mayChangeSender;
    private boolean simulated;
    private String login;
    private String queueId = "";
    private volatile MilterMessage message;
    private boolean over;
    /** Told to take it, and not yet known to have been written. */
    private volatile MilterMessage answered;

    MilterSession(MilterRules rules) {
        this.rules = rules;
    }

    /**
     * @return what to write at once, perhaps nothing
     * @throws BadFrame if it is not the protocol: the line must be closed
     */
    byte[] hear(MilterFrame frame) {
        MilterCommand command = MilterCommand.of(frame);
        if (command instanceof MilterCommand.Negotiate offer) {
            byte[] reply = MilterReply.negotiated(offer, rules.verp());
            mayChangeSender = rules.verp() && (offer.actions() & MilterReply.CHANGE_SENDER) != 0;
            protocol = offer.protocol();
            negotiated = true;
            return reply;
        }
        if (!negotiated) {
            throw new BadFrame("A line begins with a negotiation.");
        }
        if (command instanceof MilterCommand.Connect connect) {
            simulated = connect.port() == 0;
            return unlessSpared(0x1000);
        } else if (command instanceof MilterCommand.Macros macros) {
            know(macros.command(), macros.values());
            return NOTHING;
        } else if (command instanceof MilterCommand.Mail mail) {
            keep();
            message = new MilterMessage(rules, new MilterMessage.Terms(simulated, (protocol & MilterReply.LEADING_SPACE) != 0,
                    mayChangeSender), login, mail.sender());
            return unlessSpared(0x4000);
        } else if (command instanceof MilterCommand.Rcpt rcpt) {
            return orLater(() -> open().recipient(rcpt.recipient()));
        } else if (command instanceof MilterCommand.Header header) {
            open().header(header);
            return unlessSpared(0x80);
        }
        return plain(((MilterCommand.Plain) command).command());
    }

    private byte[] plain(char command) {
        switch (command) {
            case 'E':
                byte[] reply = orLater(open()::end);
                boolean taken = reply[reply.length - 1] == 'c';
                if (taken) {
                    answered = message;
                    message = null;
                } else {
                    keep();
                }
                return reply;
            case 'A':
                keep();
                return NOTHING;
            case 'Q':
                over = true;
                keep();
                return NOTHING;
            case 'K':
                keep();
                login = null;
                return NOTHING;
            case 'H':
                return unlessSpared(0x2000);
            case 'T':
                return unlessSpared(0x10000);
            case 'N':
                return unlessSpared(0x40000);
            case 'B':
                return unlessSpared(0x80000);
            default:
                return unlessSpared(0x20000);
        }
    }

    /** Whom the server has let in is told with MAIL; the queue's name, for the log, when it has one. */
    private void know(char command, Map<String, String> values) {
        if (command == 'M') {
            String name = values.get("auth_authen");
            login = name == null || name.isEmpty() ? null : name;
        }
        queueId = values.getOrDefault("i", queueId).replaceAll("[^A-Za-z0-9]", "");
    }

    private MilterMessage open() {
        if (message == null) {
            throw new BadFrame("A recipient, a field or an end without MAIL before it.");
        }
        return message;
    }

    private interface Answering {
        byte[] answer();
    }

    /** What breaks here defers prospecting and lets service mail pass (STANDARDS A.6). */
    private byte[] orLater(Answering answering) {
        try {
            return answering.answer();
        } catch (BadFrame wrong) {
            throw wrong;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "message {0} of the mail server could not be judged: {1}", queueId,
                    e.getClass().getName());
            return message.service() ? MilterReply.goOn()
                    : MilterReply.say("451 4.3.0", "Whether this message may be sent cannot be told now: try again later");
        }
    }

    /** No answer where the server has agreed to go on without. */
    private byte[] unlessSpared(int bit) {
        return (protocol & MilterReply.UNASKED & bit) != 0 ? NOTHING : MilterReply.goOn();
    }

    /** What {@link #hear} said is on its way to the mail server: what was taken counts now. */
    void written() {
        if (answered != null) {
            answered.handedOver();
            answered = null;
        }
    }

    /** No message is at hand. */
    boolean idle() {
        return message == null && answered == null;
    }

    boolean over() {
        return over;
    }

    /** The line is closed, by whichever side. */
    void gone() {
        keep();
        if (answered != null) {
            answered.kept();
            answered = null;
        }
    }

    private void keep() {
        if (message != null) {
            message.kept();
            message = null;
        }
    }
}
