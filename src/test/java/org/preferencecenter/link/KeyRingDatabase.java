package org.preferencecenter.link;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;
import org.preferencecenter.platform.TestDatabase;

/** A fresh key ring in a schema of its own, in the tests' real PostgreSQL: tests that compromise keys meet nobody else. */
public final class KeyRingDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String schema = "key_ring_" + COUNT.incrementAndGet() + "_" + ProcessHandle.current().pid();
    private final String url = TestDatabase.postgres().getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;

    /** Empty as before the migrations. */
    public static KeyRingDatabase bare() throws SQLException {
        KeyRingDatabase database = new KeyRingDatabase();
        database.run("create schema " + database.schema);
        return database;
    }

    /** With its table, without any key. */
    public static KeyRingDatabase migrated() throws SQLException, IOException {
        KeyRingDatabase database = bare();
        try (InputStream sql = KeyRingDatabase.class.getResourceAsStream("/db/migration/V001__link.sql")) {
            database.run(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
        return database;
    }

    public String url() {
        return url;
    }

    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        return source;
    }

    public void run(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
