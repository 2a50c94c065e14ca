package org.preferencecenter.retention.control;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.platform.control.Sql;
import org.preferencecenter.retention.entity.DueMonths;
import org.preferencecenter.retention.entity.DueMonths.Month;
import org.preferencecenter.retention.entity.Someone;
import org.preferencecenter.retention.entity.Timetable;

/**
 * Goes round everybody, a slice at a time and behind everybody's back: sets the clocks of who is new or acted, and counts whose
 * day comes when. Nothing waits for it: the due list is read from the clocks, and whoever is due is looked at anew before
 * anything is done. Every method throws {@code DatabaseAway} if the database is.
 */
@Singleton
public class Walk {

    /** How many people one transaction looks at. */
    static final int SLICE = 1000;
    /** From the beginning of one round to the next. */
    private static final Duration EACH = Duration.ofHours(20);

    private final DataSource database;
    private final Timetables timetables;

    @Inject
    public Walk(DataSource database, Timetables timetables) {
        this.database = database;
        this.timetables = timetables;
    }

    private record Stand(long round, long place, String signature, Instant started, Instant ended) {
    }

    /** Looks at the next people. @return true if there are more at once */
    public boolean next() {
        return Turn.locked(database, connection -> {
            Stand stand = Sql.select(connection, "select round, place, signature, started_at, ended_at from retention_walk",
                    row -> new Stand(row.getLong(1), row.getLong(2), row.getString(3), Sql.instant(row, 4), Sql.instant(row, 5))).get(0);
            String signature = timetables.signature(Policies.read(connection).policy());
            Instant now = timetables.now();
            boolean again = !signature.equals(stand.signature()) || stand.ended() != null && stand.started().plus(EACH).isBefore(now);
            if (stand.ended() != null && !again) {
                return false;
            }
            long round = again ? stand.round() + 1 : stand.round();
            List<Long> ids = Sql.select(connection, "select id from recipient where id > ? order by id limit ?", row -> row.getLong(1),
                    again ? 0L : stand.place(), SLICE);
            set(connection, ids, round);
            boolean more = ids.size() == SLICE;
            long place = ids.isEmpty() ? stand.place() : ids.get(ids.size() - 1);
            Sql.update(connection, """
                    update retention_walk set round = ?, place = ?, signature = ?, started_at = ?, ended_at = ?,
                        counted = case when ? then counted else ? end, counted_at = case when ? then counted_at else ? end""",
                    round, place, signature, again ? now : stand.started(), more ? null : now.atOffset(java.time.ZoneOffset.UTC), more,
                    round, more, now);
            if (!more) {
                Deeds.forget(connection, now);
                Sql.update(connection, "delete from retention_count where round <> ?", round);
            }
            return more;
        }).orElse(false);
    }

    private void set(Connection connection, List<Long> ids, long round) throws SQLException {
        Map<Someone, Timetable> times = timetables.all(connection, Someones.read(connection, ids).values(),
                Policies.read(connection).policy());
        ClockRows.store(connection, ids, times);
        Map<Month, Long> counted = new HashMap<>();
        times.forEach((who, timetable) -> timetable.lapses().forEach(lapse -> counted.merge(new Month(lapse.purpose(),
                lapse.due().withDayOfMonth(1), ClockRows.place(who), 0), 1L, Long::sum)));
        for (Map.Entry<Month, Long> one : counted.entrySet()) {
            Sql.update(connection, """
                    insert into retention_count as c (round, purpose_id, month, jurisdiction, people) values (?, ?, ?, ?, ?)
                    on conflict (round, purpose_id, month, jurisdiction) do update set people = c.people + excluded.people""", round,
                    one.getKey().purpose(), Date.valueOf(one.getKey().month()), one.getKey().jurisdiction(), one.getValue());
        }
    }

    /** Whose time is over when, as the last whole round counted it. */
    public DueMonths counted() {
        return Turn.in(database, connection -> new DueMonths(
                Sql.select(connection, "select counted_at from retention_walk", row -> Sql.instant(row, 1)).get(0),
                Sql.select(connection, """
                        select c.purpose_id, c.month, c.jurisdiction, c.people from retention_walk w
                        join retention_count c on c.round = w.counted order by c.purpose_id, c.month, c.jurisdiction""",
                        row -> new Month(row.getInt(1), row.getObject(2, LocalDate.class), row.getString(3), row.getLong(4)))));
    }

    /** Begins a round with the next look. */
    public void again() {
        Turn.in(database, connection -> Sql.update(connection, "update retention_walk set signature = null"));
    }
}
