package org.preferencecenter.platform.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.platform.entity.Hkdf;
import org.preferencecenter.platform.entity.Secret;
import org.preferencecenter.platform.entity.Settings;

/** Seals secrets for the database and derives keys from the master secret, so that a copy of the database opens nothing. */
@Singleton
public class Vault {

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final byte[] master;
    private final SecretKeySpec sealing;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public Vault(Settings settings) {
        this(settings.secret());
    }

    public Vault(Secret secret) {
        this.master = secret.bytes();
        this.sealing = new SecretKeySpec(Hkdf.expand(master, "vault/seal"), "AES");
    }

    /** AES-256-GCM: version byte 1, 12-byte nonce, ciphertext with tag. {@code label} is authenticated with it. */
    public byte[] seal(String label, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, label, nonce).doFinal(plain);
            return ByteBuffer.allocate(1 + NONCE_BYTES + closed.length).put(VERSION).put(nonce).put(closed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-256-GCM", e);
        }
    }

    /** @throws IllegalStateException if it was sealed under another secret or label, or changed since */
    public byte[] open(String label, byte[] sealed) {
        if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES || sealed[0] != VERSION) {
            throw new IllegalStateException("'" + label + "' is not in the form the vault seals");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, label, nonce)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("'" + label + "' was sealed under another secret or changed since", e);
        }
    }

    /** A 256-bit key for one use, HKDF-SHA-256 with the label as info. */
    public byte[] derive(String label) {
        // The prefix keeps every label apart from the vault's own key.
        return Hkdf.expand(master, "derive/" + label);
    }

    private Cipher cipher(int mode, String label, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(new byte[] {VERSION});
        cipher.updateAAD(label.getBytes(UTF_8));
        return cipher;
    }
}
