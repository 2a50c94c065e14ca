package org.preferencecenter.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;

import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.control.LinkKeys;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Settings;

/**
 * {@code GET /p/{token}}, the preference page, with one recipient and then with many in the same run, against the
 * stylesheet of the same server, which costs a servlet and no database. See {@code src/docs/benchmarks.md}.
 */
public final class PageLoad extends ServerBench {

    private static final int RECIPIENTS = Integer.getInteger("bench.recipients", 1_000_000);
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 60);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 15);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int RATE = Integer.getInteger("bench.rate", 300);
    private static final int CLIENTS = Integer.getInteger("bench.clients", 16);
    private static final String STYLE = "/brand/1.css?v=any";
    /** So many different pages are asked for: more than any cache of ours or of the database's plans could hold in mind. */
    private static final int TOKENS = 200_000;

    private final AtomicLong pages = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong octets = new AtomicLong();
    private Links links;

    private PageLoad(String[] args) {
        super(args);
    }

    /** @param args folder for the run's data, and the provisioned server */
    public static void main(String[] args) throws Exception {
        new PageLoad(args).run();
    }

    /** One person, who said yes to two topics and no to the offers. */
    @Override
    void prepare(Settings settings) throws Exception {
        Flyway.configure().dataSource(database).load().migrate();
        try (InputStream house = PageLoad.class.getResourceAsStream("/bench/theatre.sql")) {
            execute(new String(house.readAllBytes(), StandardCharsets.UTF_8));
        }
        execute("""
            insert into recipient (audience, audience_source, jurisdiction, locale, time_zone, facts, created_at)
            values ('CONSUMER', 'form', 'FR', 'fr', 'Europe/Paris', '{"customerSince": "2024-05-17"}', now());
            insert into address (recipient_id, channel, value, normal)
            values (1, 'EMAIL', 'person.1@mail.example.org', 'person.1@mail.example.org');
            """);
        try (Consents consents = new Consents(database, Clock.systemUTC(), Duration.ofDays(1), Duration.ofDays(1),
                Reach.UNKNOWN, new Ledger(), confirmation -> { }, 1)) {
            Origin form = new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, 1, 1, "fr");
            consents.grant(1, List.of(yes(Scope.topic(1)), yes(Scope.topic(2))), form);
            consents.grant(1, List.of(new Wish(new Cell(Scope.purpose(2), Channel.EMAIL), false, null, null)),
                    new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_OUT, 1, 2, "fr"));
        }
        links = new Links(new LinkKeys(database, new Vault(settings), Clock.systemUTC()));
    }

    private static Wish yes(Scope scope) {
        return new Wish(new Cell(scope, Channel.EMAIL), true, null, null);
    }

    /** As many like the first, each with a history of their own. */
    private void populate() throws SQLException {
        String others = "generate_series(2, " + RECIPIENTS + ") as n (id)";
        execute("insert into recipient (id, audience, audience_source, jurisdiction, locale, time_zone, facts, created_at, "
                + "ledger_seq, ledger_head) select n.id, audience, audience_source, jurisdiction, locale, time_zone, facts, "
                + "created_at, ledger_seq, ledger_head from recipient r, " + others + " where r.id = 1");
        execute("insert into address (recipient_id, channel, value, normal) select n.id, 'EMAIL', 'person.' || n.id || "
                + "'@mail.example.org', 'person.' || n.id || '@mail.example.org' from " + others);
        execute("insert into choice (recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, frequency) select n.id, "
                + "scope_kind, scope_id, channel, state, epoch, seq, since, frequency from " + others
                + ", choice c where c.recipient_id = 1");
        execute("insert into ledger_entry (recipient_id, seq, at, prev_hash, hash, leaf) select n.id, seq, at, prev_hash, hash, "
                + "convert_to(replace(convert_from(leaf, 'UTF8'), '\"recipient\":1,', '\"recipient\":' || n.id || ','), 'UTF8') from "
                + others + ", ledger_entry e where e.recipient_id = 1");
        execute("vacuum analyze");
    }

    @Override
    void measure() throws Exception {
        String[] one = {path(1)};
        say("warming up %d s", WARM_UP);
        rush(Duration.ofSeconds(WARM_UP), one);
        rush(Duration.ofSeconds(WARM_UP / 10 + 1), STYLE);
        say("%-12s %-6s %14s %10s %8s %8s %22s", "recipients", "round", "stylesheet/s", "pages/s", "ratio", "octets",
                "ms of CPU a page: server, database");
        measure(1, one);
        if (RECIPIENTS > 1) {
            populate();
            String[] many = IntStream.range(0, Math.min(TOKENS, RECIPIENTS))
                    .mapToObj(i -> path(1 + ThreadLocalRandom.current().nextInt(RECIPIENTS))).toArray(String[]::new);
            rush(Duration.ofSeconds(WARM_UP / 4 + 1), many);
            measure(RECIPIENTS, many);
        }
        say("%d pages answered 200, %d other answers", pages.get(), failed.get());
    }

    private void measure(int recipients, String... paths) throws Exception {
        List<Double> rates = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            double styles = rush(Duration.ofSeconds(SECONDS), STYLE);
            octets.set(0);
            double server = cpuMillis("jboss.server.base.dir");
            double postgres = cpuMillis("/bin/postgres");
            double rate = rush(Duration.ofSeconds(SECONDS), paths);
            rates.add(rate);
            double made = rate * SECONDS;
            say("%-12d %-6d %14.0f %10.0f %7.0f%% %8.0f %22.2f %.2f", recipients, round, styles, rate, 100 * rate / styles,
                    octets.get() / made, (cpuMillis("jboss.server.base.dir") - server) / made, (cpuMillis("/bin/postgres") - postgres) / made);
        }
        say("%-12d median %26.0f   (bar: 1,500 pages/s)", recipients, rates.stream().sorted().toList().get(rates.size() / 2));
        for (int round = 1; round <= ROUNDS; round++) {
            OpenLoop.Result steady = new OpenLoop(port, post -> get(post, paths)).run(CLIENTS, RATE, Duration.ofSeconds(SECONDS));
            say("%-12d open loop at %d/s: p50 %.1f ms, p99 %.1f ms, max %.1f ms (bar: p99 < 20 ms)", recipients, RATE,
                    steady.millis(0.5), steady.millis(0.99), steady.millis(1));
        }
    }

    /** Of the server or the database of this run, with all their processes: other work on the machine does not touch it. */
    private double cpuMillis(String word) {
        return ProcessHandle.allProcesses().filter(process -> process.pid() != ProcessHandle.current().pid()
                        && commandLine(process).contains(word) && commandLine(process).contains(work.toString()))
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants())).distinct()
                .mapToLong(process -> process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis()).sum();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException notLinux) {
            return process.info().commandLine().orElse("");
        }
    }

    /** @return answers a second */
    private double rush(Duration time, String... paths) throws InterruptedException {
        long before = pages.get();
        double seconds = ClosedLoop.run(port, CLIENTS, time, post -> get(post, paths));
        return (pages.get() - before) / seconds;
    }

    private void get(Post post, String... paths) throws IOException {
        long before = post.received();
        int status = post.get(paths[paths.length == 1 ? 0 : ThreadLocalRandom.current().nextInt(paths.length)]);
        octets.addAndGet(post.received() - before);
        (status == 200 ? pages : failed).incrementAndGet();
    }

    private String path(long recipient) {
        return "/p/" + links.sign(new SignedLink(Power.PAGE, recipient, Scope.topic(1), 1));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
