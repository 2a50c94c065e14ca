package org.preferencecenter.catalog.entity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Possible;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;

/**
 * What the rule book answers to a basis that somebody considers, for one audience everywhere or in one country: where it
 * carries, where not, and by which rules. Whether a whole purpose may be published, {@link DraftReview} says.
 *
 * @param lines one for each channel, and for places where the answer differs
 */
public record Footing(PurposeDraft.Ground ground, List<Line> lines) {

    /**
     * @param possible whether the basis carries messages by this channel there
     * @param places   ISO 3166-1 alpha-2
     * @param instead  what else is possible in all of these places
     * @param rules    that say so, by id
     */
    public record Line(boolean possible, Channel channel, Set<String> places, List<LegalBasis> instead, List<Rule> rules) {
    }

    private record Answer(boolean possible, Channel channel, List<LegalBasis> instead) {
    }

    /** Whether it carries wherever it was asked for. */
    public boolean possible() {
        return lines.stream().allMatch(Line::possible);
    }

    /** One for each basis a draft names, on a day. A service stands on its classification (S-39): nothing is asked. */
    public static List<Footing> of(PurposeDraft draft, RuleBook book, LocalDate day) {
        if (draft.nature() == MessageNature.SERVICE) {
            return List.of();
        }
        return draft.grounds().stream().map(ground -> new Footing(ground, lines(draft, ground, book, day))).toList();
    }

    private static List<Line> lines(PurposeDraft draft, PurposeDraft.Ground ground, RuleBook book, LocalDate day) {
        Map<Answer, Set<String>> places = new LinkedHashMap<>();
        Map<Answer, Map<String, Rule>> rules = new LinkedHashMap<>();
        for (Channel channel : draft.channels()) {
            for (String place : places(draft, ground, book)) {
                Possible there = book.possible(place, channel, ground.audience(), MessageNature.PROSPECTING,
                        draft.sector().isEmpty() ? null : draft.sector(), day);
                List<LegalBasis> all = Arrays.stream(LegalBasis.values()).filter(there::on).toList();
                boolean possible = all.contains(ground.basis());
                Answer answer = new Answer(possible, channel, possible ? List.of() : all);
                places.computeIfAbsent(answer, a -> new TreeSet<>()).add(place);
                Map<String, Rule> said = rules.computeIfAbsent(answer, a -> new TreeMap<>());
                (there.bans().isEmpty() || possible ? there.permits() : there.bans()).stream()
                        .filter(rule -> !possible || carries(rule, ground.basis())).forEach(rule -> said.put(rule.id(), rule));
            }
        }
        List<Line> lines = new ArrayList<>();
        places.forEach((answer, where) -> lines.add(new Line(answer.possible(), answer.channel(), where, answer.instead(),
                List.copyOf(rules.get(answer).values()))));
        return lines;
    }

    /** Who may write to anybody may keep to customers, as {@link Possible#on} has it. */
    private static boolean carries(Rule rule, LegalBasis basis) {
        return rule.basis() == basis || basis == LegalBasis.SOFT_OPT_IN && rule.basis() == LegalBasis.LEGITIMATE_INTEREST;
    }

    /** Where a basis is meant to hold: its country, or everywhere but where the audience has another one. */
    private static Set<String> places(PurposeDraft draft, PurposeDraft.Ground ground, RuleBook book) {
        if (!ground.country().equals(Basis.ANYWHERE)) {
            return Set.of(ground.country());
        }
        Set<String> places = new TreeSet<>(draft.countries().isEmpty() ? known(book) : draft.countries());
        places.removeAll(draft.grounds().stream().filter(other -> other.audience() == ground.audience())
                .map(PurposeDraft.Ground::country).collect(Collectors.toSet()));
        return places;
    }

    /** Countries that the book has rules for; nobody lives in a union but in one of its members. */
    public static Set<String> known(RuleBook book) {
        Set<String> known = new TreeSet<>();
        book.jurisdictions().forEach(j -> known.addAll(j.code().equals(Jurisdiction.UNION) ? j.members() : Set.of(j.code())));
        known.remove(Jurisdiction.WORLD);
        return known;
    }
}
