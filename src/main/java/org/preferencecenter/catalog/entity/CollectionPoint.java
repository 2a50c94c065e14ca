package org.preferencecenter.catalog.entity;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
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
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;

/** The form, desk script, import or API where choices are captured, with its capture mode (S-08). */
@Entity
@Table(name = "collection_point")
public class CollectionPoint {

    /** The longest a place may be, in characters. */
    public static final int LONGEST_PLACE = 200;

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
    @Enumerated(EnumType.STRING)
    private SignUpForm.Presentation presentation;
    private boolean mandatory;
    @Column(name = "refusal_box")
    private boolean refusalBox;
    @Enumerated(EnumType.STRING)
    private Audience audience = Audience.CONSUMER;
    private String country;
    private String place;
    @Version
    private int version;
    @ElementCollection
    @CollectionTable(name = "collection_point_asks", joinColumns = @JoinColumn(name = "collection_point_id"))
    @Column(name = "channel")
    @Enumerated(EnumType.STRING)
    private Set<Channel> asks = EnumSet.noneOf(Channel.class);
    @ElementCollection
    @CollectionTable(name = "collection_point_site", joinColumns = @JoinColumn(name = "collection_point_id"))
    @Column(name = "site")
    private Set<String> sites = new HashSet<>();
    @ElementCollection
    @CollectionTable(name = "collection_point_text", joinColumns = @JoinColumn(name = "collection_point_id"))
    @MapKeyColumn(name = "locale")
    private Map<String, FormText> texts = new HashMap<>();

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

    /** Asks about these and no others from now on. */
    public CollectionPoint askingOnly(Set<Purpose> about) {
        replace(purposes, about);
        return this;
    }

    /** @param place where people are met, 1 to 200 characters; null or blank: the agent says (S-44) */
    public CollectionPoint met(String place) {
        this.place = place == null || place.isBlank() ? null : place.strip();
        return this;
    }

    /** Asks about it there no longer. */
    public CollectionPoint notAsking(Purpose about) {
        purposes.removeIf(purpose -> purpose.id() == about.id());
        return this;
    }

    /** One that no database knows, with the same id and form, to try a draft on. @param about what it asks about */
    CollectionPoint trial(Set<Purpose> about) {
        CollectionPoint trial = new CollectionPoint(brand, code, kind, captureMode);
        trial.id = id;
        trial.retiredAt = retiredAt;
        form().ifPresent(trial::open);
        trial.purposes.addAll(about);
        return trial;
    }

    /** Meets the public from now on, in the place of how it did before. */
    public void open(SignUpForm form) {
        presentation = form.presentation();
        mandatory = form.mandatory();
        refusalBox = form.refusalBox();
        audience = form.audience();
        country = form.country();
        replace(asks, form.asks());
        replace(sites, form.sites());
        texts.clear();
        texts.putAll(form.texts());
    }

    private static <T> void replace(Set<T> these, Set<T> by) {
        these.clear();
        these.addAll(by);
    }

    public void retire(Instant at) {
        retiredAt = at;
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

    /** Where people are met, if it is always the same place (S-44). */
    public Optional<String> place() {
        return Optional.ofNullable(place);
    }

    /** How often it was changed. */
    public int version() {
        return version;
    }

    public boolean retired() {
        return retiredAt != null;
    }

    /** How it meets the public; nothing: it does not, or not yet. */
    public Optional<SignUpForm> form() {
        return presentation == null ? Optional.empty() : Optional.of(new SignUpForm(presentation, mandatory, refusalBox,
                audience, country, asks, sites, texts));
    }
}
