package org.preferencecenter.decision.entity;

import java.util.List;

import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Duty;

/**
 * Two decisions of one rule book have equal keys if they rest on the same grounds. Compares what differs between them and
 * no more: to compare whole rules, or to write the grounds down, for each of a million decisions costs as much as judging.
 */
public final class GroundsKey {

    private final List<Reason> reasons;
    private final List<Duty> duties;
    private final int hash;

    public GroundsKey(Decision decision) {
        this.reasons = decision.reasons();
        this.duties = decision.duties();
        this.hash = hash();
    }

    private int hash() {
        int made = duties.size();
        for (Reason reason : reasons) {
            made = 31 * (31 * made + reason.rule().hashCode()) + reason.verdict().ordinal();
            made = 31 * (31 * made + unmet(reason).size()) + (reason.cause() == null ? 0 : reason.cause().code());
        }
        for (Duty duty : duties) {
            made = 31 * (31 * made + duty.rule().hashCode()) + duty.obligation().ordinal();
        }
        return made;
    }

    private static List<Condition> unmet(Reason reason) {
        return reason.law() == null ? List.of() : reason.law().unmet();
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroundsKey key && hash == key.hash && reasons.size() == key.reasons.size()
                && sameReasons(key) && duties.equals(key.duties);
    }

    private boolean sameReasons(GroundsKey key) {
        for (int i = 0; i < reasons.size(); i++) {
            Reason one = reasons.get(i);
            Reason two = key.reasons.get(i);
            if (one.verdict() != two.verdict() || one.cause() != two.cause() || !one.rule().equals(two.rule()) || !unmet(one).equals(unmet(two))) {
                return false;
            }
        }
        return true;
    }
}
