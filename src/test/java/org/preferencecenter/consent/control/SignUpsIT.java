package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.consent.entity.AlreadyReceiving;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.SignUp;
import org.preferencecenter.consent.entity.SignUp.Answer;
import org.preferencecenter.consent.entity.SignUp.Said;
import org.preferencecenter.consent.entity.SignUpWaits;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Fact;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.platform.TestDatabase;

/** Sign-ups are carried out behind the visitor's back: once, whole, and with what the ledger has to tell. */
class SignUpsIT extends SignUpDesk {

    @Test
    void a_sign_up_is_one_insert_and_nothing_else_until_it_is_carried_out() {
        SignUp signUp = sent(yes());
        assertEquals(List.of(new SignUpWaits(null)), waiting);
        assertTrue(recipients.byAddress(Channel.EMAIL, email).isEmpty());
        assertEquals(1, count("select count(*) from sign_up where id = ? and answers is not null", signUp.id()));
        carriedOut();
        assertEquals(State.PENDING, on(JAZZ));
        assertEquals(0, count("select count(*) from sign_up where id = ? and answers is not null", signUp.id()), "nothing typed is kept");
        assertEquals(1, desk.confirmations.size());
    }

    @Test
    void a_stranger_is_stored_with_where_each_thing_is_known_from() {
        sent(yes(), new Answer(OFFERS, Said.SILENT, 32));
        carriedOut();
        Recipient stranger = somebody();
        assertEquals(Audience.CONSUMER, stranger.audience());
        assertEquals("form " + form.code(), stranger.audienceSource());
        assertEquals("FR", stranger.jurisdiction());
        assertEquals("fr", stranger.locale());
        assertEquals("15 or older, 2026-11-22, " + form.code(), stranger.facts().get(Fact.AGE_CONFIRMED.key()));
        assertEquals("2026-11-22, " + form.code(), stranger.facts().get(Fact.REFUSAL_OFFERED.key()));
        assertEquals(post, stranger.address(Channel.POST).orElseThrow(), "on their word");
    }

    @Test
    void the_ledger_tells_form_words_language_and_how_it_was_said() {
        sent(yes(), new Answer(OFFERS, Said.NO, 32));
        carriedOut();
        List<Entry> entries = Desk.entries(somebody().id());
        Map<String, Object> no = entries.get(0).facts();
        Map<String, Object> yes = entries.get(1).facts();
        assertEquals(List.of("form", "ACTIVE_OPT_OUT", form.id(), 32, "fr", "REFUSED"), told(no));
        assertEquals(List.of("form", "ACTIVE_OPT_IN", form.id(), 31, "fr", "PENDING"), told(yes));
    }

    private static List<Object> told(Map<String, Object> facts) {
        return List.of(facts.get("via"), facts.get("capture"), facts.get("collectionPoint"), facts.get("notice"), facts.get("locale"),
                facts.get("state"));
    }

    @ParameterizedTest
    @CsvSource({"YES, PENDING", "NO, REFUSED", "SILENT, NONE"})
    void what_is_said_becomes_what_it_is_worth(Said said, State state) {
        sent(new Answer(OFFERS, said, 32));
        carriedOut();
        assertEquals(state, on(OFFERS), "silence is never a consent");
    }

    @Test
    void a_crash_after_the_choice_and_before_the_row_is_emptied_doubles_nothing() {
        SignUp signUp = sent(yes(), new Answer(OFFERS, Said.SILENT, 32));
        carriedOut();
        // As the database would be after a kill between the two: the choice is there, the row is as it was.
        Transaction.in(TestDatabase.dataSource(), c -> {
            SignUpRows.insert(c, new SignUp(UUID.randomUUID(), signUp.collectionPoint(), signUp.locale(), signUp.at(), signUp.addresses(),
                    signUp.answers(), signUp.age()));
            return null;
        });
        int before = Desk.entries(somebody().id()).size();
        carriedOut();
        assertEquals(before, Desk.entries(somebody().id()).size());
        assertEquals(1, count("select count(*) from confirmation where recipient_id = ? and kind = 'CHOICE'", somebody().id()));
        assertEquals(1, count("select count(*) from address where normal = ?", email));
    }

    @Test
    void what_a_dead_server_left_is_carried_out_by_the_next() throws SQLException {
        SignUp signUp = sent(yes());
        try (Connection dead = TestDatabase.dataSource().getConnection()) {
            dead.setAutoCommit(false);
            assertEquals(Optional.of(signUp.id()), SignUpRows.next(dead, desk.instant()).map(SignUp::id));
            assertFalse(signUps.next(), "what one server does, no other does at the same time");
            dead.rollback();
        }
        assertTrue(signUps.next());
        assertEquals(State.PENDING, on(JAZZ));
    }

    @Test
    void many_servers_carry_out_each_sign_up_once() {
        sent(yes());
        IntStream.range(0, 8).mapToObj(i -> CompletableFuture.supplyAsync(() -> signUps(desk.consents).next())).toList()
                .forEach(CompletableFuture::join);
        carriedOut();
        assertEquals(1, Desk.entries(somebody().id()).size());
    }

    @Test
    void a_sign_up_that_fails_waits_and_holds_up_no_other() {
        SignUp broken = new SignUp(UUID.randomUUID(), form.id(), "fr", desk.instant(), List.of(new Address(Channel.EMAIL, " ")),
                List.of(yes()), 0);
        signUps.receive(broken);
        sent(yes());
        carriedOut();
        assertEquals(State.PENDING, on(JAZZ));
        assertEquals(1, count("select failures from sign_up where id = ?", broken.id()));
        desk.wait(Duration.ofSeconds(11));
        assertTrue(signUps.next(), "tried again later");
        assertEquals(2, count("select failures from sign_up where id = ?", broken.id()));
    }

    @Test
    void the_same_sign_up_twice_sends_the_same_confirmation_again() {
        sent(yes());
        carriedOut();
        int id = desk.confirmations.remove().confirmation();
        sent(yes());
        carriedOut();
        assertTrue(desk.confirmations.stream().allMatch(c -> c.confirmation() == id));
        assertEquals(1, count("select count(*) from confirmation where recipient_id = ? and kind = 'CHOICE'", somebody().id()));
    }

    @Test
    void who_already_receives_it_is_told_so_twice_at_most_and_nothing_changes() {
        sent(yes());
        carriedOut();
        desk.consents.confirm(somebody().id(), desk.confirmations.remove().confirmation(),
                Origin.recipient("confirm", "fr"));
        desk.wait(Duration.ofDays(4));
        signUps.forget();
        for (int i = 0; i < 4; i++) {
            sent(yes());
            carriedOut();
        }
        assertEquals(2, already.size());
        assertEquals(new AlreadyReceiving(somebody().id(), form.brand().id(), "fr"), already.get(0));
        assertEquals(State.GRANTED, on(JAZZ));
    }

    @Test
    void whoever_types_somebody_elses_address_changes_nothing_that_is_known_of_them() {
        long known = recipients.add(new Recipient(0, Audience.PROFESSIONAL, "crm", "DE", "de", null, Map.of(),
                List.of(new Address(Channel.EMAIL, email)))).id();
        sent(yes(), new Answer(OFFERS, Said.SILENT, 32));
        carriedOut();
        Recipient now = recipients.find(known).orElseThrow();
        assertEquals(List.of(Audience.PROFESSIONAL, "DE", "de", Map.of(), 1),
                List.of(now.audience(), now.jurisdiction(), now.locale(), now.facts(), now.addresses().size()));
        assertEquals(State.PENDING, on(JAZZ));
        assertEquals(1, noted().size(), "their number too waits for them to prove it");
    }

    @Test
    void a_desks_address_makes_a_desk_of_whoever_signs_up() {
        String desks = "info@" + UUID.randomUUID() + ".example";
        signUps.receive(signUp(desks, yes()));
        carriedOut();
        assertEquals(Audience.ORGANISATION, recipients.byAddress(Channel.EMAIL, desks).orElseThrow().audience());
    }

    @Test
    void send_it_again_is_the_same_for_a_sign_up_that_is_none() {
        signUps.sendAgain(UUID.randomUUID());
        SignUp signUp = sent(yes());
        signUps.sendAgain(signUp.id());
        assertTrue(desk.confirmations.isEmpty());
        carriedOut();
        desk.confirmations.clear();
        signUps.sendAgain(signUp.id());
        assertTrue(desk.confirmations.size() <= 1);
    }

    @Test
    void whom_a_sign_up_was_about_is_forgotten_after_some_days_and_what_waits_is_not() {
        SignUp done = sent(yes());
        carriedOut();
        SignUp waits = sent(yes());
        desk.wait(SignUps.KEPT.plusSeconds(1));
        signUps.forget();
        assertEquals(0, count("select count(*) from sign_up where id = ?", done.id()));
        assertEquals(1, count("select count(*) from sign_up where id = ?", waits.id()));
    }
}
