package org.preferencecenter.mail.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.Dispatched;
import org.preferencecenter.mail.entity.Envelope;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Reply;

/**
 * One message to one recipient: decision, header fields, signature, next hop. There is no queue: a message is
 * acknowledged only once the next hop has acknowledged it, and whatever else happens gives the reserved contact back.
 */
@Singleton
public class Dispatch {

    private final Clearance clearance;
    private final Stamper stamper;
    private final DkimSigner signer;
    private final NextHop nextHop;

    @Inject
    public Dispatch(DecisionDesk desk, Stamper stamper, DkimSigner signer, NextHop nextHop, Clock clock) {
        this.clearance = new Clearance(desk, stamper, clock);
        this.stamper = stamper;
        this.signer = signer;
        this.nextHop = nextHop;
    }

    /** As {@link #send(RawMessage, Stream, String, String, ExistingPolicy)}, for a message made with Jakarta Mail. */
    public Dispatched send(MimeMessage message, Stream stream, String recipient, String sender) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return send(RawMessage.of(bytes.toByteArray()), stream, recipient, sender, ExistingPolicy.REPLACE);
        } catch (IOException | MessagingException e) {
            throw new BadMessage("The message cannot be written out: finish it and call saveChanges() first.");
        }
    }

    /**
     * Sends, if it may be sent.
     *
     * @param recipient address of the one envelope recipient: the message holds this recipient's links
     * @param sender    envelope sender, empty for {@code <>}, or {@value Envelope#VERP} for a bounce address of ours
     * @throws BadMessage if the message or an address cannot be sent as it is; nothing was sent then
     */
    public Dispatched send(RawMessage message, Stream stream, String recipient, String sender, ExistingPolicy policy) {
        clearance.check(message, stream);
        Envelope envelope = Envelope.of(sender, recipient);
        Decision decision = ask(stream, recipient);
        return decision.allowed() ? deliver(decision, message, stream, envelope, policy)
                : Dispatched.kept(decision);
    }

    /**
     * May a message of this stream go to this person now? For a door that must say so before it has seen the message. What is
     * allowed is reserved: it must be {@link #deliver delivered} or {@link #forget forgotten}, and soon, or it lapses.
     */
    public Decision ask(Stream stream, String recipient) {
        return clearance.ask(stream, recipient);
    }

    /** Gives back what {@link #ask} reserved: no message came. */
    public void forget(Decision decision) {
        clearance.kept(decision);
    }

    /**
     * Sends what was allowed.
     *
     * @param decision of {@link #ask} for this stream and this recipient; settled afterwards, whatever happens
     * @throws BadMessage if the message or an address cannot be sent as it is; nothing was sent then
     */
    public Dispatched deliver(Decision decision, RawMessage message, Stream stream, Envelope envelope, ExistingPolicy policy) {
        if (!decision.allowed()) {
            throw new IllegalArgumentException("decision " + decision.id() + " does not allow it");
        }
        boolean delivered = false;
        try {
            RawMessage stamped = message.with(clearance.changes(stream, decision, message, policy));
            RawMessage signed = signer.sign(stamped, stream.brand().mailDomain());
            String sender = stamper.sender(stream, decision.recipient(), envelope.recipient(), envelope.sender());
            Reply reply = nextHop.send(signed, envelope.from(sender));
            delivered = reply.accepted();
            return new Dispatched(decision, Optional.of(reply), Optional.of(signed));
        } finally {
            if (delivered) {
                clearance.handedOver(decision);
            } else {
                clearance.kept(decision);
            }
        }
    }
}
