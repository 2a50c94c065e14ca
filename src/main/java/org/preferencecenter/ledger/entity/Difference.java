package org.preferencecenter.ledger.entity;

/**
 * The first thing an audit found that is not as it was signed.
 *
 * @param leaf      its index; -1: none, or not known
 * @param recipient of the entry; 0: not known
 * @param seq       of the entry; 0: not known
 * @param field     which part of it, as the table calls it; empty: the entry as a whole
 * @param since     size of the first checkpoint that holds the entry as it was; 0: none does yet
 */
public record Difference(Kind kind, long leaf, long recipient, int seq, String field, long since) {

    /** What was done. */
    public enum Kind {
        /** Something stands there that was not signed. */
        CHANGED,
        /** Something that was signed is gone. */
        REMOVED,
        /** Something is there that nobody signed, although it is older than what was. */
        INSERTED,
        /** Leaves do not lie in the order in which their entries came. */
        REORDERED,
        /** An entry was put in again after it had been sealed. */
        REPLAYED,
        /** The end is missing: of the log, as somebody outside knows it, or of one person's entries. */
        TRUNCATED,
        /** A checkpoint is not as it was signed, or what is stored leads to another root. */
        CHECKPOINT
    }

    @Override
    public String toString() {
        return kind + (leaf < 0 ? "" : " leaf " + leaf) + (recipient == 0 ? "" : " recipient " + recipient + " entry " + seq)
                + (field.isEmpty() ? "" : " field " + field) + " since checkpoint " + since;
    }
}
