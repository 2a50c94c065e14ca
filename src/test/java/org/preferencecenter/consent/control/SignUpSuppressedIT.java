package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.consent.entity.DueLetter;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.SignUp;
import org.preferencecenter.consent.entity.SignUp.Answer;
import org.preferencecenter.consent.entity.SignUp.Said;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Suppressed;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.TestDatabase;

/** Whoever signs up with an address that must not be written to. */
class SignUpSuppressedIT extends SignUpDesk {

    /** What an opposition list or an erasure says is not the sender's to undo; what is said to every brand not one brand's. */
    @ParameterizedTest
    @CsvSource({"OPPOSITION_LIST, true", "ERASURE, true", "OPPOSITION_LIST, false", "ERASURE, false", "COMPLAINT, true", "MANUAL, true"})
    void a_suppressed_address_is_neither_stored_nor_written_to(SuppressionReason reason, boolean everyBrand) {
        SUPPRESSIONS.suppress(Channel.EMAIL, email.toUpperCase(java.util.Locale.ROOT), everyBrand ? 0 : form.brand().id(), reason);
        SignUp signUp = sent(yes(), new Answer(OFFERS, Said.SILENT, 32));
        carriedOut();
        assertTrue(recipients.byAddress(Channel.EMAIL, email).isEmpty());
        assertTrue(desk.confirmations.isEmpty());
        assertEquals(0, count("select count(*) from sign_up where id = ? and answers is not null", signUp.id()));
    }

    @ParameterizedTest
    @CsvSource({"COMPLAINT, false, false", "MANUAL, false, true", "BOUNCE, true, true"})
    void whoever_was_suppressed_comes_back_by_a_link_in_that_mailbox_and_by_nothing_else(SuppressionReason reason, boolean everyBrand,
            boolean known) {
        if (known) {
            long id = recipients.add(new Recipient(0, Audience.CONSUMER, "crm", "FR", "fr", null, Map.of(),
                    List.of(new Address(Channel.EMAIL, "a" + email), new Address(Channel.EMAIL, email)))).id();
            desk.consents.grant(id, List.of(new Wish(JAZZ, true, null, null)), new Origin(Origin.Actor.IMPORT, "import", null, 0, 0, "fr"));
        }
        SUPPRESSIONS.suppress(Channel.EMAIL, email, everyBrand ? 0 : form.brand().id(), reason);
        sent(yes());
        carriedOut();
        Suppressed still = SUPPRESSIONS.of(Channel.EMAIL, email).get(0);
        assertEquals(reason, still.reason(), "only whoever reads the mailbox lifts it");
        assertEquals(State.PENDING, on(JAZZ), "also what was granted before");
        assertEquals(1, desk.confirmations.size());
        DueLetter letter = due();
        assertTrue(letter.reopens());
        assertEquals(email, letter.address(), "that mailbox, and not the person's first");
        sent(yes());
        carriedOut();
        desk.wait(Duration.ofDays(6));
        sent(yes());
        carriedOut();
        assertEquals(1, desk.confirmations.size(), "one letter, whoever types the address how often");
        desk.wait(Duration.ofDays(-6));
        long recipient = recipients.byAddress(Channel.EMAIL, email).orElseThrow().id();
        assertFalse(desk.consents.confirm(recipient, letter.id(), Origin.recipient("confirm", "fr")).repeated());
        assertEquals(State.GRANTED, on(JAZZ));
        assertEquals(List.of(), SUPPRESSIONS.of(Channel.EMAIL, email));
        assertEquals(1, count("select count(*) from suppression_change where lifted and via = 'CONFIRMED' and hash = decode(?, 'hex')",
                java.util.HexFormat.of().formatHex(SUPPRESSIONS.hash(Channel.EMAIL, email))));
    }

    @Test
    void a_link_that_came_too_late_lifts_nothing() {
        SUPPRESSIONS.suppress(Channel.EMAIL, email, form.brand().id(), SuppressionReason.COMPLAINT);
        sent(yes());
        carriedOut();
        DueLetter letter = due();
        desk.wait(Desk.LIFE);
        long recipient = recipients.byAddress(Channel.EMAIL, email).orElseThrow().id();
        desk.consents.confirm(recipient, letter.id(), Origin.recipient("confirm", "fr"));
        assertEquals(1, SUPPRESSIONS.of(Channel.EMAIL, email).size());
        desk.wait(Duration.ofDays(8));
        sent(yes());
        carriedOut();
        assertEquals(2, desk.confirmations.size(), "after a while one may ask again");
    }

    /** Takes letters until this address's comes: other tests leave theirs. */
    private DueLetter due() {
        Outbox outbox = new Outbox(TestDatabase.dataSource(), desk);
        while (true) {
            DueLetter letter = outbox.take().orElseThrow();
            if (email.equals(letter.address())) {
                return letter;
            }
        }
    }

    @Test
    void a_suppressed_person_can_still_refuse() {
        recipients.add(new Recipient(0, Audience.CONSUMER, "crm", "FR", "fr", null, Map.of(), List.of(new Address(Channel.EMAIL, email))));
        SUPPRESSIONS.suppress(Channel.EMAIL, email, form.brand().id(), SuppressionReason.COMPLAINT);
        sent(yes(), new Answer(OFFERS, Said.NO, 32));
        carriedOut();
        assertEquals(State.REFUSED, on(OFFERS));
        assertEquals(State.PENDING, on(JAZZ), "for what they want anew, one link waits");
        assertEquals(List.of(), noted());
    }
}
