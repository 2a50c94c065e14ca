package org.preferencecenter.catalog.entity;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** The form, desk script, import or API where choices are captured, with its capture mode (S-08). */
@Entity
@Table(name = "collection_point")
public class CollectionPoint {

    /** What people meet there. */
    public enum Kind {
        FORM, DESK, IMPORT, API, PAGE
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;
    @ManyToOne(optional = false)
    @JoinColumn(name = "brand_id")
    private Brand brand;
    private String code;
    @Enumerated(EnumType.STRING)
    private Kind kind;
    @Enumerated(EnumType.STRING)
    @Column(name = "capture_mode")
    private CaptureMode captureMode;
    @Column(name = "retired_at")
    private Instant retiredAt;

    protected CollectionPoint() {
    }

    public CollectionPoint(Brand brand, String code, Kind kind, CaptureMode captureMode) {
        this.brand = brand;
        this.code = code;
        this.kind = kind;
        this.captureMode = captureMode;
    }

    public int id() {
        return id;
    }

    public Brand brand() {
        return brand;
    }

    public String code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }

    public CaptureMode captureMode() {
        return captureMode;
    }

    public boolean retired() {
        return retiredAt != null;
    }
}
