package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.DraftReview.Found;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.PurposeDraft.Said;
import org.preferencecenter.catalog.entity.PurposeDraft.Subject;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.office.control.OfficePhrases;

/** Whoever wrote a draft reads what is wrong in their own words, and is led to the field. */
class FlawWordsTest {

    private static final Brand BRAND = new Brand("house", "House", "h.example", "h@h.example", "1", "#000000", "#ffffff", "fr");

    private static PurposeDraft draft(String code, String title) {
        Subject ballet = new Subject("ballet", 2, false, new TreeMap<>(Map.of("fr", new Said("Ballet", "La danse"),
                "en", new Said("Ballet", ""))));
        return new PurposeDraft(code, MessageNature.PROSPECTING, "", "", "", "", 24, true, false, List.of(), new TreeSet<>(),
                new TreeSet<>(), new TreeMap<>(title.isEmpty() ? Map.of() : Map.of("fr", new Said(title, ""))), List.of(ballet),
                new TreeMap<>(), new TreeSet<>());
    }

    private static FlawWords words(String language, PurposeDraft draft) {
        return new FlawWords(new OfficePhrases().in(language), BRAND, draft);
    }

    @ParameterizedTest(name = "{1}: {4} leads to {2}")
    @CsvSource({"en, topic-ballet, topic-0-about-en, BLANK, ballet, en, Ballet English", "fr, topic-ballet, topic-0-about-en, BLANK, ballet, en, Ballet anglais",
        "fr, topic-ballet, topic-0-title-de, WORDS, ballet, de, Ballet allemand", "fr, topic-ballet, topic-0-code, TOPIC_RATE, ballet, 500, Ballet 500",
        "fr, text-fr, about-fr, BLANK, letter, fr, Lettre français", "fr, text-en, title-en, WORDS, letter, en, Lettre anglais",
        "fr, notice-en, notice-en, NOTICE_MISSING, letter, en, Lettre anglais", "fr, basis-CONSUMER, basis-CONSUMER, BASIS_MISSING, letter, CONSUMER, Lettre Particuliers",
        "fr, channels, flaw-channels, CHANNEL, letter, [], Lettre", "fr, retention, retention, RETENTION, letter, 999, Lettre 999"})
    void a_flaw_is_told_by_titles_and_languages_and_leads_to_its_field(String language, String field, String anchor, Flaw.Rule rule,
            String where, String detail, String told) {
        FlawWords words = words(language, draft("letter", "Lettre"));
        Found found = new Found(field, rule.in(where, detail, "2"));
        assertEquals(anchor, words.anchor(found));
        for (String word : told.split(" ")) {
            assertTrue(words.say(found).contains(word), words.say(found));
        }
        assertTrue(!words.field(found).isBlank() && !words.field(found).contains("purpose."), words.field(found));
    }

    @Test
    void a_draft_without_code_or_title_is_still_called_something() {
        Found found = new Found("channels", Flaw.Rule.CHANNEL.in("", "[]"));
        assertTrue(words("en", draft("", "")).say(found).startsWith("“this purpose”"));
        assertEquals(words("en", draft("", "")).say(new Found("code", Flaw.Rule.CODE.in("", 40))),
                new OfficePhrases().in("en").say("flaw.code.none"));
    }
}
