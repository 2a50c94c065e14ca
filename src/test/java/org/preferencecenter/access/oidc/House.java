package org.preferencecenter.access.oidc;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;


import org.preferencecenter.access.control.Accounts;
import org.preferencecenter.access.control.Passwords;
import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.Role;
import org.preferencecenter.browser.ServerUnderTest;
import org.preferencecenter.platform.FreePort;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.run.ServerProcess;

/** A server as in production that knows a provider, the provider, and the gate between them, which is shut at first. */
final class House implements AutoCloseable {

    static final String LOCAL = "local@staff.example";
    static final String PASSWORD = "les voiles du port";
    private static final String DATABASE = "oidc";

    final Gate gate;
    final URI base;
    final URI issuer;
    final DataSource database;
    private final Keycloak keycloak;
    private final ServerProcess server;

    House() throws Exception {
        Path folder = ServerUnderTest.folder().resolve("oidc");
        int https = FreePort.next();
        base = URI.create("https://localhost:" + https);
        gate = new Gate();
        issuer = URI.create("http://localhost:" + gate.port() + "/realms/house");
        database = freshDatabase();
        // Not the first administrator: somebody with a password of their own.
        new Accounts(database, Clock.systemUTC(), new Passwords()).add(LOCAL, "Lou Local", "en", PASSWORD, false,
                List.of(new Grant(Role.VIEWER, null)));
        Map<String, String> env = new HashMap<>(Map.of("PC_DATABASE_URL", TestDatabase.postgres().getJdbcUrl("postgres", DATABASE),
                "PC_DATABASE_USER", "postgres", "PC_DATABASE_PASSWORD", "postgres", "PC_BASE_URL", base.toString(),
                "PC_SECRET", Base64.getEncoder().encodeToString(new byte[32]), "PC_SMTP_HOST", "127.0.0.1",
                "PC_LOG_DIR", folder.resolve("log").toString()));
        env.putAll(Map.of("PC_HTTPS_PORT", Integer.toString(https), "PC_HTTP_PORT", Integer.toString(FreePort.next()),
                "PC_MANAGEMENT_PORT", Integer.toString(FreePort.next()), "PC_OIDC_ISSUER", issuer.toString(),
                "PC_OIDC_CLIENT", "preference-center", "PC_OIDC_SECRET", "secret-of-the-office",
                "PC_OIDC_NAME", "House Keycloak", "PC_OIDC_ROLES", "roles"));
        Path home = Path.of(System.getProperty("pc.server.home"));
        Path log = folder.resolve("server.log");
        server = ServerProcess.start(home, ServerProcess.copyOfBase(home, folder.resolve("base")), env, log);
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        server.awaitStarted(log);
        // After the server, not beside it: two that start at once take longer than one after the other where cores are few.
        int provider = FreePort.next();
        keycloak = new Keycloak(provider, realm().replace("BASE", base.toString()), folder.resolve("keycloak.log"));
        keycloak.await();
        gate.leadTo(provider);
    }

    URI at(String path) {
        return base.resolve(path);
    }

    /** One number or text out of the database, null if there is none. */
    String read(String sql, String value) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, value);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private static String realm() throws IOException {
        try (InputStream realm = House.class.getResourceAsStream("/oidc/house.json")) {
            return new String(realm.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static DataSource freshDatabase() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("drop database if exists " + DATABASE + " with (force)");
        }
        return TestDatabase.own(DATABASE);
    }

    @Override
    public void close() throws Exception {
        server.stop();
        gate.close();
        keycloak.close();
    }
}
