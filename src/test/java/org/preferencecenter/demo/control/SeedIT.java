package org.preferencecenter.demo.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.CatalogPersistence;
import org.preferencecenter.catalog.control.BrandEditor;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.control.CatalogEditor;
import org.preferencecenter.catalog.control.FormEditor;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Paper;
import org.preferencecenter.catalog.entity.SignUpForm;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.ContactHistory;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.control.DecisionLog;
import org.preferencecenter.decision.control.FactReader;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.decision.entity.Reason;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** The whole demo sown into an empty database of its own, as {@code DemoSeed} does it. */
class SeedIT {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final RuleBooks RULES = new RuleBooks();
    private static DataSource database;
    private static EntityManagerFactory factory;
    private static Catalogue catalogue;
    private static Recipients recipients;
    private static Consents consents;

    @BeforeAll
    static void sow() throws SQLException {
        String name = "demo_" + UUID.randomUUID().toString().replace("-", "");
        database = TestDatabase.own(name);
        factory = CatalogPersistence.factory(database, "public");
        recipients = new Recipients(database, CLOCK);
        edit(CatalogueSeed::sow);
        catalogue = read();
        Catalogue sown = catalogue;
        consents = new Consents(database, CLOCK, Duration.ofDays(30), Duration.ofDays(2), scope -> Reach.in(sown).of(scope),
                new Ledger(), confirmation -> { }, 1);
        new RecipientSeed(recipients, consents, CLOCK).sow(catalogue);
        edit(seed -> seed.endDance(sown));
        // As a demo of an earlier release is met: the theatre and its people are there, the bookshop is not.
        openBookshop();
        catalogue = read();
        new ReaderSeed(recipients, consents).sow(catalogue);
    }

    private static void openBookshop() {
        CatalogPersistence.inTransaction(factory, em -> {
            new BookshopSeed(new CatalogEditor(em, CLOCK, new RuleBooks()), new BrandEditor(em, "localhost"),
                    new FormEditor(em, CLOCK, new RuleBooks())).sow();
            return null;
        });
    }

    @AfterAll
    static void close() {
        consents.close();
        factory.close();
    }

    private static void edit(Consumer<CatalogueSeed> step) {
        CatalogPersistence.inTransaction(factory, em -> {
            step.accept(new CatalogueSeed(new CatalogEditor(em, CLOCK, new RuleBooks())));
            return null;
        });
    }

    private static Catalogue read() {
        return CatalogPersistence.inTransaction(factory, em -> {
            Catalog catalog = new Catalog(em);
            catalog.refresh();
            return catalog.now();
        });
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(String from) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + from)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Brand brand() {
        return catalogue.brand(CatalogueSeed.BRAND).orElseThrow();
    }

    private static Decision ask(String stream, String address) {
        Vault vault = new Vault(new Secret(new byte[32]));
        Catalog catalog = new Catalog(null) {
            @Override
            public Catalogue now() {
                return catalogue;
            }
        };
        DecisionDesk desk = new DecisionDesk(new FactReader(database, new Suppressions(database, CLOCK, vault),
                new OppositionLists(database, vault), catalog), new ContactHistory(database), RULES,
                new DecisionLog(database), CLOCK);
        return desk.ask(new Question(catalogue.stream(stream).orElseThrow(), address, CLOCK.instant()));
    }

    private static String deciding(String stream, String address) {
        Reason first = ask(stream, address).reasons().get(0);
        return first.verdict() + " " + first.rule();
    }

    @Test
    void who_came_with_an_earlier_release_under_another_address_is_not_added_again() throws SQLException {
        String last = RecipientSeed.people().get(RecipientSeed.people().size() - 1).recipient().address(Channel.EMAIL).orElseThrow();
        int before = count("recipient");
        execute(database, "update address set normal = 'formerly@example.com' where normal = '" + last + "'");
        try {
            new RecipientSeed(recipients, consents, CLOCK).sow(catalogue);
            assertEquals(before, count("recipient"));
        } finally {
            execute(database, "update address set normal = '" + last + "' where normal = 'formerly@example.com'");
        }
    }

    /** Also in a demo folder of a release that had no forms: there the point is known and its form is not open. */
    @Test
    void the_sign_up_forms_open_once() {
        for (int start = 0; start < 2; start++) {
            CatalogPersistence.inTransaction(factory, em -> {
                RuleBooks books = new RuleBooks();
                new FormSeed(new CatalogEditor(em, CLOCK, books), new FormEditor(em, CLOCK, books)).open(catalogue);
                return null;
            });
            catalogue = read();
        }
        SignUpForm boxes = catalogue.collectionPoint(FormSeed.BOXES).flatMap(CollectionPoint::form).orElseThrow();
        assertEquals(Set.of("fr", "en"), boxes.texts().keySet());
        assertTrue(boxes.refusalBox() && boxes.reaches(Channel.SMS));
        assertTrue(catalogue.collectionPoint(FormSeed.LISTS).flatMap(CollectionPoint::form).orElseThrow().mandatory());
    }

    @Test
    void six_purposes_show_the_six_cases_in_two_languages_each_with_its_notice() {
        List<Purpose> purposes = catalogue.purposesOf(brand());
        assertEquals(List.of("lettre", "offres", "partenaires", "billets", "invitations", "brochure"),
                purposes.stream().map(Purpose::code).toList());
        assertEquals(List.of(LegalBasis.CONSENT, LegalBasis.SOFT_OPT_IN, LegalBasis.CONSENT, LegalBasis.CONTRACT,
                LegalBasis.CONSENT, LegalBasis.LEGITIMATE_INTEREST),
                purposes.stream().map(p -> p.basis(Audience.CONSUMER, "FR").orElseThrow()).toList());
        for (Purpose purpose : purposes) {
            assertTrue(purpose.basis(Audience.PROFESSIONAL, "DE").isPresent(), purpose.code());
            assertEquals(Set.of("fr", "en"), purpose.texts().keySet());
            assertEquals("fr", catalogue.notice(purpose, "fr").orElseThrow().locale());
            assertEquals("en", catalogue.notice(purpose, "en").orElseThrow().locale());
        }
        assertEquals(Set.of("lettre-theatre", "lettre-jazz", "lettre-jeune-public", "lettre-danse", "lettre-mensuelle", "lettre-theatre-resume",
                "offres", "partenaires", "billets", "invitations", "brochure"),
                catalogue.streams().stream().filter(s -> s.brand().id() == brand().id()).map(Stream::code)
                        .collect(Collectors.toSet()));
    }

    @Test
    void everybody_is_there_and_the_ledger_tells_how_each_choice_came_about() throws SQLException {
        assertEquals(200, count("recipient"));
        assertTrue(count("choice") > 250);
        assertEquals(0, count("recipient r where ledger_seq <> (select count(*) from ledger_entry e where e.recipient_id = r.id)"));
        assertEquals(0, count("confirmation"));
    }

    @Test
    void camille_receives_every_letter_she_asked_for_and_her_tickets() {
        String camille = "camille.martin@example.org";
        for (String stream : List.of("lettre-theatre", "lettre-jazz", "lettre-jeune-public")) {
            assertEquals("ALLOW FR-01", deciding(stream, camille));
        }
        assertEquals("ALLOW FR-02", deciding("offres", camille));
        assertEquals("REFUSE FR-01", deciding("partenaires", camille));
        assertEquals("ALLOW service", deciding("billets", camille));
    }

    @Test
    void noemie_stopped_jazz_refused_offers_and_subscribed_to_what_is_gone() {
        String noemie = "noemie.bernard@example.net";
        assertEquals("ALLOW FR-01", deciding("lettre-theatre", noemie));
        assertEquals("REFUSE withdrawn", deciding("lettre-jazz", noemie));
        assertTrue(List.of("REFUSE refused", "REFUSE objected").contains(deciding("offres", noemie)));
        assertEquals(List.of("retired", "FR-01"),
                ask("lettre-danse", noemie).reasons().stream().map(Reason::rule).toList());
    }

    /** Those whom the theatre sold tickets to, and told that they may refuse. */
    @Test
    void offers_go_to_ticket_customers_where_the_demo_does_not_ask_them_and_to_nobody_who_bought_elsewhere() {
        for (String address : List.of("camille.martin@example.org:FR-02", "alex.taylor@example.com:UK-01.customers",
                "greta.schmidt@example.net:DE-01.customers", "mathis.goossens@example.com:BE-01.customers")) {
            String[] part = address.split(":");
            assertEquals("ALLOW " + part[1], deciding("offres", part[0]));
        }
        assertEquals("REFUSE CH-01", deciding("offres", "noe.keller@example.org"), "a customer, but asked for consent there");
        assertEquals("REFUSE", deciding("offres", "urs.rochat@example.org").split(" ")[0], "never a customer");
        String bookshop = RecipientSeed.people().stream().map(p -> p.recipient())
                .filter(r -> "librairie-du-quai".equals(r.facts().get("seller")) && r.audience() == Audience.CONSUMER)
                .flatMap(r -> r.address(Channel.EMAIL).stream()).findFirst().orElseThrow();
        assertEquals("REFUSE", deciding("offres", bookshop).split(" ")[0]);
    }

    @Test
    void people_at_work_get_offers_about_their_work_where_the_law_asks_for_no_consent() {
        assertEquals("ALLOW FR-03", deciding("offres", "simone.colin@example.net"));
        assertEquals("ALLOW FR-04", deciding("offres", "contact@lycee-des-embruns.example"));
        assertEquals("REFUSE", deciding("offres", "karl.becker@example.org").split(" ")[0], "not in Germany");
    }

    @Test
    void the_dance_letter_ended_with_subscribers_and_can_still_be_stopped() {
        Purpose letter = catalogue.purposesOf(brand()).get(0);
        assertTrue(letter.topics().stream().anyMatch(t -> t.code().equals("danse") && t.retired()));
        Recipient noemie = recipients.byAddress(Channel.EMAIL, "noemie.bernard@example.net").orElseThrow();
        int dance = letter.topics().stream().filter(t -> t.retired()).findFirst().orElseThrow().id();
        assertTrue(consents.choices(noemie.id()).byCell().keySet().stream().anyMatch(c -> c.scope().equals(Scope.topic(dance))));
    }

    @Test
    void sowing_again_adds_nothing() throws SQLException {
        List<Integer> before = List.of(count("recipient"), count("choice"), count("ledger_entry"));
        new RecipientSeed(recipients, consents, CLOCK).sow(catalogue);
        new ReaderSeed(recipients, consents).sow(catalogue);
        edit(seed -> seed.endDance(catalogue));
        assertEquals(before, List.of(count("recipient"), count("choice"), count("ledger_entry")));
        assertThrows(IllegalStateException.class, () -> edit(CatalogueSeed::sow));
        assertThrows(IllegalStateException.class, SeedIT::openBookshop);
    }

    @Test
    void a_killed_start_is_taken_up_and_nobody_who_chose_since_is_touched() throws SQLException {
        Recipient camille = recipients.byAddress(Channel.EMAIL, "camille.martin@example.org").orElseThrow();
        List<?> chosen = List.copyOf(consents.choices(camille.id()).byCell().values());
        // As if the last one had never been stored.
        String last = RecipientSeed.people().get(199).recipient().address(Channel.EMAIL).orElseThrow();
        long id = recipients.byAddress(Channel.EMAIL, last).orElseThrow().id();
        execute(database, "delete from address where recipient_id = " + id);
        execute(database, "delete from recipient where id = " + id);
        new RecipientSeed(recipients, consents, CLOCK).sow(catalogue);
        assertEquals(200, count("recipient"));
        assertEquals(Set.copyOf(chosen), Set.copyOf(consents.choices(camille.id()).byCell().values()));
    }

    @Test
    void a_stop_said_at_the_desk_is_told_apart_from_a_no_at_the_form() {
        Recipient noemie = recipients.byAddress(Channel.EMAIL, "noemie.bernard@example.net").orElseThrow();
        List<String> ways = consents.changes(noemie.id(), 10).stream().map(c -> c.via()).toList();
        assertEquals(List.of("desk", "form", "form"), ways);
    }

    @Test
    void a_second_brand_has_a_host_a_logo_and_words_of_its_own() throws SQLException {
        Brand bookshop = catalogue.brand(BookshopSeed.BRAND).orElseThrow();
        assertEquals("librairie.localhost", bookshop.host().orElseThrow());
        assertEquals(Set.of(Paper.LIGHT, Paper.DARK), bookshop.logos().keySet());
        assertEquals(2, count("picture"));
        assertEquals(Set.of("fr", "en"), bookshop.texts().keySet());
        assertEquals(List.of("lectures", "rencontres", "commandes"),
                catalogue.purposesOf(bookshop).stream().map(Purpose::code).toList());
        assertTrue(bookshop.dpoName().isPresent() && brand().dpoName().isPresent());
        assertEquals(List.of("ALLOW FR-01", "ALLOW FR-01", "ALLOW service"), List.of(
                deciding("lectures-romans", "camille.martin@example.org"),
                deciding("rencontres", "camille.martin@example.org"), deciding("commandes", "camille.martin@example.org")));
        assertEquals("REFUSE", deciding("lectures-album", "camille.martin@example.org").split(" ")[0]);
    }

    @Test
    void a_reader_who_stopped_at_the_bookshop_is_not_signed_up_again_by_the_next_start() {
        Brand bookshop = catalogue.brand(BookshopSeed.BRAND).orElseThrow();
        long reader = recipients.byAddress(Channel.EMAIL, "jeanne.nguyen@example.com").orElseThrow().id();
        consents.stopEverything(reader, Scope.brand(bookshop.id()), Origin.recipient("page", "fr"));
        var stopped = consents.choices(reader).byCell();
        new ReaderSeed(recipients, consents).sow(catalogue);
        assertEquals(stopped, consents.choices(reader).byCell());
    }
}
