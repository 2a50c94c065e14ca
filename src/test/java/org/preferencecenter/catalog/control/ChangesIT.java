package org.preferencecenter.catalog.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import jakarta.persistence.PersistenceException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.CatalogPersistence;
import org.preferencecenter.catalog.SmallBook;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.ChangeAnswer;
import org.preferencecenter.catalog.entity.ChangeAnswer.Refusal;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.ChangeStep.Act;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Editor;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.FormText;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.PurposeDraft.Ground;
import org.preferencecenter.catalog.entity.PurposeDraft.Said;
import org.preferencecenter.catalog.entity.PurposeDraft.Subject;
import org.preferencecenter.catalog.entity.SignUpForm;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;

/** A change on its way from draft to live, on a real database through the persistence unit of production. */
class ChangesIT {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final Editor MALIK = new Editor(3, "Malik");
    private static final Editor PAULINE = new Editor(4, "Pauline");

    private final String name = "d" + UUID.randomUUID().toString().substring(0, 8);
    private final int brand = brand();

    private static Changes changes(EntityManager em) {
        CatalogEditor editor = new CatalogEditor(em, CLOCK, SmallBook.books());
        return new Changes(em, new ChangeContents(new PurposeEditor(em, editor, CLOCK, SmallBook.books()), editor,
                new ScriptEditor(em, CLOCK)), CLOCK);
    }

    private static <T> T desk(Function<Changes, T> work) {
        return CatalogPersistence.inTransaction(em -> work.apply(changes(em)));
    }

    private static Catalogue live() {
        return CatalogPersistence.inTransaction(em -> {
            Catalog catalog = new Catalog(em);
            catalog.refresh();
            return catalog.now();
        });
    }

    private int brand() {
        return CatalogPersistence.inTransaction(em -> {
            Brand made = new Brand(name, "Brand", "news.example.org", "hello@example.org", "1 street", "#7a1f3d", "#ffffff", "fr");
            CatalogEditor editor = new CatalogEditor(em, CLOCK, SmallBook.books());
            assertEquals(List.of(), editor.add(made));
            return made.id();
        });
    }

    private static PurposeDraft draft(String code) {
        return new PurposeDraft(code, MessageNature.PROSPECTING, "", "events", "shows", "", 24, true, false,
                List.of(new Ground(Audience.CONSUMER, Basis.ANYWHERE, LegalBasis.CONSENT)), new TreeSet<>(Set.of(Channel.EMAIL)),
                new TreeSet<>(Set.of("DE", "FR")), new TreeMap<>(Map.of("fr", new Said("La lettre", "Les nouvelles"))),
                List.of(new Subject("jazz", 2, false, new TreeMap<>(Map.of("fr", new Said("Jazz", "Le jazz"))))),
                new TreeMap<>(Map.of("fr", "Je veux la lettre.")), new TreeSet<>());
    }

    private Change begun(PurposeDraft draft) {
        return desk(d -> d.begin(brand, draft, MALIK));
    }

    private static Change ok(ChangeAnswer answer) {
        assertEquals(List.of(), answer.flaws());
        assertEquals(Optional.empty(), answer.refusal());
        return answer.change().orElseThrow();
    }

    private static Change published(Change change) {
        Change submitted = ok(desk(d -> d.submit(change.id(), change.version(), MALIK, "Tuesday")));
        return ok(desk(d -> d.publish(submitted.id(), submitted.version(), PAULINE, false)));
    }

    private static PurposeDraft readBack(Change change) {
        Catalogue live = live();
        return PurposeDraft.of(live.purpose(change.purpose().orElseThrow()).orElseThrow(), live);
    }

    @Test
    void what_is_live_stays_live_until_somebody_else_publishes() {
        Change change = begun(draft("letter"));
        assertTrue(live().purposesOf(live().brand(brand).orElseThrow()).isEmpty(), "a draft is not live");
        assertEquals(Optional.of(Refusal.NOT_SUBMITTED),
                desk(d -> d.publish(change.id(), change.version(), PAULINE, false)).refusal());
        Change submitted = ok(desk(d -> d.submit(change.id(), change.version(), MALIK, "for Tuesday")));
        assertEquals(Optional.of(Refusal.OWN), desk(d -> d.publish(change.id(), submitted.version(), MALIK, false)).refusal());
        assertTrue(live().purposesOf(live().brand(brand).orElseThrow()).isEmpty());
        Change done = ok(desk(d -> d.publish(change.id(), submitted.version(), PAULINE, false)));
        Purpose purpose = live().purpose(done.purpose().orElseThrow()).orElseThrow();
        assertTrue(purpose.published());
        List<Act> acts = desk(d -> d.of(purpose.id())).get(0).steps().stream().map(s -> s.act()).toList();
        assertEquals(List.of(Act.OPENED, Act.SUBMITTED, Act.PUBLISHED), acts);
        assertEquals(Optional.of(Refusal.GONE), desk(d -> d.publish(change.id(), done.version(), PAULINE, false)).refusal());
    }

    @Test
    void whoever_wrote_a_part_of_it_may_not_publish_it_unless_the_house_has_one_person() {
        Change change = begun(draft("letter"));
        Change edited = ok(desk(d -> d.save(change.id(), change.version(), draft("letter"), null, PAULINE)));
        Change submitted = ok(desk(d -> d.submit(change.id(), edited.version(), MALIK, null)));
        assertEquals(Optional.of(Refusal.OWN), desk(d -> d.publish(change.id(), submitted.version(), PAULINE, false)).refusal());
        ok(desk(d -> d.publish(change.id(), submitted.version(), PAULINE, true)));
    }

    @Test
    void who_saves_what_somebody_else_saved_meanwhile_is_told_so_and_nothing_is_lost() {
        Change change = begun(draft("letter"));
        PurposeDraft theirs = draft("letter-two");
        ok(desk(d -> d.save(change.id(), change.version(), theirs, null, PAULINE)));
        ChangeAnswer late = desk(d -> d.save(change.id(), change.version(), draft("letter-three"), null, MALIK));
        assertEquals(Optional.of(Refusal.CHANGED), late.refusal());
        assertEquals(PAULINE, late.change().orElseThrow().last().by());
        assertEquals(theirs, DraftJson.draft(desk(d -> d.find(change.id())).orElseThrow().contents()));
    }

    @Test
    void what_was_begun_from_something_else_than_is_live_now_is_not_published_and_can_be_begun_again() {
        int purpose = published(begun(draft("letter"))).purpose().orElseThrow();
        Change edit = desk(d -> d.begin(purpose, Change.Kind.EDIT, MALIK)).orElseThrow();
        assertEquals(edit.id(), desk(d -> d.begin(purpose, Change.Kind.EDIT, PAULINE)).orElseThrow().id(), "one at a time");
        PurposeDraft mine = draft("letter").noticing(Map.of("fr", "Je veux la lettre du mardi."));
        Change saved = ok(desk(d -> d.save(edit.id(), edit.version(), mine, true, MALIK)));
        Change submitted = ok(desk(d -> d.submit(edit.id(), saved.version(), MALIK, null)));
        // Meanwhile another way: a topic ends.
        int jazz = live().purpose(purpose).orElseThrow().topics().get(0).id();
        CatalogPersistence.inTransaction(em -> new CatalogEditor(em, CLOCK, SmallBook.books()).retireTopic(jazz));

        assertEquals(Optional.of(Refusal.STALE), desk(d -> d.publish(edit.id(), submitted.version(), PAULINE, false)).refusal());
        Change again = ok(desk(d -> d.rebase(edit.id(), submitted.version(), MALIK)));
        assertEquals(Change.State.DRAFT, again.state(), "nobody has agreed to this yet");
        PurposeDraft merged = DraftJson.draft(again.contents());
        assertTrue(merged.topics().get(0).retired(), "what is live now");
        assertEquals("Je veux la lettre du mardi.", merged.notices().get("fr"), "and what was written");
        published(again);
        assertEquals(merged, readBack(again));
    }

    @Test
    void giving_back_takes_a_word_why_and_saving_makes_it_a_draft_again() {
        Change change = begun(draft("letter"));
        Change submitted = ok(desk(d -> d.submit(change.id(), change.version(), MALIK, null)));
        assertEquals(Optional.of(Refusal.NOTE), desk(d -> d.giveBack(change.id(), submitted.version(), PAULINE, " ")).refusal());
        Change back = ok(desk(d -> d.giveBack(change.id(), submitted.version(), PAULINE, "Say how often.")));
        assertEquals(Change.State.RETURNED, back.state());
        assertEquals(Optional.of("Say how often."), back.last().note());
        Change saved = ok(desk(d -> d.save(change.id(), back.version(), draft("letter"), null, MALIK)));
        assertEquals(Change.State.DRAFT, saved.state());
        ok(desk(d -> d.drop(change.id(), saved.version(), MALIK, null)));
        assertEquals(List.of(), desk(d -> d.open(brand)));
    }

    @Test
    void what_has_flaws_is_not_handed_in_and_leaves_no_trace_when_it_got_them_later() {
        Change flawed = begun(draft("letter").noticing(Map.of()));
        ChangeAnswer answer = desk(d -> d.submit(flawed.id(), flawed.version(), MALIK, null));
        assertEquals(Optional.of(Refusal.FLAWED), answer.refusal());
        assertTrue(answer.flaws().stream().anyMatch(f -> f.field().equals("notice-fr")));

        Change first = begun(draft("twice"));
        Change second = begun(draft("twice"));
        published(first);
        ChangeAnswer taken = desk(d -> d.submit(second.id(), second.version(), MALIK, null));
        assertEquals(List.of(Flaw.Rule.CODE_TAKEN), taken.flaws().stream().map(f -> f.flaw().rule()).toList());
        assertEquals(1, live().purposesOf(live().brand(brand).orElseThrow()).size());
    }

    @Test
    void words_that_say_something_new_make_consents_count_no_longer_and_those_that_do_not_change_stay() {
        PurposeDraft bilingual = draft("letter").noticing(Map.of("fr", "Je veux la lettre. ", "en", "I want the letter."));
        int purpose = published(begun(bilingual)).purpose().orElseThrow();
        Change edit = desk(d -> d.begin(purpose, Change.Kind.EDIT, MALIK)).orElseThrow();
        PurposeDraft other = bilingual.noticing(Map.of("fr", "Je veux la lettre.", "en", "I want the letter and offers."));
        Change saved = ok(desk(d -> d.save(edit.id(), edit.version(), other, null, MALIK)));
        assertEquals(List.of("covers"), desk(d -> d.submit(edit.id(), saved.version(), MALIK, null)).flaws().stream()
                .map(f -> f.field()).toList(), "nobody but the editor can say (S-11)");
        Change answered = ok(desk(d -> d.save(edit.id(), saved.version(), other, false, MALIK)));
        published(answered);
        Catalogue live = live();
        assertTrue(live.consentsFrom(live.purpose(purpose).orElseThrow()).isPresent());
        assertEquals(other, readBack(desk(d -> d.find(answered.id())).orElseThrow()));
    }

    @Test
    void a_draft_that_a_form_asks_about_is_asked_there_once_it_is_live_and_not_before() {
        String code = name + "-form";
        CatalogPersistence.inTransaction(em -> {
            CatalogEditor editor = new CatalogEditor(em, CLOCK, SmallBook.books());
            Brand there = em.find(Brand.class, brand);
            Purpose asked = new Purpose(there, "other", MessageNature.PROSPECTING, 1).over(Channel.EMAIL).called("fr", "A", "B")
                    .on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE);
            assertEquals(List.of(), editor.add(asked, Set.of(Audience.CONSUMER)));
            CollectionPoint form = new CollectionPoint(there, code, CollectionPoint.Kind.FORM, CaptureMode.ACTIVE_OPT_IN).asking(asked);
            assertEquals(List.of(), editor.add(form));
            assertEquals(List.of(), new FormEditor(em, CLOCK, SmallBook.books()).open(form.id(), new SignUpForm(
                    SignUpForm.Presentation.CHECKBOX, false, false, Audience.CONSUMER, "FR", Set.of(), Set.of(),
                    Map.of("fr", new FormText("Titre", "Intro", "")))));
            return null;
        });
        PurposeDraft plain = draft("letter");
        PurposeDraft asking = new PurposeDraft("letter", plain.nature(), "", "", "", "", 24, true, false, plain.grounds(),
                plain.channels(), plain.countries(), plain.texts(), plain.topics(), plain.notices(), new TreeSet<>(Set.of(code)));
        Change change = begun(asking);
        assertEquals(1, live().collectionPoint(code).orElseThrow().purposes().size());
        published(change);
        assertEquals(2, live().collectionPoint(code).orElseThrow().purposes().size());
        Change edit = desk(d -> d.begin(desk(e -> e.find(change.id())).orElseThrow().purpose().orElseThrow(), Change.Kind.EDIT, MALIK))
                .orElseThrow();
        Change saved = ok(desk(d -> d.save(edit.id(), edit.version(), plain, null, MALIK)));
        published(saved);
        assertEquals(1, live().collectionPoint(code).orElseThrow().purposes().size());
    }

    @Test
    void an_order_and_a_retirement_wait_for_a_second_person_too() {
        int first = published(begun(draft("first"))).purpose().orElseThrow();
        published(begun(draft("second")));
        Change order = desk(d -> d.move(brand, "second", -1, MALIK)).orElseThrow();
        assertEquals(List.of("first", "second"), codes());
        published(order);
        assertEquals(List.of("second", "first"), codes());
        Change end = desk(d -> d.begin(first, Change.Kind.RETIRE, MALIK)).orElseThrow();
        assertFalse(live().purpose(first).orElseThrow().retired());
        published(end);
        assertTrue(live().purpose(first).orElseThrow().retired());
    }

    private List<String> codes() {
        Catalogue live = live();
        return live.purposesOf(live.brand(brand).orElseThrow()).stream().map(Purpose::code).toList();
    }

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
