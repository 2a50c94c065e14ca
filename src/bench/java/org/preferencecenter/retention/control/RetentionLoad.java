package org.preferencecenter.retention.control;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGPoolingDataSource;

import org.preferencecenter.bench.Folders;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.ContactHistory;
import org.preferencecenter.consent.control.Continuing;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.control.Renewals;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.control.DecisionLog;
import org.preferencecenter.decision.control.FactReader;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Settings;
import org.preferencecenter.retention.entity.Counts;
import org.preferencecenter.retention.entity.Run.State;
import org.preferencecenter.rights.control.Erasing;
import org.preferencecenter.rights.control.RightsRequests;

/** Clocks of a large house: setting them, finding the due, a dry run and a real one. See {@code src/docs/benchmarks.md}. */
public final class RetentionLoad {

    private static final int PEOPLE = Integer.getInteger("bench.people", 1_000_000);
    /** Of a thousand people, how many are due: ten are over for too long, five have nothing left, three are late, two in time. */
    private static final String SOWN = """
            insert into recipient (id, audience, jurisdiction, locale, created_at) overriding system value
            select n, 'CONSUMER', 'FR', 'fr', '2015-05-01T10:00:00Z' from generate_series(1, %1$d) n;
            insert into choice (recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since)
            select n, %2$d, 11, %3$d, case when n %% 1000 between 10 and 14 then 4 else 1 end, 0, 1, now() - interval '36 months'
                + case when n %% 1000 < 15 then interval '-50 months' when n %% 1000 < 18 then interval '-40 days'
                when n %% 1000 < 20 then interval '20 days' else interval '40 days' + interval '1 day' * (n %% 1000) end
            from generate_series(1, %1$d) n;
            insert into address (recipient_id, channel, value, normal)
            select n, 'EMAIL', 'p' || n || '@example.org', 'p' || n || '@example.org' from generate_series(1, %1$d) n;
            insert into brand (id, code, name, mail_domain, contact_email, postal_address, accent, accent_ink, default_locale)
            overriding system value values (7, 'theatre', 'T', 'news.example.org', 'b@example.org', 'Nantes', '#7a1f3d', '#ffffff', 'fr')""";
    /** What a run knows of the people who are due. */
    private static final String SAME = """
            select r.id, r.audience, r.jurisdiction, r.time_zone, r.facts::text, r.created_at, c.scope_kind, c.scope_id, c.channel, c.state,
                c.since, a.channel, k.due_on, k.asked_on
            from retention_clock k join recipient r on r.id = k.recipient_id join choice c on c.recipient_id = r.id
            join address a on a.recipient_id = r.id where k.due_on <= current_date + 31 order by k.purpose_id, k.due_on, k.recipient_id""";

    private final DataSource database;
    private final Policies policies;
    private final Runs runs;
    private final Timetables timetables;
    private final Walk walk;
    private final Rounds rounds;
    private final DueList dueList;
    private long most;

    private RetentionLoad(DataSource database) {
        this.database = database;
        Clock clock = Clock.systemUTC();
        Settings settings = Settings.read(Map.of("PC_BASE_URL", "https://bench.example", "PC_SMTP_HOST", "localhost",
                "PC_SECRET", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        Vault vault = new Vault(settings);
        Catalogue catalogue = catalogue();
        Catalog catalog = new Catalog(null) {
            @Override
            public Catalogue now() {
                return catalogue;
            }
        };
        RuleBooks books = new RuleBooks();
        Suppressions suppressions = new Suppressions(database, clock, vault);
        Reach reach = scope -> Reach.in(catalogue).of(scope);
        Renewals renewals = new Renewals(database, clock, reach);
        policies = new Policies(database, clock);
        runs = new Runs(database, clock);
        timetables = new Timetables(database, clock, () -> catalogue, books);
        walk = new Walk(database, timetables);
        DecisionDesk desk = new DecisionDesk(new FactReader(database, suppressions, new OppositionLists(database, vault), catalog),
                new ContactHistory(database), books, new DecisionLog(database), clock);
        Deeds deeds = new Deeds(new Continuing(database, clock), timetables, renewals, new Erasing(suppressions));
        rounds = new Rounds(database, timetables, new Slices(database, timetables, deeds, new Askable(desk, timetables), renewals,
                new RightsRequests(database, vault)));
        dueList = new DueList(database, timetables, suppressions);
    }

    /** @param args folder for the run's data */
    @SuppressWarnings("deprecation")
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Folders.delete(folder);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(true)
                .setServerConfig("fsync", "on").setServerConfig("shared_buffers", "256MB").setServerConfig("max_wal_size", "2GB").start()) {
            PGPoolingDataSource pool = new PGPoolingDataSource();
            pool.setUrl(postgres.getJdbcUrl("postgres", "postgres") + "&password=postgres");
            pool.setMaxConnections(8);
            Flyway.configure().dataSource(pool).load().migrate();
            new RetentionLoad(pool).measure();
        } finally {
            Folders.delete(folder);
        }
    }

    private static Catalogue catalogue() {
        Brand brand = withId(7, new Brand("theatre", "T", "news.example.org", "b@example.org", "Nantes", "#7a1f3d", "#ffffff", "fr"));
        Purpose purpose = withId(11, new Purpose(brand, "letter", MessageNature.PROSPECTING, 1).over(Channel.EMAIL)
                .called("fr", "Lettre", "…").on(LegalBasis.CONSENT, Audience.CONSUMER, "*"));
        purpose.publish(Instant.EPOCH);
        Stream stream = withId(21, new Stream("letter", purpose, null, Channel.EMAIL, false));
        return new Catalogue(List.of(brand), List.of(purpose), List.of(), List.of(stream), List.of());
    }

    private static <T> T withId(int id, T entity) {
        try {
            var field = entity.getClass().getDeclaredField("id");
            field.setAccessible(true);
            field.set(entity, id);
            return entity;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void measure() throws SQLException {
        run(SOWN.formatted(PEOPLE, Scope.Kind.PURPOSE.code(), Channel.EMAIL.code()));
        run("vacuum analyze");
        heap("before");
        clocks();
        find();
        long dry = runs.dry(1).orElseThrow();
        double looked = time(() -> until(dry));
        long due = number("select sum(people) from retention_run_count where what <> 'LETTER' and run_id = " + dry);
        double same = time(() -> rows(SAME));
        System.out.printf("dry run: %,d people looked at in %.1f s, %,.0f/s; limit, one statement that reads the same of them: %.2f s, %,.0f/s (%.0f %%)%n",
                due, looked, due / looked, same, due / same, 100 * same / looked);
        heap("after the dry run");
        long again = runs.confirm(dry, 1, timetables.told()).orElseThrow();
        until(again);
        run("select pg_stat_reset()");
        double did = time(() -> until(runs.list(0, 1).get(0).id()));
        Counts counts = runs.counts(runs.list(0, 1).get(0).id());
        long deeds = number("select sum(people) from retention_run_count where what in ('ASK', 'LATE', 'EXPIRE', 'BARRED', 'OLD', 'END')"
                + " and run_id = " + runs.list(0, 1).get(0).id());
        scanned();
        double bare = time(() -> commits((int) deeds));
        System.out.printf("run: %,d people in %.1f s, %,.0f/s; limit, as many rows updated, each committed: %.1f s, %,.0f/s (%.0f %%)%n", deeds, did,
                deeds / did, bare, deeds / bare, 100 * bare / did);
        System.out.println(counts.people());
        heap("after the run");
        System.out.printf("heap after collections at most %,d MiB%n", most);
    }

    private void clocks() throws SQLException {
        double set = time(() -> {
            while (walk.next()) {
                continue;
            }
        });
        run("create table bare_clock (like retention_clock including all)");
        double bare = time(() -> run("insert into bare_clock select * from retention_clock"));
        System.out.printf("clocks of %,d people set in %.1f s, %,.0f/s; limit, as many rows inserted by one statement: %.1f s, %,.0f/s (%.0f %%)%n",
                PEOPLE, set, PEOPLE / set, bare, PEOPLE / bare, 100 * bare / set);
        run("drop table bare_clock");
        run("vacuum analyze retention_clock");
        heap("after the clocks");
    }

    /** Every page of the due, as a run reads them; and the first page of the office's list. */
    private void find() throws SQLException {
        LocalDate until = LocalDate.now(ZoneOffset.UTC).plusDays(31);
        long[] found = new long[1];
        double paged = time(() -> Turn.in(database, connection -> {
            List<ClockRows.Kept> page = ClockRows.due(connection, 11, until, null, 0, Rounds.SLICE);
            while (!page.isEmpty()) {
                found[0] += page.size();
                ClockRows.Kept last = page.get(page.size() - 1);
                page = ClockRows.due(connection, 11, until, last.due(), last.recipient(), Rounds.SLICE);
            }
            return true;
        }));
        double bare = time(() -> rows("select recipient_id, purpose_id, jurisdiction, last_day, due_on, asked_on from retention_clock"
                + " where purpose_id = 11 and due_on <= date '" + until + "' order by due_on, recipient_id"));
        System.out.printf("found %,d due among %,d: %.0f ms in slices of %d; limit, one statement that finds the same rows: %.0f ms (%.0f %%)%n",
                found[0], PEOPLE, paged * 1000, Rounds.SLICE, bare * 1000, 100 * bare / paged);
        double[] lists = new double[50];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = time(() -> dueList.page(11, until, null, 50)) * 1000;
        }
        Arrays.sort(lists);
        System.out.printf("first page of the office's list: median %.1f ms, worst %.1f ms%n", lists[25], lists[49]);
    }

    /** Letters are taken as they come. */
    private void until(long run) throws SQLException {
        int slices = 0;
        while (runs.find(run).orElseThrow().state() == State.RUNNING) {
            rounds.next();
            run("update confirmation set due_at = null where letter = 'RENEW' and due_at is not null");
            if (++slices % 50 == 0) {
                heap(null);
            }
        }
    }

    /** As many people, each a transaction of its own: what no run can be quicker than. */
    private void commits(int number) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("update recipient set ledger_seq = ledger_seq where id = ?")) {
            for (int i = 1; i <= number; i++) {
                update.setLong(1, i * (long) (PEOPLE / number));
                update.executeUpdate();
            }
        }
    }

    /** What a run reads from end to end, row for row of a large table, would grow with the house. */
    private void scanned() throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_stat_force_next_flush(), relname, seq_scan, seq_tup_read from pg_stat_user_tables"
                        + " where seq_tup_read > " + PEOPLE / 10 + " order by 4 desc")) {
            while (row.next()) {
                System.out.printf("read from end to end: %s, %,d times, %,d rows%n", row.getString(2), row.getLong(3), row.getLong(4));
            }
        }
    }

    private void heap(String when) {
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
        most = Math.max(most, used);
        if (when != null) {
            System.out.printf("heap %s: %d MiB%n", when, used);
        }
    }

    /** Work that may break. */
    private interface Work {
        void go() throws SQLException;
    }

    private static double time(Work work) throws SQLException {
        long began = System.nanoTime();
        work.go();
        return (System.nanoTime() - began) / 1e9;
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private long rows(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(1000);
            long rows = 0;
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    rows++;
                }
            }
            connection.rollback();
            connection.setAutoCommit(true);
            return rows;
        }
    }
}
