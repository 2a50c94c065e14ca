package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Claim;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Proof;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.SignUp.Answer;
import org.preferencecenter.consent.entity.SignUp.Said;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/** Whoever types a number into an open form has said nothing about it: it is theirs once a code sent there was typed. */
class SignUpNumbersIT extends SignUpDesk {

    static final Origin PAGE = Origin.recipient("details", "fr");

    @Test
    void a_number_is_nobodys_before_it_is_proven_and_nothing_is_sent_there() {
        sent(yes());
        carriedOut();
        assertEquals(List.of(Channel.EMAIL, Channel.POST), somebody().addresses().stream().map(Address::channel).sorted().toList());
        for (Channel channel : List.of(Channel.SMS, Channel.PHONE)) {
            assertTrue(recipients.byAddress(channel, number(email)).isEmpty(), "nobody is found by it");
        }
        assertEquals(1, noted().size());
        assertEquals(Set.of(Channel.SMS, Channel.PHONE), noted().get(0).channels());
        assertEquals(number(email), noted().get(0).value().replace(" ", ""));
        assertTrue(codes.isEmpty(), "an open form sends no text");
        assertEquals(0, count("select count(*) from confirmation where recipient_id = ? and kind = 'CLAIM' and due_at is not null",
                somebody().id()), "and no mail about it");
    }

    @Test
    void who_wants_texts_alone_confirms_by_mail_first_and_then_still_has_a_number_to_prove() {
        Cell texts = new Cell(Scope.topic(1), Channel.SMS);
        sent(new Answer(texts, Said.YES, 31));
        carriedOut();
        assertEquals(State.PENDING, on(texts));
        desk.consents.confirm(somebody().id(), desk.confirmations.remove().confirmation(), Origin.recipient("confirm", "fr"));
        assertEquals(State.GRANTED, on(texts));
        assertTrue(somebody().address(Channel.SMS).isEmpty());
        assertEquals(1, noted().size());
        assertTrue(codes.isEmpty());
    }

    @Test
    void only_a_code_sent_there_and_typed_makes_the_number_theirs() {
        sent(yes());
        carriedOut();
        long person = somebody().id();
        int note = noted().get(0).id();
        assertEquals(Proof.Result.SPENT, claims.prove(person, note, "000000", PAGE).result(), "no code was sent");
        assertEquals(Proof.Result.SPENT, claims.prove(noted().get(0), PAGE).result(), "and no link proves a number");
        int claim = claims.send(person, note, "192.0.2.0/24", "fr").orElseThrow();
        assertEquals(number(email), codes.get(0).number());
        assertEquals(Proof.Result.ADDED, claims.prove(person, claim, codes.get(0).code(), PAGE).result());
        assertEquals(person, recipients.byAddress(Channel.SMS, number(email)).orElseThrow().id());
        assertEquals(person, recipients.byAddress(Channel.PHONE, number(email)).orElseThrow().id());
        assertEquals(List.of(), noted());
        sent(yes());
        carriedOut();
        assertEquals(List.of(), noted(), "what is proven need not be proven again");
    }

    @Test
    void the_same_number_is_noted_once_and_of_many_the_newest_few() {
        sent(yes());
        sent(yes());
        carriedOut();
        assertEquals(1, noted().size());
        for (int i = 0; i < 5; i++) {
            signUps.receive(signUp(email, "+3361234567" + i, yes()));
        }
        carriedOut();
        assertEquals(List.of("+33612345674", "+33612345673", "+33612345672"),
                noted().stream().map(claim -> claim.value().replace(" ", "")).toList());
    }

    @Test
    void a_number_that_nobody_proves_is_forgotten_within_days() {
        sent(yes());
        carriedOut();
        int note = noted().get(0).id();
        desk.wait(Claim.NOTED.plusSeconds(1));
        assertEquals(List.of(), noted());
        assertTrue(claims.send(somebody().id(), note, "192.0.2.0/24", "fr").isEmpty());
        desk.wait(Duration.ofDays(1).plusSeconds(1));
        for (int i = 0; count("select count(*) from address_claim where id = ?", note) == 1; i++) {
            assertTrue(i < 1000, "the row goes, with whatever other tests left");
            signUps.forget();
        }
    }

    @Test
    void whoever_has_the_number_already_keeps_it_and_nobody_learns_of_it() {
        long stranger = recipients.add(new Recipient(0, Audience.CONSUMER, "crm", "FR", "fr", null, Map.of(),
                List.of(new Address(Channel.SMS, number(email))))).id();
        sent(yes());
        carriedOut();
        assertEquals(stranger, recipients.byAddress(Channel.SMS, number(email)).orElseThrow().id());
        assertEquals(1, noted().size(), "the same as for a number nobody has");
        assertEquals(List.of(), claims.noted(stranger));
    }
}
