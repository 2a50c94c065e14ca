package org.preferencecenter.office.control;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.center.entity.Mask;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.office.entity.Wanted;
import org.preferencecenter.platform.control.Sql;

/**
 * What stands behind a number: entries of the ledger, newest first, and people of a group. Each page looks through a bounded
 * part, and says where to look on. Every method throws {@code DatabaseAway} if the database is.
 */
@Singleton
public class Behind {

    /** How much of the ledger one step reads, by its index on time. */
    private static final Duration STEP = Duration.ofHours(6);
    private static final int STEPS = 400;
    private static final int MOST_LOOKED_THROUGH = 20_000;
    private static final int READING_SECONDS = 5;

    private final DataSource database;

    @Inject
    public Behind(DataSource database) {
        this.database = database;
    }

    /** One entry; the address is masked, or empty where there is none any more. */
    public record Line(Entry entry, String masked) {
    }

    /** Where a page begins: older than that, or as old and arrived before. */
    public record Place(Instant at, long arrival) {
    }

    /** @param before where the next page begins; null: this is the last */
    public record Page(List<Line> lines, Place before) {
    }

    private record Found(Entry entry, long arrival) {
    }

    /** Somebody of a group. */
    public record Somebody(long recipient, String masked) {
    }

    /** @param after where the next page begins; 0: this is the last */
    public record People(List<Somebody> people, long after) {
    }

    /** @param before null: the first page */
    public Page entries(Wanted wanted, Place before, int most) {
        return Count.in(database, connection -> {
            Instant start = wanted.from().atStartOfDay(ZoneOffset.UTC).toInstant();
            Instant end = wanted.to().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            Place place = before == null || before.at().isAfter(end) ? new Place(end, 0) : before;
            List<Found> found = new ArrayList<>();
            long deadline = System.nanoTime() + Duration.ofSeconds(READING_SECONDS).toNanos();
            for (int i = 0; i < STEPS && found.size() < most && !place.at().isBefore(start) && System.nanoTime() < deadline; i++) {
                Instant from = place.at().minus(STEP).isAfter(start) ? place.at().minus(STEP) : start;
                List<Found> some = step(connection, wanted, from, place, most - found.size());
                found.addAll(some);
                Found last = found.size() < most ? null : some.get(some.size() - 1);
                place = last != null ? new Place(last.entry().at(), last.arrival())
                        : from.equals(start) ? new Place(start.minusSeconds(1), 0) : new Place(from, 0);
            }
            Map<Long, String> masked = masked(connection, found.stream().map(f -> f.entry().recipient()).distinct()
                    .toArray(Long[]::new));
            return new Page(found.stream().map(f -> new Line(f.entry(), masked.getOrDefault(f.entry().recipient(), ""))).toList(),
                    place.at().isBefore(start) ? null : place);
        });
    }

    private static List<Found> step(Connection connection, Wanted wanted, Instant from, Place to, int most) throws SQLException {
        StringBuilder sql = new StringBuilder("select e.leaf, e.arrival from ledger_entry e"
                + " where e.at >= ? and e.at <= ? and (e.at, e.arrival) < (?, ?)");
        List<Object> with = new ArrayList<>(List.of(utc(from), utc(to.at()), utc(to.at()), to.arrival()));
        for (List<String> any : wanted.anyOf()) {
            sql.append(" and (").append(String.join(" or ", any.stream().map(part -> "position(?::bytea in e.leaf) > 0").toList()))
                    .append(')');
            any.forEach(part -> with.add(part.getBytes(StandardCharsets.US_ASCII)));
        }
        for (String none : wanted.noneOf()) {
            sql.append(" and position(?::bytea in e.leaf) = 0");
            with.add(none.getBytes(StandardCharsets.US_ASCII));
        }
        if (wanted.domain() != null) {
            sql.append(" and exists (select from address a where a.recipient_id = e.recipient_id and a.channel = 'EMAIL'"
                    + " and split_part(a.normal, '@', 2) = ?)");
            with.add(wanted.domain());
        }
        if (!wanted.groups().isEmpty()) {
            sql.append(" and exists (select from tally_person t where t.recipient_id = e.recipient_id and t.groups && ?)");
            with.add(connection.createArrayOf("integer", wanted.groups().toArray()));
        }
        with.add(most);
        return Sql.select(connection, sql.append(" order by e.at desc, e.arrival desc limit ?").toString(),
                row -> new Found(Entry.of(row.getBytes(1)), row.getLong(2)), with.toArray());
    }

    /** People of the group with that number, in the order of their ids. @param after 0: the first page */
    public People people(int group, long after, int most) {
        return Count.in(database, connection -> {
            record Looked(long recipient, boolean within) {
            }
            List<Looked> looked = Sql.select(connection, """
                    select recipient_id, ? = any(groups) from tally_person where recipient_id > ? order by recipient_id limit ?""",
                    row -> new Looked(row.getLong(1), row.getBoolean(2)), group, after, MOST_LOOKED_THROUGH);
            List<Long> ids = looked.stream().filter(Looked::within).map(Looked::recipient).limit(most).toList();
            Map<Long, String> masked = masked(connection, ids.toArray(Long[]::new));
            long next = ids.size() == most ? ids.get(most - 1)
                    : looked.size() == MOST_LOOKED_THROUGH ? looked.get(looked.size() - 1).recipient() : 0;
            return new People(ids.stream().map(id -> new Somebody(id, masked.getOrDefault(id, ""))).toList(), next);
        });
    }

    static Map<Long, String> masked(Connection connection, Long[] ids) throws SQLException {
        Map<Long, String> masked = new HashMap<>();
        Sql.select(connection, "select recipient_id, value from address where recipient_id = any(?)"
                + " order by recipient_id, channel = 'EMAIL', main, normal desc",
                row -> masked.put(row.getLong(1), Mask.of(row.getString(2))), connection.createArrayOf("bigint", ids));
        return masked;
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
