package org.preferencecenter.catalog.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.hibernate.annotations.ColumnTransformer;

/**
 * A change of the catalogue, from the first draft to the day it is published or dropped: what was live before, what it
 * says, and who did what with it. What is live stays live until somebody else publishes it (W-15).
 */
@Entity
@Table(name = "catalogue_change")
public class Change {

    /** What it does. */
    public enum Kind {
        NEW, EDIT, RETIRE, ORDER,
        /** The words agents read out at a desk. */
        SCRIPT
    }

    /** How far it has come. */
    public enum State {
        DRAFT, SUBMITTED, RETURNED, PUBLISHED, DROPPED;

        /** Whether somebody still works on it. */
        public boolean open() {
            return this == DRAFT || this == SUBMITTED || this == RETURNED;
        }
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;
    @Column(name = "brand_id")
    private int brand;
    @Enumerated(EnumType.STRING)
    private Kind kind;
    @Column(name = "purpose_id")
    private Integer purpose;
    private String subject;
    @Enumerated(EnumType.STRING)
    private State state;
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private String base;
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private String contents;
    private Boolean covers;
    @Column(name = "changed_at")
    private Instant changedAt;
    @Version
    private int version;
    @ElementCollection
    @CollectionTable(name = "catalogue_change_step", joinColumns = @JoinColumn(name = "change_id"))
    @OrderColumn(name = "nr")
    private List<ChangeStep> steps = new ArrayList<>();

    protected Change() {
    }

    /**
     * @param purpose null for a new one, an order and a script
     * @param subject what it is about, as lists name it: a purpose's code, or a desk's
     * @param base    what was live when it was begun, as JSON; null: nothing
     */
    public Change(int brand, Kind kind, Integer purpose, String subject, String base, String contents, Editor by, Instant at) {
        this.brand = brand;
        this.kind = kind;
        this.purpose = purpose;
        this.subject = subject;
        this.base = base;
        this.contents = contents;
        this.state = State.DRAFT;
        step(at, by, ChangeStep.Act.OPENED, null);
    }

    private void step(Instant at, Editor by, ChangeStep.Act act, String note) {
        changedAt = at;
        steps.add(new ChangeStep(at, by, act, note));
    }

    /** What it says from now on. Whatever was handed in or given back is a draft again: nobody has seen it like this. */
    public void says(String newSubject, String newContents, Boolean answer, Editor by, Instant at) {
        subject = newSubject;
        contents = newContents;
        covers = answer;
        state = State.DRAFT;
        step(at, by, ChangeStep.Act.SAVED, null);
    }

    /** Begun again from what is live now. */
    public void rebased(String live, String newContents, Editor by, Instant at) {
        base = live;
        contents = newContents;
        state = State.DRAFT;
        step(at, by, ChangeStep.Act.SAVED, null);
    }

    /** @param note to whoever decides, or back to the author; null: none */
    public void goes(State to, ChangeStep.Act act, Editor by, Instant at, String note) {
        state = to;
        step(at, by, act, note);
    }

    /** Published. @param made the purpose, which a new one did not have before */
    public void done(int made, Editor by, Instant at, String note) {
        if (made > 0) {
            purpose = made;
        }
        goes(State.PUBLISHED, ChangeStep.Act.PUBLISHED, by, at, note);
    }

    /** Whether somebody wrote any of it, and so may not publish it. */
    public boolean writtenBy(Editor editor) {
        return steps.stream().anyMatch(step -> step.act().writes() && step.by().account() == editor.account());
    }

    public int id() {
        return id;
    }

    /** Its brand's id. */
    public int brand() {
        return brand;
    }

    public Kind kind() {
        return kind;
    }

    /** The purpose's id; nothing for a new one that is not published, and for an order. */
    public Optional<Integer> purpose() {
        return Optional.ofNullable(purpose);
    }

    public String subject() {
        return subject;
    }

    public State state() {
        return state;
    }

    /** What was live when it was begun, as JSON. */
    public Optional<String> base() {
        return Optional.ofNullable(base);
    }

    /** What it says, as JSON. */
    public String contents() {
        return contents;
    }

    /** Whether consents given so far cover the new words (S-11); nothing: not answered. */
    public Optional<Boolean> covers() {
        return Optional.ofNullable(covers);
    }

    /** When something was last done to it. */
    public Instant changedAt() {
        return changedAt;
    }

    /** Counts up with each change; who saves says which one they saw. */
    public int version() {
        return version;
    }

    /** Oldest first. */
    public List<ChangeStep> steps() {
        return Collections.unmodifiableList(steps);
    }

    public ChangeStep last() {
        return steps.get(steps.size() - 1);
    }

    /** Who began it. */
    public Editor author() {
        return steps.get(0).by();
    }
}
