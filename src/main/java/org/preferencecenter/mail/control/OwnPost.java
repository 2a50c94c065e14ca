package org.preferencecenter.mail.control;

import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.mail.entity.Draft;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.HeaderChange;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Reply;

/** Posts the letters we write ourselves: composed, stamped where there is something to unsubscribe from, signed, handed on. */
@Singleton
public class OwnPost {

    private final Composer composer;
    private final Stamper stamper;
    private final DkimSigner signer;
    private final NextHop nextHop;

    @Inject
    public OwnPost(Composer composer, Stamper stamper, DkimSigner signer, NextHop nextHop) {
        this.composer = composer;
        this.stamper = stamper;
        this.signer = signer;
        this.nextHop = nextHop;
    }

    /**
     * Every letter of ours is auto-generated (RFC 3834 §5), so that no robot answers it.
     *
     * @param address   as the person wrote it
     * @param messageId the same for the same letter, however often it is tried
     * @throws org.preferencecenter.mail.entity.BadMessage if nothing can be mailed to that address
     */
    public Reply send(Draft draft, String address, UUID messageId) {
        String mailbox = mailbox(address);
        RawMessage message = composer.compose(draft.letter(), draft.brand(), mailbox, true, messageId);
        List<HeaderChange> changes = draft.stream()
                .map(stream -> stamper.changes(stream, draft.recipient(), message, ExistingPolicy.REPLACE)).orElse(List.of());
        return nextHop.send(signer.sign(message.with(changes), draft.brand().mailDomain()), mailbox,
                stamper.ownSender(draft.brand(), draft.recipient(), mailbox));
    }

    /** As it was written, or with its domain in the form that mail servers read (RFC 5891). */
    private static String mailbox(String address) {
        String text = address.strip();
        return text.chars().allMatch(c -> c < 128) ? text : AddressForm.normal(Channel.EMAIL, text);
    }
}
