package org.preferencecenter.catalog.entity;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
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
    @ManyToMany
    @JoinTable(name = "collection_point_purpose", joinColumns = @JoinColumn(name = "collection_point_id"),
            inverseJoinColumns = @JoinColumn(name = "purpose_id"))
    private Set<Purpose> purposes = new LinkedHashSet<>();

    protected CollectionPoint() {
    }

    public CollectionPoint(Brand brand, String code, Kind kind, CaptureMode captureMode) {
        this.brand = brand;
        this.code = code;
        this.kind = kind;
        this.captureMode = captureMode;
    }

    /** Asks about these purposes there, each by a control of its own (S-15, S-16). */
    public CollectionPoint asking(Purpose... about) {
        purposes.addAll(List.of(about));
        return this;
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

    /** What is asked about there. */
    public Set<Purpose> purposes() {
        return Collections.unmodifiableSet(purposes);
    }

    public boolean retired() {
        return retiredAt != null;
    }
}
