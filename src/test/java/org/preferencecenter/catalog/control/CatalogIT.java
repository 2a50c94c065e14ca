package org.preferencecenter.catalog.control;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;

import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.CatalogPersistence;
import org.preferencecenter.catalog.SmallBook;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.catalog.entity.Text;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.platform.TestDatabase;

/** The catalogue on a real database, through the persistence unit of production. */
class CatalogIT {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private final String name = "c" + UUID.randomUUID().toString().substring(0, 8);

    private static List<Flaw> edit(Function<CatalogEditor, List<Flaw>> edit) {
        return CatalogPersistence.inTransaction(em -> edit.apply(new CatalogEditor(em, CLOCK, SmallBook.books())));
    }

    private static Catalogue read() {
        return CatalogPersistence.inTransaction(em -> {
            Catalog catalog = new Catalog(em);
            catalog.refresh();
            return catalog.now();
        });
    }

    private static List<Flaw.Rule> rules(List<Flaw> flaws) {
        return flaws.stream().map(Flaw::rule).toList();
    }

    private Brand addBrand() {
        Brand brand = new Brand(name, "Brand", "news.example.org", "hello@example.org", "1 street", "#7a1f3d", "#ffffff", "fr");
        assertEquals(List.of(), edit(e -> e.add(brand)));
        return brand;
    }

    private Purpose addPurpose(Brand brand, int position) {
        Purpose purpose = new Purpose(brand, "letter-" + position, MessageNature.PROSPECTING, position)
                .over(Channel.EMAIL, Channel.SMS).called("fr", "La lettre", "Les nouvelles").called("en", "Letter", "News")
                .on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE)
                .on(LegalBasis.CONSENT, Audience.PROFESSIONAL, "FR");
        purpose.topic("folk", 1).called("fr", "Folk", "Le folk");
        purpose.topic("jazz", 3).called("fr", "Jazz", "Le jazz");
        assertEquals(List.of(), edit(e -> e.add(purpose, Set.of(Audience.CONSUMER, Audience.PROFESSIONAL))));
        return purpose;
    }

    @Test
    void the_entities_fit_the_schema_that_the_migrations_made() {
        assertDoesNotThrow(() -> CatalogPersistence.inTransaction(em -> {
            new Catalog(em).validate();
            return null;
        }));
    }

    @Test
    void a_schema_that_does_not_fit_is_noticed() {
        try (EntityManagerFactory elsewhere = CatalogPersistence.factory(TestDatabase.dataSource(), "pg_catalog");
                EntityManager entityManager = elsewhere.createEntityManager()) {
            assertThrows(SchemaManagementException.class, () -> new Catalog(entityManager).validate());
        }
    }

    @Test
    void what_was_added_is_read_back_whole_and_detached() {
        Brand brand = addBrand();
        Purpose second = addPurpose(brand, 2);
        Purpose first = addPurpose(brand, 1);
        int jazz = first.topics().get(1).id();
        assertEquals(List.of(), edit(e -> e.addTopic(first.id(), "rock", 2, Map.of("fr", new Text("Rock", "Le rock")))));
        assertEquals(List.of(), edit(e -> e.publish(first.id(), Map.of("fr", "Je veux la lettre.", "en", "I want it."))));
        assertEquals(List.of(), edit(e -> e.add(new Stream(name + "-jazz", first, first.topics().get(1), Channel.EMAIL, false))));
        assertEquals(List.of(), edit(e -> e.add(new CollectionPoint(brand, name, CollectionPoint.Kind.FORM, CaptureMode.ACTIVE_OPT_IN))));

        Catalogue catalogue = read();

        Brand readBrand = catalogue.brand(name).orElseThrow();
        assertEquals(List.of(first.id(), second.id()), catalogue.purposesOf(readBrand).stream().map(Purpose::id).toList());
        Purpose purpose = catalogue.purpose(first.id()).orElseThrow();
        assertSame(readBrand, purpose.brand());
        assertEquals(Set.of(Channel.EMAIL, Channel.SMS), purpose.channels());
        assertEquals("Letter", purpose.text("en-GB").title());
        assertEquals(Optional.of(LegalBasis.CONSENT), purpose.basis(Audience.PROFESSIONAL, "FR"));
        assertEquals(Optional.empty(), purpose.basis(Audience.PROFESSIONAL, "DE"));
        assertEquals(List.of("folk", "jazz", "rock"), purpose.topics().stream().map(t -> t.code()).toList());
        assertEquals("Rock", purpose.topics().get(2).text("fr").title());
        assertEquals(jazz, catalogue.stream(name + "-jazz").orElseThrow().topic().orElseThrow().id());
        assertEquals("I want it.", catalogue.notice(purpose, "en").orElseThrow().wording());
        assertTrue(catalogue.collectionPoint(name).isPresent());
    }

    @Test
    void reading_asks_one_query_per_table_however_much_there_is() {
        addPurpose(addBrand(), 1);
        Statistics statistics = CatalogPersistence.factory().unwrap(SessionFactory.class).getStatistics();
        statistics.clear();
        read();
        assertEquals(14, statistics.getPrepareStatementCount());
    }

    @Test
    void the_snapshot_stays_when_the_database_is_away_and_is_cut_off_from_later_edits() {
        Brand brand = addBrand();
        int purpose = addPurpose(brand, 1).id();
        EntityManager entityManager = CatalogPersistence.factory().createEntityManager();
        boolean[] away = { false };
        EntityManager faulty = (EntityManager) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { EntityManager.class }, (proxy, method, arguments) -> {
                    if (away[0]) {
                        throw new PersistenceException("no connection");
                    }
                    return method.invoke(entityManager, arguments);
                });
        Catalog catalog = new Catalog(faulty);
        entityManager.getTransaction().begin();
        catalog.refresh();
        Catalogue before = catalog.now();
        new CatalogEditor(entityManager, CLOCK, SmallBook.books()).retirePurpose(purpose);
        entityManager.getTransaction().rollback();
        away[0] = true;
        assertThrows(PersistenceException.class, catalog::refresh);
        assertSame(before, catalog.now());
        assertTrue(!before.purpose(purpose).orElseThrow().retired());
        entityManager.close();
    }

    @Test
    void a_refusal_stores_nothing_and_a_code_is_never_given_twice() {
        Brand brand = addBrand();
        Purpose purpose = addPurpose(brand, 1);
        Brand twin = new Brand(name, "Twin", "news.example.org", "a@example.org", "1 street", "#000000", "#ffffff", "fr");
        assertEquals(List.of(Flaw.Rule.CODE_TAKEN), rules(edit(e -> e.add(twin))));
        assertEquals(List.of(Flaw.Rule.CODE_TAKEN), rules(edit(e -> e.addTopic(purpose.id(), "jazz", 1, Map.of("fr", new Text("a", "b"))))));
        Purpose unexplained = new Purpose(brand, "tickets", MessageNature.SERVICE, 3).over(Channel.EMAIL).called("fr", "Billets", "Vos billets");
        assertEquals(List.of(Flaw.Rule.CLASSIFICATION), rules(edit(e -> e.add(unexplained, Set.of()))));
        Purpose baseless = new Purpose(brand, "offers", MessageNature.PROSPECTING, 3).over(Channel.EMAIL).called("fr", "Offres", "Nos offres");
        assertEquals(List.of(Flaw.Rule.BASIS_MISSING), rules(edit(e -> e.add(baseless, Set.of(Audience.CONSUMER)))));
        assertEquals(List.of(Flaw.Rule.UNKNOWN), rules(edit(e -> e.publish(Integer.MAX_VALUE, Map.of("fr", "oui")))));
        assertEquals(List.of(purpose.id()), read().purposesOf(brand).stream().map(Purpose::id).toList());
    }

    @Test
    void what_is_retired_stays_in_the_catalogue_and_retiring_again_changes_nothing() {
        Purpose purpose = addPurpose(addBrand(), 1);
        int jazz = purpose.topics().get(1).id();
        Stream stream = new Stream(name + "-jazz", purpose, purpose.topics().get(1), Channel.EMAIL, false);
        edit(e -> e.add(stream));
        assertEquals(List.of(), edit(e -> e.retireTopic(jazz)));
        assertEquals(List.of(), edit(e -> e.retireTopic(jazz)));
        assertTrue(read().topic(jazz).orElseThrow().retired());
        assertEquals(List.of(), edit(e -> e.retireStream(stream.id())));
        assertEquals(List.of(), edit(e -> e.retirePurpose(purpose.id())));
        assertTrue(read().purpose(purpose.id()).orElseThrow().retired());
        assertEquals(List.of(Flaw.Rule.UNKNOWN), rules(edit(e -> e.retireTopic(Integer.MAX_VALUE))));
    }

    @Test
    void a_notice_gets_the_next_version_and_never_changes() throws SQLException {
        Purpose purpose = addPurpose(addBrand(), 1);
        edit(e -> e.publish(purpose.id(), Map.of("fr", "Premier texte.", "en", "First words.")));
        edit(e -> e.publish(purpose.id(), Map.of("fr", "Second texte."), true));
        Catalogue catalogue = read();
        Notice newest = catalogue.notice(purpose, "fr").orElseThrow();
        assertEquals(2, newest.version());
        assertEquals("Second texte.", newest.wording());
        assertEquals(1, catalogue.notice(purpose, "en").orElseThrow().version());
        assertEquals(CLOCK.instant(), newest.publishedAt());
        for (String change : List.of("update notice set wording = 'x' where id = " + newest.id(),
                "delete from notice where id = " + newest.id(), "truncate notice")) {
            try (Connection connection = TestDatabase.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                SQLException refused = assertThrows(SQLException.class, () -> statement.execute(change), change);
                assertEquals("23001", refused.getSQLState(), change);
            }
        }
    }

    @Test
    void the_database_itself_keeps_a_topic_of_another_purpose_off_a_stream() {
        Brand brand = addBrand();
        Purpose one = addPurpose(brand, 1);
        Purpose other = addPurpose(brand, 2);
        assertThrows(RuntimeException.class, () -> CatalogPersistence.inTransaction(em -> {
            em.persist(new Stream(name + "-wrong", one, other.topics().get(0), Channel.EMAIL, false));
            em.flush();
            return null;
        }));
    }

    @Test
    void a_draft_is_published_once_it_is_complete_and_then_stays_so() {
        Brand brand = addBrand();
        Purpose purpose = addPurpose(brand, 1);
        assertTrue(!read().purpose(purpose.id()).orElseThrow().published());
        assertEquals(List.of(Flaw.Rule.NOTICE_MISSING, Flaw.Rule.NOTICE_MISSING), rules(edit(e -> e.publishPurpose(purpose.id()))));
        assertTrue(!read().purpose(purpose.id()).orElseThrow().published());
        edit(e -> e.publish(purpose.id(), Map.of("fr", "Je veux.", "en", "I want.")));
        assertEquals(List.of(), edit(e -> e.publishPurpose(purpose.id())));
        assertEquals(List.of(), edit(e -> e.publishPurpose(purpose.id())));
        assertTrue(read().purpose(purpose.id()).orElseThrow().published());
        assertEquals(List.of(), edit(e -> e.ahead(purpose.id())));
        assertEquals(List.of(Flaw.Rule.UNKNOWN), rules(edit(e -> e.publishPurpose(Integer.MAX_VALUE))));
    }

    @Test
    void what_the_rule_book_does_not_allow_stays_a_draft() {
        Brand brand = addBrand();
        Purpose purpose = new Purpose(brand, "offers", MessageNature.PROSPECTING, 1).over(Channel.EMAIL).serving("DE", "FR")
                .called("fr", "Offres", "Nos offres").on(LegalBasis.SOFT_OPT_IN, Audience.CONSUMER, "*").about("spectacle");
        assertEquals(List.of(), edit(e -> e.add(purpose, Set.of(Audience.CONSUMER))));
        edit(e -> e.publish(purpose.id(), Map.of("fr", "Vous réservez chez nous.")));
        List<Flaw> flaws = edit(e -> e.publishPurpose(purpose.id()));
        assertEquals(List.of(Flaw.Rule.UNLAWFUL), rules(flaws));
        assertEquals("DE", flaws.get(0).details().get(2));
        Purpose stored = read().purpose(purpose.id()).orElseThrow();
        assertTrue(!stored.published());
        assertEquals(Set.of("DE", "FR"), stored.jurisdictions());
    }

    @Test
    void what_is_asked_where_is_kept_and_a_box_ticked_before_is_refused_there_and_at_publication() {
        Brand brand = addBrand();
        Purpose purpose = addPurpose(brand, 1);
        CollectionPoint form = new CollectionPoint(brand, name, CollectionPoint.Kind.FORM, CaptureMode.ACTIVE_OPT_IN);
        CollectionPoint ticked = new CollectionPoint(brand, name + "-x", CollectionPoint.Kind.FORM, CaptureMode.PASSIVE_OPT_IN);
        edit(e -> e.add(form));
        edit(e -> e.add(ticked));
        assertEquals(List.of(), edit(e -> e.ask(form.id(), purpose.id())));
        assertEquals(List.of(), edit(e -> e.ask(form.id(), purpose.id())));
        // Once for consumers and once for people at work: both stand on consent.
        assertEquals(List.of(Flaw.Rule.CAPTURE, Flaw.Rule.CAPTURE), rules(edit(e -> e.ask(ticked.id(), purpose.id()))));
        assertEquals(List.of(Flaw.Rule.UNKNOWN), rules(edit(e -> e.ask(form.id(), Integer.MAX_VALUE))));
        assertEquals(List.of(Flaw.Rule.UNKNOWN), rules(edit(e -> e.ask(Integer.MAX_VALUE, purpose.id()))));
        Catalogue catalogue = read();
        assertEquals(List.of(purpose.id()), catalogue.collectionPoint(name).orElseThrow().purposes().stream().map(Purpose::id).toList());
        assertEquals(Set.of(), catalogue.collectionPoint(name + "-x").orElseThrow().purposes());
        // Written past the editor, as an import might: publication sees it still.
        CatalogPersistence.inTransaction(em -> em.find(CollectionPoint.class, ticked.id()).asking(em.find(Purpose.class, purpose.id())));
        edit(e -> e.publish(purpose.id(), Map.of("fr", "Je veux.", "en", "I want.")));
        assertEquals(List.of(Flaw.Rule.CAPTURE, Flaw.Rule.CAPTURE), rules(edit(e -> e.publishPurpose(purpose.id()))));
    }

    @Test
    void words_that_stay_make_no_version_words_that_change_ask_and_a_no_renews() {
        Purpose purpose = addPurpose(addBrand(), 1);
        Map<String, String> first = Map.of("fr", "Je veux la lettre.", "en", "I want the letter.");
        edit(e -> e.publish(purpose.id(), first));
        assertEquals(List.of(), edit(e -> e.publish(purpose.id(), first)));
        assertEquals(1, read().notice(purpose, "fr").orElseThrow().version());
        Map<String, String> second = Map.of("fr", "Je veux la lettre et des offres.", "en", "I want the letter.");
        List<Flaw> asked = edit(e -> e.publish(purpose.id(), second));
        assertEquals(List.of("fr", "Je veux la lettre.", "Je veux la lettre et des offres."), asked.get(0).details());
        assertEquals(1, read().notice(purpose, "fr").orElseThrow().version());
        assertEquals(Optional.empty(), read().consentsFrom(purpose));
        assertEquals(List.of(), edit(e -> e.publish(purpose.id(), second, false)));
        Catalogue renewed = read();
        assertEquals(Optional.of(CLOCK.instant()), renewed.consentsFrom(purpose));
        // Also in the language whose words stayed: what was agreed to in it before counts no longer either.
        assertEquals(2, renewed.notice(purpose, "en").orElseThrow().version());
        assertTrue(renewed.notice(purpose, "en").orElseThrow().renews());
        assertEquals(List.of(), edit(e -> e.publish(purpose.id(), Map.of("fr", "Je veux la lettre, et des offres."), true)));
        assertEquals(3, read().notice(purpose, "fr").orElseThrow().version());
        assertTrue(!read().notice(purpose, "fr").orElseThrow().renews());
        assertEquals(List.of(), edit(e -> e.publish(purpose.id(), Map.of("fr", "Je veux la lettre, et des offres.", "de", "Ich will.") , false)));
        assertTrue(!read().notice(purpose, "de").orElseThrow().renews());
    }
}
