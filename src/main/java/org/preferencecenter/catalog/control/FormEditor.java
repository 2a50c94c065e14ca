package org.preferencecenter.catalog.control;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.FormReview;
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
        List<Flaw> flaws = new ArrayList<>(FormReview.of(found, form));
        if (form.country() != null && !ruleBooks.inForce().knows(form.country())) {
            flaws.add(Flaw.Rule.JURISDICTION_UNKNOWN.in(found.code(), form.country()));
        }
        if (flaws.isEmpty()) {
            found.open(form);
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
