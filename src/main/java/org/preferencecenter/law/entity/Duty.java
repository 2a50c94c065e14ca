package org.preferencecenter.law.entity;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is owed.
 *
 * @param term within or for how long; null where the obligation has none
 * @param rule id of the rule that says so
 */
public record Duty(Obligation obligation, Term term, String rule) {

    /** Owed for at least so long; all others with a term are owed within it. */
    private static final Set<Obligation> AT_LEAST =
            EnumSet.of(Obligation.KEEP_PROOF, Obligation.KEEP_REFUSAL, Obligation.LINK_LIFE);
    /** Without a term: at once, for ever. */
    private static final Set<Obligation> UTMOST = EnumSet.of(Obligation.HONOUR_STOP, Obligation.LINK_LIFE);

    /**
     * Each obligation once, as the strictest rule has it: country, union and floor often ask for the same. In the order in
     * which each is first owed; of two equally strict the first.
     */
    public static List<Duty> strictest(List<Duty> duties) {
        Map<Obligation, Duty> strictest = new EnumMap<>(Obligation.class);
        Map<Obligation, Duty> inOrder = new LinkedHashMap<>();
        for (Duty duty : duties) {
            strictest.merge(duty.obligation(), duty, (one, other) -> other.stricter(one) ? other : one);
            inOrder.putIfAbsent(duty.obligation(), duty);
        }
        return inOrder.keySet().stream().map(strictest::get).toList();
    }

    private boolean stricter(Duty other) {
        if (term == null || other.term == null) {
            return (term == null) != (other.term == null) && (term == null) == UTMOST.contains(obligation);
        }
        int longer = term.usually().compareTo(other.term.usually());
        return AT_LEAST.contains(obligation) ? longer > 0 : longer < 0;
    }
}
