package org.preferencecenter.decision.control;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;

import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.Reason;
import org.preferencecenter.law.control.LawWords;
import org.preferencecenter.law.entity.Finding;
import org.preferencecenter.law.entity.Rule;

/** What the reasons of a decision say in a reader's language. */
public final class Wording {

    private Wording() {
    }

    /** One reason as a sentence; for a rule that would have permitted, followed by what it lacks. @param locale BCP 47 */
    public static String sentence(Reason reason, String locale) {
        if (reason.law() == null) {
            ResourceBundle words = ResourceBundle.getBundle("messages.decision", Locale.forLanguageTag(locale),
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            String key = "decision." + reason.rule();
            // Out of the log comes what a rule book decided that is no longer in force.
            return words.getString(words.containsKey(key) ? key : "decision.rule-gone");
        }
        Finding finding = reason.law();
        Rule rule = finding.rule();
        if (reason.verdict() != Verdict.REFUSE || finding.applies()) {
            return LawWords.sentence(rule, locale);
        }
        Stream<String> lacking = finding.unmet().stream().map(condition -> rule.unless().contains(condition)
                ? LawWords.holding(condition, locale) : LawWords.lacking(condition, locale));
        return String.join(" ", Stream.concat(Stream.of(LawWords.sentence(rule, locale)), lacking).toList());
    }
}
