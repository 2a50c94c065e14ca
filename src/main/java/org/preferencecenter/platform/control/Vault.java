package org.preferencecenter.platform.control;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.platform.entity.Settings;

/** Seals secrets for the database and derives keys from the master secret, so that a copy of the database opens nothing. */
@Singleton
public class Vault {

    private final byte[] master;

    @Inject
    public Vault(Settings settings) {
        this.master = settings.secret().bytes();
    }

    /** AES-256-GCM: version byte 1, 12-byte nonce, ciphertext with tag. {@code label} is authenticated with it. */
    public byte[] seal(String label, byte[] plain) {
        throw new UnsupportedOperationException();
    }

    /** @throws IllegalStateException if it was sealed under another secret or label, or changed since */
    public byte[] open(String label, byte[] sealed) {
        throw new UnsupportedOperationException();
    }

    /** A 256-bit key for one use, HKDF-SHA-256 with the label as info. */
    public byte[] derive(String label) {
        throw new UnsupportedOperationException();
    }
}
