package org.preferencecenter.ledger.entity;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * RFC 6962 §2.1 word for word, slow and with no line of the product's: recursion over the list of all leaf data. What the
 * product is held against.
 */
public final class Rfc6962 {

    private Rfc6962() {
    }

    /** MTH(D[n]). */
    public static byte[] mth(List<byte[]> d) {
        if (d.isEmpty()) {
            return sha256(new byte[0]);
        }
        if (d.size() == 1) {
            return sha256(concat(new byte[] {0}, d.get(0)));
        }
        int k = k(d.size());
        return sha256(concat(new byte[] {1}, mth(d.subList(0, k)), mth(d.subList(k, d.size()))));
    }

    /** PATH(m, D[n]). */
    public static List<byte[]> path(int m, List<byte[]> d) {
        if (d.size() == 1) {
            return new ArrayList<>();
        }
        int k = k(d.size());
        List<byte[]> path = m < k ? path(m, d.subList(0, k)) : path(m - k, d.subList(k, d.size()));
        path.add(m < k ? mth(d.subList(k, d.size())) : mth(d.subList(0, k)));
        return path;
    }

    /** PROOF(m, D[n]), for 0 &lt; m &lt; n. */
    public static List<byte[]> proof(int m, List<byte[]> d) {
        return subproof(m, d, true);
    }

    private static List<byte[]> subproof(int m, List<byte[]> d, boolean b) {
        int n = d.size();
        if (m == n) {
            return b ? new ArrayList<>() : new ArrayList<>(List.of(mth(d)));
        }
        int k = k(n);
        List<byte[]> proof;
        if (m <= k) {
            proof = subproof(m, d.subList(0, k), b);
            proof.add(mth(d.subList(k, n)));
        } else {
            proof = subproof(m - k, d.subList(k, n), false);
            proof.add(mth(d.subList(0, k)));
        }
        return proof;
    }

    /** The root that a path leads to, by recursion over the split, the other way round than the product walks. */
    public static byte[] rootFrom(byte[] data, int m, int n, List<byte[]> path) {
        if (n == 1) {
            if (!path.isEmpty()) {
                throw new IllegalArgumentException("too long");
            }
            return sha256(concat(new byte[] {0}, data));
        }
        int k = k(n);
        byte[] last = path.get(path.size() - 1);
        List<byte[]> rest = path.subList(0, path.size() - 1);
        return m < k ? sha256(concat(new byte[] {1}, rootFrom(data, m, k, rest), last))
                : sha256(concat(new byte[] {1}, last, rootFrom(data, m - k, n - k, rest)));
    }

    private static int k(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
