package org.preferencecenter.ledger.entity;

import java.util.List;
import java.util.Set;

/** What a reader may rely on, after all steps. */
public enum ProofVerdict {

    /** Everything a file of its kind can prove is proven. */
    ALL(0),
    /** What was checked holds; something could not be, and a step says what. */
    MOST(3),
    /** Something does not hold, or nothing is proven at all. */
    NOT(1);

    /** Steps that fail nothing and prove nothing: they say what is left open. */
    private static final Set<String> OPEN = Set.of("untrusted", "unsealed", "unsealed.standing", "unsealed.standing.beside",
            "unsealed.other", "unattached", "unended", "joined", "elsewhere", "notices.unsigned", "notices.untold", "scripts.unsigned");

    private final int exit;

    ProofVerdict(int exit) {
        this.exit = exit;
    }

    /** Of what was checked. No step at all is no proof. */
    public static ProofVerdict of(List<ProofCheck.Step> steps) {
        if (steps.isEmpty() || !steps.stream().allMatch(ProofCheck.Step::holds)) {
            return NOT;
        }
        return steps.stream().anyMatch(ProofVerdict::open) ? MOST : ALL;
    }

    /** Whether a step tells of something that was not proven. */
    public static boolean open(ProofCheck.Step step) {
        return OPEN.contains(step.key());
    }

    /** What a program ends with; 2 is kept for what could not be read. */
    public int exit() {
        return exit;
    }
}
