package org.preferencecenter.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
import java.util.concurrent.atomic.AtomicInteger;

import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.preferencecenter.platform.FreePort;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.run.ServerProcess;

/**
 * A server killed while it relays, with messages at every stage: what it acknowledged the next hop has, nobody who stopped is
 * written to, and only what the next hop had taken without our having said so comes twice.
 */
class RelayKillIT {

    private static final int READERS = 20_000;
    private static final int CLIENTS = 8;
    private static final int ENOUGH = 150;

    private final SilentHop hop = new SilentHop();
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final Set<String> refused = new ConcurrentSkipListSet<>();
    private final CountDownLatch underLoad = new CountDownLatch(ENOUGH);
    private final AtomicInteger next = new AtomicInteger();

    @Test
    void nothing_acknowledged_is_lost_and_nobody_who_stopped_is_written_to(@TempDir Path folder) throws Exception {
        PGSimpleDataSource database = freshDatabase();
        prepare(database);
        Map<String, String> env = environment(database);
        int port = Integer.parseInt(env.get("PC_LMTP_PORT"));
        Path home = Path.of(System.getProperty("pc.server.home"));
        Path base = ServerProcess.copyOfBase(home, folder.resolve("base"));
        Path log = folder.resolve("server.log");
        ServerProcess server = ServerProcess.start(home, base, env, log);
        try (hop) {
            try {
                server.awaitStarted(log);
                killed(server, port);
            } finally {
                server.stop();
            }
            stops(database, "rcpt");
            assertEquals(Set.of(), missing(acknowledged, places(database, "sent")), "gone out and not counted");
            assertTrue(places(database, "not sent").contains("rcpt"), "one who chose a frequency: the place lapses, nothing went out");
            ServerProcess again = ServerProcess.start(home, base, env, log);
            try {
                again.awaitStarted(log);
                sentAgain(port);
            } finally {
                again.stop();
            }
        }
    }

    private void killed(ServerProcess server, int port) throws Exception {
        try (LmtpSender mail = new LmtpSender(port); LmtpSender rcpt = new LmtpSender(port); LmtpSender data = new LmtpSender(port);
                LmtpSender dot = new LmtpSender(port)) {
            assertTrue(mail.upTo("MAIL", "mail").startsWith("250"));
            assertTrue(rcpt.upTo("RCPT", "rcpt").startsWith("250"));
            data.upTo("WAIT", "data");
            dot.upTo("WAIT", "dot");
            assertTrue(hop.silent.await(60, TimeUnit.SECONDS));
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Talk.daemon(() -> load(port)));
            }
            assertTrue(underLoad.await(5, TimeUnit.MINUTES));
            server.kill();
            for (Thread client : clients) {
                client.join();
            }
            for (LmtpSender sender : List.of(mail, rcpt, data, dot)) {
                assertEquals(null, gone(sender), "told nothing");
            }
        }
        assertEquals(Set.of(), missing(acknowledged, hop.taken.keySet()), "acknowledged, and the next hop does not have it");
        assertTrue(hop.taken.values().stream().allMatch(times -> times == 1), hop.taken.toString());
        Set<String> untold = missing(hop.taken.keySet(), acknowledged);
        assertTrue(untold.contains("dot") && untold.size() <= CLIENTS + 1, untold.toString());
        assertTrue(refused.size() > ENOUGH / 10, "of those who stopped, every fifth, some were tried");
        assertEquals(Set.of(), both(refused, hop.taken.keySet()));
        assertEquals(Set.of(), both(Set.of("mail", "rcpt", "data"), hop.taken.keySet()));
    }

    private static String gone(LmtpSender sender) {
        try {
            return sender.answer();
        } catch (IOException reset) {
            return null;
        }
    }

    /** Every client that was told nothing sends again, as SMTP asks of it (RFC 5321 6.1). */
    private void sentAgain(int port) throws IOException {
        hop.silence = false;
        try (LmtpSender sender = new LmtpSender(port)) {
            for (String reader : List.of("mail", "data", "dot")) {
                assertEquals("250 2.0.0 kept", sender.upTo("DOT", reader), reader);
            }
            assertTrue(sender.upTo("DOT", "rcpt").startsWith("550 5.7.1"), "has stopped meanwhile");
        }
        assertEquals(Map.of("mail", 1, "data", 1, "dot", 2), Map.of("mail", hop.taken.get("mail"), "data", hop.taken.get("data"),
                "dot", hop.taken.get("dot")));
        assertEquals(Set.of(), both(Set.of("rcpt"), hop.taken.keySet()));
    }

    private void load(int port) throws IOException {
        try (LmtpSender sender = new LmtpSender(port)) {
            for (int id = next.incrementAndGet(); id <= READERS; id = next.incrementAndGet()) {
                String answer = sender.upTo("DOT", "p" + id);
                if (answer == null) {
                    return;
                }
                if (answer.startsWith("250")) {
                    acknowledged.add("p" + id);
                    underLoad.countDown();
                } else {
                    assertTrue(answer.startsWith("550 5.7.1") && id % 5 == 0, answer);
                    refused.add("p" + id);
                }
            }
        }
    }

    private static Set<String> missing(Set<String> of, Set<String> in) {
        Set<String> missing = new TreeSet<>(of);
        missing.removeAll(in);
        return missing;
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.retainAll(other);
        return both;
    }

    /** Who has a contact of that kind. */
    private static Set<String> places(PGSimpleDataSource database, String which) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("select split_part(a.normal, '@', 1) from contact c join address a using "
                        + "(recipient_id) where " + which)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static void stops(PGSimpleDataSource database, String reader) throws SQLException {
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            assertEquals(1, sql.executeUpdate("update choice set state = 4 where recipient_id = (select recipient_id from address"
                    + " where normal = '" + reader + "@mail.example')"));
        }
    }

    /** One newsletter that everybody asked for but every fifth; one of them wants one a week. */
    private static void prepare(PGSimpleDataSource database) throws SQLException {
        Flyway.configure().dataSource(database).load().migrate();
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("""
                    insert into brand (code, name, mail_domain, contact_email, postal_address, accent, accent_ink, default_locale)
                    values ('bench', 'Bench', 'bench.example', 'bench@bench.example', 'Bench', '#000000', '#ffffff', 'en');
                    insert into purpose (brand_id, code, nature, position, published_at) values (1, 'letter', 'PROSPECTING', 1, now());
                    insert into purpose_basis values (1, 'CONSUMER', '*', 'CONSENT');
                    insert into purpose_channel values (1, 'EMAIL');
                    insert into purpose_text values (1, 'en', 'Letter', 'Letter');
                    insert into stream (code, purpose_id, channel) values ('news', 1, 'EMAIL');
                    """);
            sql.execute("insert into recipient (audience, jurisdiction, locale, facts, created_at) select 'CONSUMER', 'FR', 'fr', '{}', "
                    + "now() - interval '200 days' from generate_series(1, " + (READERS + 4) + ")");
            sql.execute("insert into address (recipient_id, channel, value, normal) select id, 'EMAIL', a, a from (select id, coalesce("
                    + "(array['mail', 'rcpt', 'data', 'dot'])[id - " + READERS + "], 'p' || id) || '@mail.example' as a from recipient) r");
            sql.execute("insert into choice (recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, frequency) "
                    + "select id, 2, 1, 1, case when id % 5 = 0 and id <= " + READERS + " then 4 else 1 end, 1, 1, now() - interval '100 "
                    + "days', case when id = " + (READERS + 2) + " then 'AT_MOST:1:WEEK' end from recipient");
        }
    }

    private static PGSimpleDataSource freshDatabase() throws Exception {
        try (Connection connection = TestDatabase.dataSource().getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("drop database if exists relay_killed");
            sql.execute("create database relay_killed");
        }
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(TestDatabase.postgres().getJdbcUrl("postgres", "relay_killed"));
        database.setUser("postgres");
        database.setPassword("postgres");
        return database;
    }

    private Map<String, String> environment(PGSimpleDataSource database) {
        Map<String, String> env = new HashMap<>(Map.of("PC_DATABASE_URL", database.getURL(), "PC_DATABASE_USER", "postgres",
                "PC_DATABASE_PASSWORD", "postgres", "PC_SECRET", Base64.getEncoder().encodeToString(new byte[32]), "PC_BASE_URL",
                "https://p.example.org", "PC_SMTP_HOST", "127.0.0.1", "PC_SMTP_PORT", Integer.toString(hop.port())));
        for (String port : List.of("PC_HTTP_PORT", "PC_HTTPS_PORT", "PC_MANAGEMENT_PORT", "PC_LMTP_PORT")) {
            env.put(port, Integer.toString(FreePort.next()));
        }
        return env;
    }
}
