package org.preferencecenter.link.entity;

import java.util.Arrays;
import java.util.Optional;

/**
 * Lower-case base32 without padding (RFC 4648 §6), read in any letter case and only in the one form that
 * {@link #encode} writes. Mail systems may fold the case of a local part, so base64url cannot be used there
 * (STANDARDS A.8).
 */
final class Base32 {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;

    /** The value of each ASCII character, or -1. */
    private static final byte[] VALUES = values();

    private Base32() {
    }

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(length(bytes.length));
        int buffer = 0;
        int waiting = 0;
        for (byte next : bytes) {
            buffer = buffer << Byte.SIZE | next & 0xFF;
            waiting += Byte.SIZE;
            while (waiting >= BITS) {
                waiting -= BITS;
                text.append(ALPHABET.charAt(buffer >> waiting & 31));
            }
        }
        if (waiting > 0) {
            text.append(ALPHABET.charAt(buffer << BITS - waiting & 31));
        }
        return text.toString();
    }

    /** The bytes, or nothing: another length, a character outside the alphabet, or leftover bits that are not zero. */
    static Optional<byte[]> decode(String text, int byteCount) {
        if (text.length() != length(byteCount)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[byteCount];
        int buffer = 0;
        int waiting = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = c < VALUES.length ? VALUES[c] : -1;
            if (value < 0) {
                return Optional.empty();
            }
            buffer = buffer << BITS | value;
            waiting += BITS;
            if (waiting >= Byte.SIZE) {
                waiting -= Byte.SIZE;
                bytes[at++] = (byte) (buffer >> waiting);
            }
        }
        boolean canonical = (buffer & (1 << waiting) - 1) == 0;
        return canonical ? Optional.of(bytes) : Optional.empty();
    }

    private static int length(int byteCount) {
        return (byteCount * Byte.SIZE + BITS - 1) / BITS;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
            values[Character.toUpperCase(ALPHABET.charAt(i))] = (byte) i;
        }
        return values;
    }
}
