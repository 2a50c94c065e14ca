package org.preferencecenter.law.control;

import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Duty;
import org.preferencecenter.law.entity.Rule;

/** What rules, conditions and duties say in a reader's language. */
public final class LawWords {

    private LawWords() {
    }

    /** The rule's own sentence. @param locale BCP 47 */
    public static String sentence(Rule rule, String locale) {
        return rule.id();
    }

    /** What it means that the condition does not hold, as a sentence. */
    public static String lacking(Condition condition, String locale) {
        return condition.word();
    }

    /** What it means that the condition holds, as a sentence: for an exception that bites. */
    public static String holding(Condition condition, String locale) {
        return condition.word();
    }

    /** What is owed, as a sentence, its term included. */
    public static String duty(Duty duty, String locale) {
        return duty.obligation().name();
    }
}
