package org.preferencecenter.ledger.entity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One recipient's entries in order, each holding the hash of the one before. */
public final class Chain {

    private static final byte[] START = new byte[Leaf.HASH_BYTES];

    private Chain() {
    }

    /** What stands where the first entry names the one before: 32 zero bytes. */
    public static byte[] start() {
        return START.clone();
    }

    /** @param seq the first entry that does not fit what comes before it */
    public record Break(int seq, Flaw flaw) {
    }

    /** What is wrong with a link. */
    public enum Flaw {
        /** An entry was left out, repeated or moved. */
        ORDER,
        /** The entry before was changed, or replaced. */
        PREVIOUS_HASH,
        /** The entry belongs to somebody else. */
        RECIPIENT,
        /** The history was cut off before its head, or goes on after it. */
        HEAD
    }

    /** The first broken link of a history that starts at its first entry, or nothing: the chain is whole. */
    public static Optional<Break> check(List<Entry> entries) {
        byte[] expected = START;
        int seq = 0;
        for (Entry entry : entries) {
            seq++;
            if (entry.recipient() != entries.get(0).recipient()) {
                return Optional.of(new Break(seq, Flaw.RECIPIENT));
            }
            if (entry.seq() != seq) {
                return Optional.of(new Break(seq, Flaw.ORDER));
            }
            if (!Arrays.equals(expected, entry.prevHash())) {
                return Optional.of(new Break(seq, Flaw.PREVIOUS_HASH));
            }
            expected = entry.hash();
        }
        return Optional.empty();
    }

    /** As {@link #check(List)}, and the last entry must be the one the recipient's head names: nothing was cut off. */
    public static Optional<Break> check(List<Entry> entries, byte[] head) {
        Optional<Break> broken = check(entries);
        if (broken.isPresent()) {
            return broken;
        }
        byte[] last = entries.isEmpty() ? START : entries.get(entries.size() - 1).hash();
        return Arrays.equals(last, head) ? Optional.empty() : Optional.of(new Break(entries.size(), Flaw.HEAD));
    }
}
