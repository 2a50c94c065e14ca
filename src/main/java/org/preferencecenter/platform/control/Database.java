package org.preferencecenter.platform.control;

import javax.sql.DataSource;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;

import org.flywaydb.core.Flyway;

/** The PostgreSQL database: brings its schema up to date at start and hands out the pool for plain JDBC. */
@ApplicationScoped
public class Database {

    /** Outside JTA: the hot path owns its transactions (group commit, see ADR 0006). */
    @Resource(lookup = "java:jboss/datasources/Choices")
    private DataSource choices;

    @Produces
    DataSource pool() {
        return choices;
    }

    void migrate(@Observes @Priority(10) Startup event) {
        Flyway.configure(Database.class.getClassLoader()).dataSource(choices).locations("classpath:db/migration").load().migrate();
    }
}
