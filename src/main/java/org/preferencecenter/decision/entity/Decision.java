package org.preferencecenter.decision.entity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The answer, with every reason and never only the first.
 *
 * @param verdict     may it go
 * @param notBefore   for {@link Verdict#DEFER}, the earliest instant; else null
 * @param reasons     all of them, the deciding one first; never empty
 * @param recipient   the recipient found, or 0
 * @param reservation the contact reserved for an allowed message, or null: must be reported sent or released
 */
public record Decision(UUID id, Verdict verdict, Instant notBefore, List<Reason> reasons, long recipient,
        UUID reservation) {

    public enum Verdict {
        ALLOW, REFUSE, DEFER
    }

    /**
     * @param rule     what was applied; the key of its sentence is {@code decision.} + rule in the messages
     * @param citation the source of the rule: an article, a clause or a requirement number
     */
    public record Reason(String rule, String citation) {
    }

    public boolean allowed() {
        return verdict == Verdict.ALLOW;
    }
}
