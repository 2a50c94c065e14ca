package org.preferencecenter.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.exchange.control.ProofFiles;
import org.preferencecenter.ledger.control.Audit;
import org.preferencecenter.ledger.control.Checkpoints;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.control.LogKeys;
import org.preferencecenter.ledger.control.Proofs;
import org.preferencecenter.ledger.control.Sealer;
import org.preferencecenter.ledger.entity.Chain;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.ProofCheck;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Settings;

/** Sealing, proof files and audit of a large log. See {@code src/docs/benchmarks.md}. */
public final class ProofLoad {

    private static final int ENTRIES = Integer.getInteger("bench.entries", 1_000_000);
    private static final int ONES = 1000;
    private static final int GROUP = 1000;

    private ProofLoad() {
    }

    /** @param args folder for the run's data */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Folders.delete(folder);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(true)
                .setServerConfig("fsync", "on").setServerConfig("shared_buffers", "256MB").setServerConfig("max_wal_size", "2GB").start()) {
            DataSource database = postgres.getPostgresDatabase();
            Flyway.configure().dataSource(database).load().migrate();
            measure(database);
        } finally {
            Folders.delete(folder);
        }
    }

    private static void measure(DataSource database) throws SQLException {
        Settings settings = Settings.read(Map.of("PC_BASE_URL", "https://bench.example", "PC_SMTP_HOST", "localhost",
                "PC_SECRET", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        Clock clock = Clock.systemUTC();
        Checkpoints checkpoints = new Checkpoints();
        LogKeys keys = new LogKeys(settings, new Vault(settings), clock);
        Sealer sealer = new Sealer(database, keys, checkpoints, clock);
        long began = System.nanoTime();
        write(database);
        System.out.printf("%,d entries written in groups of %,d: %,.0f entries/s%n", ENTRIES, GROUP, ENTRIES / seconds(began));
        began = System.nanoTime();
        long sealed = 0;
        int rounds = 0;
        Sealer.Round round;
        do {
            round = sealer.seal().orElseThrow();
            sealed += round.entries();
            rounds++;
        } while (round.more() || round.entries() > 0);
        System.out.printf("%,d entries sealed in %d rounds: %,.0f entries/s%n", sealed, rounds, sealed / seconds(began));
        ProofFiles files = new ProofFiles(database, new Catalog(null), checkpoints, keys, new Proofs(), clock);
        double[] millis = new double[20];
        String json = "";
        for (int i = 0; i < millis.length; i++) {
            began = System.nanoTime();
            json = files.of(1, 0, clock.instant()).json();
            millis[i] = seconds(began) * 1000;
        }
        System.out.printf("proof file of %,d entries: first %.0f ms, ", ONES, millis[0]);
        Arrays.sort(millis);
        System.out.printf("median %.0f ms, worst %.0f ms, %,d octets%n", millis[10], millis[19], json.length());
        began = System.nanoTime();
        boolean holds = ProofCheck.of(json, Optional.empty()).stream().allMatch(ProofCheck.Step::holds);
        System.out.printf("checked by the verifier in %.0f ms: %s%n", seconds(began) * 1000, holds);
        Audit audit = new Audit(database, checkpoints, keys, clock);
        began = System.nanoTime();
        Optional<?> difference = audit.run(true, List.of(), (done, total) -> true).orElseThrow().difference();
        System.out.printf("full audit: %,.0f entries/s, difference %s%n", ENTRIES / seconds(began), difference);
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement(); var row = sql.executeQuery(
                "select pg_total_relation_size('ledger_entry'), pg_total_relation_size('ledger_leaf'), pg_total_relation_size('ledger_node')")) {
            row.next();
            System.out.printf("octets an entry: %d, its leaf %d, nodes %d%n", row.getLong(1) / ENTRIES, row.getLong(2) / ENTRIES,
                    row.getLong(3) / ENTRIES);
        }
    }

    /** Everybody has one entry, and one person a thousand, spread over the whole log. */
    private static void write(DataSource database) throws SQLException {
        Ledger ledger = new Ledger();
        Instant at = Instant.parse("2026-11-22T20:00:00Z");
        byte[] head = Chain.start();
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("insert into recipient (id, jurisdiction, locale, created_at) overriding system value "
                    + "select n, 'FR', 'fr', now() from generate_series(1, " + ENTRIES + ") n");
            connection.setAutoCommit(false);
            for (int from = 0; from < ENTRIES; from += GROUP) {
                List<Entry> entries = new ArrayList<>(GROUP);
                for (int i = from; i < from + GROUP; i++) {
                    boolean one = i % (ENTRIES / ONES) == 0;
                    int seq = one ? i / (ENTRIES / ONES) + 1 : 1;
                    Entry entry = new Entry(one ? 1 : i + 2, seq, at.plusSeconds(i), "choice", new TreeMap<>(Map.of("scope", "PURPOSE:1",
                            "channel", "EMAIL", "state", "WITHDRAWN", "epoch", seq, "via", "one-click", "actor", "RECIPIENT",
                            "change", "00000000-0000-0000-0000-000000000001")), one ? head : Chain.start());
                    head = one ? entry.hash() : head;
                    entries.add(entry);
                }
                ledger.append(connection, entries);
                connection.commit();
            }
            connection.setAutoCommit(true);
            sql.execute("update recipient r set ledger_seq = e.seq, ledger_head = e.hash from ledger_entry e where e.recipient_id = r.id"
                    + " and e.seq = (select max(seq) from ledger_entry x where x.recipient_id = r.id)");
            sql.execute("vacuum analyze recipient");
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
