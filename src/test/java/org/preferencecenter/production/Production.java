package org.preferencecenter.production;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;

import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.dmr.ModelNode;


import org.preferencecenter.browser.ServerUnderTest;
import org.preferencecenter.catalog.CatalogPersistence;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.control.CatalogEditor;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.demo.control.CatalogueSeed;
import org.preferencecenter.demo.control.RecipientSeed;
import org.preferencecenter.demo.entity.Person;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.control.LinkKeys;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.mail.control.Peer;
import org.preferencecenter.platform.FreePort;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;
import org.preferencecenter.run.ServerProcess;

/**
 * One server as in production: no demo, an API key, a database of its own that holds a catalogue and people, and a next
 * hop that answers what a test wants. Started for the first test that asks, stopped with the JVM.
 */
final class Production {

    static final String API_KEY = "a-key-for-tests-of-32-characters";

    private static final byte[] SECRET = new byte[32];
    private static final String DATABASE = "production";
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).build();
    private static Production running;

    /** What the next hop says, by command; see {@link Peer}. */
    final Map<String, String> hopSays = new ConcurrentHashMap<>();
    final Peer hop = new Peer(hopSays);
    final Path logs;
    final Links links;
    final DataSource database;
    /** Where its milter listens. */
    final int milter;
    private final Catalogue catalogue;
    private final Map<String, String> env = new HashMap<>();
    private final int management = FreePort.next();

    private Production() throws Exception {
        Path folder = ServerUnderTest.folder().resolve("production");
        logs = folder.resolve("log");
        database = freshDatabase();
        catalogue = catalogue(database);
        sow(RecipientSeed.people());
        milter = FreePort.next();
        links = new Links(new LinkKeys(database, new Vault(new Secret(SECRET)), Clock.systemUTC()));
        env.putAll(Map.of("PC_DATABASE_URL", TestDatabase.postgres().getJdbcUrl("postgres", DATABASE),
                "PC_DATABASE_USER", "postgres", "PC_DATABASE_PASSWORD", "postgres", "PC_BASE_URL", "https://p.example.org",
                "PC_SECRET", Base64.getEncoder().encodeToString(SECRET), "PC_API_KEY", API_KEY, "PC_LOG_DIR", logs.toString(),
                "PC_SMTP_HOST", "127.0.0.1", "PC_SMTP_PORT", Integer.toString(hop.port())));
        env.putAll(Map.of("PC_RELAY_PORT", Integer.toString(FreePort.next()), "PC_RELAY_ADDRESS", "127.0.0.1", "PC_RELAY_CERTIFICATE",
                certificate(folder), "PC_RELAY_CERTIFICATE_PASSWORD", "changeit"));
        Path log = logs.resolve("server.log");
        ServerProcess server = start(folder.resolve("base"), log, Map.of("PC_MANAGEMENT_PORT", Integer.toString(management),
                "PC_MILTER", "inet:127.0.0.1:" + milter,
                "PC_MILTER_STREAMS", "from:jazz.theatre-des-vents.example=lettre-jazz"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        server.awaitStarted(log);
    }

    static synchronized Production running() throws Exception {
        if (running == null) {
            running = new Production();
        }
        return running;
    }

    /** Starts one more server with the same settings but for these, and for its ports if none of them are named. */
    ServerProcess start(Path base, Path log, Map<String, String> other) throws IOException {
        Map<String, String> all = new HashMap<>(env);
        for (String port : List.of("PC_HTTP_PORT", "PC_HTTPS_PORT", "PC_MANAGEMENT_PORT")) {
            all.put(port, Integer.toString(FreePort.next()));
        }
        if (env.containsKey("PC_HTTP_PORT")) {
            // The relay's port is the first server's.
            all.put("PC_RELAY_PORT", Integer.toString(FreePort.next()));
        }
        env.putIfAbsent("PC_HTTP_PORT", all.get("PC_HTTP_PORT"));
        all.putAll(other);
        Path home = Path.of(System.getProperty("pc.server.home"));
        return ServerProcess.start(home, ServerProcess.copyOfBase(home, base), all, log);
    }

    int relayPort() {
        return Integer.parseInt(env.get("PC_RELAY_PORT"));
    }

    /** A PKCS12 file made with the tool that comes with Java. */
    private static String certificate(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("relay.p12");
        Files.createDirectories(folder);
        Files.deleteIfExists(file);
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "relay",
                "-keyalg", "EC", "-dname", "CN=localhost", "-validity", "2", "-storetype", "PKCS12", "-keystore", file.toString(),
                "-storepass", "changeit").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        return file.toString();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, byte[] body, String... headers) {
        return send(request(path, headers).POST(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + env.get("PC_HTTP_PORT") + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Runs SQL beside the server, on another database of the same cluster. */
    static void beside(String... statements) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection(); Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    static void cutDatabase() throws SQLException {
        beside("alter database " + DATABASE + " allow_connections false",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + DATABASE + "'");
    }

    /** Lets the server find its database again, which it does by itself, connection by connection. */
    static void letDatabaseBeFound() throws SQLException {
        beside("alter database " + DATABASE + " allow_connections true");
    }

    /** As above, and has the server drop what it kept of dead connections, so that no later test meets one. */
    static void giveDatabaseBack() throws SQLException, IOException {
        letDatabaseBeFound();
        try (ModelControllerClient server = ModelControllerClient.Factory.create("localhost", running.management)) {
            for (String pool : List.of("Choices", "Catalog")) {
                ModelNode flush = new ModelNode();
                flush.get("operation").set("flush-idle-connection-in-pool");
                flush.get("address").add("subsystem", "datasources").add("data-source", pool);
                ModelNode answer = server.execute(flush);
                if (!answer.get("outcome").asString().equals("success")) {
                    throw new IllegalStateException(answer.toString());
                }
            }
        }
    }

    private static DataSource freshDatabase() throws SQLException {
        beside("drop database if exists " + DATABASE + " with (force)");
        return TestDatabase.own(DATABASE);
    }

    private static Catalogue catalogue(DataSource database) {
        EntityManagerFactory factory = CatalogPersistence.factory(database, "public");
        CatalogPersistence.inTransaction(factory, em -> {
            new CatalogueSeed(new CatalogEditor(em, Clock.systemUTC(), new RuleBooks())).sow();
            return null;
        });
        Catalogue catalogue = CatalogPersistence.inTransaction(factory, em -> {
            Catalog catalog = new Catalog(em);
            catalog.refresh();
            return catalog.now();
        });
        factory.close();
        return catalogue;
    }

    /** Adds people of a test's own, whose choices and contacts no other test counts on. */
    void sow(List<Person> people) {
        try (Consents consents = new Consents(database, Clock.systemUTC(), Duration.ofDays(1), Duration.ofDays(1),
                scope -> Reach.in(catalogue).of(scope), new Ledger(), confirmation -> { }, 1)) {
            new RecipientSeed(new Recipients(database, Clock.systemUTC()), consents, Clock.systemUTC()).sow(catalogue, people);
        }
    }
}
