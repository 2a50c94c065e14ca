package org.preferencecenter.decision.entity;

import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.law.entity.Finding;

/**
 * One reason of a decision.
 *
 * @param rule     what was applied: id of a {@link HouseRule} or of a rule in the rule book
 * @param verdict  what it speaks for
 * @param citation the source of the rule: an article, a clause or a requirement number
 * @param law      what the rule of the book found; null for a rule of this house
 * @param cause    whose doing the choice or suppression is that it rests on (S-37); null where it rests on none, or where
 *                 that is not known
 */
public record Reason(String rule, Verdict verdict, String citation, Finding law, Cause cause) {

    /** One that is nobody's doing. */
    public Reason(String rule, Verdict verdict, String citation, Finding law) {
        this(rule, verdict, citation, law, null);
    }

    static Reason of(Finding finding, Verdict verdict) {
        return new Reason(finding.rule().id(), verdict, finding.rule().citation(), finding);
    }
}
