package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Dossiers.Whom;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Claim;
import org.preferencecenter.consent.entity.CodeNeeded;
import org.preferencecenter.consent.entity.Dossier;
import org.preferencecenter.consent.entity.DueLetter;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.LetterKind;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Proof;
import org.preferencecenter.consent.entity.Proof.Result;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** Two recipients that turn out to be one person: nothing that was stopped comes back, no link stops working. */
@Timeout(120)
class JoinIT {

    private static final Origin PAGE = Origin.recipient("details", "fr");
    private static final Origin DESK = new Origin(Origin.Actor.AGENT, "desk", CaptureMode.ACTIVE_OPT_IN, 0, 0, "fr");
    private static final Cell JAZZ = new Cell(Scope.topic(1), Channel.EMAIL);
    private static final Cell DANCE = new Cell(Scope.topic(2), Channel.EMAIL);

    private final Desk desk = new Desk();
    private final int brand = ClaimsIT.brand();
    private final AtomicReference<CodeNeeded> code = new AtomicReference<>();
    private final Claims claims = new Claims(desk.database, desk, new Vault(new Secret(new byte[32])), new Throttle(desk),
            link -> { }, code::set);
    private final Recipients recipients = new Recipients(desk.database, desk);
    private final Addresses addresses = new Addresses(desk.database, desk);
    private final long kept = Desk.recipient();
    private final long other = Desk.recipient();

    private Claim find(long recipient, int claim) {
        return claims.find(recipient, claim).orElseThrow();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private String mail(long recipient) {
        return recipients.find(recipient).orElseThrow().address(Channel.EMAIL).orElseThrow();
    }

    private int claim(long recipient, String address) {
        return claims.mail(recipient, brand, address, UUID.randomUUID().toString(), "fr").orElseThrow();
    }

    private Proof join(long recipient, long joined) {
        return claims.prove(find(recipient, claim(recipient, mail(joined))), PAGE);
    }

    private void grant(long recipient, Cell cell) {
        desk.wait(Duration.ofSeconds(1));
        desk.consents.grant(recipient, List.of(new Wish(cell, true, null, null)), DESK);
    }

    private Outcome click(long recipient, Scope scope) {
        desk.wait(Duration.ofSeconds(1));
        return desk.consents.withdraw(new OneClick(recipient, scope, 0, true)).toCompletableFuture().join();
    }

    private State state(long recipient, Cell cell) {
        return desk.consents.choices(recipient).on(Desk.REACH.of(cell.scope()), cell.channel()).state();
    }

    private void assertWhole() {
        assertEquals("", Desk.flaw(kept));
        assertEquals("", Desk.flaw(other));
    }

    @Test
    void stops_come_over_and_a_yes_does_not() {
        grant(kept, JAZZ);
        grant(other, DANCE);
        click(other, Scope.topic(1));
        Proof proof = join(kept, other);
        assertEquals(Result.JOINED, proof.result());
        assertEquals(State.OBJECTED, state(kept, JAZZ));
        assertEquals(State.NONE, state(kept, DANCE));
        assertEquals(2, addresses.of(kept).size());
        List<Entry> theirs = Desk.entries(other);
        assertEquals("join", theirs.get(theirs.size() - 1).kind());
        assertEquals(proof.change().toString(), theirs.get(theirs.size() - 1).facts().get("change"));
        assertEquals(1, Desk.entries(kept).stream().filter(e -> e.kind().equals("join")).count());
        assertWhole();
    }

    @Test
    void a_later_yes_on_that_very_thing_stands() {
        click(other, Scope.topic(1));
        grant(kept, JAZZ);
        join(kept, other);
        assertEquals(State.GRANTED, state(kept, JAZZ));
        assertWhole();
    }

    @Test
    void every_link_mailed_to_the_one_that_was_joined_still_works() {
        grant(kept, JAZZ);
        grant(other, JAZZ);
        join(kept, other);
        assertEquals(State.GRANTED, state(other, JAZZ), "shows what is in force");
        Outcome stopped = click(other, Scope.topic(1));
        assertEquals(State.WITHDRAWN, state(kept, JAZZ));
        assertEquals(stopped.change(), desk.consents.changes(other, 1).get(0).change());
        assertTrue(click(kept, Scope.topic(1)).repeated());
        assertEquals(stopped.change(), desk.consents.undo(other, stopped.change(), PAGE).changed().isEmpty() ? null : stopped.change());
        assertEquals(State.GRANTED, state(kept, JAZZ));
        assertEquals(kept, recipients.find(other).orElseThrow().id());
        Outcome asked = desk.consents.choose(other, List.of(new Wish(DANCE, true, null, null)), PAGE);
        assertEquals(kept, desk.confirmations.poll().recipient(), "the confirmation goes to who is left");
        assertFalse(desk.consents.confirm(other, asked.confirmation().orElseThrow(), PAGE).repeated());
        desk.consents.stopEverything(other, Scope.EVERYTHING, PAGE);
        assertEquals(State.WITHDRAWN, state(kept, JAZZ));
        assertWhole();
    }

    @Test
    void what_waited_for_a_yes_of_the_one_that_was_joined_waits_no_more() {
        int waiting = desk.consents.choose(other, List.of(new Wish(JAZZ, true, null, null)), PAGE).confirmation().orElseThrow();
        join(kept, other);
        assertTrue(desk.consents.confirm(other, waiting, PAGE).repeated());
        assertEquals(State.NONE, state(kept, JAZZ));
    }

    @Test
    void clicks_of_both_in_one_group_are_one_persons() {
        grant(kept, JAZZ);
        grant(kept, DANCE);
        join(kept, other);
        List<CompletableFuture<Outcome>> clicks = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clicks.add(desk.consents.withdraw(new OneClick(i % 2 == 0 ? kept : other, Scope.topic(1 + i % 3), 0, true))
                    .toCompletableFuture());
        }
        clicks.forEach(CompletableFuture::join);
        assertEquals(State.WITHDRAWN, state(kept, JAZZ));
        assertEquals(State.WITHDRAWN, state(other, DANCE));
        assertWhole();
    }

    @Test
    void whoever_was_joined_before_comes_along() {
        long third = Desk.recipient();
        String address = mail(third);
        join(other, third);
        join(kept, other);
        assertEquals(kept, recipients.find(third).orElseThrow().id());
        assertEquals(kept, recipients.byAddress(Channel.EMAIL, address).orElseThrow().id());
        click(third, Scope.EVERYTHING);
        assertEquals(State.OBJECTED, state(kept, JAZZ));
        assertEquals(3, addresses.of(third).size());
        assertEquals("", Desk.flaw(third));
        assertWhole();
    }

    @Test
    void questions_are_answered_alike_by_either_id_and_any_address() {
        String address = mail(other);
        String main = mail(kept);
        grant(kept, JAZZ);
        join(kept, other);
        List<Optional<Dossier>> found = new Dossiers(desk.database).of(List.of(new Whom(Channel.EMAIL, null, other),
                new Whom(Channel.EMAIL, null, kept), new Whom(Channel.EMAIL, address, 0), new Whom(Channel.EMAIL, main, 0)));
        found.forEach(dossier -> {
            assertEquals(kept, dossier.orElseThrow().recipient().id());
            assertEquals(desk.consents.choices(kept), dossier.get().choices());
        });
        assertEquals(main, found.get(0).get().recipient().address(Channel.EMAIL).orElseThrow());
        assertEquals(address, found.get(2).get().recipient().address(Channel.EMAIL).orElseThrow());
    }

    @Test
    void caps_go_on_counting_what_either_got() {
        ContactHistory history = new ContactHistory(desk.database);
        Stream stream = Samples.withId(61, new Stream("news", Samples.purpose(), null, Channel.EMAIL, false));
        Frequency weekly = Frequency.atMost(1, Frequency.Per.WEEK);
        Instant at = desk.instant();
        UUID reservation = history.reserve(other, stream, weekly, at).orElseThrow();
        join(kept, other);
        history.sent(other, reservation);
        assertTrue(history.reserve(kept, stream, weekly, at.plus(Duration.ofHours(1))).isEmpty(), "sent counts, reported by the old id");
        assertTrue(history.reserve(other, stream, weekly, at.plus(Duration.ofHours(1))).isEmpty());
        UUID next = history.reserve(other, stream, weekly, at.plus(Duration.ofDays(8))).orElseThrow();
        history.release(other, next);
        assertTrue(history.reserve(kept, stream, weekly, at.plus(Duration.ofDays(8))).isPresent());
    }

    @Test
    void a_visit_opened_for_the_one_that_was_joined_is_the_others() {
        Visits visits = new Visits(desk.database, desk);
        int visit = visits.open(other, brand);
        join(kept, other);
        assertEquals(kept, visits.find(other, visit).orElseThrow().recipient());
        visits.begin(visits.find(other, visit).orElseThrow());
        desk.wait(Visits.SITTING.plusSeconds(1));
        assertFalse(visits.find(other, visit).orElseThrow().fresh(desk.instant()));
    }

    @Test
    void a_letter_due_to_the_one_that_was_joined_goes_to_the_main_address_of_who_is_left() {
        int visit = new Visits(desk.database, desk).open(other, brand, LetterKind.LINK, "fr", null);
        String main = mail(kept);
        join(kept, other);
        Outbox outbox = new Outbox(desk.database, desk);
        Optional<DueLetter> due = outbox.take();
        while (due.isPresent() && due.get().id() != visit) {
            due = outbox.take();
        }
        assertEquals(main, due.orElseThrow().address());
    }

    @Test
    void a_number_that_changed_hands_comes_alone_with_its_stops() {
        String number = ClaimsIT.number();
        long before = ClaimsIT.somebody(recipients, new Address(Channel.EMAIL, UUID.randomUUID() + "@example.org"),
                new Address(Channel.SMS, number)).id();
        Cell bySms = new Cell(Scope.topic(1), Channel.SMS);
        grant(kept, bySms);
        grant(kept, JAZZ);
        desk.wait(Duration.ofSeconds(1));
        desk.consents.stopEverything(before, Scope.brand(1), PAGE);
        int claim = claims.number(kept, brand, Set.of(Channel.SMS), number, number, "n", "fr").orElseThrow();
        assertEquals(Result.JOINED, claims.prove(kept, claim, code.get().code(), PAGE).result());
        assertEquals(kept, recipients.byAddress(Channel.SMS, number).orElseThrow().id());
        assertEquals(before, recipients.find(before).orElseThrow().id(), "the mailbox stays its owner's");
        assertEquals(1, addresses.of(before).size());
        assertEquals(State.OBJECTED, state(kept, bySms), "stops win");
        assertEquals(State.GRANTED, state(kept, JAZZ), "what was stopped on another channel is not theirs");
        assertEquals("", Desk.flaw(before));
        assertWhole();
    }

    @Test
    void somebody_known_by_a_number_alone_is_joined_whole() {
        String number = ClaimsIT.number();
        long before = ClaimsIT.somebody(recipients, new Address(Channel.SMS, number)).id();
        int claim = claims.number(kept, brand, Set.of(Channel.SMS), number, number, "n", "fr").orElseThrow();
        claims.prove(kept, claim, code.get().code(), PAGE);
        assertEquals(kept, recipients.find(before).orElseThrow().id());
    }

    @Test
    void a_click_that_comes_while_they_are_joined_is_never_lost() throws Exception {
        for (int i = 0; i < 40; i++) {
            long one = Desk.recipient();
            long two = Desk.recipient();
            grant(one, JAZZ);
            grant(two, JAZZ);
            int claim = claim(one, mail(two));
            CyclicBarrier start = new CyclicBarrier(2);
            CompletableFuture<Outcome> click = CompletableFuture.supplyAsync(() -> {
                await(start);
                return desk.consents.withdraw(new OneClick(two, Scope.topic(1), 0, true)).toCompletableFuture().join();
            });
            await(start);
            assertEquals(Result.JOINED, claims.prove(find(one, claim), PAGE).result());
            click.join();
            assertTrue(state(one, JAZZ).stops(), "round " + i);
            assertEquals("", Desk.flaw(one));
            assertEquals("", Desk.flaw(two));
        }
    }

    @Test
    void joins_that_cross_end_with_one_person_and_no_ring() throws Exception {
        for (int i = 0; i < 15; i++) {
            List<Long> ring = List.of(Desk.recipient(), Desk.recipient(), Desk.recipient());
            List<Integer> claimed = new ArrayList<>();
            for (int k = 0; k < 3; k++) {
                claimed.add(claim(ring.get(k), mail(ring.get((k + 1) % 3))));
            }
            CyclicBarrier start = new CyclicBarrier(3);
            List<CompletableFuture<Proof>> joins = new ArrayList<>();
            for (int k = 0; k < 3; k++) {
                int place = k;
                joins.add(CompletableFuture.supplyAsync(() -> {
                    await(start);
                    return claims.prove(find(ring.get(place), claimed.get(place)), PAGE);
                }));
            }
            joins.forEach(join -> assertTrue(Set.of(Result.JOINED, Result.ADDED).contains(join.join().result())));
            Set<Long> left = Set.copyOf(ring.stream().map(id -> recipients.find(id).orElseThrow().id()).toList());
            assertEquals(1, left.size(), "round " + i);
            assertEquals(3, addresses.of(ring.get(0)).size());
            ring.forEach(id -> assertEquals("", Desk.flaw(id)));
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
