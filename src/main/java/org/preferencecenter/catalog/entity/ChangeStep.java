package org.preferencecenter.catalog.entity;

import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** Something done to a change: what, by whom, when, and what they said about it. */
@Embeddable
public class ChangeStep {

    /** What can be done to one. */
    public enum Act {
        OPENED, SAVED, SUBMITTED, TAKEN_BACK, RETURNED, PUBLISHED, DROPPED;

        /** Whether who does it has a hand in the contents, and so never publishes them (W-15). */
        boolean writes() {
            return this == OPENED || this == SAVED;
        }
    }

    private Instant at;
    private int account;
    private String name;
    @Enumerated(EnumType.STRING)
    private Act act;
    private String note;

    protected ChangeStep() {
    }

    ChangeStep(Instant at, Editor by, Act act, String note) {
        this.at = at;
        this.account = by.account();
        this.name = by.name();
        this.act = act;
        this.note = note == null || note.isBlank() ? null : note.strip();
    }

    public Instant at() {
        return at;
    }

    public Editor by() {
        return new Editor(account, name);
    }

    public Act act() {
        return act;
    }

    /** What they said to the others. */
    public Optional<String> note() {
        return Optional.ofNullable(note);
    }
}
