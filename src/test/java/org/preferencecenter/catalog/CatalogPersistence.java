package org.preferencecenter.catalog;

import java.util.Map;
import java.util.function.Function;

import javax.sql.DataSource;

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
            factory = factory(TestDatabase.dataSource(), "public");
        }
        return factory;
    }

    /** On another database, or where the tables are looked for in another schema. */
    public static EntityManagerFactory factory(DataSource database, String schema) {
        return Persistence.createEntityManagerFactory("catalog", Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource", database,
                "jakarta.persistence.nonJtaDataSource", database,
                "hibernate.default_schema", schema,
                // The server takes queries to the letter of JPQL.
                "hibernate.jpa.compliance.query", "true",
                "hibernate.generate_statistics", "true",
                "hibernate.session.events.log", "false"));
    }

    public static <T> T inTransaction(Function<EntityManager, T> work) {
        return inTransaction(factory(), work);
    }

    /** Does the work in a transaction and commits; what it answers is detached. */
    public static <T> T inTransaction(EntityManagerFactory factory, Function<EntityManager, T> work) {
        EntityManager entityManager = factory.createEntityManager();
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
