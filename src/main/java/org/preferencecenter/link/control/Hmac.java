package org.preferencecenter.link.control;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC-SHA-256 under one key, for many threads at once. The two blocks made of the key are hashed once and kept, as
 * RFC 2104 §4 proposes: half the work of a {@link javax.crypto.Mac}, which hashes them again for every message.
 * Nothing here changes once made, so there is nothing to lock, to pool or to leak.
 */
final class Hmac {

    private static final int BLOCK_BYTES = 64;

    /** SHA-256 after the block key ⊕ ipad, and after the block key ⊕ opad. */
    private final MessageDigest inner;
    private final MessageDigest outer;

    /** @param key at most one block, 64 bytes; a longer one would have to be hashed first */
    Hmac(byte[] key) {
        if (key.length > BLOCK_BYTES) {
            throw new IllegalArgumentException("a key has at most " + BLOCK_BYTES + " bytes, not " + key.length);
        }
        inner = begun(key, 0x36);
        outer = begun(key, 0x5c);
    }

    /** The 32 bytes of H(key ⊕ opad, H(key ⊕ ipad, message)). */
    byte[] of(byte[] message) {
        return copy(outer).digest(copy(inner).digest(message));
    }

    private static MessageDigest begun(byte[] key, int pad) {
        byte[] block = Arrays.copyOf(key, BLOCK_BYTES);
        for (int i = 0; i < BLOCK_BYTES; i++) {
            block[i] ^= (byte) pad;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(block);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of " + digest.getProvider() + " cannot be copied", e);
        }
    }
}
