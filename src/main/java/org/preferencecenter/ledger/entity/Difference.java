package org.preferencecenter.ledger.entity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first thing an audit found that is not as it was signed.
 *
 * @param leaf      its index; -1: none, or not known
 * @param recipient of the entry; 0: not known
 * @param seq       of the entry; 0: not known
 * @param field     which part of it, as the table or the entry calls it; empty: the entry as a whole
 * @param was       what stood there when it was signed; {@code -}: nothing did; empty: nobody can tell from what is left
 * @param is        what stands there now, if it is a word the ledger knows; {@code -}: nothing does; empty: not told
 * @param since     size of the first checkpoint that holds the entry as it was; 0: none does yet
 */
public record Difference(Kind kind, long leaf, long recipient, int seq, String field, String was, String is, long since) {

    private static final Pattern WRITTEN = Pattern.compile("([A-Z_]+)(?: leaf (\\d+))?(?: recipient (\\d+) entry (\\d+))?"
            + "(?: field ([^ ]+(?: \\d+/\\d+)?))?(?: was ([^ ]+))?(?: is ([^ ]+))? since checkpoint (\\d+)");

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
        CHECKPOINT,
        /** A key that is not one of ours: whoever put it there could not seal its secret. */
        KEY,
        /** What counts now is not what the entries say. */
        STANDING
    }

    public Difference(Kind kind, long leaf, long recipient, int seq, String field, long since) {
        this(kind, leaf, recipient, seq, field, "", "", since);
    }

    /** Whether the entry itself is as it was signed, and what stands beside it is not: what counts now, or where a person's entries end. */
    public boolean beside() {
        return kind == Kind.STANDING || kind == Kind.TRUNCATED && recipient > 0;
    }

    /** As it is kept; {@link #parse} reads it back. */
    @Override
    public String toString() {
        return kind + (leaf < 0 ? "" : " leaf " + leaf) + (recipient == 0 ? "" : " recipient " + recipient + " entry " + seq)
                + (field.isEmpty() ? "" : " field " + field) + (was.isEmpty() ? "" : " was " + was) + (is.isEmpty() ? "" : " is " + is)
                + " since checkpoint " + since;
    }

    /** @throws IllegalArgumentException if it is nothing that was written by {@link #toString} */
    public static Difference parse(String text) {
        Matcher part = WRITTEN.matcher(text);
        if (!part.matches()) {
            throw new IllegalArgumentException("not a difference");
        }
        return new Difference(Kind.valueOf(part.group(1)), part.group(2) == null ? -1 : Long.parseLong(part.group(2)),
                part.group(3) == null ? 0 : Long.parseLong(part.group(3)), part.group(4) == null ? 0 : Integer.parseInt(part.group(4)),
                text(part.group(5)), text(part.group(6)), text(part.group(7)), Long.parseLong(part.group(8)));
    }

    private static String text(String group) {
        return group == null ? "" : group;
    }
}
