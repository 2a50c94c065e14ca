package org.preferencecenter.ledger.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The right edge of a growing tree: the complete subtrees it consists of, which is all that appending needs. */
public final class Frontier {

    private final List<byte[]> hashes = new ArrayList<>();
    private long size;

    /** The edge of a tree of that size. @param known hashes of its complete subtrees */
    public Frontier(long size, Function<Subtree, byte[]> known) {
        this.size = size;
        Subtree.of(0, size).forEach(part -> hashes.add(known.apply(part)));
    }

    public long size() {
        return size;
    }

    /** Appends a leaf. @param completed hears of every subtree, leaf included, that is complete by it, the smallest first */
    public void append(byte[] leafHash, BiConsumer<Subtree, byte[]> completed) {
        byte[] hash = leafHash;
        Subtree part = new Subtree(0, size);
        completed.accept(part, hash);
        while ((part.index() & 1) == 1) {
            hash = MerkleTree.node(hashes.remove(hashes.size() - 1), hash);
            part = new Subtree(part.level() + 1, part.index() >> 1);
            completed.accept(part, hash);
        }
        hashes.add(hash);
        size++;
    }

    /** The root of RFC 6962 §2.1. */
    public byte[] root() {
        if (size == 0) {
            return MerkleTree.empty();
        }
        byte[] root = hashes.get(hashes.size() - 1);
        for (int i = hashes.size() - 2; i >= 0; i--) {
            root = MerkleTree.node(hashes.get(i), root);
        }
        return root;
    }
}
