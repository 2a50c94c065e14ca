package org.preferencecenter.office.entity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Footing;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.center.entity.Words;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;

/**
 * What the rule book says beside the legal bases of a draft, in a reader's words: the brand's own countries in full, of the
 * others one line for all that have the same answer, which opens.
 */
public final class LawBeside {

    /** How many countries a line names; of more it tells how many. */
    private static final int NAMED = 3;
    /** A purpose for so few countries is at home in all of them. */
    private static final int FEW = 3;

    /** @param ok {@code ok} or {@code bad}. @param rules with their source and first day */
    public record Line(String ok, String sign, String text, List<String> rules) {
    }

    /** One for countries with the same answer. @param folded whether it waits to be opened. @param where all of them, by name */
    public record Answer(boolean folded, String ok, String sign, String summary, String where, List<Line> lines) {
    }

    private final Words words;
    private final CatalogWords plain;
    private final List<Footing> footings;

    public LawBeside(Words words, Brand brand, PurposeDraft draft, RuleBook book, LocalDate day) {
        this.words = words;
        this.plain = new CatalogWords(words);
        this.footings = Footing.of(draft, home(brand, draft, book), book, day);
    }

    /** The countries a draft is for, if they are few; else the one that the brand's own language tells. */
    static Set<String> home(Brand brand, PurposeDraft draft, RuleBook book) {
        if (!draft.countries().isEmpty() && draft.countries().size() <= FEW) {
            return draft.countries();
        }
        Locale locale = Locale.forLanguageTag(brand.defaultLocale());
        String country = locale.getCountry().isEmpty() ? locale.getLanguage().toUpperCase(Locale.ROOT) : locale.getCountry();
        return book.knows(country) ? Set.of(country) : Set.of();
    }

    /** What it says of the bases of an audience. */
    public List<Answer> of(Audience audience) {
        return footings.stream().filter(footing -> footing.ground().audience() == audience)
                .flatMap(footing -> footing.verdicts().stream().map(verdict -> answer(footing, verdict))).toList();
    }

    private Answer answer(Footing footing, Footing.Verdict verdict) {
        String basis = plain.plain(footing.ground().basis().name());
        String ok = verdict.possible() ? "ok" : "bad";
        return new Answer(!verdict.own(), ok, sign(verdict.possible()), words.say("purpose.answer.places", names(verdict.places()),
                inShort(basis, verdict)), plain.countries(verdict.places()),
                verdict.lines().stream().map(line -> line(basis, line, verdict.own() ? plain.countries(verdict.places()) : "")).toList());
    }

    private static String sign(boolean possible) {
        return possible ? "✓" : "✗";
    }

    private String names(Set<String> places) {
        List<String> names = List.of(plain.countries(places).split(", "));
        return names.size() <= NAMED + 1 ? String.join(", ", names)
                : words.say("purpose.answer.more", String.join(", ", names.subList(0, NAMED)), names.size() - NAMED);
    }

    /** {@code consent, confirmed twice}; where channels differ, each way with its channels. */
    private String inShort(String basis, Footing.Verdict verdict) {
        Map<String, List<String>> ways = new LinkedHashMap<>();
        verdict.lines().forEach(line -> ways.computeIfAbsent(way(basis, line), way -> new ArrayList<>())
                .add(plain.plain(line.channel().name())));
        return ways.size() == 1 ? ways.keySet().iterator().next() : ways.entrySet().stream().map(way ->
                words.say("purpose.answer.by", String.join(", ", way.getValue()), way.getKey())).collect(Collectors.joining(" · "));
    }

    private String way(String basis, Footing.Line line) {
        String way = line.possible() ? basis : line.instead().isEmpty() ? words.say("purpose.answer.none.possible")
                : words.say("purpose.answer.only", line.instead().stream().map(one -> plain.plain(one.name()))
                        .collect(Collectors.joining(", ")));
        return line.twice() ? words.say("purpose.answer.twice", way) : way;
    }

    private Line line(String basis, Footing.Line line, String where) {
        String channel = plain.plain(line.channel().name());
        String way = way(basis, line);
        return new Line(line.possible() ? "ok" : "bad", sign(line.possible()), where.isEmpty()
                ? words.say("purpose.answer.by", channel, way) : words.say("purpose.answer.at", channel, where, way),
                line.rules().stream().map(this::rule).toList());
    }

    private String rule(Rule rule) {
        String title = rule.title().getOrDefault(words.language(), rule.title().values().stream().findFirst().orElse(""));
        return words.say("purpose.rule", rule.id(), title, rule.citation(), rule.validFrom() == null ? words.say("purpose.rule.always")
                : words.say("purpose.rule.since", words.day(rule.validFrom())));
    }
}
