package org.preferencecenter.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.flywaydb.core.Flyway;

import org.preferencecenter.platform.entity.Settings;

/**
 * The same messages from the same client to the same sink, by the relay, by Postfix alone, with OpenDKIM and with our milter,
 * on one machine in one run: Postfix's own smtp-source and smtp-sink. A message has passed when the sink has it. See
 * {@code src/docs/benchmarks.md}.
 */
public final class MailRace extends ServerBench {

    private static final int READERS = 200_000;
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 45);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 6);
    private static final int ROUNDS = Math.min(2, Integer.getInteger("bench.rounds", 2));
    private static final String BODY = ("The season opens on Friday with a comedy nobody has seen in this town before. Come."
            + "\n").repeat(48);

    private final int sink = FreePort.any();
    private final int lmtp = FreePort.any();
    private final MailServers servers = new MailServers();
    private final Path message;

    /** @param lmtp how smtp-source speaks to it: the relay asks no login there of who is on its machine */
    private record Way(String name, int port, boolean lmtp) {
    }

    private MailRace(String[] args) throws IOException, InterruptedException {
        super(args);
        message = Files.createTempFile("race", ".eml");
        Files.writeString(message, "From: Bench <bench@bench.example>\nTo: reader@mail.example\nSubject: This week on stage\n"
                + "Date: Sun, 22 Nov 2026 12:00:00 +0100\nMessage-ID: <1@bench.example>\nMIME-Version: 1.0\n"
                + "Content-Type: text/plain; charset=utf-8\n\n" + BODY);
    }

    /** @param args folder for the run's data, and the provisioned server */
    public static void main(String[] args) throws Exception {
        String missing = MailServers.missing();
        if (missing != null) {
            say("left out: %s", missing);
            return;
        }
        MailRace race = new MailRace(args);
        try {
            race.run();
        } finally {
            race.servers.close();
            Files.delete(race.message);
        }
    }

    @Override
    Map<String, String> more() {
        return Map.of("PC_SMTP_PORT", Integer.toString(sink), "PC_LMTP_PORT", Integer.toString(lmtp), "PC_SMTP_CONNECTIONS", "64",
                "PC_RELAY_CONNECTIONS_PER_CLIENT", "200", "PC_MILTER", servers.socket("door"), "PC_MILTER_STREAMS",
                "from:bench.example=news");
    }

    /** One newsletter that everybody asked for; addresses as smtp-source numbers them. */
    @Override
    void prepare(Settings settings) throws SQLException {
        Flyway.configure().dataSource(database).load().migrate();
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            newsletter(sql, READERS, "'{}'", "id || 'p@mail.example'");
            everybodySaysYes(sql);
            sql.execute("vacuum analyze");
        }
    }

    @Override
    void measure() throws Exception {
        servers.startOpenDkim("bench.example");
        servers.startPostfix(sink, new LinkedHashMap<>(Map.of("alone", "", "OpenDKIM", servers.socket("opendkim"), "ours",
                servers.socket("door"))));
        List<Way> ways = List.of(new Way("straight to the sink", sink, false), new Way("relay", lmtp, true),
                new Way("Postfix alone", servers.port("alone"), false), new Way("Postfix + OpenDKIM", servers.port("OpenDKIM"), false),
                new Way("Postfix + our milter", servers.port("ours"), false));
        for (Way way : ways) {
            say("%-22s %s", way.name(), changed(way));
        }
        say("%d readers, %d octets a body; warming up %d s; load before %s", READERS, BODY.length(), WARM_UP, load());
        warmUp(ways.get(1), Duration.ofSeconds(WARM_UP));
        warmUp(ways.get(4), Duration.ofSeconds(WARM_UP / 3));
        say("%-8s %-6s %-22s %10s %12s %12s %14s   %s", "clients", "round", "", "messages", "passed/s", "ms a message",
                "server CPU ms", "load");
        for (int clients : new int[] {1, 16, 64}) {
            for (int round = 1; round <= ROUNDS; round++) {
                for (Way way : ways) {
                    double rate = pass(way, clients, 64).perSecond();
                    int messages = (int) Math.min(READERS, Math.max(clients * 4, rate * SECONDS));
                    Duration before = cpu();
                    Run run = pass(way, clients, messages);
                    say("%-8d %-6d %-22s %10d %12.0f %12.2f %14.2f   %s", clients, round, way.name(), messages, run.perSecond(),
                            clients * 1000 * run.acknowledged() / messages, cpu().minus(before).toNanos() / 1e6 / messages, load());
                }
            }
        }
    }

    /** @param acknowledged seconds until the client had its last answer; @param passed until the sink had the last message */
    private record Run(int messages, double acknowledged, double passed) {

        double perSecond() {
            return messages / passed;
        }
    }

    private Run pass(Way way, int clients, int messages) throws Exception {
        return pass(way, clients, messages, List.of());
    }

    private Run pass(Way way, int clients, int messages, List<String> more) throws Exception {
        List<String> sinks = new ArrayList<>(List.of("/usr/sbin/smtp-sink", "-u", "postfix", "-c"));
        sinks.addAll(more);
        sinks.addAll(List.of("127.0.0.1:" + sink, "256"));
        Process taking = new ProcessBuilder(sinks).redirectError(Redirect.INHERIT).start();
        try {
            FreePort.awaitTaken(sink);
            return pass(way, clients, messages, taking.inputReader());
        } finally {
            taking.destroy();
            taking.waitFor();
        }
    }

    private Run pass(Way way, int clients, int messages, Reader counts) throws Exception {
        CompletableFuture<Long> last = CompletableFuture.supplyAsync(() -> arrived(counts, messages));
        List<String> source = new ArrayList<>(List.of("/usr/sbin/smtp-source", "-d", "-N", "-s", Integer.toString(clients), "-m",
                Integer.toString(messages), "-f", "b@bench.example", "-t", "p@mail.example", "-F", message.toString()));
        if (way.lmtp()) {
            source.add("-L");
        }
        source.add("127.0.0.1:" + way.port());
        long begin = System.nanoTime();
        Process sending = new ProcessBuilder(source).inheritIO().start();
        if (sending.waitFor() != 0) {
            throw new IOException("smtp-source to " + way.name() + " ended with " + sending.exitValue());
        }
        double acknowledged = (System.nanoTime() - begin) / 1e9;
        return new Run(messages, acknowledged, (last.get(60, TimeUnit.SECONDS) - begin) / 1e9);
    }

    /** smtp-sink tells after each message how many there were. @return when it had them all */
    private static long arrived(Reader counts, int messages) {
        try {
            StringBuilder word = new StringBuilder();
            for (int c = counts.read(); c >= 0; c = counts.read()) {
                word = c > ' ' ? word.append((char) c) : new StringBuilder();
                if (word.toString().equals("mesg=" + messages)) {
                    return System.nanoTime();
                }
            }
            throw new IllegalStateException("some of " + messages + " messages did not reach the sink");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void warmUp(Way way, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            pass(way, 16, 1000);
        }
    }

    /** One message, and what became of it: that all do what they are measured for. */
    private String changed(Way way) throws Exception {
        Path dump = Files.createTempDirectory("race-dump");
        Folders.open(dump);
        pass(way, 1, 1, List.of("-D", dump.resolve("mail").toString()));
        String text = Files.readString(dump.resolve("mail"), StandardCharsets.ISO_8859_1);
        Folders.delete(dump);
        return "signatures " + (text.split("(?m)^DKIM-Signature:", -1).length - 1) + ", List-Unsubscribe "
                + (text.split("(?m)^List-Unsubscribe:", -1).length - 1);
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }
}
