package org.preferencecenter.catalog.entity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.Immutable;

/** The octets of a logo, kept under their own hash. Immutable: an address that names the hash may be kept for ever. */
@Entity
@Immutable
public class Picture {

    @Id
    private String sha256;
    private byte[] bytes;

    protected Picture() {
    }

    public Picture(byte[] bytes) {
        this.bytes = bytes.clone();
        this.sha256 = hash(bytes);
    }

    /** SHA-256 in hexadecimal. */
    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public String sha256() {
        return sha256;
    }
}
