package org.preferencecenter.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

/** The real PostgreSQL for tests: one per JVM, migrated as in production, stopped with the JVM. */
public final class TestDatabase {

    private static final String SERVED = "served";
    private static final String MIGRATED = "migrated";
    private static EmbeddedPostgres postgres;
    private static boolean migrated;

    private TestDatabase() {
    }

    public static synchronized EmbeddedPostgres postgres() {
        if (postgres == null) {
            try {
                postgres = EmbeddedPostgres.builder().setPort(FreePort.next()).setPGStartupWait(Duration.ofMinutes(3))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("max_connections", "200")
                        // Those who cross on purpose need not wait a second for the one that gives way.
                        .setServerConfig("deadlock_timeout", "100ms").start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL for the tests does not start", e);
            }
            Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        }
        return postgres;
    }

    /** For tests of the stores: migrated, and nobody else's. */
    public static DataSource dataSource() {
        return postgres().getPostgresDatabase();
    }

    /** The database of the server under test, apart, so that what store tests leave behind is not its catalogue. */
    public static DataSource served() {
        return postgres().getDatabase("postgres", SERVED);
    }

    /** Makes the server's database, empty: the server migrates it. @return its JDBC URL */
    public static String createServed() {
        try (Connection connection = dataSource().getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("create database " + SERVED);
        } catch (SQLException e) {
            throw new IllegalStateException("the server's database cannot be made", e);
        }
        return postgres().getJdbcUrl("postgres", SERVED);
    }

    /** Makes a database of a test's own, migrated: for those who break what others read. Migrated once, then copied. */
    public static synchronized DataSource own(String name) {
        if (!migrated) {
            Flyway.configure().dataSource(copy("template1", MIGRATED)).load().migrate();
            migrated = true;
        }
        return copy(MIGRATED, name);
    }

    /** Makes a copy of a database to which nobody is connected. */
    public static synchronized DataSource copy(String of, String name) {
        try (Connection connection = dataSource().getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("create database " + name + " template " + of);
        } catch (SQLException e) {
            throw new IllegalStateException("a database of one's own cannot be made", e);
        }
        return postgres().getDatabase("postgres", name);
    }
}
