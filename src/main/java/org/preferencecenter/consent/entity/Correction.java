package org.preferencecenter.consent.entity;

import java.util.UUID;

/**
 * An address or number that is to take the place of one on record, as the person told somebody of ours (GDPR 16).
 *
 * @param address the id of the one on record; whatever else the same number is used for is corrected with it
 * @param value   the new one: a mail address, a number as {@link TelephoneNumber#international} writes it, or a postal address
 * @param brand   in whose name the person is written to about it
 * @param via     how the person reached us, as {@link Origin#agent}
 * @param note    who was told so, and why it changes: with words
 */
public record Correction(long recipient, UUID address, String value, int brand, String via, AgentAct.Note note) {

    public Correction {
        if (note.why() == null || note.why().isBlank()) {
            throw new IllegalArgumentException("a correction says why");
        }
    }

    /** What came of it. */
    public enum Result {
        /** A link went to the new address; the old one stays until it is followed. */
        ASKED,
        /** The old one is gone, the new one is in its place. */
        REPLACED,
        /** It is the very address on record. */
        SAME,
        /** Somebody else has it: only whoever reads that mailbox can say that it is theirs. */
        TAKEN,
        /** The old one is not theirs, or not any more. */
        GONE,
        /** The new one must not be written to, so that no link can prove it. */
        SUPPRESSED,
        /** Too many links were asked for in the last hour. */
        OFTEN
    }

    /**
     * @param change the change, as the ledger names it; null unless it was replaced
     * @param told   whether a notice is on its way to a mailbox of the person's
     */
    public record Outcome(Result result, UUID change, boolean told) {

        public static Outcome of(Result result) {
            return new Outcome(result, null, false);
        }
    }

    /** Holds an address: never to be written down. */
    @Override
    public String toString() {
        return "Correction of " + address;
    }
}
