package org.preferencecenter.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.preferencecenter.law.TheBook;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Effect;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.TimedCondition;

/**
 * One mistake somebody could make in a rule file: a rule forgotten, a condition forgotten, a date one day off, a rule for
 * everybody.
 *
 * @param rule    whose rule
 * @param instead what stands there instead, or null: nothing
 * @param what    the change, for people
 */
record BookChange(Rule rule, Rule instead, String what) {

    static List<BookChange> all(RuleBook book) {
        List<BookChange> all = new ArrayList<>();
        for (Rule rule : book.rules()) {
            all.add(new BookChange(rule, null, "left out"));
            anybody(rule, all);
            conditions(rule, all);
            reach(rule, all);
            if (rule.validFrom() != null) {
                dates(rule, "from", rule.validFrom(), all);
            }
            if (rule.validTo() != null) {
                dates(rule, "to", rule.validTo(), all);
            }
        }
        return all;
    }

    /** Reaching every message on every day, whatever is known. */
    private static void anybody(Rule r, List<BookChange> all) {
        boolean bound = r.validFrom() != null || r.validTo() != null || !r.channels().isEmpty() || !r.audiences().isEmpty()
                || !r.sectors().isEmpty() || !r.when().isEmpty() || !r.unless().isEmpty();
        if (bound) {
            // What defers needs a condition that time ends; without any it would forbid.
            Effect effect = r.effect() == Effect.DEFER ? Effect.FORBID : r.effect();
            all.add(new BookChange(r, new Rule(r.id(), r.jurisdiction(), r.title(), null, null, Set.of(), Set.of(), r.nature(),
                    Set.of(), effect, r.basis(), List.of(), List.of(), r.duties(), r.citation(), r.confidence(), r.message(),
                    r.text()), "for every message"));
        }
    }

    private static void conditions(Rule r, List<BookChange> all) {
        for (Condition condition : r.when()) {
            List<Condition> when = without(r.when(), condition);
            boolean untimed = r.effect() == Effect.DEFER && when.stream().noneMatch(TimedCondition.class::isInstance);
            all.add(new BookChange(r, like(r, untimed ? Effect.FORBID : r.effect(), r.validFrom(), r.validTo(), when,
                    r.unless()), "without 'when " + condition + "'"));
        }
        for (Condition condition : r.unless()) {
            all.add(new BookChange(r, like(r, r.effect(), r.validFrom(), r.validTo(), r.when(), without(r.unless(), condition)),
                    "without 'unless " + condition + "'"));
        }
    }

    /** One channel or audience forgotten among several. */
    private static void reach(Rule r, List<BookChange> all) {
        for (Channel channel : r.channels().size() > 1 ? r.channels() : Set.<Channel>of()) {
            all.add(new BookChange(r, reaching(r, but(r.channels(), channel), r.audiences()), "not for " + channel));
        }
        for (Audience audience : r.audiences().size() > 1 ? r.audiences() : Set.<Audience>of()) {
            all.add(new BookChange(r, reaching(r, r.channels(), but(r.audiences(), audience)), "not for " + audience));
        }
    }

    private static <T> Set<T> but(Set<T> all, T one) {
        Set<T> others = new HashSet<>(all);
        others.remove(one);
        return others;
    }

    private static Rule reaching(Rule r, Set<Channel> channels, Set<Audience> audiences) {
        return new Rule(r.id(), r.jurisdiction(), r.title(), r.validFrom(), r.validTo(), channels, audiences, r.nature(),
                r.sectors(), r.effect(), r.basis(), r.when(), r.unless(), r.duties(), r.citation(), r.confidence(), r.message(),
                r.text());
    }

    private static void dates(Rule r, String which, LocalDate day, List<BookChange> all) {
        for (int off : new int[] { -1, 1 }) {
            LocalDate other = day.plusDays(off);
            boolean first = which.equals("from");
            all.add(new BookChange(r, like(r, r.effect(), first ? other : r.validFrom(), first ? r.validTo() : other, r.when(),
                    r.unless()), "valid " + which + " " + other + " instead of " + day));
        }
    }

    private static List<Condition> without(List<Condition> conditions, Condition one) {
        return conditions.stream().filter(condition -> !condition.equals(one)).toList();
    }

    private static Rule like(Rule r, Effect effect, LocalDate from, LocalDate to, List<Condition> when,
            List<Condition> unless) {
        return new Rule(r.id(), r.jurisdiction(), r.title(), from, to, r.channels(), r.audiences(), r.nature(), r.sectors(),
                effect, r.basis(), when, unless, r.duties(), r.citation(), r.confidence(), r.message(), r.text());
    }

    RuleBook book(RuleBook book) {
        List<Rule> rules = new ArrayList<>(book.rules());
        rules.remove(rule);
        if (instead != null) {
            rules.add(instead);
        }
        return TheBook.of(book.jurisdictions(), rules, book.lists(), book.words());
    }

    String told() {
        return rule.id() + " " + what;
    }
}
