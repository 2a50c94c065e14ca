package org.preferencecenter.mail.entity;

/**
 * What a message that came back was taken for.
 *
 * @param brand     id, 0: not known
 * @param recipient whose token it bore, 0: nobody's
 * @param status    RFC 3463 code or kind of report, or null
 * @param done      something was stopped or suppressed by it
 */
public record Taken(Kind kind, int brand, long recipient, String status, boolean done) {

    /** As it is stored. */
    public enum Kind {
        STOP, HARD, SOFT, DELAYED, POLICY, COMPLAINT,
        /** It asks for nothing: a robot's, or one that says a message is no spam. */
        IGNORED,
        /** For an agent. */
        KEPT
    }
}
