package org.preferencecenter.retention.control;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.preferencecenter.platform.control.Sql;
import org.preferencecenter.retention.entity.Lapse;
import org.preferencecenter.retention.entity.Someone;
import org.preferencecenter.retention.entity.Timetable;

/** The clocks as they are kept; who acted since is looked at anew before anything is done. */
final class ClockRows {

    /** By its index, from a place on: never more rows than are asked for. */
    static final String DUE = """
            select recipient_id, purpose_id, jurisdiction, last_day, due_on, asked_on from retention_clock
            where purpose_id = ? and due_on <= ? and (due_on, recipient_id) > (?, ?) order by due_on, recipient_id limit ?""";

    private static final String GONE = """
            delete from retention_clock c where c.recipient_id = any(?::bigint[]) and not exists (
                select from unnest(?::bigint[], ?::integer[]) as n (recipient_id, purpose_id)
                where n.recipient_id = c.recipient_id and n.purpose_id = c.purpose_id)""";

    /** Who acted since they were asked may be asked again, in some years: it is another lapse. */
    private static final String STORE = """
            insert into retention_clock as c (recipient_id, purpose_id, jurisdiction, last_day, due_on)
            select * from unnest(?::bigint[], ?::integer[], ?::text[], ?::date[], ?::date[])
            on conflict (recipient_id, purpose_id) do update
            set jurisdiction = excluded.jurisdiction, last_day = excluded.last_day, due_on = excluded.due_on,
                asked_on = case when c.last_day = excluded.last_day then c.asked_on end
            where (c.jurisdiction, c.last_day, c.due_on) is distinct from (excluded.jurisdiction, excluded.last_day, excluded.due_on)""";

    private ClockRows() {
    }

    /** One clock as it is kept. @param asked when they were asked in this lapse, or null */
    record Kept(long recipient, int purpose, String jurisdiction, LocalDate last, LocalDate due, LocalDate asked) {

        /** When they were asked, if nothing was done since. */
        LocalDate askedFor(Lapse lapse) {
            return last.equals(lapse.last().day()) ? asked : null;
        }
    }

    /** @param from the place to go on after; a day and a person */
    static List<Kept> due(Connection connection, int purpose, LocalDate until, LocalDate from, long after, int most) throws SQLException {
        return Sql.select(connection, DUE, row -> new Kept(row.getLong(1), row.getInt(2), row.getString(3),
                row.getObject(4, LocalDate.class), row.getObject(5, LocalDate.class), row.getObject(6, LocalDate.class)), purpose,
                Date.valueOf(until), Date.valueOf(from == null ? LocalDate.EPOCH : from), after, most);
    }

    /** All clocks of these people, by person and purpose. */
    static Map<Long, Map<Integer, Kept>> of(Connection connection, Collection<Long> people) throws SQLException {
        Map<Long, Map<Integer, Kept>> all = new HashMap<>();
        Sql.select(connection, """
                select recipient_id, purpose_id, jurisdiction, last_day, due_on, asked_on from retention_clock
                where recipient_id = any(?)""", row -> all.computeIfAbsent(row.getLong(1), id -> new HashMap<>(4)).put(row.getInt(2),
                new Kept(row.getLong(1), row.getInt(2), row.getString(3), row.getObject(4, LocalDate.class),
                        row.getObject(5, LocalDate.class), row.getObject(6, LocalDate.class))),
                connection.createArrayOf("bigint", people.toArray()));
        return all;
    }

    static void asked(Connection connection, long recipient, Collection<Integer> purposes, LocalDate on) throws SQLException {
        Sql.update(connection, "update retention_clock set asked_on = ? where recipient_id = ? and purpose_id = any(?)", Date.valueOf(on),
                recipient, connection.createArrayOf("integer", purposes.toArray()));
    }

    /** Sets the clocks of these people; who is not in {@code times} has none. */
    static void store(Connection connection, Collection<Long> people, Map<Someone, Timetable> times) throws SQLException {
        List<Long> ids = new ArrayList<>();
        List<Integer> purposes = new ArrayList<>();
        List<String> places = new ArrayList<>();
        List<Date> last = new ArrayList<>();
        List<Date> due = new ArrayList<>();
        times.forEach((who, timetable) -> timetable.lapses().forEach(lapse -> {
            ids.add(who.id());
            purposes.add(lapse.purpose());
            places.add(place(who));
            last.add(Date.valueOf(lapse.last().day()));
            due.add(Date.valueOf(lapse.due()));
        }));
        Object keys = connection.createArrayOf("bigint", ids.toArray());
        Object whats = connection.createArrayOf("integer", purposes.toArray());
        Sql.update(connection, GONE, connection.createArrayOf("bigint", people.toArray()), keys, whats);
        Sql.update(connection, STORE, keys, whats, connection.createArrayOf("text", places.toArray()),
                connection.createArrayOf("date", last.toArray()), connection.createArrayOf("date", due.toArray()));
    }

    static String place(Someone who) {
        return Optional.ofNullable(who.jurisdiction()).orElse("");
    }
}
