package org.preferencecenter.law.control;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.preferencecenter.law.entity.Canonical;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;

/** A rule book as of a day for programs: each rule as its file writes it, and in words. */
public final class LawDocument {

    private LawDocument() {
    }

    /**
     * As maps, lists and texts, for {@link Canonical#json}.
     *
     * @param jurisdiction one the book knows, with what holds there besides; nothing: all of them
     */
    public static Map<String, Object> of(RuleBook book, LocalDate day, Optional<String> jurisdiction, String language) {
        List<String> places = jurisdiction.map(book::near).orElseGet(() -> book.jurisdictions().stream()
                .map(Jurisdiction::code).toList());
        Map<String, Object> document = new TreeMap<>();
        document.put("digest", book.digest());
        document.put("at", day.toString());
        document.put("language", language);
        jurisdiction.ifPresent(code -> document.put("jurisdiction", code));
        document.put("jurisdictions", book.jurisdictions().stream().filter(place -> places.contains(place.code()))
                .map(Canonical::jurisdiction).toList());
        document.put("rules", book.rules(day).stream().filter(rule -> places.contains(rule.jurisdiction()))
                .map(rule -> rule(rule, language)).toList());
        return document;
    }

    private static Map<String, Object> rule(Rule rule, String language) {
        Map<String, Object> all = new TreeMap<>(Canonical.rule(rule));
        all.put("sentence", LawWords.sentence(rule, language));
        Map<String, Object> words = new TreeMap<>();
        words.put("title", LawWords.title(rule, language));
        words.put("effect", LawWords.effect(rule.effect(), language));
        words.put("confidence", LawWords.confidence(rule.confidence(), language));
        words.put("when", sentences(rule.when(), language));
        words.put("unless", sentences(rule.unless(), language));
        words.put("duties", rule.duties().stream().map(duty -> LawWords.duty(duty, language)).toList());
        all.put("in_words", words);
        return all;
    }

    private static List<String> sentences(List<Condition> conditions, String language) {
        return conditions.stream().map(condition -> LawWords.holding(condition, language)).toList();
    }
}
