package org.preferencecenter.bench;

import java.io.File;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.ds.PGSimpleDataSource;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.control.DeskScripts;
import org.preferencecenter.consent.control.ChoicesAsTold;
import org.preferencecenter.consent.control.EvidenceFiles;
import org.preferencecenter.consent.control.PersonFiles;
import org.preferencecenter.consent.control.PersonKeys;
import org.preferencecenter.exchange.control.ProofFiles;
import org.preferencecenter.exchange.control.ProofsBeside;
import org.preferencecenter.ledger.control.Audit;
import org.preferencecenter.ledger.control.Checkpoints;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.control.LogKeys;
import org.preferencecenter.ledger.control.Proofs;
import org.preferencecenter.ledger.control.Sealer;
import org.preferencecenter.ledger.entity.Chain;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.ProofCheck;
import org.preferencecenter.ledger.entity.ProofFile;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.EvidenceSettings;
import org.preferencecenter.platform.entity.Settings;

/** Sealing, proof files and audit of a large log. See {@code src/docs/benchmarks.md}. */
public final class ProofLoad {

    private static final int ENTRIES = Integer.getInteger("bench.entries", 1_000_000);
    private static final int ONES = 1000;
    private static final int GROUP = 1000;
    /** Fresh processes whose first file is timed. */
    private static final int FIRSTS = 5;
    /** Entries in a commit, as one-click groups them under load. */
    private static final int SMALL = 20;
    private static final int SECONDS = 20;
    /** Entries a second, more than one-click reaches on these cores. */
    private static final int RATE = Integer.getInteger("bench.rate", 10_000);
    private static final Instant AT = Instant.parse("2026-11-22T20:00:00Z");

    private ProofLoad() {
    }

    /** @param args folder for the run's data; or, of a process that such a run starts, the address of its database */
    public static void main(String[] args) throws Exception {
        if (args[0].startsWith("jdbc:")) {
            first(args[0], args.length > 1);
            return;
        }
        Path folder = Path.of(args[0]);
        Folders.delete(folder);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(true)
                .setServerConfig("fsync", "on").setServerConfig("shared_buffers", "256MB").setServerConfig("max_wal_size", "2GB").start()) {
            DataSource database = postgres.getPostgresDatabase();
            Flyway.configure().dataSource(database).load().migrate();
            measure(database, postgres.getJdbcUrl("postgres", "postgres"));
        } finally {
            Folders.delete(folder);
        }
    }

    private static void measure(DataSource database, String url) throws Exception {
        Settings settings = settings();
        Clock clock = Clock.systemUTC();
        Checkpoints checkpoints = new Checkpoints();
        LogKeys keys = new LogKeys(settings, new Vault(settings), clock);
        Sealer sealer = new Sealer(database, keys, checkpoints, clock, settings);
        long began = System.nanoTime();
        write(database);
        System.out.printf("%,d entries written in groups of %,d: %,.0f entries/s%n", ENTRIES, GROUP, ENTRIES / seconds(began));
        began = System.nanoTime();
        long[] sealed = sealAll(sealer);
        System.out.printf("%,d entries sealed in %d rounds: %,.0f entries/s%n", sealed[0], sealed[1], sealed[0] / seconds(began));
        firsts(url);
        split(database, checkpoints, new Proofs());
        proofFile(new ProofFiles(database, new Catalog(null), checkpoints, keys, new Proofs(), beside(settings, database, clock),
                clock), clock);
        if (Boolean.getBoolean("bench.files")) {
            return;   // proof files alone
        }
        audit(database, new Audit(database, checkpoints, keys, clock, List.of(new ChoicesAsTold())));
        beside(database, sealer);
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement(); var row = sql.executeQuery(
                "select pg_total_relation_size('ledger_entry'), pg_total_relation_size('ledger_leaf'), pg_total_relation_size('ledger_node'),"
                        + " (select count(*) from ledger_leaf)")) {
            row.next();
            System.out.printf("octets an entry: %d, its leaf %d, nodes %d%n", row.getLong(1) / row.getLong(4), row.getLong(2) / row.getLong(4),
                    row.getLong(3) / row.getLong(4));
        }
    }

    private static Settings settings() {
        return Settings.read(Map.of("PC_BASE_URL", "https://bench.example", "PC_SMTP_HOST", "localhost",
                "PC_SECRET", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    }

    private static ProofsBeside beside(Settings settings, DataSource database, Clock clock) {
        Ledger ledger = new Ledger();
        return new ProofsBeside(new DeskScripts(database), new PersonFiles(database, ledger),
                new EvidenceFiles(database, clock, ledger, new PersonKeys(new Vault(settings)), EvidenceSettings.USUAL));
    }

    /** @return how many entries, in how many rounds */
    private static long[] sealAll(Sealer sealer) throws SQLException {
        long[] sealed = new long[2];
        Sealer.Round round;
        do {
            round = sealer.seal().orElseThrow();
            sealed[0] += round.entries();
            sealed[1]++;
        } while (round.more() || round.entries() > 0);
        return sealed;
    }

    /**
     * The first file of a process that has done nothing else but connect, which is what a server is worst at, some times. With
     * {@code -Dbench.before=} and a folder of classes the same is measured in turn of what those do.
     */
    private static void firsts(String url) throws Exception {
        String before = System.getProperty("bench.before");
        for (boolean apart : new boolean[] {false, true}) {
            for (boolean old : before == null ? new boolean[] {false} : new boolean[] {true, false}) {
                List<double[]> runs = new ArrayList<>();
                for (int i = 0; i < FIRSTS; i++) {
                    runs.add(process(old ? before + File.pathSeparator : "", url, apart));
                }
                runs.sort(Comparator.comparingDouble(run -> Arrays.stream(run).sum()));
                double[] median = runs.get(FIRSTS / 2);
                String[] names = apart ? new String[] {"entries", "proofs", "then all of it", "JSON"} : new String[] {"made", "JSON"};
                StringBuilder told = new StringBuilder();
                for (int i = 0; i < names.length; i++) {
                    told.append(String.format(", %s %.0f ms (of it its thread computed %.0f)", names[i], median[2 * i], median[2 * i + 1]));
                }
                System.out.println((old ? "before: " : "") + "first file of a fresh process, median of " + FIRSTS + told);
            }
        }
    }

    private static double[] process(String classes, String url, boolean apart) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                classes + System.getProperty("java.class.path"), ProofLoad.class.getName(), url));
        if (apart) {
            command.add("apart");
        }
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return Arrays.stream(said.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /** @param apart its parts are done one by one before it: each is then the first of its kind */
    private static void first(String url, boolean apart) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        Settings settings = settings();
        Clock clock = Clock.systemUTC();
        Checkpoints checkpoints = new Checkpoints();
        ProofFiles files = new ProofFiles(database, new Catalog(null), checkpoints, new LogKeys(settings, new Vault(settings), clock), new Proofs(),
                beside(settings, database, clock), clock);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            long size = checkpoints.latest(connection).orElseThrow().size();
            if (apart) {
                Proofs proofs = new Proofs();
                List<Proofs.Place> places = timed(() -> proofs.places(connection, 1));
                timed(() -> proofs.inclusion(connection, places.stream().map(Proofs.Place::index).toList(), size));
            }
        }
        ProofFile file = timed(() -> files.of(1, 0, clock.instant()));
        timed(file::json);
    }

    /** Prints how long it took, and how long of that its thread computed: on a busy machine only the latter says much. */
    private static <T> T timed(Callable<T> step) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long computed = threads.getCurrentThreadCpuTime();
        long began = System.nanoTime();
        T made = step.call();
        System.out.print(1000 * seconds(began) + " " + (threads.getCurrentThreadCpuTime() - computed) / 1e6 + " ");
        return made;
    }

    private static void split(DataSource database, Checkpoints checkpoints, Proofs proofs) throws SQLException {
        double[] entries = new double[20];
        double[] paths = new double[20];
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            long size = checkpoints.latest(connection).orElseThrow().size();
            for (int i = 0; i < entries.length; i++) {
                long began = System.nanoTime();
                List<Proofs.Place> places = proofs.places(connection, 1);
                entries[i] = 1000 * seconds(began);
                began = System.nanoTime();
                proofs.inclusion(connection, places.stream().map(Proofs.Place::index).toList(), size);
                paths[i] = 1000 * seconds(began);
            }
        }
        Arrays.sort(entries);
        Arrays.sort(paths);
        System.out.printf("of %,d entries, warm: entries and places read in %.0f ms, proofs in %.0f ms (median of 20)%n", ONES, entries[10], paths[10]);
    }

    private static void proofFile(ProofFiles files, Clock clock) {
        double[] millis = new double[20];
        String json = "";
        for (int i = 0; i < millis.length; i++) {
            long began = System.nanoTime();
            json = files.of(1, 0, clock.instant()).json();
            millis[i] = seconds(began) * 1000;
        }
        System.out.printf("proof file of %,d entries (bar 1,000 ms): first %.0f ms, ", ONES, millis[0]);
        Arrays.sort(millis);
        System.out.printf("median %.0f ms, worst %.0f ms, %,d octets%n", millis[10], millis[19], json.length());
        long began = System.nanoTime();
        boolean holds = ProofCheck.of(json, Optional.empty()).stream().allMatch(ProofCheck.Step::holds);
        System.out.printf("checked by the verifier in %.0f ms: %s%n", seconds(began) * 1000, holds);
    }

    /** Against two limits: the same rows read by COPY and thrown away, and SHA-256 over octets as long, on one thread. */
    private static void audit(DataSource database, Audit audit) throws Exception {
        long began = System.nanoTime();
        Octets octets = new Octets();
        try (Connection connection = database.getConnection()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            copy.copyOut("copy (select l.leaf_index, l.recipient_id, l.seq, l.hash, e.hash, e.leaf, e.at, e.prev_hash, e.arrival from ledger_leaf l"
                    + " join ledger_entry e using (recipient_id, seq)) to stdout (format binary)", octets);
            copy.copyOut("copy choice to stdout (format binary)", octets);
        }
        double copied = seconds(began);
        byte[] one = new byte[420];
        byte[] node = new byte[65];
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        began = System.nanoTime();
        for (int i = 0; i < ENTRIES; i++) {
            sha256.digest(one);
            sha256.digest(node);
        }
        double hashed = seconds(began);
        System.out.printf("limits: rows by COPY %,.0f entries/s (%,d octets), SHA-256 of a leaf and a node %,.0f entries/s%n", ENTRIES / copied,
                octets.count, ENTRIES / hashed);
        for (boolean whole : new boolean[] {true, true, false}) {
            long[] leaves = new long[2];
            long start = System.nanoTime();
            Optional<?> difference = audit.run(whole, List.of(), (done, total) -> {
                if (done <= ENTRIES) {
                    leaves[0] = done;
                    leaves[1] = System.nanoTime();
                }
                return true;
            }).orElseThrow().difference();
            double all = seconds(start);
            double tree = (leaves[1] - start) / 1e9;
            if (!whole) {
                System.out.printf("audit of what is new, which is nothing, and of a thirtieth of the people: %.1f s; difference %s%n", all, difference);
                continue;
            }
            System.out.printf("whole audit: %.1f s, %,.0f entries/s (%.0f %% of COPY); of it the tree %.1f s, %,.0f entries/s; difference %s%n", all,
                    ENTRIES / all, 100 * copied / all, tree, leaves[0] / tree, difference);
        }
    }

    /** Counts what is thrown away. */
    private static final class Octets extends OutputStream {
        private long count;

        @Override
        public void write(int octet) {
            count++;
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            count += length;
        }
    }

    /** Writers alone; then beside a sealer that looks every two seconds as in production: as fast as they can, and at the rate of one-click. */
    private static void beside(DataSource database, Sealer sealer) throws Exception {
        double alone = writers(database, 1, 0);
        sealAll(sealer);
        System.out.printf("two writers alone, %d entries a commit: %,.0f entries/s%n", SMALL, alone);
        beside(database, sealer, 2, 0);
        beside(database, sealer, 3, RATE);
    }

    private static void beside(DataSource database, Sealer sealer, int ids, int rate) throws Exception {
        AtomicBoolean going = new AtomicBoolean(true);
        long[] work = new long[3];
        Thread seals = new Thread(() -> {
            try {
                while (going.get()) {
                    Thread.sleep(2000);
                    long began = System.nanoTime();
                    Sealer.Round round = sealer.seal().orElseThrow();
                    long behind = round.entries();
                    while (round.more()) {
                        round = sealer.seal().orElseThrow();
                        behind += round.entries();
                    }
                    work[0] += behind;
                    work[1] += System.nanoTime() - began;
                    work[2] = Math.max(work[2], behind);
                }
            } catch (SQLException | InterruptedException broken) {
                throw new IllegalStateException(broken);
            }
        });
        seals.start();
        double with = writers(database, ids, rate);
        going.set(false);
        seals.join();
        long rest = sealAll(sealer)[0];
        System.out.printf("%s: %,.0f entries/s; the sealer: %,d entries, %,.0f entries/s while it works, busy %.0f %% of the time, %,d at most at"
                + " once (%.0f s of writing), %,d left at the end%n", rate == 0 ? "beside it, as fast as they can" : "beside it, at the rate of one-click",
                with, work[0], work[0] / (work[1] / 1e9), work[1] / 1e9 / SECONDS * 100, work[2], work[2] / with, rest);
    }

    /** @return entries a second */
    private static double writers(DataSource database, int round, int rate) throws Exception {
        long[] written = new long[2];
        List<Thread> threads = new ArrayList<>();
        long began = System.nanoTime();
        long end = began + SECONDS * 1_000_000_000L;
        for (int t = 0; t < written.length; t++) {
            int which = t;
            Thread thread = new Thread(() -> {
                Ledger ledger = new Ledger();
                try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    for (long next = 10_000_000L * round + 5_000_000L * which; System.nanoTime() < end; next += SMALL) {
                        sql.execute("insert into recipient (id, created_at, ledger_seq) overriding system value select n, now(), 1 from generate_series("
                                + next + ", " + (next + SMALL - 1) + ") n");
                        List<Entry> entries = new ArrayList<>();
                        for (long id = next; id < next + SMALL; id++) {
                            entries.add(entry(id, 1, AT, Chain.start()));
                        }
                        ledger.append(connection, entries);
                        connection.commit();
                        written[which] += SMALL;
                        while (rate > 0 && written[which] > (System.nanoTime() - began) / 1e9 * rate / written.length) {
                            LockSupport.parkNanos(1_000_000);
                        }
                    }
                } catch (SQLException broken) {
                    throw new IllegalStateException(broken);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return (written[0] + written[1]) / (double) SECONDS;
    }

    private static Entry entry(long recipient, int seq, Instant at, byte[] head) {
        return new Entry(recipient, seq, at, "choice", new TreeMap<>(Map.of("scope", "PURPOSE:1", "channel", "EMAIL", "state", "WITHDRAWN", "epoch",
                seq, "via", "one-click", "actor", "RECIPIENT", "change", "00000000-0000-0000-0000-000000000001")), head);
    }

    /** Everybody has one entry, and one person a thousand, spread over the whole log. */
    private static void write(DataSource database) throws SQLException {
        Ledger ledger = new Ledger();
        byte[] head = Chain.start();
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("insert into recipient (id, jurisdiction, locale, created_at) overriding system value "
                    + "select n, 'FR', 'fr', now() from generate_series(1, " + (ENTRIES + 1) + ") n");
            connection.setAutoCommit(false);
            for (int from = 0; from < ENTRIES; from += GROUP) {
                List<Entry> entries = new ArrayList<>(GROUP);
                for (int i = from; i < from + GROUP; i++) {
                    boolean one = i % (ENTRIES / ONES) == 0;
                    int seq = one ? i / (ENTRIES / ONES) + 1 : 1;
                    Entry entry = entry(one ? 1 : i + 2, seq, AT.plusSeconds(i), one ? head : Chain.start());
                    head = one ? entry.hash() : head;
                    entries.add(entry);
                }
                ledger.append(connection, entries);
                connection.commit();
            }
            connection.setAutoCommit(true);
            sql.execute("update recipient r set ledger_seq = e.seq, ledger_head = e.hash from ledger_entry e where e.recipient_id = r.id"
                    + " and e.seq = (select max(seq) from ledger_entry x where x.recipient_id = r.id)");
            sql.execute("insert into choice (recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, stop_seq, cause)"
                    + " select r.id, 2, 1, 1, 4, r.ledger_seq, r.ledger_seq, e.at, r.ledger_seq, 1 from recipient r join ledger_entry e"
                    + " on e.recipient_id = r.id and e.seq = r.ledger_seq");
            sql.execute("vacuum analyze recipient, choice, ledger_entry");
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
