package org.preferencecenter.bench;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.postgresql.ds.PGSimpleDataSource;

import org.preferencecenter.platform.entity.Settings;
import org.preferencecenter.run.DataFolder;
import org.preferencecenter.run.LocalPostgres;
import org.preferencecenter.run.ServerProcess;

/** A measurement of a server as in production, over a database of its own: made ready, started, measured, stopped. */
abstract class ServerBench {

    static final String KEY = "a-key-for-measuring-and-nothing-else";

    final Path work;
    final PGSimpleDataSource database = new PGSimpleDataSource();
    int port;
    private final Path home;
    private Map<String, String> env;
    private Path base;
    private Path log;
    private ServerProcess server;

    /** @param args folder for the run's data, and the provisioned server */
    ServerBench(String[] args) {
        this.work = Path.of(args[0]).toAbsolutePath();
        this.home = Path.of(args[1]).toAbsolutePath();
    }

    /** Makes the tables and fills them, before the server starts. */
    abstract void prepare(Settings settings) throws Exception;

    /** Against the running server. */
    abstract void measure() throws Exception;

    /** Of the server's JVM. */
    String options() {
        return System.getProperty("bench.server.options", "");
    }

    /** Settings beyond those of every measurement. */
    Map<String, String> more() {
        return Map.of();
    }

    final void run() throws Exception {
        Folders.delete(work);
        DataFolder data = DataFolder.open(work);
        try (LocalPostgres postgres = LocalPostgres.start(data)) {
            database.setURL(postgres.url());
            database.setUser("postgres");
            database.setPassword("postgres");
            env = environment(postgres);
            prepare(Settings.read(env));
            base = ServerProcess.copyOfBase(home, data.path("server"));
            log = data.path("log").resolve("server.log");
            start();
            try {
                measure();
            } finally {
                server.stop();
            }
        }
    }

    /**
     * One newsletter in France, and whom it is written to, nobody asked yet.
     *
     * @param facts   SQL over {@code i}, the reader's number: what is known about it
     * @param address SQL over {@code id}, the same number: the reader's address
     */
    static void newsletter(Statement sql, int readers, String facts, String address) throws SQLException {
        sql.execute("""
            insert into brand (code, name, mail_domain, contact_email, postal_address, accent, accent_ink, default_locale)
            values ('bench', 'Bench', 'bench.example', 'bench@bench.example', 'Bench', '#000000', '#ffffff', 'en');
            insert into purpose (brand_id, code, nature, position, published_at) values (1, 'letter', 'PROSPECTING', 1, now());
            insert into purpose_basis values (1, 'CONSUMER', '*', 'CONSENT');
            insert into purpose_channel values (1, 'EMAIL');
            insert into purpose_text values (1, 'en', 'Letter', 'Letter');
            insert into topic (purpose_id, code, position) values (1, 'news', 1);
            insert into topic_text values (1, 'en', 'News', 'News');
            insert into stream (code, purpose_id, topic_id, channel) values ('news', 1, 1, 'EMAIL');
            """);
        sql.execute("insert into recipient (audience, jurisdiction, locale, time_zone, facts, created_at) select 'CONSUMER', 'FR', "
                + "'fr', 'Europe/Paris', " + facts + ", now() - interval '200 days' from generate_series(1, " + readers + ") as i");
        sql.execute("insert into address (recipient_id, channel, value, normal) select id, 'EMAIL', a, a from (select id, " + address
                + " as a from recipient) as r");
    }

    static void everybodySaysYes(Statement sql) throws SQLException {
        sql.execute("insert into choice (recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since) "
                + "select id, 3, 1, 1, 1, 1, 1, now() - interval '100 days' from recipient");
    }

    /** Six in ten say yes, of whom one in ten wants one a week at most; two in ten say no, two nothing. */
    static void sixInTenSayYes(Statement sql) throws SQLException {
        sql.execute("insert into choice (recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, frequency) "
                + "select id, 3, 1, 1, case when id % 10 < 6 then 1 else 4 end, 1, 1, now() - interval '100 days', "
                + "case when id % 100 < 6 then 'AT_MOST:1:WEEK' end from recipient where id % 10 < 8");
    }

    /** Starts the server on what is there. */
    final void start() throws Exception {
        server = ServerProcess.start(home, base, env, log);
        server.awaitStarted(log);
    }

    /** Processor time the server has used: what a measurement on a busy machine can still rely on. */
    final Duration cpu() {
        return server.handle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Kills the server as it stands, nothing said and nothing stored. */
    final void kill() throws InterruptedException {
        server.kill();
    }

    private Map<String, String> environment(LocalPostgres postgres) throws Exception {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        port = FreePort.any();
        Map<String, String> env = new HashMap<>(System.getenv());
        env.putAll(Map.of("PC_DATABASE_URL", postgres.url(), "PC_DATABASE_USER", "postgres", "PC_DATABASE_PASSWORD", "postgres",
                "PC_SECRET", Base64.getEncoder().encodeToString(secret), "PC_BASE_URL", "https://p.example.org",
                "PC_SMTP_HOST", "127.0.0.1", "PC_API_KEY", KEY));
        env.put("PC_HTTP_PORT", Integer.toString(port));
        env.put("PC_HTTPS_PORT", Integer.toString(FreePort.any()));
        env.put("PC_MANAGEMENT_PORT", Integer.toString(FreePort.any()));
        env.put("PC_LOG_DIR", work.resolve("log").toString());
        env.put("JDK_JAVA_OPTIONS", options());
        env.putAll(more());
        return env;
    }

    /** Tells the reader of the measurement. */
    static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
