package org.preferencecenter.catalog.control;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.preferencecenter.catalog.entity.Asking;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.FormReview;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Review;
import org.preferencecenter.catalog.entity.SignUpForm;
import org.preferencecenter.law.control.RuleBooks;

/** Opens collection points to the public and closes them; as {@link CatalogEditor}, within the caller's transaction. */
@Singleton
public class FormEditor {

    private final EntityManager entityManager;
    private final Clock clock;
    private final RuleBooks ruleBooks;

    @Inject
    public FormEditor(EntityManager entityManager, Clock clock, RuleBooks ruleBooks) {
        this.entityManager = entityManager;
        this.clock = clock;
        this.ruleBooks = ruleBooks;
    }

    /**
     * Gives a collection point its public form, or another one in the place of the one it has.
     *
     * @param point its id
     * @return every flaw that kept it from happening: none means done
     */
    public List<Flaw> open(int point, SignUpForm form) {
        CollectionPoint found = entityManager.find(CollectionPoint.class, point);
        if (found == null) {
            return List.of(Flaw.Rule.UNKNOWN.in("collection point", point));
        }
        List<Flaw> flaws = review(found, form);
        if (flaws.isEmpty()) {
            found.open(form);
        }
        return flaws;
    }

    /**
     * What a collection point is to be, but for what never changes: its brand, code, kind and capture mode, which say how the
     * choices of the past were taken (S-08).
     *
     * @param purposes ids of what is asked about there
     * @param form     how it meets the public; null: it does not
     * @param place    where people are met; null: the agent says (S-44)
     */
    public record Wanted(Set<Integer> purposes, SignUpForm form, String place) {
    }

    /** Makes a collection point, with its form if it has one. */
    public List<Flaw> add(int brand, String code, CollectionPoint.Kind kind, CaptureMode mode, Wanted wanted) {
        Brand of = entityManager.find(Brand.class, brand);
        if (of == null) {
            return List.of(Flaw.Rule.UNKNOWN.in(code, brand));
        }
        CollectionPoint point = new CollectionPoint(of, code, kind, mode);
        List<Flaw> flaws = new ArrayList<>(Review.of(point));
        if (!entityManager.createQuery("select c.id from CollectionPoint c where c.code = ?1", Integer.class).setParameter(1, code)
                .getResultList().isEmpty()) {
            flaws.add(Flaw.Rule.CODE_TAKEN.in(code));
        }
        flaws.addAll(change(point, wanted));
        if (flaws.isEmpty()) {
            entityManager.persist(point);
        }
        return flaws;
    }

    /**
     * Changes one, if nobody else did since it was read.
     *
     * @param version what {@link CollectionPoint#version()} was then
     */
    public List<Flaw> change(int id, int version, Wanted wanted) {
        CollectionPoint point = entityManager.find(CollectionPoint.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (point == null) {
            return List.of(Flaw.Rule.UNKNOWN.in("collection point", id));
        }
        if (point.version() != version) {
            return List.of(Flaw.Rule.STALE.in(point.code()));
        }
        List<Flaw> flaws = change(point, wanted);
        if (!flaws.isEmpty()) {
            // Cut off, so that nothing of it is written when the caller commits.
            entityManager.detach(point);
        }
        return flaws;
    }

    private List<Flaw> change(CollectionPoint point, Wanted wanted) {
        Set<Purpose> about = new LinkedHashSet<>();
        Set<Flaw> flaws = new LinkedHashSet<>();
        for (int id : wanted.purposes()) {
            Purpose purpose = entityManager.find(Purpose.class, id);
            if (purpose == null) {
                flaws.add(Flaw.Rule.UNKNOWN.in(point.code(), id));
            } else {
                flaws.addAll(Asking.fitting(point, purpose));
                about.add(purpose);
            }
        }
        if (point.retired()) {
            flaws.add(Flaw.Rule.RETIRED.in(point.code(), point.code()));
        }
        String place = wanted.place() == null ? "" : wanted.place().strip();
        if (place.length() > CollectionPoint.LONGEST_PLACE || place.chars().anyMatch(Character::isISOControl)) {
            flaws.add(Flaw.Rule.PLACE.in(point.code(), CollectionPoint.LONGEST_PLACE));
        }
        point.askingOnly(about).met(wanted.place());
        if (wanted.form() != null) {
            flaws.addAll(review(point, wanted.form()));
            if (flaws.isEmpty()) {
                point.open(wanted.form());
            }
        }
        return List.copyOf(flaws);
    }

    private List<Flaw> review(CollectionPoint point, SignUpForm form) {
        List<Flaw> flaws = new ArrayList<>(FormReview.of(point, form));
        if (form.country() != null && !ruleBooks.inForce().knows(form.country())) {
            flaws.add(Flaw.Rule.JURISDICTION_UNKNOWN.in(point.code(), form.country()));
        }
        return flaws;
    }

    /** Ends a collection point: its form is gone, what came in by it stays. Retiring twice changes nothing. */
    public List<Flaw> retire(int point) {
        CollectionPoint found = entityManager.find(CollectionPoint.class, point);
        if (found == null) {
            return List.of(Flaw.Rule.UNKNOWN.in("collection point", point));
        }
        if (!found.retired()) {
            found.retire(clock.instant());
        }
        return List.of();
    }
}
