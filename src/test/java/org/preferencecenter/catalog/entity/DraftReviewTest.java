package org.preferencecenter.catalog.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.SmallBook;
import org.preferencecenter.catalog.entity.PurposeDraft.Ground;
import org.preferencecenter.catalog.entity.PurposeDraft.Said;
import org.preferencecenter.catalog.entity.PurposeDraft.Subject;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;

/** What stands against a draft, at which field; and that trying one on touches nothing that is live. */
class DraftReviewTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private final Brand brand = Samples.brand();
    private final Purpose letter = letter();
    private final Notice notice = Samples.withId(5, new Notice(letter, 1, "fr", "Je veux la lettre.", NOW));
    private final Stream stream = Samples.withId(9, new Stream("letter", letter, null, Channel.EMAIL, false));
    private final Catalogue live = new Catalogue(List.of(brand), List.of(letter), List.of(notice), List.of(stream), List.of());

    private static Purpose letter() {
        Purpose letter = Samples.purpose().on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE).serving("DE", "FR");
        Samples.withId(31, letter.topic("jazz", 2).called("fr", "Jazz", "Le jazz"));
        return letter;
    }

    private static PurposeDraft of(PurposeDraft d, String what) {
        String code = d.code();
        MessageNature nature = d.nature();
        int months = d.retentionMonths();
        String families = d.families();
        List<Ground> grounds = d.grounds();
        Set<Channel> channels = new TreeSet<>(d.channels());
        Set<String> countries = new TreeSet<>(d.countries());
        Map<String, Said> texts = new TreeMap<>(d.texts());
        List<Subject> topics = d.topics();
        Map<String, String> notices = new TreeMap<>(d.notices());
        Set<String> forms = new TreeSet<>();
        switch (what) {
            case "no words" -> texts.clear();
            case "half words" -> texts.put("en", new Said("Letter", ""));
            case "no notice" -> notices.put("fr", "");
            case "no channel" -> channels.clear();
            case "channel in use" -> channels.removeAll(channels.isEmpty() ? Set.of() : Set.of(Channel.EMAIL));
            case "forever" -> months = 1200;
            case "soft by text" -> {
                grounds = List.of(new Ground(Audience.CONSUMER, Basis.ANYWHERE, LegalBasis.SOFT_OPT_IN));
                families = "shows";
            }
            case "soft without families" -> grounds = List.of(new Ground(Audience.CONSUMER, Basis.ANYWHERE, LegalBasis.SOFT_OPT_IN));
            case "nobody" -> grounds = List.of();
            case "twice" -> grounds = List.of(grounds.get(0), new Ground(Audience.CONSUMER, Basis.ANYWHERE, LegalBasis.SOFT_OPT_IN));
            case "nowhere known" -> countries.add("ZZ");
            case "topic without rate" -> topics = List.of(new Subject("jazz", 0, false, new TreeMap<>(topics.get(0).texts())));
            case "topic without words" -> topics = List.of(new Subject("rock", 1, false, new TreeMap<>()));
            case "other words" -> notices.put("fr", "Je veux autre chose.");
            case "other nature" -> nature = MessageNature.SERVICE;
            case "unknown form" -> forms.add("nowhere");
            default -> throw new IllegalArgumentException(what);
        }
        if (what.equals("channel in use")) {
            channels.add(Channel.POST);
        }
        return new PurposeDraft(code, nature, "", "", families, "", months, true, false, grounds, new TreeSet<>(channels),
                new TreeSet<>(countries), new TreeMap<>(texts), topics, new TreeMap<>(notices), new TreeSet<>(forms));
    }

    @ParameterizedTest
    @CsvSource({"no words, text-fr, WORDS", "half words, text-en, BLANK", "no notice, notice-fr, NOTICE_MISSING",
        "no channel, channels, CHANNEL", "channel in use, channels, CHANNEL_USED", "forever, retention, RETENTION",
        "soft by text, basis-CONSUMER, UNLAWFUL", "soft without families, families, FAMILY_MISSING",
        "nobody, basis-CONSUMER, BASIS_MISSING", "twice, basis-CONSUMER, GROUND_TWICE",
        "nowhere known, countries, JURISDICTION_UNKNOWN", "topic without rate, topic-jazz, TOPIC_RATE",
        "topic without words, topic-rock, WORDS", "other words, covers, COVERAGE_UNANSWERED", "other nature, nature, FIXED",
        "unknown form, forms, UNKNOWN"})
    void a_flaw_stands_beside_the_field_it_is_about(String what, String field, Flaw.Rule rule) {
        PurposeDraft draft = of(PurposeDraft.of(letter, live), what);
        List<DraftReview.Found> found = DraftReview.of(live, brand, Optional.of(letter), draft, null, SmallBook.book(), NOW, DAY);
        assertTrue(found.stream().anyMatch(one -> one.field().equals(field) && one.flaw().rule() == rule), found.toString());
    }

    @Test
    void what_is_live_has_no_flaw_and_a_code_is_never_given_twice() {
        PurposeDraft same = PurposeDraft.of(letter, live);
        assertEquals(List.of(), DraftReview.of(live, brand, Optional.of(letter), same, null, SmallBook.book(), NOW, DAY));
        assertTrue(DraftReview.of(live, brand, Optional.empty(), same, null, SmallBook.book(), NOW, DAY).stream()
                .anyMatch(one -> one.field().equals("code") && one.flaw().rule() == Flaw.Rule.CODE_TAKEN));
    }

    @Test
    void trying_a_draft_on_shows_it_under_the_live_ids_and_leaves_what_is_live_alone() {
        PurposeDraft draft = of(PurposeDraft.of(letter, live), "other words");
        Trial trial = Trial.of(live, brand, Optional.of(letter), draft, true, NOW);
        assertEquals("Je veux autre chose.", trial.catalogue().notice(trial.purpose(), "fr").orElseThrow().wording());
        assertEquals(letter.id(), trial.purpose().id());
        assertEquals(31, trial.purpose().topics().get(0).id());
        assertEquals(draft, PurposeDraft.of(trial.purpose(), trial.catalogue()));
        assertEquals("Je veux la lettre.", live.notice(letter, "fr").orElseThrow().wording());
        assertFalse(live.consentsFrom(letter).isPresent());
        assertTrue(trial.catalogue().consentsFrom(trial.purpose()).isPresent());
    }

    @Test
    void the_rule_book_answers_for_each_channel_where_a_basis_carries_and_what_else_would() {
        PurposeDraft soft = of(PurposeDraft.of(letter, live), "soft by text");
        Footing footing = Footing.of(soft, Set.of("FR"), SmallBook.book(), DAY).get(0);
        assertFalse(footing.possible());
        assertEquals(List.of("own [FR]", "[DE]"), footing.verdicts().stream().map(one -> (one.own() ? "own " : "")
                + one.places()).toList(), "the brand's own country stands alone, and first");
        Footing.Line france = footing.verdicts().get(0).lines().get(0);
        assertTrue(france.possible());
        assertEquals(List.of("FR-soft"), france.rules().stream().map(rule -> rule.id()).toList());
        Footing.Line germany = footing.verdicts().get(1).lines().get(0);
        assertFalse(germany.possible());
        assertEquals(List.of(LegalBasis.CONSENT), germany.instead());
        assertEquals(List.of(Set.of("DE", "FR")), Footing.of(PurposeDraft.of(letter, live), Set.of(), SmallBook.book(), DAY)
                .get(0).verdicts().stream().map(Footing.Verdict::places).toList(), "the same answer is told once");
        assertEquals(List.of(), Footing.of(of(PurposeDraft.of(letter, live), "other nature"), Set.of(), SmallBook.book(), DAY),
                "a service stands on its classification");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"one two three | one 2 three | =one -two +2 = three", "a | a | =a", "'' | new | +new",
        "l’été | l’hiver | =l’ -été +hiver"})
    void differences_are_told_word_by_word_and_read_in_order(String before, String after, String told) {
        StringBuilder said = new StringBuilder();
        for (WordDiff.Piece piece : WordDiff.between(before == null ? "" : before, after)) {
            said.append(switch (piece.kind()) {
                case SAME -> '=';
                case ADDED -> '+';
                case REMOVED -> '-';
            }).append(piece.text().strip().isEmpty() ? piece.text() : piece.text().strip()).append(' ');
        }
        assertEquals(told.replace("= three", "=three"), said.toString().strip());
    }

    @Test
    void every_field_that_differs_is_told_and_nothing_else() {
        PurposeDraft before = PurposeDraft.of(letter, live);
        assertEquals(List.of(), Differences.between(before, before));
        assertEquals(List.of("notice fr"), told(before, of(before, "other words")));
        assertEquals(List.of("retention "), told(before, of(before, "forever")));
        assertEquals(List.of("title fr", "about fr"), told(before, of(before, "no words")));
        assertTrue(told(null, before).containsAll(List.of("nature ", "basis CONSUMER *", "title fr", "notice fr", "topic-rate jazz")));
    }

    private static List<String> told(PurposeDraft before, PurposeDraft after) {
        return Differences.between(before, after).stream().map(one -> one.field() + " " + one.of()).toList();
    }
}
