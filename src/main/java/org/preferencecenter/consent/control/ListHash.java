package org.preferencecenter.consent.control;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.preferencecenter.platform.control.Vault;

/** What is stored of an entry of an opposition list: without PC_SECRET nobody can try numbers against it. One thread's. */
final class ListHash {

    /** Half of an HMAC-SHA-256: a number not on the list meets one of ten million by chance once in 10^31 questions. */
    private static final int BYTES = 16;

    private final Mac mac;

    ListHash(Vault vault) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(vault.derive("opposition-list"), "HmacSHA256"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }

    /** @param sha256 of the number, as {@link org.preferencecenter.consent.entity.ListForm} has it */
    byte[] of(byte[] sha256) {
        return Arrays.copyOf(mac.doFinal(sha256), BYTES);
    }
}
