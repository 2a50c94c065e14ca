package org.preferencecenter.access.entity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

import org.preferencecenter.platform.entity.Secret;

/**
 * A key as its owner holds it, {@code pc_ID_SECRET}: 16 hexadecimal digits by which it is found, 64 by which it is
 * believed, all lower case, so that there is one way to write it. The prefix lets scanners find keys that leaked.
 */
public final class KeyText {

    /** Octets of the public id. */
    public static final int ID_BYTES = 8;
    /** Octets of the secret: 256 bits. */
    public static final int SECRET_BYTES = 32;

    private static final String PREFIX = "pc_";
    private static final Pattern FORM = Pattern.compile("pc_([0-9a-f]{16})_([0-9a-f]{64})");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

    private final String id;
    private final Secret secret;

    private KeyText(String id, Secret secret) {
        this.id = id;
        this.secret = secret;
    }

    /**
     * Of random octets.
     *
     * @param id     {@value #ID_BYTES} octets
     * @param secret {@value #SECRET_BYTES} octets
     */
    public static KeyText of(byte[] id, byte[] secret) {
        if (id.length != ID_BYTES || secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("a key has 8 octets of id and 32 of secret");
        }
        return new KeyText(HexFormat.of().formatHex(id), new Secret(secret));
    }

    /** Reads the one form, or nothing. Never throws. */
    public static Optional<KeyText> read(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new KeyText(matcher.group(1), new Secret(HexFormat.of().parseHex(matcher.group(2)))))
                : Optional.empty();
    }

    /** Whether this can be the public id of a key. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Whether somebody means this as a key of ours, in its form or not. */
    public static boolean isMeantAsOne(String text) {
        return text.startsWith(PREFIX);
    }

    public String id() {
        return id;
    }

    /** What is stored of it. A plain hash does: 256 random bits cannot be guessed, however fast one hashes. */
    public byte[] hash() {
        return hash(secret.bytes());
    }

    /** SHA-256. */
    public static byte[] hash(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The whole key, secret included: for its owner, once. */
    public String shownOnce() {
        return PREFIX + id + "_" + HexFormat.of().formatHex(secret.bytes());
    }

    /**
     * The credential of an Authorization header: {@code "Bearer" 1*SP b64token} (RFC 6750 §2.1); the scheme in any case
     * (RFC 9110 §11.1).
     *
     * @param header the header's value, or null
     * @return what follows the scheme, or nothing: no header, another scheme, nothing after it. Never throws
     */
    public static Optional<String> bearer(String header) {
        String scheme = "Bearer ";
        if (header == null || !header.regionMatches(true, 0, scheme, 0, scheme.length())) {
            return Optional.empty();
        }
        return Optional.of(header.substring(scheme.length()).strip()).filter(given -> !given.isEmpty());
    }

    /** The octets to compare of a credential that is no key of ours. */
    public static byte[] octets(String credential) {
        return credential.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return PREFIX + id + "_***";
    }
}
