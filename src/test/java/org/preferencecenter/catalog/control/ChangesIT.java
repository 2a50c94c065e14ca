package org.preferencecenter.catalog.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.CatalogPersistence;
import org.preferencecenter.catalog.SmallBook;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.ChangeAnswer;
import org.preferencecenter.catalog.entity.ChangeAnswer.Refusal;
import org.preferencecenter.catalog.entity.ChangeStep.Act;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.FormText;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.SignUpForm;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;

/** Drafts and four eyes: what is live changes only when somebody else publishes it, and nobody loses what they wrote. */
class ChangesIT extends Drafting {

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
}
