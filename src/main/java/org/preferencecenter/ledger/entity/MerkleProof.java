package org.preferencecenter.ledger.entity;

import java.util.Arrays;
import java.util.List;

/** Checks proofs without a tree, as RFC 9162 §2.1.3.2 and §2.1.4.2 say it, step by step. A false proof is false, never an error. */
public final class MerkleProof {

    private MerkleProof() {
    }

    /** Whether a leaf hash is the leaf of that index in the tree of that size and root (RFC 9162 §2.1.3.2). */
    public static boolean includes(byte[] leafHash, long index, long size, byte[] root, List<byte[]> path) {
        if (index < 0 || index >= size || !whole(path) || leafHash.length != Leaf.HASH_BYTES) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        byte[] r = leafHash;
        for (byte[] p : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = MerkleTree.node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = MerkleTree.node(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(r, root);
    }

    /** Whether the tree of the second size and root begins with the whole first tree (RFC 9162 §2.1.4.2). */
    public static boolean grows(long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> path) {
        if (first < 0 || first > second || !whole(path)) {
            return false;
        }
        if (first == second) {
            return path.isEmpty() && Arrays.equals(firstRoot, secondRoot);
        }
        if (first == 0) {
            return path.isEmpty() && Arrays.equals(firstRoot, MerkleTree.empty());
        }
        if (path.isEmpty()) {
            return false;
        }
        boolean power = Long.bitCount(first) == 1;
        byte[] fr = power ? firstRoot : path.get(0);
        byte[] sr = fr;
        long fn = first - 1;
        long sn = second - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        for (byte[] c : power ? path : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = MerkleTree.node(c, fr);
                sr = MerkleTree.node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = MerkleTree.node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(fr, firstRoot) && Arrays.equals(sr, secondRoot);
    }

    private static boolean whole(List<byte[]> path) {
        return path.size() <= Long.SIZE && path.stream().allMatch(hash -> hash.length == Leaf.HASH_BYTES);
    }
}
