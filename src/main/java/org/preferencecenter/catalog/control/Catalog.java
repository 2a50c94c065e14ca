package org.preferencecenter.catalog.control;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

import org.hibernate.SessionFactory;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.catalog.entity.Topic;

/** Keeps the catalogue at hand, refreshed from the database. */
@Singleton
public class Catalog {

    /** What of a purpose is read with it. One at a time: two collections in one join would multiply the rows. */
    private static final List<String> PARTS = List.of("bases", "channels", "jurisdictions", "texts", "topics");

    private static final List<String> POINT_PARTS = List.of("purposes", "asks", "sites", "texts");

    private final EntityManager entityManager;
    private volatile Catalogue latest = Catalogue.EMPTY;

    @Inject
    public Catalog(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** The catalogue as last read; never waits for the database, and stays at hand while it is away. */
    public Catalogue now() {
        return latest;
    }

    /**
     * Reads the catalogue anew, whole, in as many queries as there are tables. Asks for an open transaction that has
     * changed nothing: what a caller might still roll back must not be seen by others. One at a time, so that an older
     * reading never replaces a newer one.
     *
     * @throws jakarta.persistence.PersistenceException if the database is away; what {@link #now} answers stays
     */
    public synchronized void refresh() {
        all(Brand.class, "select b from Brand b left join fetch b.texts");
        List<Brand> brands = all(Brand.class, "select b from Brand b left join fetch b.logos order by b.id");
        List<Purpose> purposes = List.of();
        for (String part : PARTS) {
            purposes = all(Purpose.class,
                    "select p from Purpose p left join fetch p." + part + " order by p.brand.id, p.position, p.id");
        }
        all(Topic.class, "select t from Topic t left join fetch t.texts");
        List<CollectionPoint> points = List.of();
        for (String part : POINT_PARTS) {
            points = all(CollectionPoint.class, "select c from CollectionPoint c left join fetch c." + part + " order by c.id");
        }
        Catalogue read = new Catalogue(brands, purposes, all(Notice.class, "select n from Notice n order by n.id"),
                all(Stream.class, "select s from Stream s order by s.id"),
                points);
        // Cut off from Hibernate: nothing done later in the caller's transaction reaches what everybody reads.
        entityManager.clear();
        latest = read;
    }

    private <T> List<T> all(Class<T> type, String query) {
        return entityManager.createQuery(query, type).getResultList();
    }

    /**
     * Compares the entities with the schema that the migrations made.
     *
     * @throws org.hibernate.tool.schema.spi.SchemaManagementException if a table, a column or a type differs
     */
    public void validate() {
        entityManager.getEntityManagerFactory().unwrap(SessionFactory.class).getSchemaManager().validateMappedObjects();
    }
}
