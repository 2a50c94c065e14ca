package org.preferencecenter.catalog.entity;

import java.util.Collection;
import java.util.Optional;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.LegalBasis;

/** The legal basis a purpose stands on for one audience, in one jurisdiction or ({@code *}) everywhere else. */
@Embeddable
public class Basis {

    public static final String ANYWHERE = "*";

    @Enumerated(EnumType.STRING)
    private Audience audience;
    private String jurisdiction;
    @Enumerated(EnumType.STRING)
    private LegalBasis basis;

    protected Basis() {
    }

    public Basis(Audience audience, String jurisdiction, LegalBasis basis) {
        this.audience = audience;
        this.jurisdiction = jurisdiction;
        this.basis = basis;
    }

    /** The basis for an audience where somebody lives: the one of that very jurisdiction, else the one that holds anywhere. */
    static Optional<LegalBasis> of(Collection<Basis> all, Audience audience, String jurisdiction) {
        Optional<LegalBasis> there = in(all, audience, jurisdiction);
        return there.isPresent() ? there : in(all, audience, ANYWHERE);
    }

    private static Optional<LegalBasis> in(Collection<Basis> all, Audience audience, String jurisdiction) {
        for (Basis one : all) {
            if (one.audience == audience && one.jurisdiction.equals(jurisdiction)) {
                return Optional.of(one.basis);
            }
        }
        return Optional.empty();
    }

    public Audience audience() {
        return audience;
    }

    public String jurisdiction() {
        return jurisdiction;
    }

    public LegalBasis basis() {
        return basis;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Basis that && audience == that.audience && jurisdiction.equals(that.jurisdiction)
                && basis == that.basis;
    }

    @Override
    public int hashCode() {
        return audience.hashCode() * 31 + jurisdiction.hashCode();
    }
}
