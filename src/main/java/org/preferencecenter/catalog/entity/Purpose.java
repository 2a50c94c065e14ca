package org.preferencecenter.catalog.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
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
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Words;
import org.preferencecenter.link.entity.Scope;

/** Why we contact people (FR <i>finalité</i>): one legal question, one choice. Retired, never deleted. */
@Entity
public class Purpose {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;
    @ManyToOne(optional = false)
    @JoinColumn(name = "brand_id")
    private Brand brand;
    private String code;
    @Enumerated(EnumType.STRING)
    private MessageNature nature;
    private String classification;
    @Column(name = "function_tag")
    private String functionTag;
    @Column(name = "product_families")
    private String productFamilies;
    private String sector;
    @Column(name = "retention_months")
    private int retentionMonths = 36;
    private boolean offered = true;
    private int position;
    private boolean tracking;
    @Column(name = "published_at")
    private Instant publishedAt;
    @Column(name = "retired_at")
    private Instant retiredAt;
    @ElementCollection
    @CollectionTable(name = "purpose_basis", joinColumns = @JoinColumn(name = "purpose_id"))
    private Set<Basis> bases = new HashSet<>();
    @ElementCollection
    @CollectionTable(name = "purpose_channel", joinColumns = @JoinColumn(name = "purpose_id"))
    @Column(name = "channel")
    @Enumerated(EnumType.STRING)
    private Set<Channel> channels = EnumSet.noneOf(Channel.class);
    @ElementCollection
    @CollectionTable(name = "purpose_jurisdiction", joinColumns = @JoinColumn(name = "purpose_id"))
    @Column(name = "jurisdiction")
    private Set<String> jurisdictions = new HashSet<>();
    @ElementCollection
    @CollectionTable(name = "purpose_text", joinColumns = @JoinColumn(name = "purpose_id"))
    @MapKeyColumn(name = "locale")
    private Map<String, Text> texts = new HashMap<>();
    @OneToMany(mappedBy = "purpose", cascade = jakarta.persistence.CascadeType.PERSIST)
    @OrderBy("position")
    private List<Topic> topics = new ArrayList<>();

    protected Purpose() {
    }

    public Purpose(Brand brand, String code, MessageNature nature, int position) {
        this.brand = brand;
        this.code = code;
        this.nature = nature;
        this.position = position;
    }

    /** Adds the basis for an audience; {@link Basis#ANYWHERE} for every jurisdiction not named. */
    public Purpose on(LegalBasis basis, Audience audience, String jurisdiction) {
        bases.add(new Basis(audience, jurisdiction, basis));
        return this;
    }

    public Purpose over(Channel... over) {
        channels.addAll(List.of(over));
        return this;
    }

    /** Where it is meant to be used, as ISO 3166-1 alpha-2 codes; nothing said: everywhere the rule book knows. */
    public Purpose serving(String... codes) {
        jurisdictions.addAll(List.of(codes));
        return this;
    }

    public Purpose called(String locale, String title, String about) {
        texts.put(locale, new Text(title, about));
        return this;
    }

    /** Why this was filed as a service message (S-40); part of every SERVICE purpose. */
    public Purpose classifiedBecause(String why) {
        classification = why;
        return this;
    }

    public Topic topic(String topicCode, int perMonth) {
        Topic topic = new Topic(this, topicCode, perMonth, topics.size() + 1);
        topics.add(topic);
        return topic;
    }

    /** Functions at work that the subject relates to, apart by blanks or commas (S-13). */
    public Purpose forFunctions(String functions) {
        functionTag = functions;
        return this;
    }

    /** Product families it is about, apart by blanks or commas (S-18). */
    public Purpose about(String families) {
        productFamilies = families;
        return this;
    }

    /** The business sector, where rules speak of it, such as {@code home-energy}. */
    public Purpose inSector(String businessSector) {
        sector = businessSector;
        return this;
    }

    /** Asks for consent to pixels that tell who opened. */
    public Purpose forTracking() {
        tracking = true;
        return this;
    }

    public void publish(Instant at) {
        publishedAt = at;
    }

    /** Where it stands among its brand's, 1 or more. */
    public void place(int newPosition) {
        position = newPosition;
    }

    /**
     * Takes over all that a draft says, but for code and nature, which never change, and notices and forms, which are kept
     * elsewhere. Topics it does not name stay as they are.
     *
     * @param at when topics that end by it are retired
     */
    public void becomes(PurposeDraft draft, Instant at) {
        classification = said(draft.classification());
        functionTag = said(draft.functions());
        productFamilies = said(draft.families());
        sector = said(draft.sector());
        retentionMonths = draft.retentionMonths();
        offered = draft.offered();
        tracking = draft.tracking();
        bases.clear();
        draft.grounds().forEach(ground -> on(ground.basis(), ground.audience(), ground.country()));
        channels.clear();
        channels.addAll(draft.channels());
        jurisdictions.clear();
        jurisdictions.addAll(draft.countries());
        texts.clear();
        draft.texts().forEach((locale, text) -> called(locale, text.title(), text.about()));
        for (int i = 0; i < draft.topics().size(); i++) {
            PurposeDraft.Subject subject = draft.topics().get(i);
            topics.stream().filter(t -> t.code().equals(subject.code())).findFirst()
                    .orElseGet(() -> topic(subject.code(), subject.perMonth())).becomes(subject, i + 1, at);
        }
        topics.sort(java.util.Comparator.comparingInt(Topic::position));
    }

    private static String said(String text) {
        return text.isEmpty() ? null : text;
    }

    /** One that no database knows, to try a draft on. @param like the live one, whose ids it keeps; null for a new one */
    static Purpose trial(Brand brand, Purpose like, PurposeDraft draft, Instant at) {
        Purpose trial = new Purpose(brand, draft.code(), draft.nature(), like == null ? Short.MAX_VALUE : like.position);
        trial.id = like == null ? Integer.MAX_VALUE : like.id;
        trial.publishedAt = like == null || like.publishedAt == null ? at : like.publishedAt;
        trial.retiredAt = like == null ? null : like.retiredAt;
        trial.becomes(draft, at);
        int next = Integer.MAX_VALUE;
        for (Topic topic : trial.topics) {
            topic.tryAs(like == null ? null : like.topics.stream().filter(t -> t.code().equals(topic.code())).findFirst().orElse(null),
                    next--);
        }
        return trial;
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

    public MessageNature nature() {
        return nature;
    }

    public Optional<String> classification() {
        return Optional.ofNullable(classification);
    }

    /** Functions at work that the subject relates to (S-13); empty: none is said, so none fits. */
    public Set<String> functions() {
        return Words.of(functionTag);
    }

    /** Product families it is about (S-18: analogous products); empty: none is said, so none is analogous. */
    public Set<String> families() {
        return Words.of(productFamilies);
    }

    /** True if it asks for consent to pixels that tell who opened (LIL 82; FR-11). */
    public boolean tracking() {
        return tracking;
    }

    /** True once it was checked as a whole and published; before that nothing is sent for it. */
    public boolean published() {
        return publishedAt != null;
    }

    public Optional<String> sector() {
        return Optional.ofNullable(sector);
    }

    public int retentionMonths() {
        return retentionMonths;
    }

    /** False: a private purpose that no public page lists. */
    public boolean offered() {
        return offered;
    }

    public int position() {
        return position;
    }

    public boolean retired() {
        return retiredAt != null;
    }

    public Set<Channel> channels() {
        return Collections.unmodifiableSet(channels);
    }

    public Set<Basis> bases() {
        return Collections.unmodifiableSet(bases);
    }

    /** Where it is meant to be used; empty: everywhere. */
    public Set<String> jurisdictions() {
        return Collections.unmodifiableSet(jurisdictions);
    }

    /** By locale. */
    public Map<String, Text> texts() {
        return Collections.unmodifiableMap(texts);
    }

    /** In display order, retired ones included. */
    public List<Topic> topics() {
        return Collections.unmodifiableList(topics);
    }

    /** In the language asked, else the brand's default, else any: a purpose without words is not published. */
    public Text text(String locale) {
        return Texts.pick(texts, locale, brand.defaultLocale());
    }

    /** As {@link #text}, with the locale it is really in. */
    public Localized in(String locale) {
        return Texts.localized(texts, locale, brand.defaultLocale());
    }

    /** The basis for an audience where somebody lives; nothing means: no lawful basis is known, so refuse. */
    public Optional<LegalBasis> basis(Audience audience, String jurisdiction) {
        return Basis.of(bases, audience, jurisdiction);
    }

    /** Scopes that reach this purpose as a whole, narrow to wide. */
    public List<Scope> scopes() {
        return List.of(Scope.purpose(id), Scope.brand(brand.id()), Scope.EVERYTHING);
    }
}
