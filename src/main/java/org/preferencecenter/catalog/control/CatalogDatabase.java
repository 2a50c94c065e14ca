package org.preferencecenter.catalog.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Hands out Hibernate's entity manager, which belongs to the transaction that a boundary opened. */
@ApplicationScoped
public class CatalogDatabase {

    @PersistenceContext(unitName = "catalog")
    private EntityManager entityManager;

    @Produces
    EntityManager entityManager() {
        return entityManager;
    }
}
