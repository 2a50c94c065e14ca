package org.preferencecenter.law.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Asks the rules of a docket, nearest first, what they say to one situation. No stream and no needless list: it is hot. */
final class Hearing {

    private static final Condition CUSTOMER = new Condition.Sale(null);

    private final Docket docket;
    private final Situation s;
    private List<Finding> forbids = List.of();
    private List<Finding> defers = List.of();
    private List<Finding> permits = List.of();
    private List<Finding> lacking = List.of();
    private List<Duty> owed = List.of();

    /** @param today the day it is for the person in that place */
    Hearing(Docket docket, Situation s, LocalDate today) {
        this.docket = docket;
        this.s = s;
        Nearest nearest = new Nearest();
        List<Docket.Item> items = docket.items();
        for (int i = 0; i < items.size(); i++) {
            Docket.Item item = items.get(i);
            if (nearest.counts(item, today) && item.rule().speaksOf(s.sector())) {
                ask(item);
            }
        }
        for (int i = 0; i < permits.size(); i++) {
            owe(permits.get(i).rule());
        }
    }

    static Opinion opinion(Docket docket, Situation s) {
        Hearing hearing = new Hearing(docket, s, docket.place().today(s));
        if (hearing.owed.isEmpty()) {
            return hearing.opinion(docket.always());
        }
        List<Duty> duties = new ArrayList<>(docket.always().size() + hearing.owed.size());
        duties.addAll(docket.always());
        duties.addAll(hearing.owed);
        return hearing.opinion(duties);
    }

    Opinion opinion(List<Duty> duties) {
        return new Opinion(docket.code(), forbids, defers, permits, lacking, duties);
    }

    /** Forbidden, unpermitted, later, sooner, now; the first asked where they are equal. */
    boolean stricter(Hearing other) {
        Opinion one = opinion(List.of());
        Opinion two = other.opinion(List.of());
        return one.strictness() > two.strictness()
                || one.strictness() == 1 && two.strictness() == 1 && one.until().isAfter(two.until());
    }

    /** What is owed besides what is always. */
    List<Duty> owed() {
        return owed;
    }

    private void ask(Docket.Item item) {
        Rule rule = item.rule();
        if (rule.effect() == Effect.PERMIT) {
            if (concerns(rule.basis(), s.basis())) {
                List<Condition> unmet = unmet(rule);
                if (unmet.isEmpty()) {
                    permits = and(permits, item.applies());
                } else {
                    lacking = and(lacking, new Finding(rule, unmet, null));
                }
            }
        } else if (applies(rule)) {
            switch (rule.effect()) {
                case FORBID -> forbids = and(forbids, item.applies());
                case DEFER -> defers = and(defers, new Finding(rule, List.of(), until(rule)));
                default -> owe(rule);
            }
        }
    }

    private void owe(Rule rule) {
        if (!rule.duties().isEmpty()) {
            if (owed.isEmpty()) {
                owed = new ArrayList<>();
            }
            owed.addAll(rule.duties());
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

    private boolean applies(Rule rule) {
        List<Condition> when = rule.when();
        for (int i = 0; i < when.size(); i++) {
            if (!when.get(i).holds(s, docket.place())) {
                return false;
            }
        }
        List<Condition> unless = rule.unless();
        for (int i = 0; i < unless.size(); i++) {
            if (unless.get(i).holds(s, docket.place())) {
                return false;
            }
        }
        return true;
    }

    /** All that a permission lacks, since all of it is told. */
    private List<Condition> unmet(Rule rule) {
        List<Condition> unmet = List.of();
        List<Condition> when = rule.when();
        for (int i = 0; i < when.size(); i++) {
            if (!when.get(i).holds(s, docket.place())) {
                unmet = and(unmet, when.get(i));
            }
        }
        List<Condition> unless = rule.unless();
        for (int i = 0; i < unless.size(); i++) {
            if (unless.get(i).holds(s, docket.place())) {
                unmet = and(unmet, unless.get(i));
            }
        }
        boolean customersOnly = rule.basis() == LegalBasis.LEGITIMATE_INTEREST && s.basis() == LegalBasis.SOFT_OPT_IN;
        return customersOnly && !CUSTOMER.holds(s, docket.place()) ? and(unmet, CUSTOMER) : unmet;
    }

    private static <T> List<T> and(List<T> some, T another) {
        List<T> all = some.isEmpty() ? new ArrayList<>(4) : some;
        all.add(another);
        return all;
    }

    /** All its conditions must hold for it to defer: the first that ends, ends it. */
    private Instant until(Rule rule) {
        Instant until = null;
        for (Condition condition : rule.when()) {
            if (condition instanceof TimedCondition timed) {
                Instant end = timed.until(s, docket.place());
                until = until == null || end.isBefore(until) ? end : until;
            }
        }
        return until;
    }

    /** Lets what permits count only where nothing nearer permits on the same basis that day. Rules come nearest first. */
    static final class Nearest {

        /** Bases that something nearer permits on, a bit each; and those of the distance being asked. */
        private int nearer;
        private int here;
        private int distance;

        boolean counts(Docket.Item item, LocalDate day) {
            Rule rule = item.rule();
            if (!rule.inForce(day)) {
                return false;
            }
            if (rule.effect() != Effect.PERMIT) {
                return true;
            }
            if (item.distance() != distance) {
                nearer |= here;
                distance = item.distance();
            }
            int bit = 1 << rule.basis().ordinal();
            here |= bit;
            return (nearer & bit) == 0;
        }
    }
}
