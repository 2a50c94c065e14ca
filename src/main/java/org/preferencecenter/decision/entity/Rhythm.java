package org.preferencecenter.decision.entity;

import java.time.Instant;
import java.util.List;

import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.Situation;

/** When a message may go that may go: what the recipient chose, and the hours of the rules after it. Pure. */
final class Rhythm {

    /** How often hours may send each other on before there is no hour that suits them all: a week or two. */
    private static final int SEARCHES = 16;

    private Rhythm() {
    }

    /** @return when pause and cap let it through, or null if they do */
    static Instant notBefore(Question question, Facts facts, List<Reason> reasons) {
        Standing standing = facts.standing();
        Instant notBefore = null;
        if (standing.frequency().kind() == Frequency.Kind.DIGEST && !question.stream().digest()) {
            reasons.add(HouseRule.DIGEST_ONLY.reason());
        }
        if (after(standing.pausedUntil(), question.at())) {
            reasons.add(HouseRule.PAUSED.reason());
            notBefore = standing.pausedUntil();
        }
        if (after(facts.nextFree(), question.at())) {
            reasons.add(HouseRule.CAP_REACHED.reason());
            notBefore = later(notBefore, facts.nextFree());
        }
        return notBefore;
    }

    /**
     * A pause may end on a Sunday: the earliest instant is one at which no rule defers any more.
     *
     * @return null if the rules send each other on for ever
     */
    static Instant earliest(Instant notBefore, RuleBook ruleBook, Recipient recipient, Situation situation) {
        Instant earliest = notBefore;
        for (int i = 0; i < SEARCHES; i++) {
            Instant next = ruleBook.opinion(recipient.jurisdiction(), situation.at(earliest)).until();
            if (next == null || !next.isAfter(earliest)) {
                return earliest;
            }
            earliest = next;
        }
        return null;
    }

    static boolean after(Instant then, Instant now) {
        return then != null && then.isAfter(now);
    }

    static Instant later(Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }
}
