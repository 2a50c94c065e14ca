package org.preferencecenter.ledger.entity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One fact about one recipient, never changed.
 *
 * @param recipient opaque id, 1 to 2^53 - 1 (numbers in canonical JSON are exact only so far, RFC 8785 §3.2.2.3)
 * @param seq       1, 2, 3 … per recipient
 * @param at        when, to the microsecond (finer is cut); the leaf takes years 0 to 9999
 * @param kind      what kind of fact, a plain lower-case word
 * @param facts     known words only: strings, integers from 0 and booleans
 * @param prevHash  the {@link #hash()} of this recipient's entry before, 32 bytes; zeros for the first
 */
public record Entry(long recipient, int seq, Instant at, String kind, SortedMap<String, Object> facts,
        byte[] prevHash) {

    private static final long MAX_EXACT = (1L << 53) - 1;

    public Entry {
        if (recipient < 1 || recipient > MAX_EXACT || seq < 1) {
            throw new IllegalArgumentException("recipient and seq of an entry are 1 or more");
        }
        if (prevHash.length != Leaf.HASH_BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + prevHash.length);
        }
        Vocabulary.checkKind(kind);
        facts.forEach(Vocabulary::check);
        at = at.truncatedTo(ChronoUnit.MICROS);
        facts = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Object>) facts));
        prevHash = prevHash.clone();
    }

    /** Reads a leaf back. @throws IllegalArgumentException if it is not the canonical form of an entry */
    public static Entry of(byte[] leaf) {
        return Leaf.read(leaf);
    }

    /** An instant as entries write it, always six digits after the second: {@code 2026-11-22T10:00:00.000000Z}. */
    public static String text(Instant at) {
        return Leaf.text(at);
    }

    @Override
    public byte[] prevHash() {
        return prevHash.clone();
    }

    /** The canonical bytes: JSON of RFC 8785, keys sorted, no blanks. */
    public byte[] leaf() {
        return Leaf.write(this, prevHash);
    }

    /** The leaf hash of RFC 6962 §2.1: SHA-256(0x00 || leaf). */
    public byte[] hash() {
        return Leaf.hash(leaf());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry that && recipient == that.recipient && seq == that.seq && at.equals(that.at)
                && kind.equals(that.kind) && facts.equals(that.facts) && Arrays.equals(prevHash, that.prevHash);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(recipient) * 31 + seq;
    }
}
