package org.preferencecenter.platform;

import java.io.IOException;
import java.io.UncheckedIOException;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

/** The real PostgreSQL for tests: one per JVM, migrated as in production, stopped with the JVM. */
public final class TestDatabase {

    private static EmbeddedPostgres postgres;

    private TestDatabase() {
    }

    public static synchronized EmbeddedPostgres postgres() {
        if (postgres == null) {
            try {
                postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "on")
                        .setServerConfig("max_connections", "200").start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL for the tests does not start", e);
            }
            Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        }
        return postgres;
    }

    public static DataSource dataSource() {
        return postgres().getPostgresDatabase();
    }
}
