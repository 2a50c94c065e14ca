package org.preferencecenter.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.preferencecenter.link.control.LinkKeys;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Settings;

/**
 * One-click POSTs with distinct tokens, against the single-row commit rate that pgbench reaches with the same number of
 * clients on the same database in the same run. See {@code src/docs/benchmarks.md}.
 */
public final class OneClickLoad extends ServerBench {

    private static final int RECIPIENTS = Integer.getInteger("bench.recipients", 1_500_000);
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 60);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
    private static final int SETTLE = Integer.getInteger("bench.settle", 20);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final List<Integer> CLIENTS = Stream.of(System.getProperty("bench.clients", "32,128").split(","))
            .map(Integer::valueOf).toList();

    private String[] tokens;

    private OneClickLoad(String[] args) {
        super(args);
    }

    /** @param args folder for the run's data, and the provisioned server */
    public static void main(String[] args) throws Exception {
        new OneClickLoad(args).run();
    }

    /** A brand with one newsletter, a million recipients who all said yes, one token each, in random order. */
    @Override
    void prepare(Settings settings) throws SQLException {
        Flyway.configure().dataSource(database).load().migrate();
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("""
                insert into brand (code, name, mail_domain, contact_email, postal_address, accent, accent_ink, default_locale)
                values ('bench', 'Bench', 'bench.example', 'bench@bench.example', 'Bench', '#000000', '#ffffff', 'en');
                insert into purpose (brand_id, code, nature, position) values (1, 'letter', 'PROSPECTING', 1);
                insert into purpose_basis values (1, 'CONSUMER', '*', 'CONSENT');
                insert into purpose_channel values (1, 'EMAIL');
                insert into purpose_text values (1, 'en', 'Letter', 'Letter');
                insert into topic (purpose_id, code, position) values (1, 'news', 1);
                insert into topic_text values (1, 'en', 'News', 'News');
                create table bench_row (id bigint generated always as identity primary key, recipient_id bigint not null,
                    at timestamptz not null default now(), note text);
                """);
            sql.execute("insert into recipient (audience, created_at) select 'CONSUMER', now() from generate_series(1, "
                    + RECIPIENTS + ")");
            sql.execute("insert into choice (recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since) "
                    + "select id, 3, 1, 1, 1, 1, 1, now() from recipient");
            sql.execute("vacuum analyze");
            // A database that has run for a while writes its log into files it used before, and does not make them first.
            sql.execute("checkpoint");
        }
        LinkKeys keys = new LinkKeys(database, new Vault(settings), Clock.systemUTC());
        Links links = new Links(keys);
        long[] order = LongStream.rangeClosed(1, RECIPIENTS).toArray();
        java.util.Random random = new java.util.Random(42);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            long swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        tokens = Arrays.stream(order).mapToObj(id ->
                links.sign(new SignedLink(Power.ONE_CLICK, id, Scope.topic(1), 1))).toArray(String[]::new);
    }

    @Override
    void measure() throws Exception {
        ClosedLoop load = new ClosedLoop(port, tokens);
        say("warming up %d s", WARM_UP);
        load.run(CLIENTS.get(0), Duration.ofSeconds(WARM_UP));
        say("%-8s %-6s %14s %14s %8s", "clients", "round", "pgbench tx/s", "one-click/s", "ratio");
        for (int clients : CLIENTS) {
            List<Double> ratios = new ArrayList<>();
            double reached = 0;
            for (int round = 1; round <= ROUNDS; round++) {
                double commits = Pgbench.singleRowCommits(database, work, clients, SECONDS, RECIPIENTS);
                double posts = load.run(clients, Duration.ofSeconds(SECONDS)).perSecond();
                ratios.add(posts / commits);
                reached = Math.max(reached, posts);
                say("%-8d %-6d %14.0f %14.0f %7.0f%%", clients, round, commits, posts, 100 * posts / commits);
            }
            say("%-8d median %37.0f%%   (bar: first 60 %%, then 100 %%)", clients,
                    100 * ratios.stream().sorted().toList().get(ratios.size() / 2));
            // What counts and seals has fallen behind at full speed: it catches up first.
            new OpenLoop(port, load).run(clients, reached / 2, Duration.ofSeconds(SETTLE));
            OpenLoop.Result half = new OpenLoop(port, load).run(clients, reached / 2, Duration.ofSeconds(2 * SECONDS));
            say("%-8d open loop at %.0f/s: p50 %.1f ms, p99 %.1f ms, max %.1f ms (bar: p99 < 50 ms)", clients,
                    half.rate(), half.millis(0.5), half.millis(0.99), half.millis(1));
            say("%-8d pgbench at the same rate: p99 %.1f ms", clients,
                    Pgbench.millisAt(half.rate(), 0.99, database, work, clients, SECONDS, RECIPIENTS));
        }
        check(load);
    }

    /** Every 200 is one ledger entry: nothing acknowledged is missing, nothing was counted twice. */
    private void check(ClosedLoop load) throws SQLException {
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select count(*), count(distinct tx) from ledger_entry")) {
            row.next();
            say("%d answers 200, %d other answers; %d ledger entries in %d commits", load.acknowledged(), load.refused(),
                    row.getLong(1), row.getLong(2));
        }
    }
}
