package org.preferencecenter.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.flywaydb.core.Flyway;

import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Settings;

/**
 * {@code POST /api/v1/decisions:batch} against the bare SQL that most desks use instead: the addresses minus the opted-out,
 * by anti-join, on the same database in the same run. See {@code src/docs/benchmarks.md}.
 */
public final class BulkLoad extends ServerBench {

    private static final int RECIPIENTS = Integer.getInteger("bench.recipients", 1_000_000);
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 60);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);

    private byte[] lines;
    private byte[] bare;

    private BulkLoad(String[] args) {
        super(args);
    }

    /** @param args folder for the run's data, and the provisioned server */
    public static void main(String[] args) throws Exception {
        new BulkLoad(args).run();
    }

    @Override
    String options() {
        return "-Xlog:gc:file=" + gcLog() + " " + super.options();
    }

    private Path gcLog() {
        return work.resolve("gc.log");
    }

    /**
     * A brand with one newsletter in France; of its recipients 60 % said yes (of whom one in ten wants a message a week at
     * most, and half of those had theirs), 20 % no and 20 % nothing, 2 % are suppressed, a quarter are customers with facts.
     * 5 % of the addresses asked about are nobody's. In random order.
     */
    @Override
    void prepare(Settings settings) throws SQLException, GeneralSecurityException {
        Flyway.configure().dataSource(database).load().migrate();
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            newsletter(sql, RECIPIENTS, "case when i % 4 = 0 then '{\"customerSince\": \"2024-05-17\"}'::jsonb else '{}' end",
                    "'person.' || id * 7919 % 1000003 || '.' || id || '@mail' || id % 50 || '.example.org'");
            sixInTenSayYes(sql);
            sql.execute("insert into contact (recipient_id, id, stream_id, scope_kind, scope_id, channel, at, sent) "
                    + "select id, gen_random_uuid(), 1, 3, 1, 1, now() - interval '2 days', true from recipient where id % 100 < 3");
            suppress(connection, settings);
            sql.execute("vacuum analyze");
        }
        write();
    }

    private static String address(long id) {
        return "person." + id * 7919 % 1000003 + "." + id + "@mail" + id % 50 + ".example.org";
    }

    private static void suppress(Connection connection, Settings settings) throws SQLException, GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new Vault(settings).derive("suppression"), "HmacSHA256"));
        List<byte[]> hashes = new ArrayList<>();
        for (long id = 50; id <= RECIPIENTS; id += 50) {
            hashes.add(mac.doFinal(address(id).getBytes(StandardCharsets.UTF_8)));
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into suppression (hash, channel, reason, created_at) "
                + "select hash, 'EMAIL', 'BOUNCE', now() from unnest(?::bytea[]) as h (hash)")) {
            insert.setObject(1, hashes.toArray(byte[][]::new));
            insert.executeUpdate();
        }
    }

    /** The addresses asked about: as NDJSON for the server and bare, one a line, for SQL. */
    private void write() {
        int[] order = new Random(42).ints(RECIPIENTS, 1, RECIPIENTS + RECIPIENTS / 20).toArray();
        StringBuilder asked = new StringBuilder(RECIPIENTS * 64);
        StringBuilder plain = new StringBuilder(RECIPIENTS * 48);
        for (int id : order) {
            String address = address(id);
            asked.append("{\"address\":\"").append(address).append("\"}\n");
            plain.append(address).append('\n');
        }
        lines = asked.toString().getBytes(StandardCharsets.US_ASCII);
        bare = plain.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    void measure() throws Exception {
        say("%d recipients, %d addresses in random order; warming up %d s", RECIPIENTS, RECIPIENTS, WARM_UP);
        BulkPost post = new BulkPost(port, KEY);
        long end = System.nanoTime() + WARM_UP * 1_000_000_000L;
        while (System.nanoTime() < end) {
            post.send("news&log=false", lines);
        }
        AntiJoin sql = new AntiJoin(database);
        sql.run(bare);
        say("%-6s %12s %14s %14s %8s %14s", "round", "SQL rows/s", "batch/s", "not kept/s", "ratio", "answer MB");
        List<Double> rates = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            double join = RECIPIENTS / sql.run(bare).seconds();
            long before = gcLines();
            BulkPost.Result kept = post.send("news", lines);
            say("        heap in use after each fifth's collections, MiB: %s", fifths(before));
            BulkPost.Result trial = post.send("news&log=false", lines);
            rates.add(RECIPIENTS / kept.seconds());
            say("%-6d %12.0f %14.0f %14.0f %7.1f%% %14d", round, join, RECIPIENTS / kept.seconds(), RECIPIENTS / trial.seconds(),
                    100 * RECIPIENTS / kept.seconds() / join, kept.bytes() >> 20);
            if (kept.lines() != RECIPIENTS) {
                throw new IllegalStateException(kept.lines() + " lines were answered, not " + RECIPIENTS);
            }
        }
        say("median %.0f addresses/s (bar: 50000); the anti-join keeps %d of them, the decisions allow %d", rates.stream().sorted()
                .toList().get(rates.size() / 2), sql.run(bare).rows(), post.allowed());
        say("server: -Xmx512m; most in use after any collection %d MiB", usedAfter(0).stream().mapToLong(l -> l).max().orElse(0));
    }

    private long gcLines() throws IOException {
        return usedAfter(0).size();
    }

    /** Of the collections since, the most that was left in use, in five steps of time: it must not grow. */
    private String fifths(long since) throws IOException {
        List<Long> used = usedAfter(since);
        List<String> most = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            most.add(Long.toString(used.subList(used.size() * i / 5, used.size() * (i + 1) / 5).stream().mapToLong(l -> l).max()
                    .orElse(0)));
        }
        return String.join(" ", most) + " (" + used.size() + " collections)";
    }

    private List<Long> usedAfter(long skip) throws IOException {
        try (var log = Files.lines(gcLog())) {
            return log.filter(line -> line.contains("->")).skip(skip)
                    .map(line -> Long.valueOf(line.substring(line.indexOf("->") + 2, line.indexOf("M(", line.indexOf("->"))))).toList();
        }
    }

    static void all(OutputStream out, byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length; from += 1 << 16) {
            out.write(bytes, from, Math.min(1 << 16, bytes.length - from));
        }
    }
}
