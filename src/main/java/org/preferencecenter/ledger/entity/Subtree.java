package org.preferencecenter.ledger.entity;

import java.util.ArrayList;
import java.util.List;

/**
 * A complete part of the tree: the 2^level leaves from index · 2^level on. It never changes once its leaves are there.
 *
 * @param level 0 for a leaf, 62 at most
 */
public record Subtree(int level, long index) {

    public Subtree {
        if (level < 0 || level > 62 || index < 0) {
            throw new IllegalArgumentException("no such part of a tree");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Subtree that && level == that.level && index == that.index;
    }

    /** Written out: a proof asks for tens of thousands, and what the compiler makes of a record is slow as long as it is new. */
    @Override
    public int hashCode() {
        return Long.hashCode(index * 64 + level);
    }

    /** The first leaf. */
    public long from() {
        return index << level;
    }

    /** The leaf after the last. */
    public long to() {
        return index + 1 << level;
    }

    /** The complete subtrees that make up the leaves from (inclusive) to (exclusive), in order, as few as can be. */
    public static List<Subtree> of(long from, long to) {
        List<Subtree> parts = new ArrayList<>();
        for (long at = from; at < to;) {
            int level = at == 0 ? 62 : Long.numberOfTrailingZeros(at);
            while (to - at < 1L << level) {
                level--;
            }
            parts.add(new Subtree(level, at >> level));
            at += 1L << level;
        }
        return parts;
    }

    /** The subtrees of a lower level that make it up, in order. */
    public List<Subtree> split(int lower) {
        List<Subtree> parts = new ArrayList<>(1 << level - lower);
        long first = index << level - lower;
        for (long i = 0; i < 1L << level - lower; i++) {
            parts.add(new Subtree(lower, first + i));
        }
        return parts;
    }
}
