package org.preferencecenter.law.entity;

import java.util.List;

/**
 * What could ever permit messages of a kind in one jurisdiction, whoever the person is.
 *
 * @param permits the rules that permit, on some facts
 * @param bans    the rules that forbid whatever is agreed, but for a contract in force where they spare that
 */
public record Possible(List<Rule> permits, List<Rule> bans) {

    /** Whether a purpose may stand on this basis there: some rule permits on it, and none bans. */
    public boolean on(LegalBasis basis) {
        // A ban spares at most what is about a contract in force (FR-09, FR-10), and that stands on the contract.
        return bans.stream().allMatch(ban -> basis == LegalBasis.CONTRACT && !ban.unless().isEmpty())
                && permits.stream().anyMatch(rule -> rule.basis() == basis
                // Who may write to anybody may keep to customers.
                || rule.basis() == LegalBasis.LEGITIMATE_INTEREST && basis == LegalBasis.SOFT_OPT_IN);
    }
}
