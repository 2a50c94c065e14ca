package org.preferencecenter.catalog.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.persistence.PersistenceException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.CatalogPersistence;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.ChangeAnswer.Refusal;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.PurposeDraft.Ground;
import org.preferencecenter.catalog.entity.PurposeDraft.Said;
import org.preferencecenter.catalog.entity.PurposeDraft.Subject;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.platform.TestDatabase;

/** What is published is what was drafted, stays as it was kept, and who had a part in it hears of its end. */
class ChangeHistoryIT extends Drafting {

    @Test
    void a_change_waits_for_whoever_did_not_write_it_and_comes_back_to_who_did() {
        Approvals approvals = new Approvals(org.preferencecenter.platform.TestDatabase.dataSource());
        Change change = begun(draft("letter"));
        assertEquals(List.of(), approvals.toPublish(PAULINE.account(), List.of(brand), false), "not handed in");
        Change submitted = ok(desk(d -> d.submit(change.id(), change.version(), MALIK, null)));
        assertEquals(List.of(change.id()), approvals.toPublish(PAULINE.account(), List.of(brand), false).stream()
                .map(Approvals.Waiting::change).toList());
        assertEquals(List.of(), approvals.toPublish(MALIK.account(), List.of(brand), false));
        assertEquals(1, approvals.toPublish(MALIK.account(), List.of(brand), true).size(), "a house of one");
        assertEquals(List.of(), approvals.toPublish(PAULINE.account(), List.of(brand + 100_000), false), "other brands");
        ok(desk(d -> d.giveBack(change.id(), submitted.version(), PAULINE, "Say how often.")));
        assertEquals(List.of("letter"), approvals.returned(MALIK.account(), List.of(brand)).stream()
                .map(Approvals.Waiting::subject).toList());
        assertEquals(List.of(), approvals.returned(PAULINE.account(), List.of(brand)));
    }

    @Test
    void who_wrote_a_change_hears_for_a_while_that_somebody_else_gave_it_up() {
        Approvals approvals = new Approvals(org.preferencecenter.platform.TestDatabase.dataSource());
        Change change = begun(draft("letter"));
        Change submitted = ok(desk(d -> d.submit(change.id(), change.version(), MALIK, null)));
        ok(desk(d -> d.drop(change.id(), submitted.version(), PAULINE, "Not this year.")));
        java.time.Instant since = desk(d -> d.find(change.id()).orElseThrow()).changedAt();
        assertEquals(List.of(PAULINE.name()), approvals.dropped(MALIK.account(), List.of(brand), since.minusSeconds(1)).stream()
                .map(Approvals.Dropped::by).toList());
        assertEquals(List.of(), approvals.dropped(MALIK.account(), List.of(brand), since.plusSeconds(1)), "no news any more");
        assertEquals(List.of(), approvals.dropped(PAULINE.account(), List.of(brand), since.minusSeconds(1)), "they know");
        Change own = begun(draft("other"));
        ok(desk(d -> d.drop(own.id(), own.version(), MALIK, null)));
        assertEquals(1, approvals.dropped(MALIK.account(), List.of(brand), since.minusSeconds(1)).size(), "not their own");
    }

    @Test
    void the_history_of_a_change_is_kept_even_from_sql() {
        Change change = begun(draft("letter"));
        assertThrows(PersistenceException.class, () -> CatalogPersistence.inTransaction(em -> em.createNativeQuery(
                "update catalogue_change_step set name = 'nobody' where change_id = " + change.id()).executeUpdate()));
    }

    @Property(tries = 20)
    void what_is_published_is_what_was_drafted(@ForAll("drafts") PurposeDraft first, @ForAll("drafts") PurposeDraft then) {
        Change made = published(begun(first));
        assertEquals(first, readBack(made));
        Change edit = desk(d -> d.begin(made.purpose().orElseThrow(), Change.Kind.EDIT, MALIK)).orElseThrow();
        // Topics never go, and words once said in a language stay said.
        PurposeDraft next = then.onto(first, first);
        Change saved = ok(desk(d -> d.save(edit.id(), edit.version(), next, false, MALIK)));
        if (!next.equals(first)) {
            published(saved);
            assertEquals(next, readBack(made));
        }
    }

    /** Lawful ones of every shape, all under one code that no other try has. */
    @Provide
    Arbitrary<PurposeDraft> drafts() {
        Arbitrary<String> word = Arbitraries.strings().withChars("abcéüñ’ <&\"").ofMinLength(1).ofMaxLength(12).map(s -> "x" + s);
        Arbitrary<Said> said = Combinators.combine(word, word).as(Said::new);
        Arbitrary<Integer> months = Arbitraries.integers().between(1, 120);
        Arbitrary<Set<Channel>> channels = Arbitraries.of(Channel.EMAIL, Channel.SMS, Channel.POST).set().ofMinSize(1);
        Arbitrary<Set<String>> countries = Arbitraries.of("FR", "DE").set().ofMinSize(1);
        Arbitrary<Set<Audience>> audiences = Arbitraries.of(Audience.class).set().ofMinSize(1);
        Arbitrary<Map<String, Said>> texts = Arbitraries.maps(Arbitraries.of("en", "de", "ar"), said);
        Arbitrary<Integer> rate = Arbitraries.integers().between(1, 400);
        return Combinators.combine(months, channels, countries, audiences, texts, said, word, rate).as((m, c, p, a, t, s, w, r) -> {
            Map<String, Said> all = new TreeMap<>(t);
            all.put("fr", s);
            Map<String, String> notices = new TreeMap<>();
            List.of("fr", "en", "de", "ar").forEach(locale -> notices.put(locale, w + locale));
            return new PurposeDraft("letter", MessageNature.PROSPECTING, "", w, "", "", m, m % 2 == 0, m % 3 == 0,
                    a.stream().map(one -> new Ground(one, Basis.ANYWHERE, LegalBasis.CONSENT)).toList(), new TreeSet<>(c),
                    new TreeSet<>(p), new TreeMap<>(all), List.of(new Subject("one", r, false, new TreeMap<>(all)),
                            new Subject("two", 1, m > 60, new TreeMap<>(Map.of("fr", s)))), new TreeMap<>(notices), new TreeSet<>());
        }).map(draft -> renamed(draft, "l" + UUID.randomUUID().toString().substring(0, 8)));
    }

    private static PurposeDraft renamed(PurposeDraft draft, String code) {
        return new PurposeDraft(code, draft.nature(), draft.classification(), draft.functions(), draft.families(), draft.sector(),
                draft.retentionMonths(), draft.offered(), draft.tracking(), draft.grounds(), draft.channels(), draft.countries(),
                draft.texts(), draft.topics(), draft.notices(), draft.forms());
    }

    @Test
    void a_draft_is_the_same_after_it_was_kept() {
        PurposeDraft draft = draft("letter");
        assertEquals(draft, DraftJson.draft(DraftJson.of(draft)));
        assertNotEquals(draft, DraftJson.draft(DraftJson.of(draft("other"))));
    }

    @Test
    void what_agents_read_out_is_published_by_somebody_else_too() {
        String code = "desk-" + name;
        int point = CatalogPersistence.inTransaction(em -> {
            CollectionPoint made = new CollectionPoint(em.find(Brand.class, brand), code, CollectionPoint.Kind.DESK,
                    CaptureMode.ACTIVE_OPT_IN);
            em.persist(made);
            return made;
        }).id();
        DeskScripts read = new DeskScripts(TestDatabase.dataSource());
        TreeMap<String, String> words = new TreeMap<>(Map.of("fr", "Pouvons-nous vous écrire ? Non convient aussi."));
        Change begun = desk(d -> d.script(point, MALIK).orElseThrow());
        assertEquals(begun.id(), desk(d -> d.script(point, PAULINE).orElseThrow()).id(), "one draft at a time");
        Change saved = ok(desk(d -> d.save(begun.id(), begun.version(), words, MALIK)));
        Change sent = ok(desk(d -> d.submit(saved.id(), saved.version(), MALIK, null)));
        assertEquals(Optional.of(Refusal.OWN), desk(d -> d.publish(sent.id(), sent.version(), MALIK, false)).refusal());
        assertEquals(Map.of(), read.current(point), "nobody reads out what nobody else has read");
        ok(desk(d -> d.publish(sent.id(), sent.version(), PAULINE, false)));
        assertEquals(words.get("fr"), read.latest(point, "fr").orElseThrow().wording());

        // The same words again are no change; words that are too short are not handed in.
        Change again = desk(d -> d.script(point, MALIK).orElseThrow());
        assertEquals(Optional.of(Refusal.SAME), desk(d -> d.submit(again.id(), again.version(), MALIK, null)).refusal());
        Change brief = ok(desk(d -> d.save(again.id(), again.version(), new TreeMap<>(Map.of("fr", "Oui ?")), MALIK)));
        assertEquals(Optional.of(Refusal.FLAWED), desk(d -> d.submit(brief.id(), brief.version(), MALIK, null)).refusal());
        assertEquals(List.of(), desk(d -> d.open(brand)).stream().filter(d -> d.state() == Change.State.SUBMITTED).toList());
    }
}
