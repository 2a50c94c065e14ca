package org.preferencecenter.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import org.flywaydb.core.Flyway;

import org.preferencecenter.platform.entity.Settings;

/**
 * {@code POST /api/v1/decisions}, one question at a time, at a fixed rate whatever the answers do: asked only, and with a
 * place held. Every answer is kept in the log before it is given. See {@code src/docs/benchmarks.md}.
 */
public final class AskLoad extends ServerBench {

    private static final int RECIPIENTS = Integer.getInteger("bench.recipients", 1_000_000);
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 60);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 30);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int RATE = Integer.getInteger("bench.rate", 500);
    private static final int CLIENTS = 16;

    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private AskLoad(String[] args) {
        super(args);
    }

    /** @param args folder for the run's data, and the provisioned server */
    public static void main(String[] args) throws Exception {
        new AskLoad(args).run();
    }

    /** One newsletter in France; six in ten said yes, of whom one in ten wants one a week at most, two in ten said no. */
    @Override
    void prepare(Settings settings) throws SQLException {
        Flyway.configure().dataSource(database).load().migrate();
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            newsletter(sql, RECIPIENTS, "case when i % 4 = 0 then '{\"customerSince\": \"2024-05-17\"}'::jsonb else '{}' end",
                    "'p' || id || '@mail.example'");
            sixInTenSayYes(sql);
            sql.execute("vacuum analyze");
        }
    }

    @Override
    void measure() throws Exception {
        say("%d recipients; warming up %d s at %d/s", RECIPIENTS, WARM_UP, RATE);
        new OpenLoop(port, post -> ask(post, false)).run(CLIENTS, RATE, Duration.ofSeconds(WARM_UP));
        new OpenLoop(port, post -> ask(post, true)).run(CLIENTS, RATE, Duration.ofSeconds(WARM_UP / 4 + 1));
        say("%-22s %-6s %8s %8s %8s", "", "round", "p50 ms", "p99 ms", "max ms");
        for (int round = 1; round <= ROUNDS; round++) {
            for (boolean reserve : new boolean[] {false, true}) {
                OpenLoop.Result result = new OpenLoop(port, post -> ask(post, reserve)).run(CLIENTS, RATE, Duration.ofSeconds(SECONDS));
                say("%-22s %-6d %8.1f %8.1f %8.1f   (bar: p99 < 10 ms)", reserve ? "with a place held" : "asked",
                        round, result.millis(0.5), result.millis(0.99), result.millis(1));
            }
        }
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select count(*), count(*) filter (where verdict = 2) from decision")) {
            row.next();
            say("%d answers 200, %d other answers; %d decisions in the log, %d of them ALLOW", answered.get(), failed.get(),
                    row.getLong(1), row.getLong(2));
        }
    }

    private void ask(Post post, boolean reserve) throws IOException {
        String body = "{\"stream\":\"news\",\"address\":\"p" + ThreadLocalRandom.current().nextInt(1, RECIPIENTS + RECIPIENTS / 20)
                + "@mail.example\",\"reserve\":" + reserve + "}";
        int status = post.send(("POST /api/v1/decisions HTTP/1.1\r\nHost: p.example.org\r\nAuthorization: Bearer " + KEY
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII));
        (status == 200 ? answered : failed).incrementAndGet();
    }
}
