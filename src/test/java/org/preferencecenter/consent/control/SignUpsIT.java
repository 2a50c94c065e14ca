package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.CatalogPersistence;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.FormText;
import org.preferencecenter.catalog.entity.SignUpForm;
import org.preferencecenter.consent.entity.AlreadyReceiving;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Claim;
import org.preferencecenter.consent.entity.CodeNeeded;
import org.preferencecenter.consent.entity.DueLetter;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Proof;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.SignUp;
import org.preferencecenter.consent.entity.SignUp.Answer;
import org.preferencecenter.consent.entity.SignUp.Said;
import org.preferencecenter.consent.entity.SignUpWaits;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Suppressed;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.AddressWords;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Fact;
import org.preferencecenter.law.entity.Holidays;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

class SignUpsIT {

    private static final Cell JAZZ = new Cell(Scope.topic(1), Channel.EMAIL);
    private static final Origin PAGE = Origin.recipient("details", "fr");
    private static final Cell OFFERS = new Cell(Scope.purpose(2), Channel.ANY);
    private static final Suppressions SUPPRESSIONS = new Suppressions(TestDatabase.dataSource(), java.time.Clock.systemUTC(),
            new Vault(new Secret(new byte[32])));
    private static final RuleBooks BOOKS = new RuleBooks(new RuleBook(List.of(), List.of(), List.of(),
            new AddressWords(Set.of("info"), Set.of("gmail.example")), Holidays.NONE));

    private final Desk desk = new Desk();
    private final Recipients recipients = new Recipients(TestDatabase.dataSource(), desk);
    private final List<CodeNeeded> codes = new ArrayList<>();
    private final Claims claims = new Claims(TestDatabase.dataSource(), desk, new Vault(new Secret(new byte[32])), new Throttle(desk),
            link -> { }, codes::add);
    private final List<SignUpWaits> waiting = new ArrayList<>();
    private final List<AlreadyReceiving> already = new ArrayList<>();
    private final String email = UUID.randomUUID() + "@example.org";
    private final String post = UUID.randomUUID() + " rue des Vents";
    private Catalog catalog;
    private CollectionPoint form;
    private SignUps signUps;

    @BeforeEach
    void a_form() {
        // Whatever another test left undone is done with, so that next() answers for this test's own.
        Desk.run("update sign_up set answers = null");
        String code = "f" + UUID.randomUUID().toString().substring(0, 18);
        int point = CatalogPersistence.inTransaction(em -> {
            Brand brand = new Brand(code, "Théâtre", code + ".example", "b@" + code + ".example", "1 quai", "#000000", "#ffffff", "fr");
            em.persist(brand);
            CollectionPoint made = new CollectionPoint(brand, code, CollectionPoint.Kind.FORM, CaptureMode.ACTIVE_OPT_IN);
            made.open(new SignUpForm(SignUpForm.Presentation.CHECKBOX, false, true, Audience.CONSUMER, "FR", Set.of(Channel.SMS), Set.of(),
                    Map.of("fr", new FormText("Bonjour", "Cochez", ""))));
            em.persist(made);
            return made.id();
        });
        catalog = CatalogPersistence.inTransaction(em -> {
            Catalog read = new Catalog(em);
            read.refresh();
            return read;
        });
        form = catalog.now().collectionPoints().stream().filter(p -> p.id() == point).findFirst().orElseThrow();
        signUps = signUps(desk.consents);
    }

    private SignUps signUps(Consents consents) {
        return new SignUps(TestDatabase.dataSource(), desk, recipients, consents, SUPPRESSIONS, catalog, BOOKS, waiting::add, already::add);
    }

    @AfterEach
    void close() {
        recipients.byAddress(Channel.EMAIL, email).ifPresent(r -> assertEquals("", Desk.flaw(r.id()), "the ledger rebuilds the choices"));
        desk.close();
    }

    private SignUp signUp(String address, Answer... answers) {
        return signUp(address, number(address), answers);
    }

    private SignUp signUp(String address, String number, Answer... answers) {
        return new SignUp(UUID.randomUUID(), form.id(), "fr", desk.instant(), List.of(new Address(Channel.EMAIL, address),
                new Address(Channel.SMS, number), new Address(Channel.PHONE, number), new Address(Channel.POST, post)),
                List.of(answers), 15);
    }

    private static String number(String address) {
        return "+336" + (10_000_000 + Math.floorMod(address.hashCode(), 89_999_999));
    }

    private static Answer yes() {
        return new Answer(JAZZ, Said.YES, 31);
    }

    private SignUp sent(Answer... answers) {
        SignUp signUp = signUp(email, answers);
        signUps.receive(signUp);
        return signUp;
    }

    private void carriedOut() {
        while (signUps.next()) {
            assertFalse(waiting.isEmpty());
        }
    }

    private Recipient somebody() {
        return recipients.byAddress(Channel.EMAIL, email).orElseThrow();
    }

    private State on(Cell cell) {
        return desk.consents.choices(somebody().id()).at(cell).map(c -> c.state()).orElse(null);
    }

    private static int count(String sql, Object with) {
        return Transaction.reading(TestDatabase.dataSource(), c -> {
            try (PreparedStatement select = c.prepareStatement(sql)) {
                select.setObject(1, with);
                try (var row = select.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

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

    private List<Claim> noted() {
        return claims.noted(somebody().id());
    }

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

    @Test
    void a_desks_address_makes_a_desk_of_whoever_signs_up() {
        String desks = "info@" + UUID.randomUUID() + ".example";
        signUps.receive(signUp(desks, yes()));
        carriedOut();
        assertEquals(Audience.ORGANISATION, recipients.byAddress(Channel.EMAIL, desks).orElseThrow().audience());
    }

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
