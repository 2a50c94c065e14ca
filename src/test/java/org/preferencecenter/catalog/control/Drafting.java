package org.preferencecenter.catalog.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

import jakarta.persistence.EntityManager;

import org.preferencecenter.catalog.CatalogPersistence;
import org.preferencecenter.catalog.SmallBook;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.ChangeAnswer;
import org.preferencecenter.catalog.entity.Editor;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.PurposeDraft.Ground;
import org.preferencecenter.catalog.entity.PurposeDraft.Said;
import org.preferencecenter.catalog.entity.PurposeDraft.Subject;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;

/** What tests of drafts need: a brand of their own, two who write, and what is live. */
abstract class Drafting {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    static final Editor MALIK = new Editor(3, "Malik");
    static final Editor PAULINE = new Editor(4, "Pauline");
    final String name = "d" + UUID.randomUUID().toString().substring(0, 8);
    final int brand = brand();

    static Changes changes(EntityManager em) {
        CatalogEditor editor = new CatalogEditor(em, CLOCK, SmallBook.books());
        return new Changes(em, new ChangeContents(new PurposeEditor(em, editor, CLOCK, SmallBook.books()), editor,
                new ScriptEditor(em, CLOCK)), CLOCK);
    }

    static <T> T desk(Function<Changes, T> work) {
        return CatalogPersistence.inTransaction(em -> work.apply(changes(em)));
    }

    static Catalogue live() {
        return CatalogPersistence.inTransaction(em -> {
            Catalog catalog = new Catalog(em);
            catalog.refresh();
            return catalog.now();
        });
    }

    int brand() {
        return CatalogPersistence.inTransaction(em -> {
            Brand made = new Brand(name, "Brand", "news.example.org", "hello@example.org", "1 street", "#7a1f3d", "#ffffff", "fr");
            CatalogEditor editor = new CatalogEditor(em, CLOCK, SmallBook.books());
            assertEquals(List.of(), editor.add(made));
            return made.id();
        });
    }

    static PurposeDraft draft(String code) {
        return new PurposeDraft(code, MessageNature.PROSPECTING, "", "events", "shows", "", 24, true, false,
                List.of(new Ground(Audience.CONSUMER, Basis.ANYWHERE, LegalBasis.CONSENT)), new TreeSet<>(Set.of(Channel.EMAIL)),
                new TreeSet<>(Set.of("DE", "FR")), new TreeMap<>(Map.of("fr", new Said("La lettre", "Les nouvelles"))),
                List.of(new Subject("jazz", 2, false, new TreeMap<>(Map.of("fr", new Said("Jazz", "Le jazz"))))),
                new TreeMap<>(Map.of("fr", "Je veux la lettre.")), new TreeSet<>());
    }

    Change begun(PurposeDraft draft) {
        return desk(d -> d.begin(brand, draft, MALIK));
    }

    static Change ok(ChangeAnswer answer) {
        assertEquals(List.of(), answer.flaws());
        assertEquals(Optional.empty(), answer.refusal());
        return answer.change().orElseThrow();
    }

    static Change published(Change change) {
        Change submitted = ok(desk(d -> d.submit(change.id(), change.version(), MALIK, "Tuesday")));
        return ok(desk(d -> d.publish(submitted.id(), submitted.version(), PAULINE, false)));
    }

    static PurposeDraft readBack(Change change) {
        Catalogue live = live();
        return PurposeDraft.of(live.purpose(change.purpose().orElseThrow()).orElseThrow(), live);
    }
}
