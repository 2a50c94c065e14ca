package org.preferencecenter.retention.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.platform.control.Sql;
import org.preferencecenter.retention.entity.Policy;
import org.preferencecenter.retention.entity.Policy.Ending;
import org.preferencecenter.retention.entity.Terms;

/**
 * The settings of retention, and whether its schedule runs: it does not before somebody has confirmed a dry run. Every method
 * throws {@code DatabaseAway} if the database is.
 */
@Singleton
public class Policies {

    /**
     * A gap longer than this between two looks of the schedule, or a step backwards, stops it: either nothing ran for long, or
     * a clock has jumped. In both cases somebody looks at the counts first.
     */
    static final Duration GAP = Duration.ofDays(8);
    private static final Duration BACKWARDS = Duration.ofHours(1);
    /** How exactly the time of the last look is noted: not every few seconds. */
    private static final Duration NOTED = Duration.ofMinutes(10);

    private final DataSource database;
    private final Clock clock;

    @Inject
    public Policies(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * How things stand.
     *
     * @param running     the schedule may act
     * @param held        it stopped by itself: a clock jumped, or nothing ran for long
     * @param confirmedBy account of who confirmed last, or 0
     * @param confirmedAt or null: nobody ever did with these settings
     */
    public record Standing(Policy policy, boolean running, boolean held, int confirmedBy, Instant confirmedAt) {
    }

    public Standing now() {
        return Turn.in(database, Policies::read);
    }

    static Standing read(Connection connection) throws SQLException {
        return Sql.select(connection, """
                select ask_days, answer_days, late_months, ending, ending_days, archive_months, version, running, held,
                    coalesce(confirmed_by, 0), confirmed_at from retention_policy""",
                row -> new Standing(new Policy(row.getInt(1), row.getInt(2), row.getInt(3), Ending.valueOf(row.getString(4)), row.getInt(5),
                        row.getInt(6), row.getInt(7)), row.getBoolean(8), row.getBoolean(9), row.getInt(10), Sql.instant(row, 11))).get(0);
    }

    /**
     * Keeps other settings; the schedule stops until somebody has confirmed a dry run with them.
     *
     * @param next with the version of those that were seen
     * @return false if somebody else was faster: nothing was changed
     * @throws IllegalArgumentException if a setting is out of its range
     */
    public boolean save(Policy next) {
        if (next.flaw().isPresent()) {
            throw new IllegalArgumentException(next.flaw().get().field() + " is out of its range");
        }
        return Turn.in(database, connection -> {
            boolean saved = Sql.update(connection, """
                    update retention_policy set ask_days = ?, answer_days = ?, late_months = ?, ending = ?, ending_days = ?, archive_months = ?,
                        running = false, held = false, confirmed_run = null, confirmed_by = null, confirmed_at = null,
                        terms = null, version = version + 1
                    where version = ?""", next.askDays(), next.answerDays(), next.lateMonths(), next.ending().name(), next.endingDays(),
                    next.archiveMonths(), next.version()) == 1;
            if (saved) {
                Runs.stop(connection, clock.instant());
            }
            return saved;
        });
    }

    /** Nothing is asked, ended or destroyed any more, until somebody confirms anew. */
    public void stop() {
        Turn.in(database, connection -> {
            Runs.stop(connection, clock.instant());
            return Sql.update(connection, "update retention_policy set running = false, held = false");
        });
    }

    /**
     * The schedule looks: notes the time, and stops where the clock cannot be trusted or terms are not those that were agreed to.
     *
     * @return whether it may act
     */
    static boolean look(Connection connection, Instant now, List<String> terms) throws SQLException {
        record Seen(Instant at, String[] terms) {
        }
        Seen seen = Sql.select(connection, "select seen_at, terms from retention_policy", row -> new Seen(
                Sql.instant(row, 1), row.getArray(2) == null ? null : (String[]) row.getArray(2).getArray())).get(0);
        boolean jumped = seen.at() != null && (now.isAfter(seen.at().plus(GAP)) || now.isBefore(seen.at().minus(BACKWARDS)));
        boolean stop = jumped || seen.terms() != null && Terms.stricter(List.of(seen.terms()), terms);
        if (!stop && seen.at() != null && now.isBefore(seen.at().plus(NOTED)) && !now.isBefore(seen.at())) {
            return read(connection).running();
        }
        Sql.update(connection, "update retention_policy set seen_at = ?, held = held or running and ?, running = running and not ?",
                now, stop, stop);
        return read(connection).running();
    }

    /** The counts were as agreed: the schedule runs from now on. @param still nobody has changed the settings since */
    static void begin(Connection connection, int still) throws SQLException {
        Sql.update(connection, "update retention_policy set running = true where version = ?", still);
    }
}
