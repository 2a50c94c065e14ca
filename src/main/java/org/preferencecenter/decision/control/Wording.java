package org.preferencecenter.decision.control;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.HouseRule;
import org.preferencecenter.decision.entity.Reason;
import org.preferencecenter.law.control.LawWords;
import org.preferencecenter.law.entity.Finding;
import org.preferencecenter.law.entity.Rule;

/** What the reasons of a decision say in a reader's language. */
public final class Wording {

    private static final Set<String> TELL_THEMSELVES = Arrays.stream(HouseRule.values()).filter(HouseRule::tellsCause)
            .map(HouseRule::id).collect(Collectors.toUnmodifiableSet());

    private Wording() {
    }

    /**
     * One reason as a sentence; for a rule that would have permitted, followed by what it lacks, and for somebody's choice, by
     * whose doing it is (S-37). @param locale BCP 47
     */
    public static String sentence(Reason reason, String locale) {
        if (reason.law() == null) {
            return house(reason, ResourceBundle.getBundle("messages.decision", Locale.forLanguageTag(locale),
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
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

    private static String house(Reason reason, ResourceBundle words) {
        String key = "decision." + reason.rule();
        // Out of the log comes what a rule book decided that is no longer in force.
        String said = words.getString(words.containsKey(key) ? key : "decision.rule-gone");
        return reason.cause() == null || TELL_THEMSELVES.contains(reason.rule()) ? said
                : said + " " + words.getString("decision.cause." + reason.cause().word());
    }
}
