package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Confirmed;
import org.preferencecenter.consent.entity.DueLetter;
import org.preferencecenter.consent.entity.LetterKind;
import org.preferencecenter.consent.entity.LinkWanted;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Request;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** Our own letters: due from the moment of what they are about, mailed once, again at most twice, by one node. */
class LettersIT {

    private static final Cell ONE = new Cell(Scope.topic(1), Channel.EMAIL);
    private static final Cell TWO = new Cell(Scope.topic(2), Channel.EMAIL);
    private static final Origin PAGE = new Origin(Origin.Actor.RECIPIENT, "form", null, 5, 0, "fr");
    private static final Origin LINK = Origin.recipient("confirm", "en");
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static int brand;

    /** Every test lives months before the last one: what that left due is none of its business. */
    private final Desk desk = new Desk();
    private final BlockingQueue<Confirmed> welcomed = new LinkedBlockingQueue<>();
    private final Reach reach = scope -> scope.kind() == Scope.Kind.TOPIC
            ? List.of(scope, Scope.purpose(1), Scope.brand(brand), Scope.EVERYTHING) : List.of(scope, Scope.EVERYTHING);
    private final Consents consents = new Consents(TestDatabase.dataSource(), desk, Desk.WINDOW, Desk.LIFE, reach, new Ledger(),
            desk.confirmations::add, welcomed::add, 1);
    private final Outbox outbox = new Outbox(TestDatabase.dataSource(), desk);
    private final Visits visits = new Visits(TestDatabase.dataSource(), desk);
    private final DoubleOptIns optIns = new DoubleOptIns(TestDatabase.dataSource(), new Ledger(), desk);
    private final long recipient = Desk.recipient();

    LettersIT() {
        desk.wait(Duration.ofDays(-3650 - 90L * TESTS.incrementAndGet()));
    }

    @BeforeAll
    static void a_brand() {
        brand = (int) number("""
                insert into brand (code, name, mail_domain, contact_email, postal_address, accent, accent_ink, default_locale)
                values ('letters-' || (random() * 1e9)::bigint, 'L', 'l.example', 'l@l.example', 'L', '#000000', '#ffffff', 'fr')
                returning id""");
    }

    @AfterEach
    void close() {
        consents.close();
        desk.close();
    }

    @Test
    void what_waits_is_due_from_its_own_transaction_though_nobody_was_told() {
        int id = ask(ONE);
        DueLetter due = outbox.take().orElseThrow();
        assertEquals(List.of(LetterKind.CONFIRM, recipient, id, 0, 1), List.of(due.kind(), due.recipient(), due.id(), due.sent(),
                due.attempt()));
        assertEquals("fr", due.locale());
        assertEquals(Optional.empty(), outbox.take(), "taken");
        outbox.mailed(due);
        desk.wait(Duration.ofHours(1));
        assertEquals(Optional.empty(), outbox.take(), "mailed");
        assertEquals(1, number("select sent from confirmation where sent_at is not null and id = " + id));
    }

    @Test
    void what_somebody_took_and_crashed_with_is_taken_by_another_after_the_lease() {
        ask(ONE);
        outbox.take().orElseThrow();
        desk.wait(Outbox.LEASE.minusSeconds(1));
        assertEquals(Optional.empty(), outbox.take());
        desk.wait(Duration.ofSeconds(1));
        assertEquals(2, outbox.take().orElseThrow().attempt());
    }

    @Test
    void many_nodes_take_every_letter_once() {
        for (int i = 0; i < 30; i++) {
            consents.choose(Desk.recipient(), List.of(yes(ONE)), PAGE);
        }
        ConcurrentLinkedQueue<Integer> taken = new ConcurrentLinkedQueue<>();
        all(8, () -> {
            Outbox node = new Outbox(TestDatabase.dataSource(), desk);
            for (Optional<DueLetter> due = node.take(); due.isPresent(); due = node.take()) {
                taken.add(due.get().id());
            }
        });
        assertEquals(30, taken.size());
        assertEquals(30, Set.copyOf(taken).size());
    }

    @Test
    void one_link_is_mailed_three_times_at_most_however_many_ask_at_once() {
        int id = ask(ONE);
        AtomicInteger mails = new AtomicInteger();
        all(8, () -> {
            for (int i = 0; i < 10; i++) {
                consents.resend(recipient);
                outbox.take().ifPresent(due -> {
                    assertEquals(id, due.id(), "the same link");
                    mails.incrementAndGet();
                    outbox.mailed(due);
                });
            }
        });
        assertEquals(Outbox.MOST, mails.get());
        assertFalse(consents.resend(recipient));
    }

    @Test
    void asked_again_before_it_was_mailed_it_is_mailed_once() {
        ask(ONE);
        assertTrue(consents.resend(recipient) && consents.resend(recipient));
        outbox.mailed(outbox.take().orElseThrow());
        assertEquals(Optional.empty(), outbox.take());
        assertFalse(consents.resend(Desk.recipient()), "nothing waits");
    }

    @Test
    void a_mail_server_that_is_away_is_tried_again_each_time_later_and_not_for_ever() {
        ask(ONE);
        for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 64, 64}) {
            outbox.later(outbox.take().orElseThrow());
            desk.wait(Duration.ofMinutes(minutes).minusSeconds(1));
            assertEquals(Optional.empty(), outbox.take(), "before " + minutes + " min");
            desk.wait(Duration.ofSeconds(1));
        }
        desk.wait(Desk.LIFE);
        assertEquals(Optional.empty(), outbox.take(), "the link works no more");
        assertFalse(consents.resend(recipient));
    }

    @Test
    void what_is_confirmed_or_cannot_be_mailed_is_due_no_more() {
        int id = ask(ONE);
        DueLetter due = outbox.take().orElseThrow();
        outbox.never(due);
        desk.wait(Duration.ofHours(1));
        assertEquals(Optional.empty(), outbox.take());
        assertTrue(consents.resend(recipient), "asked for again, it is tried again");
        consents.confirm(recipient, id, LINK);
        assertEquals(LetterKind.WELCOME, outbox.take().orElseThrow().kind());
        assertEquals(Optional.empty(), outbox.take());
    }

    @Test
    void following_the_link_proves_the_mailbox_it_was_mailed_to_and_no_other() {
        String first = "a" + UUID.randomUUID() + "@example.org";
        String other = "b" + UUID.randomUUID() + "@example.org";
        long two = with(first, other);
        int id = consents.choose(two, List.of(yes(ONE)), PAGE).confirmation().orElseThrow();
        assertEquals(first, outbox.take().orElseThrow().address());
        // Added after the letter: it sorts before, and is not what was proven.
        Desk.run("insert into address (recipient_id, channel, value, normal) values (%d, 'EMAIL', '0%s', '0%s')"
                .formatted(two, other, other));
        consents.confirm(two, id, LINK);
        assertEquals(1, number("select count(*) from address where verified_at is not null and recipient_id = " + two));
        assertEquals(1, number("select count(*) from address where verified_at is not null and normal = '" + first + "'"));
    }

    @Test
    void a_letter_for_a_mailbox_that_is_gone_goes_to_no_other() {
        String first = "a" + UUID.randomUUID() + "@example.org";
        long two = with(first, "b" + UUID.randomUUID() + "@example.org");
        consents.choose(two, List.of(yes(ONE)), PAGE);
        outbox.mailed(outbox.take().orElseThrow());
        Desk.run("delete from address where normal = '" + first + "'");
        consents.resend(two);
        assertNull(outbox.take().orElseThrow().address());
    }

    @Test
    void a_confirmation_welcomes_once_also_when_followed_by_many_at_once() {
        int id = ask(ONE);
        outbox.mailed(outbox.take().orElseThrow());
        all(8, () -> consents.confirm(recipient, id, LINK));
        DueLetter welcome = outbox.take().orElseThrow();
        assertEquals(List.of(LetterKind.WELCOME, brand, "en"), List.of(welcome.kind(), welcome.brand(), welcome.locale()));
        assertEquals(Optional.empty(), outbox.take());
        assertEquals(1, welcomed.size());
        assertEquals(welcomed.peek().change(), welcome.change());
        var visit = visits.welcoming(recipient, welcome.change()).orElseThrow();
        assertEquals(welcome.id(), visit.id());
        assertEquals(Optional.of(welcome.change()), visits.confirmed(visit));
        assertTrue(visit.fresh(desk.instant()));
        assertEquals(Optional.empty(), visits.confirmed(visits.find(recipient, visits.open(recipient, brand)).orElseThrow()));
    }

    @Test
    void what_is_confirmed_is_told_with_when_where_and_the_words_it_was_asked_beside() {
        Outcome outcome = consents.choose(recipient, List.of(yes(ONE).under(7), yes(TWO)), PAGE);
        int id = outcome.confirmation().orElseThrow();
        Request asked = optIns.open(recipient, id).orElseThrow();
        assertEquals(List.of(ONE, TWO), asked.wanted().stream().map(w -> w.choice().cell()).toList());
        assertEquals(List.of(7, 0), asked.wanted().stream().map(Request.Wanted::notice).toList());
        assertEquals(List.of("form", 5), List.of(asked.via(), asked.collectionPoint()));
        assertEquals(Optional.empty(), optIns.open(Desk.recipient(), id), "another's");
        consents.choose(recipient, List.of(new Wish(TWO, false, null, null)), PAGE);
        assertEquals(1, optIns.open(recipient, id).orElseThrow().wanted().size(), "stopped since");
        UUID change = consents.confirm(recipient, id, LINK).change();
        assertEquals(Optional.empty(), optIns.open(recipient, id), "used");
        Request agreed = optIns.confirmed(recipient, change).orElseThrow();
        assertEquals(List.of(ONE), agreed.wanted().stream().map(w -> w.choice().cell()).toList());
        assertEquals(asked.at(), agreed.at());
        assertEquals(Optional.empty(), optIns.confirmed(recipient, outcome.change()), "asking confirms nothing");
    }

    @Test
    void a_lost_link_goes_to_the_address_that_was_typed_and_only_if_somebody_has_it() throws Exception {
        BlockingQueue<LinkWanted> wanted = new LinkedBlockingQueue<>();
        String typed = "b" + UUID.randomUUID() + "@example.org";
        long two = with("a" + UUID.randomUUID() + "@example.org", typed);
        try (LostLinks links = links(wanted)) {
            links.asked(UUID.randomUUID() + "@nobody.example", brand, "fr");
            links.asked("\0", brand, "fr");
            links.asked(typed.toUpperCase(), brand, "fr");
            LinkWanted found = wanted.poll(1, TimeUnit.MINUTES);
            assertEquals(two, found.recipient(), "and nobody before");
            DueLetter due = outbox.take().orElseThrow();
            assertEquals(List.of(LetterKind.LINK, found.visit(), typed, brand), List.of(due.kind(), due.id(), due.address(), due.brand()));
            for (int i = 1; i < LostLinks.TIMES + 3; i++) {
                links.asked(typed, brand, "fr");
            }
            for (int i = 1; i < LostLinks.TIMES; i++) {
                assertEquals(two, wanted.poll(1, TimeUnit.MINUTES).recipient());
            }
            links.asked(recipient, brand, "fr");
            assertEquals(recipient, wanted.poll(1, TimeUnit.MINUTES).recipient(), "the limit is that address's alone");
        }
    }

    @ParameterizedTest
    @CsvSource({"BOUNCE, false", "ERASURE, false", "COMPLAINT, true", "OPPOSITION_LIST, true", "MANUAL, true"})
    void an_objection_keeps_nobody_from_their_own_page_and_a_dead_mailbox_is_left_alone(SuppressionReason reason, boolean mailed)
            throws Exception {
        BlockingQueue<LinkWanted> wanted = new LinkedBlockingQueue<>();
        String address = UUID.randomUUID() + "@example.org";
        long one = with(address);
        new Suppressions(TestDatabase.dataSource(), Clock.systemUTC(), vault()).suppress(Channel.EMAIL, address, 0, reason);
        try (LostLinks links = links(wanted)) {
            links.asked(address, brand, "fr");
            links.asked(recipient, brand, "fr");
            List<Long> found = new ArrayList<>();
            while (!found.contains(recipient)) {
                found.add(wanted.poll(1, TimeUnit.MINUTES).recipient());
            }
            assertEquals(mailed, found.contains(one));
        }
    }

    private LostLinks links(BlockingQueue<LinkWanted> wanted) {
        return new LostLinks(new Recipients(TestDatabase.dataSource(), desk), new Suppressions(TestDatabase.dataSource(), desk,
                vault()), visits, new Throttle(desk), vault(), wanted::add);
    }

    private static Vault vault() {
        return new Vault(new Secret(new byte[32]));
    }

    private int ask(Cell cell) {
        return consents.choose(recipient, List.of(yes(cell)), PAGE).confirmation().orElseThrow();
    }

    private static Wish yes(Cell cell) {
        return new Wish(cell, true, null, null);
    }

    private static long with(String... addresses) {
        return new Recipients(TestDatabase.dataSource(), Clock.systemUTC()).add(new Recipient(0, Audience.CONSUMER, "test", "FR",
                "fr", null, Map.of(), List.of(addresses).stream().map(a -> new Recipient.Address(Channel.EMAIL, a))
                        .collect(Collectors.toList()))).id();
    }

    private static void all(int nodes, Runnable work) {
        IntStream.range(0, nodes).mapToObj(i -> CompletableFuture.runAsync(work)).toList().forEach(CompletableFuture::join);
    }

    private static long number(String sql) {
        return Transaction.reading(TestDatabase.dataSource(), connection -> {
            try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
