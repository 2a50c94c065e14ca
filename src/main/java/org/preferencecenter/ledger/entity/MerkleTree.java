package org.preferencecenter.ledger.entity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The tree of RFC 6962 §2.1 over leaf hashes. What a root or a proof is made of is told as ranges of leaves and complete
 * subtrees, so that whoever stores hashes fetches all of them at once, and O(log n) of them.
 */
public final class MerkleTree {

    /** Begun and never gone on with: a copy costs less than asking the platform for another, and a proof needs tens of thousands. */
    private static final MessageDigest BEGUN = fresh();

    private MerkleTree() {
    }

    /** The leaves from (inclusive) to (exclusive), as one side of a split of RFC 6962 §2.1. */
    public record Range(long from, long to) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Range that && from == that.from && to == that.to;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(from * 31 + to);
        }

        /** What it is made of. */
        public List<Subtree> parts() {
            return Subtree.of(from, to);
        }
    }

    /** The root of no leaves: SHA-256 of nothing. */
    public static byte[] empty() {
        return sha256().digest();
    }

    /** SHA-256(0x00 || data): the hash of a leaf. */
    public static byte[] leaf(byte[] data) {
        MessageDigest sha256 = sha256();
        sha256.update((byte) 0);
        return sha256.digest(data);
    }

    /** SHA-256(0x01 || left || right). */
    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest sha256 = sha256();
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    /** The root of the first {@code size} leaves. @param hashes of complete subtrees */
    public static byte[] root(long size, Function<Subtree, byte[]> hashes) {
        return size == 0 ? empty() : hash(new Range(0, size), hashes);
    }

    /** The hash of one side of a split. */
    public static byte[] hash(Range range, Function<Subtree, byte[]> hashes) {
        List<Subtree> parts = range.parts();
        byte[] hash = hashes.apply(parts.get(parts.size() - 1));
        for (int i = parts.size() - 2; i >= 0; i--) {
            hash = node(hashes.apply(parts.get(i)), hash);
        }
        return hash;
    }

    /**
     * PATH(index, D[size]) of RFC 6962 §2.1.1: whose hashes prove that a leaf is in the tree, the nearest to it first.
     *
     * @throws IllegalArgumentException unless 0 &lt;= index &lt; size
     */
    public static List<Range> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf of that index in a tree of that size");
        }
        List<Range> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index < middle) {
                path.add(0, new Range(middle, to));
                to = middle;
            } else {
                path.add(0, new Range(from, middle));
                from = middle;
            }
        }
        return path;
    }

    /**
     * PROOF(first, D[size]) of RFC 6962 §2.1.2: whose hashes prove that the first {@code first} leaves are those of the
     * smaller tree. Empty for equal sizes, and for a first tree of nothing.
     *
     * @throws IllegalArgumentException unless 0 &lt;= first &lt;= size
     */
    public static List<Range> consistency(long first, long size) {
        if (first < 0 || first > size) {
            throw new IllegalArgumentException("a tree does not grow smaller");
        }
        List<Range> path = new ArrayList<>();
        if (first == 0 || first == size) {
            return path;
        }
        long from = 0;
        long to = size;
        boolean known = true;   // the b of SUBPROOF: the smaller tree as a whole, whose root the verifier has
        while (first != to) {
            long middle = from + split(to - from);
            if (first <= middle) {
                path.add(0, new Range(middle, to));
                to = middle;
            } else {
                path.add(0, new Range(from, middle));
                from = middle;
                known = false;
            }
        }
        if (!known) {
            path.add(0, new Range(from, to));
        }
        return path;
    }

    /** The largest power of two smaller than n, for n &gt; 1. */
    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    private static MessageDigest sha256() {
        try {
            return (MessageDigest) BEGUN.clone();
        } catch (CloneNotSupportedException notThisProvider) {
            return fresh();
        }
    }

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
