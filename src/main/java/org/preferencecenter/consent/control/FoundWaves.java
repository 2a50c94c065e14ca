package org.preferencecenter.consent.control;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.consent.entity.FoundWave;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Wave;
import org.preferencecenter.consent.entity.WaveRule;
import org.preferencecenter.consent.entity.WaveStop;
import org.preferencecenter.link.entity.Scope;

/**
 * Looks for waves behind everybody's back and keeps them, so that nobody has to go and look (W-09). A wave still going on
 * grows until somebody has judged it. Every method throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class FoundWaves {

    /** How far back the first look of all goes. */
    private static final Duration FIRST = Duration.ofDays(7);
    /** What was looked at once is looked at again for so long: stops are committed a moment after their time. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final int PAGE = 500;
    private static final String COLUMNS = """
            id, domain, from_at, to_at, stops, quick, usual, brands, found_at, verdict, reason, reviewed_by, reviewed_at,
            restored, left_alone, done_at""";

    private final DataSource database;
    private final Clock clock;
    private final Waves waves;
    private final Reach reach;

    @Inject
    public FoundWaves(DataSource database, Clock clock, Waves waves, Catalog catalog) {
        this(database, clock, waves, scope -> Reach.in(catalog.now()).of(scope));
    }

    /** Without a container. */
    public FoundWaves(DataSource database, Clock clock, Waves waves, Reach reach) {
        this.database = database;
        this.clock = clock;
        this.waves = waves;
        this.reach = reach;
    }

    /** Looks through what has come since, six hours at most. One node at a time. @return true if there is more */
    public boolean look() {
        return Transaction.in(database, connection -> {
            Instant now = clock.instant().minus(SETTLED).truncatedTo(ChronoUnit.MINUTES);
            Optional<Instant> place = place(connection, now);
            if (place.isEmpty() || !place.get().isBefore(now)) {
                return false;
            }
            Instant from = place.get().minus(OVERLAP);
            Instant to = from.plus(Waves.LONGEST).isBefore(now) ? from.plus(Waves.LONGEST) : now;
            for (Wave wave : waves.between(from, to)) {
                keep(connection, wave);
            }
            run(connection, "update tally_progress set at = ? where name = 'WAVES'", utc(to));
            return to.isBefore(now);
        });
    }

    /** Nothing while another node looks. */
    private static Optional<Instant> place(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select at from tally_progress where name = 'WAVES' for update skip locked")) {
            try (ResultSet row = select.executeQuery()) {
                return !row.next() ? Optional.empty()
                        : Optional.of(row.getObject(1) == null ? now.minus(FIRST) : instant(row, 1));
            }
        }
    }

    /** Looks through everything after that time once more: for what was written late. */
    public void lookAgain(Instant since) {
        Transaction.in(database, connection ->
                run(connection, "update tally_progress set at = least(at, ?) where name = 'WAVES'", utc(since)));
    }

    private void keep(Connection connection, Wave found) throws SQLException {
        Instant from = found.from();
        Instant to = found.to();
        List<Integer> grown = new ArrayList<>();
        for (FoundWave known : touching(connection, found)) {
            if (known.verdict() != FoundWave.Verdict.NEW) {
                // What was judged stays as it was judged; only what came after it is new.
                from = known.wave().to().isAfter(from) ? known.wave().to() : from;
            } else {
                grown.add(known.id());
                from = known.wave().from().isBefore(from) ? known.wave().from() : from;
                to = known.wave().to().isAfter(to) ? known.wave().to() : to;
            }
        }
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(Waves.LONGEST) > 0) {
            return;
        }
        boolean same = grown.isEmpty() && from.equals(found.from());
        for (Wave wave : same ? List.of(found) : waves.between(from, to)) {
            if (wave.domain().equals(found.domain())) {
                for (int id : grown) {
                    run(connection, "delete from wave where id = ? and verdict = 'NEW' and from_at <> ?", id, utc(wave.from()));
                }
                store(connection, wave);
            }
        }
    }

    private List<FoundWave> touching(Connection connection, Wave wave) throws SQLException {
        return read(connection, "select " + COLUMNS + " from wave where domain = ? and from_at <= ? and from_at >= ? and to_at >= ?"
                + " order by from_at", wave.domain(), utc(wave.to().plus(WaveRule.WINDOW)), utc(wave.from().minus(Waves.LONGEST)),
                utc(wave.from().minus(WaveRule.WINDOW)));
    }

    private void store(Connection connection, Wave wave) throws SQLException {
        run(connection, """
                insert into wave (domain, from_at, to_at, stops, quick, usual, brands, found_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (domain, from_at) do update set to_at = excluded.to_at, stops = excluded.stops,
                    quick = excluded.quick, usual = excluded.usual, brands = excluded.brands where wave.verdict = 'NEW'""",
                wave.domain(), utc(wave.from()), utc(wave.to()), wave.stops(), wave.quick(), BigDecimal.valueOf(wave.usual()),
                connection.createArrayOf("integer", brands(wave)), utc(clock.instant()));
    }

    private Object[] brands(Wave wave) {
        TreeSet<Integer> brands = new TreeSet<>();
        long after = 0;
        for (List<WaveStop> page = waves.stops(wave, after, PAGE); !page.isEmpty(); page = waves.stops(wave, after, PAGE)) {
            page.forEach(stop -> brands.add(reach.of(Scope.parse(stop.scope())).stream()
                    .filter(scope -> scope.kind() == Scope.Kind.BRAND).mapToInt(Scope::id).findFirst().orElse(0)));
            after = page.get(page.size() - 1).arrival();
        }
        return brands.toArray();
    }

    /** The newest first. @param after the last one of the page before; null: the first page */
    public List<FoundWave> list(FoundWave.Key after, int most) {
        return Transaction.reading(database, connection -> after == null
                ? read(connection, "select " + COLUMNS + " from wave order by from_at desc, id desc limit ?", most)
                : read(connection, "select " + COLUMNS + " from wave where (from_at, id) < (?, ?)"
                        + " order by from_at desc, id desc limit ?", utc(after.from()), after.id(), most));
    }

    /** Those nobody has judged yet, oldest first. */
    public List<FoundWave> unjudged(int most) {
        return Transaction.reading(database, connection -> read(connection,
                "select " + COLUMNS + " from wave where verdict = 'NEW' order by from_at limit ?", most));
    }

    public Optional<FoundWave> find(int id) {
        return Transaction.reading(database,
                connection -> read(connection, "select " + COLUMNS + " from wave where id = ?", id)).stream().findFirst();
    }

    /** Within the caller's transaction, so that whoever judges is written down with it. @return false: somebody has judged before */
    public boolean judge(Connection connection, int id, FoundWave.Verdict verdict, int account, String reason) throws SQLException {
        return run(connection, "update wave set verdict = ?, reviewed_by = ?, reviewed_at = ?, reason = ?"
                + " where id = ? and verdict = 'NEW'", verdict.name(), account, utc(clock.instant()), reason, id) == 1;
    }

    static List<FoundWave> read(Connection connection, String sql, Object... with) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < with.length; i++) {
                select.setObject(i + 1, with[i]);
            }
            List<FoundWave> all = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    all.add(new FoundWave(row.getInt(1), new Wave(row.getString(2), instant(row, 3), instant(row, 4), row.getInt(5),
                            row.getInt(6), row.getDouble(7)), Arrays.asList((Integer[]) row.getArray(8).getArray()),
                            instant(row, 9), FoundWave.Verdict.valueOf(row.getString(10)), row.getString(11),
                            row.getObject(12, Integer.class), instant(row, 13), row.getInt(14), row.getInt(15), instant(row, 16)));
                }
            }
            return all;
        }
    }

    static final String READ = "select " + COLUMNS + " from wave ";

    static int run(Connection connection, String sql, Object... with) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < with.length; i++) {
                update.setObject(i + 1, with[i]);
            }
            return update.executeUpdate();
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
