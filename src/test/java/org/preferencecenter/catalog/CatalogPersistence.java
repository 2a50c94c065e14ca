package org.preferencecenter.catalog;

import java.util.Map;
import java.util.function.Function;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;

import org.preferencecenter.platform.TestDatabase;

/** The persistence unit of production, on the tests' database and without a server: transactions are its own. */
public final class CatalogPersistence {

    private static EntityManagerFactory factory;

    private CatalogPersistence() {
    }

    public static synchronized EntityManagerFactory factory() {
        if (factory == null) {
            factory = factoryIn("public");
        }
        return factory;
    }

    /** Where the tables are looked for in another schema. */
    public static EntityManagerFactory factoryIn(String schema) {
        return Persistence.createEntityManagerFactory("catalog", Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource", TestDatabase.dataSource(),
                "jakarta.persistence.nonJtaDataSource", TestDatabase.dataSource(),
                "hibernate.default_schema", schema,
                "hibernate.generate_statistics", "true",
                "hibernate.session.events.log", "false"));
    }

    /** Does the work in a transaction and commits; what it answers is detached. */
    public static <T> T inTransaction(Function<EntityManager, T> work) {
        EntityManager entityManager = factory().createEntityManager();
        try {
            entityManager.getTransaction().begin();
            T answer = work.apply(entityManager);
            entityManager.getTransaction().commit();
            return answer;
        } finally {
            if (entityManager.getTransaction().isActive()) {
                entityManager.getTransaction().rollback();
            }
            entityManager.close();
        }
    }
}
