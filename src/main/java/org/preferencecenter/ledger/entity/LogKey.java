package org.preferencecenter.ledger.entity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a key that signs notes (https://c2sp.org/signed-note, Ed25519).
 *
 * @param name   not empty, without blanks and plus signs
 * @param octets 32, as RFC 8032 encodes a public key
 */
public record LogKey(String name, byte[] octets) {

    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");   // RFC 8410 §4

    public LogKey {
        if (name.isEmpty() || name.codePoints().anyMatch(c -> c == '+' || Character.isWhitespace(c) || Character.isSpaceChar(c)
                || Character.isISOControl(c))) {
            throw new IllegalArgumentException("the name of a key is not empty and has no blank and no plus sign");
        }
        if (octets.length != KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has 32 octets");
        }
        octets = octets.clone();
    }

    /** From Java's form of a public key. */
    public static LogKey of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != X509.length + KEY_BYTES || !Arrays.equals(X509, Arrays.copyOf(encoded, X509.length))) {
            throw new IllegalArgumentException("not an Ed25519 key");
        }
        return new LogKey(name, Arrays.copyOfRange(encoded, X509.length, encoded.length));
    }

    /** Reads {@code name+hash+base64}. @throws IllegalArgumentException if it is anything else, or the hash is another's */
    public static LogKey parse(String vkey) {
        String[] parts = vkey.split("\\+", 3);
        byte[] key = parts.length == 3 ? base64(parts[2]) : new byte[0];
        if (key.length != 1 + KEY_BYTES || key[0] != ED25519) {
            throw new IllegalArgumentException("not a key of the form name+hash+base64 with an Ed25519 key");
        }
        LogKey read = new LogKey(parts[0], Arrays.copyOfRange(key, 1, key.length));
        if (!read.vkey().equals(vkey)) {
            throw new IllegalArgumentException("the hash of the key is not its own");
        }
        return read;
    }

    /** The first four octets of SHA-256(name || 0x0A || 0x01 || key). */
    public byte[] id() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(name.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) '\n');
            sha256.update(ED25519);
            return Arrays.copyOf(sha256.digest(octets), 4);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** {@code name+hash+base64}, as tools take it. */
    public String vkey() {
        byte[] typed = new byte[1 + KEY_BYTES];
        typed[0] = ED25519;
        System.arraycopy(octets, 0, typed, 1, KEY_BYTES);
        return name + '+' + HexFormat.of().formatHex(id()) + '+' + Base64.getEncoder().encodeToString(typed);
    }

    /** Whether it is a signature of this key over that text. */
    public boolean signed(String text, byte[] signature) {
        byte[] encoded = Arrays.copyOf(X509, X509.length + KEY_BYTES);
        System.arraycopy(octets, 0, encoded, X509.length, KEY_BYTES);
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(signature);
        } catch (GeneralSecurityException notOne) {
            return false;
        }
    }

    @Override
    public byte[] octets() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogKey that && name.equals(that.name) && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return vkey();
    }

    /** Strict: canonical base64 with padding, or nothing at all. */
    static byte[] base64(String text) {
        try {
            byte[] octets = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(octets).equals(text) ? octets : new byte[0];
        } catch (IllegalArgumentException not) {
            return new byte[0];
        }
    }
}
