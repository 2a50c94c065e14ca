package org.preferencecenter.office.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.platform.control.Sql;

/**
 * The lists behind two numbers that are no entries of the ledger: messages after a stop, and reasons that people gave. Each
 * page is as many steps on an index as it has lines, for each stream or brand. Every method throws {@code DatabaseAway} if the
 * database is.
 */
@Singleton
public class Told {

    private static final String LATE = """
            select l.recipient_id, l.at, l.stopped_at, l.stream_id from unnest(?::integer[]) as s (id)
            cross join lateral (select * from tally_late t where t.stream_id = s.id and t.at >= ? and (t.at, t.recipient_id) < (?, ?)
                order by t.at desc, t.recipient_id desc limit ?) l
            order by l.at desc, l.recipient_id desc limit ?""";
    private static final String REASONS = """
            select r.recipient_id, r.at, r.at, r.brand_id from unnest(?::integer[]) as b (id)
            cross join lateral (select * from stop_reason t where t.brand_id = b.id and t.reason = ? and t.at >= ?
                    and (t.at, t.recipient_id) < (?, ?)
                order by t.at desc, t.recipient_id desc limit ?) r
            order by r.at desc, r.recipient_id desc limit ?""";

    private final DataSource database;

    @Inject
    public Told(DataSource database) {
        this.database = database;
    }

    /** Where a page begins: before that, or at the same time and of somebody with a smaller id. */
    public record Place(Instant at, long recipient) {
    }

    /**
     * One line.
     *
     * @param masked    the address, masked; empty where there is none any more
     * @param stoppedAt of a message: when the person had stopped it; of a reason: when it was told
     * @param of        of a message: the stream's id; of a reason: the brand's
     */
    public record Line(long recipient, String masked, Instant at, Instant stoppedAt, int of) {
    }

    /** @param before where the next page begins; null: this is the last */
    public record Page(List<Line> lines, Place before) {
    }

    /** Messages that were handed over after a stop, newest first. */
    public Page late(Collection<Integer> streams, Instant from, Place before, int most) {
        return Count.in(database, connection -> page(connection, most, Sql.select(connection, LATE, Told::line,
                connection.createArrayOf("integer", streams.toArray()), utc(from), utc(before.at()), before.recipient(), most, most)));
    }

    /** Who gave that reason, newest first. */
    public Page reasons(Collection<Integer> brands, String reason, Instant from, Place before, int most) {
        return Count.in(database, connection -> page(connection, most, Sql.select(connection, REASONS, Told::line,
                connection.createArrayOf("integer", brands.toArray()), reason, utc(from), utc(before.at()), before.recipient(), most,
                most)));
    }

    private static Line line(java.sql.ResultSet row) throws SQLException {
        return new Line(row.getLong(1), "", row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getObject(3, OffsetDateTime.class).toInstant(), row.getInt(4));
    }

    private static Page page(Connection connection, int most, List<Line> lines) throws SQLException {
        Map<Long, String> masked = Behind.masked(connection, lines.stream().map(Line::recipient).distinct().toArray(Long[]::new));
        Line last = lines.size() < most ? null : lines.get(most - 1);
        return new Page(lines.stream().map(line -> new Line(line.recipient(), masked.getOrDefault(line.recipient(), ""), line.at(),
                line.stoppedAt(), line.of())).toList(), last == null ? null : new Place(last.at(), last.recipient()));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
