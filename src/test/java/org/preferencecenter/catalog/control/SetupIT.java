package org.preferencecenter.catalog.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.CatalogPersistence;
import org.preferencecenter.catalog.SmallBook;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.CollectionPoint.Kind;
import org.preferencecenter.catalog.entity.DeskScript;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.FormText;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.SignUpForm;
import org.preferencecenter.catalog.entity.SignUpForm.Presentation;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.platform.TestDatabase;

/** Brands, streams, collection points and scripts as the office sets them up, on a real database. */
class SetupIT {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final String WORDS = "May we write to you about new shows? No is fine too.";

    private final String name = "s" + UUID.randomUUID().toString().substring(0, 8);
    private final Purpose purpose = purpose();
    private final DeskScripts scripts = new DeskScripts(TestDatabase.dataSource());

    private Purpose purpose() {
        return CatalogPersistence.inTransaction(em -> {
            CatalogEditor editor = new CatalogEditor(em, CLOCK, SmallBook.books());
            Brand brand = new Brand(name, "Brand", "news.example.org", "hello@example.org", "1 street", "#7a1f3d", "#ffffff", "fr");
            assertEquals(List.of(), editor.add(brand));
            Purpose letter = new Purpose(brand, "letter", MessageNature.PROSPECTING, 1).over(Channel.EMAIL, Channel.SMS)
                    .called("fr", "La lettre", "Les nouvelles").on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE);
            letter.topic("jazz", 3).called("fr", "Jazz", "Le jazz");
            assertEquals(List.of(), editor.add(letter, Set.of(Audience.CONSUMER)));
            return letter;
        });
    }

    private static List<Flaw.Rule> done(Function<EntityManager, List<Flaw>> work) {
        return CatalogPersistence.inTransaction(work).stream().map(Flaw::rule).toList();
    }

    private static BrandEditor brands(EntityManager em) {
        return new BrandEditor(em, "common.example");
    }

    private static StreamEditor streams(EntityManager em) {
        return new StreamEditor(em, new CatalogEditor(em, CLOCK, SmallBook.books()));
    }

    private static FormEditor forms(EntityManager em) {
        return new FormEditor(em, CLOCK, SmallBook.books());
    }

    private static Catalogue read() {
        return CatalogPersistence.inTransaction(em -> {
            Catalog catalog = new Catalog(em);
            catalog.refresh();
            return catalog.now();
        });
    }

    private static SignUpForm form(Presentation presentation, boolean mandatory, Channel... asks) {
        return new SignUpForm(presentation, mandatory, false, Audience.CONSUMER, "FR", Set.of(asks),
                Set.of("https://www.example.org"), Map.of("fr", new FormText("La lettre", "Chaque mois", "")));
    }

    private FormEditor.Wanted asking(SignUpForm form) {
        return new FormEditor.Wanted(Set.of(purpose.id()), form, null);
    }

    @Test
    void of_two_officers_who_change_a_brand_the_second_is_told_and_overwrites_nothing() {
        Brand before = read().brand(name).orElseThrow();
        assertEquals(List.of(), done(em -> brands(em).change(before.id(), before.version(), brand -> brand.named("First")
                .mailingFrom("mail.example.org").reachedAt("a@example.org", "2 street").speaking("en"))));
        assertEquals(List.of(Flaw.Rule.STALE), done(em -> brands(em).change(before.id(), before.version(),
                brand -> brand.named("Second"))));
        Brand after = read().brand(name).orElseThrow();
        assertEquals("First", after.name());
        assertEquals("mail.example.org", after.mailDomain());
        assertEquals("2 street", after.postalAddress());
        assertEquals("en", after.defaultLocale());
    }

    @Test
    void what_is_said_in_another_language_is_a_change_of_the_brand_too() {
        Brand before = read().brand(name).orElseThrow();
        assertEquals(List.of(), done(em -> brands(em).change(before.id(), before.version(), brand -> brand.saying("en",
                new org.preferencecenter.catalog.entity.BrandText("Hello", null, null, null)))));
        assertTrue(read().brand(name).orElseThrow().version() > before.version());
    }

    @Test
    void a_brand_that_is_retired_stays_and_ends_its_streams() {
        assertEquals(List.of(), done(em -> streams(em).add(new StreamEditor.Wanted(name, purpose.id(), null, Channel.EMAIL,
                false, null))));
        int id = read().brand(name).orElseThrow().id();
        assertEquals(List.of(), done(em -> brands(em).retire(id, CLOCK)));
        assertEquals(List.of(), done(em -> brands(em).retire(id, CLOCK)));
        assertTrue(read().brand(name).orElseThrow().retired());
        assertTrue(read().stream(name).orElseThrow().retired());
    }

    @Test
    void a_stream_keeps_its_purpose_and_changes_its_rate() {
        int topic = purpose.topics().get(0).id();
        assertEquals(List.of(Flaw.Rule.RATE), done(em -> streams(em).add(new StreamEditor.Wanted(name, purpose.id(), topic,
                Channel.EMAIL, false, 0))));
        assertEquals(List.of(Flaw.Rule.UNKNOWN), done(em -> streams(em).add(new StreamEditor.Wanted(name, -1, null,
                Channel.EMAIL, false, 2))));
        assertEquals(List.of(), done(em -> streams(em).add(new StreamEditor.Wanted(name, purpose.id(), topic, Channel.EMAIL,
                false, 2))));
        var made = read().stream(name).orElseThrow();
        assertEquals(Optional.of(2), made.declared());
        assertEquals(List.of(), done(em -> streams(em).change(made.id(), made.version(), true, null)));
        assertEquals(List.of(Flaw.Rule.STALE), done(em -> streams(em).change(made.id(), made.version(), false, 5)));
        assertEquals(1, read().stream(name).orElseThrow().perMonth(), "a digest once a month");
    }

    @Test
    void a_form_is_made_whole_or_not_at_all() {
        int brand = purpose.brand().id();
        assertEquals(List.of(Flaw.Rule.FORM_ANSWER), done(em -> forms(em).add(brand, name, Kind.FORM, CaptureMode.ACTIVE_OPT_IN,
                asking(form(Presentation.CHECKBOX, true)))));
        assertEquals(List.of(Flaw.Rule.CAPTURE, Flaw.Rule.FORM_CAPTURE), done(em -> forms(em).add(brand, name, Kind.FORM,
                CaptureMode.PASSIVE_OPT_IN, asking(form(Presentation.CHECKBOX, false)))));
        assertEquals(Optional.empty(), read().collectionPoint(name));
        assertEquals(List.of(), done(em -> forms(em).add(brand, name, Kind.FORM, CaptureMode.ACTIVE_OPT_IN,
                asking(form(Presentation.RADIO, true, Channel.SMS)))));
        assertEquals(List.of(Flaw.Rule.CODE_TAKEN), done(em -> forms(em).add(brand, name, Kind.FORM, CaptureMode.ACTIVE_OPT_IN,
                asking(form(Presentation.RADIO, true)))));
        CollectionPoint made = read().collectionPoint(name).orElseThrow();
        assertEquals(Set.of(Channel.SMS), made.form().orElseThrow().asks());
        assertEquals(1, made.purposes().size());
    }

    @Test
    void a_form_changes_as_a_whole_and_tells_who_comes_second() {
        assertEquals(List.of(), done(em -> forms(em).add(purpose.brand().id(), name, Kind.FORM, CaptureMode.ACTIVE_OPT_IN,
                asking(form(Presentation.CHECKBOX, false)))));
        CollectionPoint before = read().collectionPoint(name).orElseThrow();
        assertEquals(List.of(Flaw.Rule.FORM_EMPTY), done(em -> forms(em).change(before.id(), before.version(),
                new FormEditor.Wanted(Set.of(), form(Presentation.CHECKBOX, false), "Hall"))));
        assertEquals(1, read().collectionPoint(name).orElseThrow().purposes().size(), "nothing of a flawed change is kept");
        assertEquals(List.of(), done(em -> forms(em).change(before.id(), before.version(),
                new FormEditor.Wanted(Set.of(purpose.id()), form(Presentation.DROPDOWN, true), " Hall "))));
        assertEquals(List.of(Flaw.Rule.STALE), done(em -> forms(em).change(before.id(), before.version(),
                asking(form(Presentation.RADIO, true)))));
        CollectionPoint after = read().collectionPoint(name).orElseThrow();
        assertEquals(Presentation.DROPDOWN, after.form().orElseThrow().presentation());
        assertEquals(Optional.of("Hall"), after.place());
    }

    private CollectionPoint desk() {
        assertEquals(List.of(), done(em -> forms(em).add(purpose.brand().id(), name, Kind.DESK, CaptureMode.ACTIVE_OPT_IN,
                new FormEditor.Wanted(Set.of(purpose.id()), null, "Box office"))));
        return read().collectionPoint(name).orElseThrow();
    }

    private List<Flaw> publish(CollectionPoint at, Map<String, String> wordings) {
        return CatalogPersistence.inTransaction(em -> new ScriptEditor(em, CLOCK).publish(at, wordings));
    }

    @Test
    void a_script_is_published_in_versions_that_never_change() throws SQLException {
        CollectionPoint desk = desk();
        assertEquals(List.of(), publish(desk, Map.of("fr", WORDS, "en", WORDS)));
        assertEquals(List.of(), publish(desk, Map.of("fr", WORDS + " Vraiment.", "en", WORDS)));
        DeskScript latest = scripts.latest(desk.id(), "fr-CA").orElseThrow();
        assertEquals(2, latest.version());
        assertEquals(WORDS + " Vraiment.", latest.wording());
        assertEquals(CLOCK.instant(), latest.publishedAt());
        assertEquals(1, scripts.latest(desk.id(), "en").orElseThrow().version(), "the same words make no version");
        assertEquals(Optional.empty(), scripts.latest(desk.id(), "de"));
        assertEquals(Set.of("en", "fr"), scripts.current(desk.id()).keySet());
        assertEquals(3, scripts.history(desk.id()).size());
        assertEquals(latest, scripts.find(latest.id()).orElseThrow());
        for (String change : List.of("update desk_script set wording = 'x'", "delete from desk_script", "truncate desk_script")) {
            try (Connection connection = TestDatabase.dataSource().getConnection(); Statement sql = connection.createStatement()) {
                assertTrue(assertThrows(SQLException.class, () -> sql.execute(change)).getMessage().contains("is refused"), change);
            }
        }
    }

    @Test
    void a_script_is_read_at_a_desk_and_long_enough_to_ask_something() {
        CollectionPoint desk = desk();
        assertEquals(List.of(Flaw.Rule.LOCALE, Flaw.Rule.SCRIPT),
                publish(desk, Map.of("??", "Yes?")).stream().map(Flaw::rule).toList());
        CollectionPoint imported = new CollectionPoint(desk.brand(), "file", Kind.IMPORT, CaptureMode.ACTIVE_OPT_IN);
        assertEquals(List.of(Flaw.Rule.SCRIPT_KIND), publish(imported, Map.of("fr", WORDS)).stream().map(Flaw::rule).toList());
        assertEquals(List.of(), scripts.history(desk.id()));
    }
}
