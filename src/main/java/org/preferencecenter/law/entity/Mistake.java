package org.preferencecenter.law.entity;

/**
 * Something in a rule file that cannot be used, as the sentence its author reads.
 *
 * @param file    its name
 * @param line    from 1; 0 where the file as a whole is meant
 * @param rule    id of the rule the line belongs to, or null
 * @param problem what is wrong, a clause without a full stop
 * @param fix     what to write instead, a clause without a full stop
 */
public record Mistake(String file, int line, String rule, String problem, String fix) {

    /** {@code fr.yaml, line 12, rule FR-07: 'chanels' is no word of a rule; write 'channels'.} */
    @Override
    public String toString() {
        return file + (line > 0 ? ", line " + line : "") + (rule != null ? ", rule " + rule : "") + ": " + problem + "; "
                + fix + ".";
    }
}
