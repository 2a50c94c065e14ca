package org.preferencecenter.retention.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.platform.control.Sql;
import org.preferencecenter.retention.entity.Counts;
import org.preferencecenter.retention.entity.Counts.Key;
import org.preferencecenter.retention.entity.Counts.What;
import org.preferencecenter.retention.entity.Run;
import org.preferencecenter.retention.entity.Run.State;
import org.preferencecenter.retention.entity.Terms;

/** Dry and real runs: one at a time. Every method throws {@code DatabaseAway} if the database is. */
@Singleton
public class Runs {

    /** How long the counts of a dry run may be agreed to. */
    public static final Duration AGREEABLE = Duration.ofHours(24);
    private static final String READ = """
            select id, dry, state, coalesce(about_id, 0), coalesce(account_id, 0), version, purpose_id, due_on, place, started_at,
                ended_at from retention_run\s""";

    private final DataSource database;
    private final Clock clock;

    @Inject
    public Runs(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private static List<Run> read(Connection connection, String which, Object... with) throws SQLException {
        return Sql.select(connection, READ + which, row -> new Run(row.getLong(1), row.getBoolean(2), State.valueOf(row.getString(3)),
                row.getLong(4), row.getInt(5), row.getInt(6), row.getInt(7), row.getObject(8, LocalDate.class), row.getLong(9),
                Sql.instant(row, 10), Sql.instant(row, 11)), with);
    }

    public Optional<Run> find(long id) {
        return Turn.in(database, connection -> read(connection, "where id = ?", id)).stream().findFirst();
    }

    /** The newest first. @param before 0: the first page */
    public List<Run> list(long before, int most) {
        return Turn.in(database, connection -> read(connection, "where id < ? order by id desc limit ?",
                before == 0 ? Long.MAX_VALUE : before, most));
    }

    public Counts counts(long run) {
        return Turn.in(database, connection -> counts(connection, run));
    }

    static Counts counts(Connection connection, long run) throws SQLException {
        Map<Key, Long> people = new HashMap<>();
        Sql.select(connection, "select what, purpose_id, jurisdiction, people from retention_run_count where run_id = ?",
                row -> people.put(new Key(What.valueOf(row.getString(1)), row.getInt(2), row.getString(3)), row.getLong(4)), run);
        return new Counts(people);
    }

    /** Begins to count, changing nothing. @return its number; nothing if a run is under way */
    public Optional<Long> dry(int account) {
        return Turn.in(database, connection -> begin(connection, true, 0, account, Policies.read(connection).policy().version()));
    }

    /**
     * Somebody agrees to the counts of a dry run. Everybody is counted once more; if the counts have not grown, the first real
     * run begins and the schedule runs from then on, else nothing is done.
     *
     * @param terms that were agreed to, {@link Terms#told}
     * @return the number of the run that counts again; nothing if the dry run is not whole, too old or of other settings, or a
     *         run is under way
     */
    public Optional<Long> confirm(long dry, int account, List<String> terms) {
        Instant now = clock.instant();
        return Turn.in(database, connection -> {
            int version = Policies.read(connection).policy().version();
            boolean fresh = read(connection, "where id = ?", dry).stream().anyMatch(run -> run.dry() && run.about() == 0
                    && run.state() == State.DONE && run.version() == version && run.ended().plus(AGREEABLE).isAfter(now)
                    && !run.started().isAfter(now));
            Optional<Long> again = fresh ? begin(connection, true, dry, account, version) : Optional.empty();
            if (again.isPresent()) {
                Sql.update(connection, """
                        update retention_policy set held = false, confirmed_run = ?, confirmed_by = ?, confirmed_at = ?, seen_at = ?,
                            terms = ?""", dry, account, now, now, connection.createArrayOf("text", terms.toArray()));
            }
            return again;
        });
    }

    private Optional<Long> begin(Connection connection, boolean dry, long about, int account, int version) throws SQLException {
        return begin(connection, dry, about, account, version, clock.instant());
    }

    /** @return nothing if a run is under way */
    static Optional<Long> begin(Connection connection, boolean dry, long about, int account, int version, Instant now)
            throws SQLException {
        return Sql.select(connection, """
                insert into retention_run (dry, state, about_id, account_id, version, started_at)
                values (?, 'RUNNING', nullif(?, 0), nullif(?, 0), ?, ?) on conflict ((true)) where state = 'RUNNING' do nothing
                returning id""", row -> row.getLong(1), dry, about, account, version, now).stream().findFirst();
    }

    /** The run under way. */
    static Optional<Run> current(Connection connection) throws SQLException {
        return read(connection, "where state = 'RUNNING'").stream().findFirst();
    }

    /** When the schedule's last real run began; nothing if none ever did. */
    static Optional<Instant> lastReal(Connection connection) throws SQLException {
        return read(connection, "where not dry order by id desc limit 1").stream().map(Run::started).findFirst();
    }

    /** How far it has come, with what was counted since. */
    static void move(Connection connection, Run run, int purpose, LocalDate due, long recipient, Map<Key, Long> counted)
            throws SQLException {
        Sql.update(connection, "update retention_run set purpose_id = ?, due_on = ?, place = ? where id = ?", purpose,
                due == null ? null : java.sql.Date.valueOf(due), recipient, run.id());
        count(connection, run, counted);
    }

    static void count(Connection connection, Run run, Map<Key, Long> counted) throws SQLException {
        for (Map.Entry<Key, Long> one : counted.entrySet()) {
            Sql.update(connection, """
                    insert into retention_run_count (run_id, what, purpose_id, jurisdiction, people) values (?, ?, ?, ?, ?)
                    on conflict (run_id, what, purpose_id, jurisdiction) do update
                    set people = retention_run_count.people + excluded.people""", run.id(), one.getKey().what().name(),
                    one.getKey().purpose(), one.getKey().jurisdiction(), one.getValue());
        }
    }

    static void end(Connection connection, Run run, State state, Instant now) throws SQLException {
        Sql.update(connection, "update retention_run set state = ?, ended_at = ? where id = ? and state = 'RUNNING'", state.name(), now,
                run.id());
    }

    static void stop(Connection connection, Instant now) throws SQLException {
        Sql.update(connection, "update retention_run set state = 'STOPPED', ended_at = ? where state = 'RUNNING'", now);
    }
}
