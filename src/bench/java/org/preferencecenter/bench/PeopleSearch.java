package org.preferencecenter.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

import org.preferencecenter.consent.control.People;

/**
 * The search of the office among more and more people, each size in the same run; a connection is opened for every search, as
 * no pool would. See {@code src/docs/benchmarks.md}.
 */
public final class PeopleSearch {

    private static final long[] SIZES = Arrays.stream(System.getProperty("bench.people", "100000,1000000,10000000").split(","))
            .mapToLong(Long::parseLong).toArray();
    private static final int SEARCHES = Integer.getInteger("bench.searches", 300);
    private static final int FIRST = 400;
    private static final int LAST = 20_000;
    private static final List<String> REGIONS = List.of("BE", "CH", "DE", "ES", "FR", "GB", "IT", "LU", "NL", "US");

    /** What is typed to find the person of a number: names as rare and as common as people's are. */
    private static final Map<String, LongFunction<String>> TYPED = new LinkedHashMap<>();

    static {
        TYPED.put("address", n -> "p%d.l%d.%d@mail%d.example".formatted(n % FIRST, last(n), n, n % 5000));
        TYPED.put("beginning of an address", n -> "p%d.l%d".formatted(n % FIRST, last(n)));
        TYPED.put("domain", n -> "@mail" + n % 5000 + ".example");
        TYPED.put("number as it is said", n -> "06 " + "%08d".formatted(n));
        TYPED.put("beginning of a number", n -> "06" + "%08d".formatted(n).substring(0, 5));
        TYPED.put("first name", n -> "Prénom" + letters(n % FIRST));
        TYPED.put("last name", n -> "nom" + letters(last(n)));
        TYPED.put("both names", n -> "prenom" + letters(n % FIRST) + " nom" + letters(last(n)));
        TYPED.put("both, the last one first", n -> "nom" + letters(last(n)) + " prenom" + letters(n % FIRST));
        TYPED.put("both, the last one begun", n -> "prenom" + letters(n % FIRST) + " nom" + letters(last(n)).substring(0, 1));
        TYPED.put("external id", n -> "CRM-" + n);
        TYPED.put("nobody", n -> "zz" + letters(n) + " qq" + letters(n));
    }

    private PeopleSearch() {
    }

    /** @param args folder for the run's data */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Folders.delete(folder);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(true)
                .setServerConfig("shared_buffers", "256MB").setServerConfig("maintenance_work_mem", "256MB")
                .setServerConfig("max_wal_size", "4GB").setServerConfig("fsync", "off").start()) {
            DataSource database = postgres.getPostgresDatabase();
            Flyway.configure().dataSource(database).load().migrate();
            long there = 0;
            for (long size : SIZES) {
                long began = System.nanoTime();
                grow(database, there, size);
                there = size;
                System.out.printf("%n%,d people (made in %d s), %d searches of each kind%n%-28s %9s %9s %9s%n", size,
                        (System.nanoTime() - began) / 1_000_000_000L, SEARCHES, "typed", "median ms", "p99 ms", "worst ms");
                measure(new People(database), size);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static long last(long n) {
        return n / FIRST % LAST;
    }

    private static String letters(long number) {
        StringBuilder letters = new StringBuilder();
        for (char digit : Long.toString(number).toCharArray()) {
            letters.append((char) ('a' + digit - '0'));
        }
        return letters.toString();
    }

    private static void measure(People people, long size) {
        SplittableRandom random = new SplittableRandom(size);
        TYPED.forEach((kind, typed) -> {
            for (int i = 0; i < 20; i++) {
                people.find(typed.apply(random.nextLong(size)), REGIONS, null, 20);
            }
            double[] millis = new double[SEARCHES];
            for (int i = 0; i < SEARCHES; i++) {
                String text = typed.apply(random.nextLong(size));
                long begin = System.nanoTime();
                int found = people.find(text, REGIONS, null, 20).people().size();
                millis[i] = (System.nanoTime() - begin) / 1e6;
                if (found == 0 != kind.equals("nobody")) {
                    throw new IllegalStateException(kind + " found " + found);
                }
            }
            Arrays.sort(millis);
            System.out.printf("%-28s %9.1f %9.1f %9.1f%n", kind, millis[SEARCHES / 2], millis[SEARCHES * 99 / 100],
                    millis[SEARCHES - 1]);
        });
    }

    /** By the database itself, its indexes made afterwards: an import would take hours. */
    private static void grow(DataSource database, long from, long to) throws SQLException {
        String letters = "translate((%s)::text, '0123456789', 'abcdefghij')";
        String first = letters.formatted("n %% " + FIRST).replace("%%", "%");
        String last = letters.formatted("n / " + FIRST + " %% " + LAST).replace("%%", "%");
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            String rows = " from generate_series(%d::bigint, %d) as n".formatted(from, to - 1);
            sql.execute("insert into recipient (id, jurisdiction, locale, created_at, name, external_id) overriding system value "
                    + "select n + 1, 'FR', 'fr', now(), 'Prénom" + "' || " + first + " || ' Nom' || " + last + ", 'CRM-' || n" + rows);
            sql.execute("insert into address (recipient_id, channel, value, normal) select n + 1, 'EMAIL', a, a" + rows
                    + " cross join lateral (select 'p' || n % " + FIRST + " || '.l' || n / " + FIRST + " % " + LAST
                    + " || '.' || n || '@mail' || n % 5000 || '.example' as a) x");
            sql.execute("insert into address (recipient_id, channel, value, normal) select n + 1, 'SMS', a, a" + rows
                    + " cross join lateral (select '336' || lpad(n::text, 8, '0') as a) x");
            sql.execute("insert into recipient_name (words, recipient_id) select 'prenom' || " + first + " || ' nom' || " + last
                    + ", n + 1" + rows);
            sql.execute("insert into recipient_name (words, recipient_id) select 'nom' || " + last + " || ' prenom' || " + first
                    + ", n + 1" + rows);
            sql.execute("analyze recipient; analyze address; analyze recipient_name; checkpoint");
        }
    }
}
