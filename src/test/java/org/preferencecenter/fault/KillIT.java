package org.preferencecenter.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.preferencecenter.link.control.LinkKeys;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.FreePort;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Settings;
import org.preferencecenter.run.ServerProcess;

/** A server killed under one-click load has kept every stop it answered 200 for. */
class KillIT {

    private static final int RECIPIENTS = 20_000;
    private static final int CLIENTS = 16;
    private static final int ENOUGH = 400;

    private final AtomicLong next = new AtomicLong();
    private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();
    private final CountDownLatch underLoad = new CountDownLatch(ENOUGH);

    @Test
    void every_stop_acknowledged_before_kill_9_is_in_the_ledger_after_the_restart(@TempDir Path folder) throws Exception {
        PGSimpleDataSource database = freshDatabase();
        Map<String, String> env = environment(database);
        Links links = prepare(database, Settings.read(env));
        Path home = Path.of(System.getProperty("pc.server.home"));
        Path base = ServerProcess.copyOfBase(home, folder.resolve("base"));
        Path log = folder.resolve("server.log");

        ServerProcess server = ServerProcess.start(home, base, env, log);
        try {
            server.awaitStarted(log);
            List<Thread> clients = load(links, Integer.parseInt(env.get("PC_HTTP_PORT")));
            assertTrue(underLoad.await(5, TimeUnit.MINUTES), () -> "no load came about: " + acknowledged.size());
            server.kill();
            for (Thread client : clients) {
                client.join();
            }
        } finally {
            server.stop();
        }
        assertTrue(acknowledged.size() >= ENOUGH);

        ServerProcess again = ServerProcess.start(home, base, env, log);
        try {
            again.awaitStarted(log);
            Set<Long> missing = new TreeSet<>(acknowledged);
            missing.removeAll(stopped(database));
            assertEquals(Set.of(), missing, "acknowledged, but not in the ledger and the choices");
        } finally {
            again.stop();
        }
    }

    private List<Thread> load(Links links, int port) {
        List<Thread> clients = new ArrayList<>();
        HttpClient http = HttpClient.newHttpClient();
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(() -> {
                try {
                    for (long id = next.incrementAndGet(); id <= RECIPIENTS; id = next.incrementAndGet()) {
                        String token = links.sign(new SignedLink(Power.ONE_CLICK, id, Scope.topic(1), 1));
                        HttpRequest stop = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/u/" + token))
                                .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click")).build();
                        if (http.send(stop, BodyHandlers.discarding()).statusCode() == 200) {
                            acknowledged.add(id);
                            underLoad.countDown();
                        }
                    }
                } catch (IOException | InterruptedException killed) {
                    // The server is gone: this client has nothing more to say.
                }
            });
            client.start();
            clients.add(client);
        }
        return clients;
    }

    private static Set<Long> stopped(PGSimpleDataSource database) throws Exception {
        Set<Long> ids = new TreeSet<>();
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("select e.recipient_id from ledger_entry e join choice c "
                        + "using (recipient_id) join recipient r on r.id = e.recipient_id "
                        + "where c.state = 4 and c.seq = e.seq and r.ledger_seq = e.seq and r.ledger_head = e.hash")) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private static Links prepare(PGSimpleDataSource database, Settings settings) throws Exception {
        Flyway.configure().dataSource(database).load().migrate();
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("insert into recipient (created_at) select now() from generate_series(1, " + RECIPIENTS + ")");
            sql.execute("insert into choice (recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since) "
                    + "select id, 3, 1, 1, 1, 1, 1, now() from recipient");
        }
        LinkKeys keys = new LinkKeys(database, new Vault(settings), Clock.systemUTC());
        return new Links(keys);
    }

    private static PGSimpleDataSource freshDatabase() throws Exception {
        try (Connection connection = TestDatabase.dataSource().getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("drop database if exists killed");
            sql.execute("create database killed");
        }
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(TestDatabase.postgres().getJdbcUrl("postgres", "killed"));
        database.setUser("postgres");
        database.setPassword("postgres");
        return database;
    }

    private static Map<String, String> environment(PGSimpleDataSource database) {
        Map<String, String> env = new HashMap<>(Map.of("PC_DATABASE_URL", database.getURL(), "PC_DATABASE_USER", "postgres",
                "PC_DATABASE_PASSWORD", "postgres", "PC_SECRET", Base64.getEncoder().encodeToString(new byte[32]),
                "PC_BASE_URL", "https://p.example.org", "PC_SMTP_HOST", "127.0.0.1"));
        for (String port : List.of("PC_HTTP_PORT", "PC_HTTPS_PORT", "PC_MANAGEMENT_PORT")) {
            env.put(port, Integer.toString(FreePort.next()));
        }
        return env;
    }
}
