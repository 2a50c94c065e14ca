package org.preferencecenter.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.flywaydb.core.Flyway;

import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.exchange.control.FileStore;
import org.preferencecenter.exchange.control.Jobs;
import org.preferencecenter.exchange.entity.ImportOrder;
import org.preferencecenter.exchange.entity.ImportOrder.FileForm;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.Target;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Settings;

/**
 * A file of a million lines imported by a server as in production, which is killed in the middle and started again: how long it
 * takes, how much memory it holds, and that every line counted once. See {@code src/docs/benchmarks.md}.
 */
public final class ImportLoad extends ServerBench {

    private static final int LINES = Integer.getInteger("bench.lines", 1_000_000);

    private Jobs jobs;
    private long job;

    private ImportLoad(String[] args) {
        super(args);
    }

    /** @param args folder for the run's data, and the provisioned server */
    public static void main(String[] args) throws Exception {
        new ImportLoad(args).run();
    }

    @Override
    String options() {
        // One log for each start: the second begins it anew otherwise.
        return "-Xlog:gc:file=" + work.resolve("gc-%p.log") + " " + super.options();
    }

    /** A brand with one newsletter, and a file that says of everybody a name, a language, yes (nine in ten) or no, and when. */
    @Override
    void prepare(Settings settings) throws SQLException, IOException {
        Flyway.configure().dataSource(database).load().migrate();
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("""
                insert into brand (code, name, mail_domain, contact_email, postal_address, accent, accent_ink, default_locale)
                values ('bench', 'Bench', 'bench.example', 'bench@bench.example', 'Bench', '#000000', '#ffffff', 'en');
                insert into purpose (brand_id, code, nature, position, published_at) values (1, 'letter', 'PROSPECTING', 1, now());
                insert into purpose_basis values (1, 'CONSUMER', '*', 'CONSENT');
                insert into purpose_channel values (1, 'EMAIL');
                insert into purpose_text values (1, 'en', 'Letter', 'Letter');
                insert into notice (purpose_id, version, locale, wording, sha256, published_at)
                values (1, 1, 'en', 'News', sha256('News'), now() - interval '5 years');
                insert into collection_point (brand_id, code, kind, capture_mode) values (1, 'before', 'IMPORT', 'ACTIVE_OPT_IN');
                """);
        }
        jobs = new Jobs(database, Clock.systemUTC());
        FileStore.Writing file = new FileStore(database, Clock.systemUTC(), new Vault(settings))
                .write(1, "people.csv", "CSV", FileStore.KEPT);
        try (OutputStream out = new BufferedOutputStream(file, 1 << 16)) {
            out.write("email,name,language,letter,date\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < LINES; i++) {
                out.write(("person." + (i * 7919L % 1000003) + "." + i + "@mail" + i % 50 + ".example.org,Person Number " + i + ",fr,"
                        + (i % 10 == 9 ? "no" : "yes") + ",2025-0" + (1 + i % 9) + "-1" + i % 10 + " 08:30:00\n")
                        .getBytes(StandardCharsets.US_ASCII));
            }
        }
        Target answer = Target.answer(Scope.purpose(1), Channel.EMAIL);
        ImportOrder order = new ImportOrder(new FileForm("UTF-8", ',', true, false), "plain", List.of(
                Target.of(Target.Kind.EMAIL), Target.of(Target.Kind.NAME), Target.of(Target.Kind.LOCALE), answer,
                Target.of(Target.Kind.GIVEN_AT)), null, List.of(new Cell(Scope.purpose(1), Channel.EMAIL)), LegalBasis.CONSENT,
                LocalDate.of(2025, 1, 1), 1, Map.of(1, 1), "FR", Audience.CONSUMER, UUID.randomUUID());
        job = jobs.ask(new Jobs.Asked(JobKind.IMPORT, 1, 0, order.json(), file.id(), 0));
    }

    @Override
    void measure() throws Exception {
        long begin = System.nanoTime();
        Job now = until(LINES / 2);
        double half = (System.nanoTime() - begin) / 1e9;
        kill();
        Job left = jobs.find(job).orElseThrow();
        say("%d lines in %.0f s: %.0f lines/s; killed with %d committed", now.done(), half, now.done() / half, left.done());
        begin = System.nanoTime();
        start();
        Job again = until(left.done() + 1);
        double back = (System.nanoTime() - begin) / 1e9;
        begin = System.nanoTime();
        Job done = until(LINES);
        double rest = (System.nanoTime() - begin) / 1e9;
        say("started again, waited for the lease and took it up after %.0f s; the rest, %d lines, in %.0f s: %.0f lines/s", back,
                LINES - again.done(), rest, (LINES - again.done()) / rest);
        say("in all %.1f minutes of work for %d lines; counts %s", (half + rest) / 60, LINES, done.counts());
        say("people %s, ledger entries %s, yes %s, no %s", ask("select count(*) from address"), ask("select count(*) from ledger_entry"),
                ask("select count(*) from choice where state = 1"), ask("select count(*) from choice where state = 3"));
        say("most in use after any collection: %s MiB (-Xmx512m)", heap());
    }

    private Job until(long lines) throws InterruptedException {
        Job now = jobs.find(job).orElseThrow();
        while (now.done() < lines) {
            Thread.sleep(200);
            now = jobs.find(job).orElseThrow();
        }
        return now;
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private List<Long> heap() throws IOException {
        try (var logs = Files.list(work)) {
            return logs.filter(file -> file.getFileName().toString().startsWith("gc-")).sorted().map(ImportLoad::most).toList();
        }
    }

    private static long most(Path log) {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("->") && line.contains("M("))
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf("->") + 2, line.indexOf("M(", line.indexOf("->")))))
                    .max().orElse(0);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
