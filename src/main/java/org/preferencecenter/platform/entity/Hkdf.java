package org.preferencecenter.platform.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives one key per use from one secret: HKDF-SHA-256 (RFC 5869), so that no key serves two ends (ASVS 9.2.2) and
 * knowing one tells nothing about the others.
 */
public final class Hkdf {

    private static final String HMAC = "HmacSHA256";

    /** RFC 5869 §2.2: no salt means one hash length of zeros. */
    private static final byte[] NO_SALT = new byte[32];

    private Hkdf() {
    }

    /**
     * A 256-bit key.
     *
     * @param key   the secret it comes from, at least 256 random bits
     * @param label what the new key is for; it never changes, or everything made with the key is lost
     */
    public static byte[] expand(byte[] key, String label) {
        byte[] extracted = hmac(NO_SALT, key);
        byte[] info = label.getBytes(UTF_8);
        byte[] first = new byte[info.length + 1];
        System.arraycopy(info, 0, first, 0, info.length);
        // RFC 5869 §2.3: 256 bits are exactly the first block, T(1) = HMAC(PRK, info | 0x01).
        first[info.length] = 1;
        return hmac(extracted, first);
    }

    private static byte[] hmac(byte[] key, byte[] input) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
