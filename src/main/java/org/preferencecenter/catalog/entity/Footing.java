package org.preferencecenter.catalog.entity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Effect;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Obligation;
import org.preferencecenter.law.entity.Possible;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;

/**
 * What the rule book answers to a basis that somebody considers, for one audience everywhere or in one country: where it
 * carries, where not, and by which rules. Whether a whole purpose may be published, {@link DraftReview} says.
 *
 * @param verdicts one for all places where the answer is the same: the brand's own places first, then where something is not
 *                 possible, then what holds in most places
 */
public record Footing(PurposeDraft.Ground ground, List<Verdict> verdicts) {

    /**
     * @param own    whether these are places the brand is at home in
     * @param places ISO 3166-1 alpha-2
     * @param lines  one for each channel, in the order of channels
     */
    public record Verdict(boolean own, Set<String> places, List<Line> lines) {

        /** Whether the basis carries messages there by every channel. */
        public boolean possible() {
            return lines.stream().allMatch(Line::possible);
        }
    }

    /**
     * @param possible whether the basis carries messages by this channel
     * @param instead  what else is possible, where it does not
     * @param twice    whether a consent there has to be confirmed once more to be proven (double opt-in)
     * @param rules    that say so, by id
     */
    public record Line(boolean possible, Channel channel, List<LegalBasis> instead, boolean twice, List<Rule> rules) {

        private Line with(List<Rule> more) {
            Map<String, Rule> all = new TreeMap<>();
            rules.forEach(rule -> all.put(rule.id(), rule));
            more.forEach(rule -> all.put(rule.id(), rule));
            return new Line(possible, channel, instead, twice, List.copyOf(all.values()));
        }

        private Line bare() {
            return new Line(possible, channel, instead, twice, List.of());
        }
    }

    private record Same(boolean own, List<Line> bare) {
    }

    /** Whether it carries wherever it was asked for. */
    public boolean possible() {
        return verdicts.stream().allMatch(Verdict::possible);
    }

    /**
     * One for each basis a draft names, on a day. A service stands on its classification (S-39): nothing is asked.
     *
     * @param own where the brand is at home, ISO 3166-1 alpha-2
     */
    public static List<Footing> of(PurposeDraft draft, Set<String> own, RuleBook book, LocalDate day) {
        if (draft.nature() == MessageNature.SERVICE) {
            return List.of();
        }
        return draft.grounds().stream().map(ground -> new Footing(ground, verdicts(draft, own, ground, book, day))).toList();
    }

    private static List<Verdict> verdicts(PurposeDraft draft, Set<String> own, PurposeDraft.Ground ground, RuleBook book,
            LocalDate day) {
        List<Rule> proofs = book.rules(day).stream().filter(rule -> rule.effect() == Effect.OBLIGE && rule.duties().stream()
                .anyMatch(duty -> duty.obligation() == Obligation.PROVE_DOUBLE_OPT_IN)).toList();
        Map<Same, Verdict> verdicts = new LinkedHashMap<>();
        for (String place : places(draft, ground, book)) {
            List<Line> lines = draft.channels().stream().map(channel -> line(draft, ground, place, channel, proofs, book, day)).toList();
            Same same = new Same(own.contains(place), lines.stream().map(Line::bare).toList());
            verdicts.merge(same, new Verdict(same.own(), new TreeSet<>(Set.of(place)), lines), Footing::both);
        }
        return verdicts.values().stream().sorted(Comparator.comparing((Verdict one) -> !one.own()).thenComparing(Verdict::possible)
                .thenComparing(one -> -one.places().size())).toList();
    }

    private static Verdict both(Verdict one, Verdict other) {
        Set<String> places = new TreeSet<>(one.places());
        places.addAll(other.places());
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < one.lines().size(); i++) {
            lines.add(one.lines().get(i).with(other.lines().get(i).rules()));
        }
        return new Verdict(one.own(), places, lines);
    }

    private static Line line(PurposeDraft draft, PurposeDraft.Ground ground, String place, Channel channel, List<Rule> proofs,
            RuleBook book, LocalDate day) {
        String sector = draft.sector().isEmpty() ? null : draft.sector();
        Possible there = book.possible(place, channel, ground.audience(), MessageNature.PROSPECTING, sector, day);
        List<LegalBasis> all = Arrays.stream(LegalBasis.values()).filter(there::on).toList();
        boolean possible = all.contains(ground.basis());
        List<Rule> rules = new ArrayList<>((there.bans().isEmpty() || possible ? there.permits() : there.bans()).stream()
                .filter(rule -> !possible || carries(rule, ground.basis())).toList());
        List<Rule> twice = !(possible ? ground.basis() == LegalBasis.CONSENT : all.contains(LegalBasis.CONSENT)) ? List.of()
                : proofs.stream().filter(rule -> book.near(place).contains(rule.jurisdiction()) && rule.speaksOf(sector)
                        && rule.speaksOf(channel, ground.audience(), MessageNature.PROSPECTING)).toList();
        return new Line(possible, channel, possible ? List.of() : all, !twice.isEmpty(), rules).with(twice);
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
