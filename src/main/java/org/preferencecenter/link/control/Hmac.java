package org.preferencecenter.link.control;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReferenceArray;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 under one key, for many threads at once. Setting up a {@link Mac} costs as much as using it, so idle
 * ones are kept here: they go away with the key, unlike thread locals, which a redeployed server keeps for ever.
 */
final class Hmac {

    private static final String NAME = "HmacSHA256";

    private static final int SLOTS = 16;
    /** References are 4 or 8 bytes: neighbouring slots never share a 64-byte cache line. */
    private static final int APART = 16;

    private final SecretKeySpec key;
    private final AtomicReferenceArray<Mac> idle = new AtomicReferenceArray<>(SLOTS * APART);

    Hmac(byte[] key) {
        this.key = new SecretKeySpec(key, NAME);
    }

    byte[] of(byte[] input) {
        int slot = (int) (Thread.currentThread().getId() % SLOTS) * APART;
        // Taken out while in use, so that two threads on one slot can never share a Mac.
        Mac mac = idle.getAndSet(slot, null);
        if (mac == null) {
            mac = fresh();
        }
        byte[] tag = mac.doFinal(input);
        idle.lazySet(slot, mac);
        return tag;
    }

    private Mac fresh() {
        try {
            Mac mac = Mac.getInstance(NAME);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + NAME, e);
        }
    }
}
