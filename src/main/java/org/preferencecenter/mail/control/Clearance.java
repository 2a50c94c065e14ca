package org.preferencecenter.mail.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.HeaderChange;
import org.preferencecenter.mail.entity.RawMessage;

/**
 * Decision and stamp, the same at every door. {@link Dispatch} sends what is cleared; a mail server with our milter and a
 * program that asks by the API send it themselves, so that their next hop's answer cannot be seen from here.
 */
@Singleton
public class Clearance {

    private static final Logger LOG = System.getLogger(Clearance.class.getName());

    private final DecisionDesk desk;
    private final Stamper stamper;
    private final Clock clock;

    @Inject
    public Clearance(DecisionDesk desk, Stamper stamper, Clock clock) {
        this.desk = desk;
        this.stamper = stamper;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** @throws BadMessage if nothing need be asked: it cannot be sent as it is */
    public void check(RawMessage message, Stream stream) {
        if (stream.channel() != Channel.EMAIL) {
            throw new BadMessage("The stream " + stream.code() + " is not an e-mail stream.");
        }
        // RFC 5322 §3.6, and RFC 6376 §8.15: with two From fields nobody knows which one a reader is shown.
        if (message.fields("From").size() != 1) {
            throw new BadMessage("The message must have exactly one From field (RFC 5322 §3.6), it has "
                    + message.fields("From").size() + ".");
        }
    }

    /** May this go? Reserves the contact if so: {@link #handedOver} or {@link #kept} must follow. */
    public Decision ask(Stream stream, String recipient) {
        return desk.askToSend(new Question(stream, recipient, clock.instant()));
    }

    /** As above. @param askedBy public id of the API key */
    public Decision ask(Stream stream, String recipient, String askedBy) {
        return desk.askToSend(new Question(stream, recipient, clock.instant()), askedBy);
    }

    /**
     * What to change in the header of an allowed message.
     *
     * @throws BadMessage if the message cannot be sent as it is
     */
    public List<HeaderChange> changes(Stream stream, Decision decision, RawMessage message, ExistingPolicy policy) {
        check(message, stream);
        if (decision.recipient() == 0 && !stream.service()) {
            throw new IllegalStateException("decision " + decision.id() + " allows prospecting to nobody on record");
        }
        return stamper.changes(stream, decision, message, policy);
    }

    /**
     * The envelope sender for an allowed message to one recipient: as given, or a bounce address of ours where the operator asks for
     * them.
     */
    public String sender(Stream stream, Decision decision, String recipient, String given) {
        return stamper.sender(stream, decision.recipient(), recipient, given);
    }

    /** The sender has it and sends it: the contact counts. */
    public void handedOver(Decision decision) {
        settle(decision, () -> desk.sent(decision));
    }

    /** It is not sent after all: the contact is given back. */
    public void kept(Decision decision) {
        settle(decision, () -> desk.release(decision));
    }

    /**
     * The message's fate is known already: failing to note it must not change the answer, or a sender told "failed" would
     * send again what was delivered. An unsettled reservation counts against the cap until it lapses.
     */
    private static void settle(Decision decision, Runnable note) {
        try {
            note.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "decision {0} not settled: {1}", decision.id(), e.getClass().getName());
        }
    }
}
