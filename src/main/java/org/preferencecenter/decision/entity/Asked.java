package org.preferencecenter.decision.entity;

/**
 * One line of a batch, as it was read: a question, or what is wrong with it.
 *
 * @param line     its number, from 1
 * @param ref      the sender's own name for it, text or whole number, given back as it came; or null
 * @param question null if there is a problem
 * @param problem  what is wrong and what would do, a sentence for the sender; null if nothing is
 */
public record Asked(long line, Object ref, Question question, String problem) {

    static Asked of(long line, Object ref, Question question) {
        return new Asked(line, ref, question, null);
    }

    /** A line that is no question. */
    public static Asked wrong(long line, Object ref, String problem) {
        return new Asked(line, ref, null, problem);
    }
}
