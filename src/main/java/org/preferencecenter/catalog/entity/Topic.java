package org.preferencecenter.catalog.entity;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;

import org.preferencecenter.link.entity.Scope;

/** A subject under a purpose that a recipient can switch on its own. Retired, never deleted. */
@Entity
public class Topic {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;
    @ManyToOne(optional = false)
    @JoinColumn(name = "purpose_id")
    private Purpose purpose;
    private String code;
    @Column(name = "per_month")
    private int perMonth;
    private int position;
    @Column(name = "retired_at")
    private Instant retiredAt;
    @ElementCollection
    @CollectionTable(name = "topic_text", joinColumns = @JoinColumn(name = "topic_id"))
    @MapKeyColumn(name = "locale")
    private Map<String, Text> texts = new HashMap<>();

    protected Topic() {
    }

    Topic(Purpose purpose, String code, int perMonth, int position) {
        this.purpose = purpose;
        this.code = code;
        this.perMonth = perMonth;
        this.position = position;
    }

    /** A topic for a purpose that is already stored; it comes last in the display. */
    public static Topic under(Purpose purpose, String code, int perMonth) {
        return new Topic(purpose, code, perMonth, purpose.topics().size() + 1);
    }

    public Topic called(String locale, String title, String about) {
        texts.put(locale, new Text(title, about));
        return this;
    }

    public void retire(Instant at) {
        retiredAt = at;
    }

    /** Takes over what a draft says. Once retired it stays so. @param at when it is retired, if this retires it */
    void becomes(PurposeDraft.Subject subject, int newPosition, Instant at) {
        perMonth = subject.perMonth();
        position = newPosition;
        retiredAt = subject.retired() && retiredAt == null ? at : retiredAt;
        texts.clear();
        subject.texts().forEach((locale, text) -> called(locale, text.title(), text.about()));
    }

    /** Gets the id of the one it stands for. @param like the live one, or null: then the given id, which nobody has */
    void tryAs(Topic like, int otherwise) {
        id = like == null ? Integer.valueOf(otherwise) : like.id;
    }

    public int id() {
        return id;
    }

    public Purpose purpose() {
        return purpose;
    }

    public String code() {
        return code;
    }

    /** The declared rate: about this many messages a month. */
    public int perMonth() {
        return perMonth;
    }

    public int position() {
        return position;
    }

    public boolean retired() {
        return retiredAt != null;
    }

    /** By locale. */
    public Map<String, Text> texts() {
        return Collections.unmodifiableMap(texts);
    }

    public Text text(String locale) {
        return Texts.pick(texts, locale, purpose.brand().defaultLocale());
    }

    /** As {@link #text}, with the locale it is really in. */
    public Localized in(String locale) {
        return Texts.localized(texts, locale, purpose.brand().defaultLocale());
    }

    /** Scopes that reach this topic, narrow to wide. */
    public List<Scope> scopes() {
        return List.of(Scope.topic(id), Scope.purpose(purpose.id()), Scope.brand(purpose.brand().id()), Scope.EVERYTHING);
    }
}
