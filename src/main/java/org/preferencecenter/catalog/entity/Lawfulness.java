package org.preferencecenter.catalog.entity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Possible;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;

/**
 * Whether what a purpose stands on is possible at all, for each audience × channel × jurisdiction it serves (S-09, S-33).
 * Whether it then may go to somebody is asked again for every message.
 */
final class Lawfulness {

    /** How far ahead advice looks. */
    private static final int MONTHS = 12;
    private static final String NONE = "—";

    /** What is not possible, places aside: places where the same rules say the same are told together. */
    private record Finding(Audience audience, Channel channel, LegalBasis basis, List<LegalBasis> possible,
            Collection<Rule> rules) {
    }

    private final Purpose purpose;
    private final RuleBook book;
    private final Set<String> known = new TreeSet<>();

    Lawfulness(Purpose purpose, RuleBook book) {
        this.purpose = purpose;
        this.book = book;
        for (Jurisdiction jurisdiction : book.jurisdictions()) {
            // Nobody lives in a union, but in one of its members.
            known.addAll(jurisdiction.members().isEmpty() ? Set.of(jurisdiction.code()) : jurisdiction.members());
        }
        known.remove(Jurisdiction.WORLD);
    }

    /** Everything unlawful on a day. */
    List<Flaw> on(LocalDate day) {
        // No consent is asked for a service, and no opt-out stops it (S-39): it stands on its classification.
        if (purpose.nature() == MessageNature.SERVICE) {
            return List.of();
        }
        List<Flaw> flaws = new ArrayList<>();
        if (known.isEmpty()) {
            // Without rules nothing is permitted.
            flaws.add(Flaw.Rule.JURISDICTION_UNKNOWN.in(purpose.code(), Basis.ANYWHERE));
        }
        strange().forEach(code -> flaws.add(Flaw.Rule.JURISDICTION_UNKNOWN.in(purpose.code(), code)));
        unlawful(day).forEach((finding, places) -> flaws.add(flaw(Flaw.Rule.UNLAWFUL, finding, places, null)));
        unlawfulSomewhere(day).forEach((finding, places) ->
                flaws.add(flaw(Flaw.Rule.UNLAWFUL_UNKNOWN, finding, places, null)));
        return flaws;
    }

    /** What is lawful on the day and will not be, within a year, by rules already in the book: the first day of each. */
    List<Flaw> ahead(LocalDate day) {
        if (purpose.nature() == MessageNature.SERVICE) {
            return List.of();
        }
        Map<List<Object>, Set<String>> told = new LinkedHashMap<>();
        unlawful(day).forEach((finding, places) -> told.computeIfAbsent(kind(finding), k -> new HashSet<>()).addAll(places));
        List<Flaw> advice = new ArrayList<>();
        for (LocalDate change : changes(day)) {
            unlawful(change).forEach((finding, places) -> {
                Set<String> before = told.computeIfAbsent(kind(finding), k -> new HashSet<>());
                Set<String> fresh = new TreeSet<>(places);
                fresh.removeAll(before);
                before.addAll(fresh);
                if (!fresh.isEmpty()) {
                    advice.add(flaw(Flaw.Rule.UNLAWFUL_SOON, finding, fresh, change));
                }
            });
        }
        return advice;
    }

    private static List<Object> kind(Finding finding) {
        return List.of(finding.audience(), finding.channel(), finding.basis());
    }

    /** Days within the time looked ahead on which some rule begins, or has ended the day before. */
    private Set<LocalDate> changes(LocalDate day) {
        return book.rules().stream()
                .flatMap(rule -> Stream.of(rule.validFrom(), rule.validTo() == null ? null : rule.validTo().plusDays(1)))
                .filter(change -> change != null && change.isAfter(day) && !change.isAfter(day.plusMonths(MONTHS)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Places that the purpose names and the book has no rules for. */
    private Set<String> strange() {
        Set<String> strange = named();
        strange.addAll(purpose.jurisdictions());
        strange.removeAll(known);
        return strange;
    }

    private Set<String> named() {
        return purpose.bases().stream().map(Basis::jurisdiction).filter(code -> !code.equals(Basis.ANYWHERE))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is not possible where it serves, and where it says what it stands on. */
    private Map<Finding, Set<String>> unlawful(LocalDate day) {
        Set<String> served = named();
        served.addAll(purpose.jurisdictions().isEmpty() ? known : purpose.jurisdictions());
        Map<Finding, Set<String>> unlawful = new LinkedHashMap<>();
        combine((audience, channel) -> served.forEach(code -> purpose.basis(audience, code)
                .ifPresent(basis -> judge(audience, channel, code, basis, day, unlawful))));
        return unlawful;
    }

    /**
     * Who lives nobody knows where may live anywhere: what holds for all the rest must be possible also where something
     * else is said for those who are known to live there.
     */
    private Map<Finding, Set<String>> unlawfulSomewhere(LocalDate day) {
        Map<Finding, Set<String>> unlawful = new LinkedHashMap<>();
        if (purpose.jurisdictions().isEmpty()) {
            combine((audience, channel) -> purpose.basis(audience, Basis.ANYWHERE).ifPresent(basis ->
                    elsewhere(audience, basis).forEach(code -> judge(audience, channel, code, basis, day, unlawful))));
        }
        return unlawful;
    }

    /** Where the audience has another basis than the given one. */
    private Set<String> elsewhere(Audience audience, LegalBasis basis) {
        return purpose.bases().stream().filter(b -> b.audience() == audience && b.basis() != basis)
                .map(Basis::jurisdiction).collect(Collectors.toCollection(TreeSet::new));
    }

    private void combine(BiConsumer<Audience, Channel> each) {
        for (Audience audience : Audience.values()) {
            new TreeSet<>(purpose.channels()).forEach(channel -> each.accept(audience, channel));
        }
    }

    private void judge(Audience audience, Channel channel, String code, LegalBasis basis, LocalDate day,
            Map<Finding, Set<String>> unlawful) {
        Possible possible = book.possible(code, channel, audience, purpose.nature(), purpose.sector().orElse(null), day);
        // Places without rules are told once, not for each audience and channel.
        if (known.contains(code) && !possible.on(basis)) {
            Map<String, Rule> rules = new TreeMap<>();
            (possible.bans().isEmpty() ? possible.permits() : possible.bans()).forEach(rule -> rules.put(rule.id(), rule));
            List<LegalBasis> bases = Arrays.stream(LegalBasis.values()).filter(possible::on).toList();
            unlawful.computeIfAbsent(new Finding(audience, channel, basis, bases, List.copyOf(rules.values())),
                    finding -> new TreeSet<>()).add(code);
        }
    }

    private Flaw flaw(Flaw.Rule rule, Finding finding, Set<String> places, LocalDate from) {
        String citation = finding.rules().stream().map(Rule::citation).distinct().collect(Collectors.joining("; "));
        String rules = finding.rules().stream().map(said -> said.id() + " (" + said.citation() + ")")
                .collect(Collectors.joining(", "));
        String possible = finding.possible().stream().map(Enum::name).collect(Collectors.joining(", "));
        return rule.citing(citation.isEmpty() ? "GDPR 6(1)" : citation, purpose.code(), finding.audience(),
                finding.channel(), String.join(", ", places), finding.basis(), possible.isEmpty() ? NONE : possible,
                rules.isEmpty() ? NONE : rules, from == null ? "" : from);
    }
}
