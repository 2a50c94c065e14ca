package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

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
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.SignUp;
import org.preferencecenter.consent.entity.SignUp.Answer;
import org.preferencecenter.consent.entity.SignUp.Said;
import org.preferencecenter.consent.entity.SignUpWaits;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.AddressWords;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Holidays;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** What the tests of sign-ups need around them: a form of their own, somebody who fills it in, and a look at what came of it. */
abstract class SignUpDesk {

    static final Cell JAZZ = new Cell(Scope.topic(1), Channel.EMAIL);
    static final Cell OFFERS = new Cell(Scope.purpose(2), Channel.ANY);
    static final Suppressions SUPPRESSIONS = new Suppressions(TestDatabase.dataSource(), java.time.Clock.systemUTC(),
            new Vault(new Secret(new byte[32])));
    static final RuleBooks BOOKS = new RuleBooks(new RuleBook(List.of(), List.of(), List.of(),
            new AddressWords(Set.of("info"), Set.of("gmail.example")), Holidays.NONE));

    final Desk desk = new Desk();
    final Recipients recipients = new Recipients(TestDatabase.dataSource(), desk);
    final List<CodeNeeded> codes = new ArrayList<>();
    final Claims claims = new Claims(TestDatabase.dataSource(), desk, new Vault(new Secret(new byte[32])), new Throttle(desk),
            link -> { }, codes::add);
    final List<SignUpWaits> waiting = new ArrayList<>();
    final List<AlreadyReceiving> already = new ArrayList<>();
    final String email = UUID.randomUUID() + "@example.org";
    final String post = UUID.randomUUID() + " rue des Vents";
    Catalog catalog;
    CollectionPoint form;
    SignUps signUps;

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

    SignUps signUps(Consents consents) {
        return new SignUps(TestDatabase.dataSource(), desk, recipients, consents, SUPPRESSIONS, catalog, BOOKS, waiting::add, already::add);
    }

    @AfterEach
    void close() {
        recipients.byAddress(Channel.EMAIL, email).ifPresent(r -> assertEquals("", Desk.flaw(r.id()), "the ledger rebuilds the choices"));
        desk.close();
    }

    SignUp signUp(String address, Answer... answers) {
        return signUp(address, number(address), answers);
    }

    SignUp signUp(String address, String number, Answer... answers) {
        return new SignUp(UUID.randomUUID(), form.id(), "fr", desk.instant(), List.of(new Address(Channel.EMAIL, address),
                new Address(Channel.SMS, number), new Address(Channel.PHONE, number), new Address(Channel.POST, post)),
                List.of(answers), 15);
    }

    static String number(String address) {
        return "+336" + (10_000_000 + Math.floorMod(address.hashCode(), 89_999_999));
    }

    static Answer yes() {
        return new Answer(JAZZ, Said.YES, 31);
    }

    SignUp sent(Answer... answers) {
        SignUp signUp = signUp(email, answers);
        signUps.receive(signUp);
        return signUp;
    }

    void carriedOut() {
        while (signUps.next()) {
            assertFalse(waiting.isEmpty());
        }
    }

    Recipient somebody() {
        return recipients.byAddress(Channel.EMAIL, email).orElseThrow();
    }

    State on(Cell cell) {
        return desk.consents.choices(somebody().id()).at(cell).map(c -> c.state()).orElse(null);
    }

    static int count(String sql, Object with) {
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

    List<Claim> noted() {
        return claims.noted(somebody().id());
    }
}
