package org.preferencecenter.decision.entity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.law.entity.Duty;

/**
 * The answer, with every reason and never only the first.
 *
 * @param verdict     may it go
 * @param notBefore   for {@link Verdict#DEFER}, the earliest instant; else null
 * @param reasons     all of them, the deciding one first; never empty
 * @param duties      what the sender owes if it sends
 * @param recipient   the recipient found, or 0
 * @param relied      the choice relied on, with the recipient's ledger entry that holds it; nothing if nobody ever chose
 * @param ruleBook    digest of the rule book applied
 * @param reservation the contact reserved for an allowed message, or null: must be reported sent or released
 * @param counted     the contact counts already, no frequency being chosen that it could use up: it need only be taken back
 *                    if the message does not go out
 */
public record Decision(UUID id, Verdict verdict, Instant notBefore, List<Reason> reasons, List<Duty> duties,
        long recipient, Optional<Choice> relied, String ruleBook, UUID reservation, boolean counted) {

    /** As above, nothing counted yet. */
    public Decision(UUID id, Verdict verdict, Instant notBefore, List<Reason> reasons, List<Duty> duties, long recipient,
            Optional<Choice> relied, String ruleBook, UUID reservation) {
        this(id, verdict, notBefore, reasons, duties, recipient, relied, ruleBook, reservation, false);
    }

    /** In order of strictness. */
    public enum Verdict {
        REFUSE, DEFER, ALLOW
    }

    public boolean allowed() {
        return verdict == Verdict.ALLOW;
    }

    /** The same with a contact reserved. */
    public Decision reserved(UUID place) {
        return new Decision(id, verdict, notBefore, reasons, duties, recipient, relied, ruleBook, place);
    }

    /** The same with a contact that counts from now on. */
    public Decision counted(UUID place) {
        return new Decision(id, verdict, notBefore, reasons, duties, recipient, relied, ruleBook, place, true);
    }
}
