package org.preferencecenter.decision.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Duty;
import org.preferencecenter.law.entity.Finding;
import org.preferencecenter.law.entity.Obligation;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.Term;

/**
 * The reasons and obligations of a decision as the log keeps them: one a line, fields apart by tabs. A reason is its
 * verdict, its rule and, for a rule that would have permitted, the place of each condition it lacks: {@code w1} the second
 * of {@code when}, {@code u0} the first of {@code unless}. A reason that rests on somebody's choice or on a suppression ends with
 * whose doing that is, as {@link Cause#word()} has it; of before that was kept, nothing stands there. An obligation is {@code OWED}, its name, its rule and its term.
 * The same judgement over the same book always reads the same, so few texts serve many decisions.
 *
 * @param reasons never empty, the deciding one first
 * @param duties  each obligation once, as the strictest rule has it
 */
public record Grounds(List<Reason> reasons, List<Duty> duties) {

    private static final String OWED = "OWED";

    public Grounds {
        duties = Duty.strictest(duties);
    }

    public static Grounds of(Decision decision) {
        return new Grounds(decision.reasons(), decision.duties());
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>(reasons.size() + duties.size());
        for (Reason reason : reasons) {
            StringBuilder line = new StringBuilder().append(reason.verdict()).append('\t').append(reason.rule());
            if (reason.law() != null) {
                Rule rule = reason.law().rule();
                reason.law().unmet().forEach(condition -> line.append('\t').append(place(rule, condition)));
            } else if (reason.cause() != null) {
                line.append('\t').append(reason.cause().word());
            }
            lines.add(line.toString());
        }
        duties.forEach(duty -> lines.add(String.join("\t", OWED, duty.obligation().name(), duty.rule(),
                duty.term() == null ? "" : duty.term().toString())));
        return String.join("\n", lines);
    }

    private static String place(Rule rule, Condition condition) {
        int when = rule.when().indexOf(condition);
        if (when >= 0) {
            return "w" + when;
        }
        int unless = rule.unless().indexOf(condition);
        return unless >= 0 ? "u" + unless : "-";   // a condition that comes with the basis, not with the rule
    }

    /**
     * Reads {@link #toString()} back, with the rules as a book has them. A rule that is not in it has no citation and no
     * finding.
     *
     * @param exact true if it is the very book that decided: only then are a rule's conditions the same
     */
    public static Grounds read(String text, RuleBook book, boolean exact) {
        List<Reason> reasons = new ArrayList<>();
        List<Duty> duties = new ArrayList<>();
        for (String line : text.split("\n")) {
            String[] field = line.split("\t", -1);
            if (field[0].equals(OWED)) {
                duties.add(new Duty(Obligation.valueOf(field[1]), term(field[3]), field[2]));
            } else {
                reasons.add(reason(field, book, exact));
            }
        }
        return new Grounds(reasons, duties);
    }

    private static Reason reason(String[] field, RuleBook book, boolean exact) {
        Verdict verdict = Verdict.valueOf(field[0]);
        for (HouseRule rule : HouseRule.values()) {
            if (rule.id().equals(field[1])) {
                return new Reason(field[1], verdict, rule.reason().citation(), null, field.length > 2 ? Cause.of(field[2]) : null);
            }
        }
        Optional<Rule> rule = book.rule(field[1]);
        if (rule.isEmpty()) {
            return new Reason(field[1], verdict, "", null);
        }
        List<Condition> unmet = new ArrayList<>();
        for (int i = 2; exact && i < field.length; i++) {
            condition(rule.get(), field[i]).ifPresent(unmet::add);
        }
        return new Reason(field[1], verdict, rule.get().citation(), new Finding(rule.get(), unmet, null));
    }

    private static Optional<Condition> condition(Rule rule, String place) {
        if (place.equals("-")) {
            return Optional.empty();
        }
        List<Condition> conditions = place.charAt(0) == 'w' ? rule.when() : rule.unless();
        int index = Integer.parseInt(place.substring(1));
        return index < conditions.size() ? Optional.of(conditions.get(index)) : Optional.empty();
    }

    private static Term term(String text) {
        if (text.isEmpty()) {
            return null;
        }
        String[] part = text.split(" ");
        return new Term(Integer.parseInt(part[0]), Term.Unit.valueOf(part[1]));
    }
}
