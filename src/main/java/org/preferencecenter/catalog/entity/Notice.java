package org.preferencecenter.catalog.entity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

import org.hibernate.annotations.Immutable;

/** The exact wording shown (S-11), one version in one language. Immutable: consent holds for the words that were read. */
@Entity
@Immutable
public class Notice {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;
    @ManyToOne(optional = false)
    @JoinColumn(name = "purpose_id")
    private Purpose purpose;
    private int version;
    private String locale;
    private String wording;
    private byte[] sha256;
    @Column(name = "published_at")
    private Instant publishedAt;
    private boolean renews;

    protected Notice() {
    }

    /** @param renews consents given to the versions before do not cover what this one says */
    public Notice(Purpose purpose, int version, String locale, String wording, Instant publishedAt, boolean renews) {
        this(purpose, version, locale, wording, publishedAt);
        this.renews = renews;
    }

    public Notice(Purpose purpose, int version, String locale, String wording, Instant publishedAt) {
        this.purpose = purpose;
        this.version = version;
        this.locale = locale;
        this.wording = wording;
        this.sha256 = hash(wording);
        this.publishedAt = publishedAt;
    }

    /** One that no database knows, under an id that nobody has, to try a draft on. */
    static Notice trial(int id, Purpose purpose, int version, String locale, String wording, Instant at, boolean renews) {
        Notice trial = new Notice(purpose, version, locale, wording, at, renews);
        trial.id = id;
        return trial;
    }

    private static byte[] hash(String wording) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(wording.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public int id() {
        return id;
    }

    public Purpose purpose() {
        return purpose;
    }

    public int version() {
        return version;
    }

    public String locale() {
        return locale;
    }

    public String wording() {
        return wording;
    }

    /** SHA-256 of the wording in UTF-8. */
    public byte[] sha256() {
        return sha256.clone();
    }

    public Instant publishedAt() {
        return publishedAt;
    }

    /** True if consents given to the versions before do not cover what this one says. */
    public boolean renews() {
        return renews;
    }
}
