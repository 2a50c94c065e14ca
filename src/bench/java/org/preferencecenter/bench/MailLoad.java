package org.preferencecenter.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.flywaydb.core.Flyway;

import org.preferencecenter.access.control.SenderLogins;
import org.preferencecenter.platform.entity.Settings;

/**
 * Messages through the relay to a sink, against the same messages straight to the sink in the same run: what the relay adds
 * to one message, and how many it passes on in a second. Each is decided on, reserved, stamped, signed twice and settled.
 * See {@code src/docs/benchmarks.md}.
 */
public final class MailLoad extends ServerBench {

    private static final int RECIPIENTS = Integer.getInteger("bench.recipients", 200_000);
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 60);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 20);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final String BODY = ("The season opens on Friday with a comedy nobody has seen in this town before. Come."
            + "\r\n").repeat(48);

    private final MailSink sink;
    private final int relay;
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private String login;

    private MailLoad(String[] args) throws IOException {
        super(args);
        this.sink = new MailSink();
        this.relay = FreePort.any();
    }

    /** @param args folder for the run's data, and the provisioned server */
    public static void main(String[] args) throws Exception {
        new MailLoad(args).run();
    }

    @Override
    Map<String, String> more() {
        return Map.of("PC_SMTP_PORT", Integer.toString(sink.port()), "PC_RELAY_PORT", Integer.toString(relay), "PC_RELAY_ADDRESS",
                "127.0.0.1", "PC_SMTP_CONNECTIONS", "64", "PC_RELAY_CONNECTIONS_PER_CLIENT", "200");
    }

    /** One newsletter in France that everybody asked for. */
    @Override
    void prepare(Settings settings) throws SQLException {
        Flyway.configure().dataSource(database).load().migrate();
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            newsletter(sql, RECIPIENTS, "'{}'",
                    "'p' || id || '@mail.example'");
            everybodySaysYes(sql);
            sql.execute("vacuum analyze");
        }
        SenderLogins.Made made = new SenderLogins(database, Clock.systemUTC()).make("bench", 1, Set.of(1));
        login = Base64.getEncoder().encodeToString(("\0" + made.login().id() + "\0" + made.password()).getBytes());
    }

    @Override
    void measure() throws Exception {
        say("%d recipients, %d octets a body; warming up %d s", RECIPIENTS, BODY.length(), WARM_UP);
        load(16, Duration.ofSeconds(WARM_UP), true);
        load(16, Duration.ofSeconds(5), false);
        say("%-8s %-6s %10s %10s %8s %10s %10s %10s %14s", "clients", "round", "direct/s", "relay/s", "ratio", "direct ms", "relay ms",
                "added ms", "server CPU ms");
        for (int clients : new int[] {1, 4, 16, 64}) {
            for (int round = 1; round <= ROUNDS; round++) {
                Run direct = load(clients, Duration.ofSeconds(SECONDS / 2), false);
                Duration before = cpu();
                Run through = load(clients, Duration.ofSeconds(SECONDS), true);
                say("%-8d %-6d %10.0f %10.0f %7.1f%% %10.2f %10.2f %10.2f %14.2f", clients, round, direct.perSecond(),
                        through.perSecond(), 100 * through.perSecond() / direct.perSecond(), direct.millis(), through.millis(),
                        through.millis() - direct.millis(), cpu().minus(before).toNanos() / 1e6 / Math.max(1, through.messages()));
            }
        }
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select count(*) from decision")) {
            row.next();
            say("%d messages acknowledged, %d refused; %d in the sink; %d decisions in the log", acknowledged.sum(), refused.sum(),
                    sink.messages(), row.getLong(1));
        }
        sink.close();
    }

    /** @param micros of all messages together */
    private record Run(long messages, long micros, double seconds) {

        double perSecond() {
            return messages / seconds;
        }

        double millis() {
            return micros / 1000.0 / Math.max(1, messages);
        }
    }

    /** Closed loop: each client sends its next message when the last was answered, over one connection. */
    private Run load(int clients, Duration time, boolean throughRelay) throws Exception {
        LongAdder messages = new LongAdder();
        LongAdder micros = new LongAdder();
        AtomicLong broken = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(() -> {
                try (MailSender sender = new MailSender(throughRelay ? relay : sink.port(), throughRelay ? login : null)) {
                    while (System.nanoTime() < end) {
                        int id = ThreadLocalRandom.current().nextInt(RECIPIENTS) + 1;
                        long start = System.nanoTime();
                        boolean taken = sender.send("b@bench.example", "p" + id + "@mail.example", message(id));
                        micros.add((System.nanoTime() - start) / 1000);
                        messages.increment();
                        (taken ? acknowledged : refused).increment();
                    }
                } catch (IOException e) {
                    broken.incrementAndGet();
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (broken.get() > 0) {
            say("%d clients lost their connection", broken.get());
        }
        return new Run(messages.sum(), micros.sum(), (System.nanoTime() - begin) / 1e9);
    }

    private static String message(int id) {
        return "From: Bench <bench@bench.example>\r\nTo: p" + id + "@mail.example\r\nSubject: This week on stage\r\n"
                + "Date: Sun, 22 Nov 2026 12:00:00 +0100\r\nMessage-ID: <" + System.nanoTime() + "." + id + "@bench.example>\r\n"
                + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + BODY;
    }
}
