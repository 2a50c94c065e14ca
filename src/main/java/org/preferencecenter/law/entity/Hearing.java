package org.preferencecenter.law.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/** Asks the rules that speak of a kind of message, nearest jurisdiction first, what they say to one situation. */
final class Hearing {

    private static final Condition CUSTOMER = new Condition.Sale(null);

    private Hearing() {
    }

    static Opinion of(String jurisdiction, List<Rule> rules, Situation s, Place place) {
        LocalDate today = place.today(s);
        Opinion opinion = new Opinion(jurisdiction, new ArrayList<>(2), new ArrayList<>(2), new ArrayList<>(4),
                new ArrayList<>(4), new ArrayList<>(8));
        Nearest nearest = new Nearest();
        for (Rule rule : rules) {
            if (rule.inForce(today) && (rule.effect() != Effect.PERMIT || nearest.speaks(rule))
                    && rule.speaksOf(s.sector())) {
                ask(rule, s, place, opinion);
            }
        }
        opinion.permits().forEach(permit -> opinion.duties().addAll(permit.rule().duties()));
        return opinion;
    }

    private static void ask(Rule rule, Situation s, Place place, Opinion opinion) {
        if (rule.effect() == Effect.PERMIT) {
            if (concerns(rule.basis(), s.basis())) {
                List<Condition> unmet = unmet(rule, s, place);
                (unmet.isEmpty() ? opinion.permits() : opinion.lacking()).add(new Finding(rule, unmet, null));
            }
            return;
        }
        if (!unmet(rule, s, place).isEmpty()) {
            return;
        }
        switch (rule.effect()) {
            case FORBID -> opinion.forbids().add(new Finding(rule, List.of(), null));
            case DEFER -> opinion.defers().add(new Finding(rule, List.of(), until(rule, s, place)));
            default -> opinion.duties().addAll(rule.duties());
        }
    }

    /**
     * Whether a permission on one basis is any use to a purpose that says it stands on another. Consent always is, to
     * offers; a purpose that promises to ask for consent, or to write to customers only, keeps its promise also where the
     * law asks for less.
     */
    private static boolean concerns(LegalBasis permitted, LegalBasis declared) {
        if (declared == null) {
            return false;
        }
        return switch (permitted) {
            case CONSENT -> declared != LegalBasis.CONTRACT && declared != LegalBasis.LEGAL_OBLIGATION;
            case SOFT_OPT_IN, LEGITIMATE_INTEREST ->
                declared == LegalBasis.SOFT_OPT_IN || declared == LegalBasis.LEGITIMATE_INTEREST;
            case CONTRACT, LEGAL_OBLIGATION -> declared == permitted;
        };
    }

    private static List<Condition> unmet(Rule rule, Situation s, Place place) {
        List<Condition> unmet = List.of();
        for (Condition condition : rule.when()) {
            if (!condition.holds(s, place)) {
                unmet = and(unmet, condition);
            }
        }
        for (Condition condition : rule.unless()) {
            if (condition.holds(s, place)) {
                unmet = and(unmet, condition);
            }
        }
        boolean customersOnly = rule.basis() == LegalBasis.LEGITIMATE_INTEREST && s.basis() == LegalBasis.SOFT_OPT_IN;
        return customersOnly && !CUSTOMER.holds(s, place) ? and(unmet, CUSTOMER) : unmet;
    }

    private static List<Condition> and(List<Condition> conditions, Condition another) {
        List<Condition> all = conditions.isEmpty() ? new ArrayList<>(4) : conditions;
        all.add(another);
        return all;
    }

    /** All its conditions must hold for it to defer: the first that ends, ends it. */
    private static Instant until(Rule rule, Situation s, Place place) {
        return rule.when().stream().filter(TimedCondition.class::isInstance)
                .map(timed -> ((TimedCondition) timed).until(s, place)).min(Comparator.naturalOrder()).orElseThrow();
    }

    /** Lets what permits speak only where nothing nearer permits on the same basis. Rules come nearest first. */
    static final class Nearest {

        private final EnumSet<LegalBasis> before = EnumSet.noneOf(LegalBasis.class);
        private final EnumSet<LegalBasis> here = EnumSet.noneOf(LegalBasis.class);
        private String jurisdiction;

        boolean speaks(Rule rule) {
            if (!rule.jurisdiction().equals(jurisdiction)) {
                before.addAll(here);
                here.clear();
                jurisdiction = rule.jurisdiction();
            }
            here.add(rule.basis());
            return !before.contains(rule.basis());
        }
    }
}
