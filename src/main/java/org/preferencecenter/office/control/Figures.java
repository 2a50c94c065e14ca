package org.preferencecenter.office.control;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.office.entity.DayCounts;
import org.preferencecenter.office.entity.Group;
import org.preferencecenter.office.entity.Happening;
import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.platform.control.Sql;

/**
 * Reads what was counted: a few hundred rows, however many people there are. Every method throws {@code DatabaseAway} if the
 * database is.
 */
@Singleton
public class Figures {

    private final DataSource database;

    @Inject
    public Figures(DataSource database) {
        this.database = database;
    }

    /** The stops of a mail domain. */
    public record DomainCount(String domain, long stops, long oneClick) {
    }

    /** What a stream handed over; how much of it after a stop, and how long after at most. */
    public record HandedCount(int stream, long handed, long afterStop, long worstSeconds) {
    }

    /**
     * How far the counting has come.
     *
     * @param complete false while everybody is being counted for the first time, or anew
     */
    public record Progress(boolean complete, boolean waiting) {
    }

    /** Everybody by group, without the days of consents. Groups of brand 0 are of everybody. */
    public Map<Group, Long> groups(List<Integer> brands) {
        return of(connection -> {
            Map<Group, Long> groups = new HashMap<>();
            Sql.select(connection, """
                    select brand_id, kind, purpose_id, channel, value, people from tally_group
                    where (brand_id = any(?) or brand_id = 0) and people > 0 and kind <> 'CONSENTED'""",
                    row -> groups.put(new Group(row.getInt(1), Group.Kind.valueOf(row.getString(2)), row.getInt(3),
                            Channel.of(row.getInt(4)), row.getString(5)), row.getLong(6)), ids(connection, brands));
            return groups;
        });
    }

    /** The number of a group, by which its people are listed; nothing if nobody was ever in it. */
    public Optional<Integer> id(Group group) {
        return of(connection -> Sql.select(connection, """
                select id from tally_group where brand_id = ? and kind = ? and purpose_id = ? and channel = ? and value = ?""",
                row -> row.getInt(1), group.brand(), group.kind().name(), group.purpose(), (short) group.channel().code(),
                group.value()).stream().findFirst());
    }

    /** What happened from that day on; what was stopped as a whole, for every brand, included. */
    public DayCounts days(List<Integer> brands, LocalDate from) {
        return of(connection -> new DayCounts(Sql.select(connection, """
                select day, brand_id, purpose_id, topic_id, channel, what, via, sum(entries) from tally_day
                where day >= ? and (brand_id = any(?) or brand_id = 0) group by 1, 2, 3, 4, 5, 6, 7""",
                row -> new DayCounts.Line(row.getObject(1, LocalDate.class), row.getInt(2), row.getInt(3), row.getInt(4),
                        Channel.of(row.getInt(5)), Happening.What.valueOf(row.getString(6)), row.getString(7), row.getLong(8)),
                from, ids(connection, brands))));
    }

    /** Mail domains with stops enough to be named, the most first. */
    public List<DomainCount> domains(List<Integer> brands, LocalDate from, int most) {
        return of(connection -> Sql.select(connection, """
                select domain, sum(stops), sum(one_click) from tally_domain
                where day >= ? and (brand_id = any(?) or brand_id = 0) and domain <> ''
                group by domain having sum(stops) >= ? order by 2 desc, 1 limit ?""",
                row -> new DomainCount(row.getString(1), row.getLong(2), row.getLong(3)),
                from, ids(connection, brands), SmallTallies.NAMED_FROM, most));
    }

    /** Reasons told, the most first. */
    public Map<String, Long> reasons(List<Integer> brands, LocalDate from) {
        return of(connection -> {
            Map<String, Long> reasons = new LinkedHashMap<>();
            Sql.select(connection, """
                    select reason, sum(told) from tally_reason where day >= ? and brand_id = any(?)
                    group by reason order by 2 desc, 1""", row -> reasons.put(row.getString(1), row.getLong(2)),
                    from, ids(connection, brands));
            return reasons;
        });
    }

    /** Messages handed over since then, by stream. */
    public List<HandedCount> handed(Instant from) {
        return of(connection -> Sql.select(connection, """
                select stream_id, sum(handed), sum(after_stop), max(worst_after) from tally_handed where hour >= ?
                group by stream_id order by 2 desc""",
                row -> new HandedCount(row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                OffsetDateTime.ofInstant(from, ZoneOffset.UTC)));
    }

    /** How many consents for a purpose were last given on days of that span. @param to the day after the last */
    public long consented(int purpose, int brand, LocalDate from, LocalDate to) {
        return of(connection -> Sql.select(connection, """
                select coalesce(sum(people), 0) from tally_group
                where brand_id = ? and kind = 'CONSENTED' and purpose_id = ? and channel = 0 and value >= ? and value < ?""",
                row -> row.getLong(1), brand, purpose, from.toString(), to.toString())).get(0);
    }

    /** The groups behind {@link #consented}, by number. */
    public List<Integer> consents(int purpose, int brand, LocalDate from, LocalDate to) {
        return of(connection -> Sql.select(connection, """
                select id from tally_group
                where brand_id = ? and kind = 'CONSENTED' and purpose_id = ? and channel = 0 and value >= ? and value < ? and people > 0""",
                row -> row.getInt(1), brand, purpose, from.toString(), to.toString()));
    }

    /** Whether what is shown is of everybody and of now. */
    public Progress progress() {
        return of(connection -> Sql.select(connection, """
                select (select at is not null from tally_progress where name = 'PEOPLE'),
                       (select until > place from tally_progress where name = 'LEDGER')""",
                row -> new Progress(row.getBoolean(1), row.getBoolean(2)))).get(0);
    }

    private <T> T of(Transaction.Work<T> work) {
        return Count.in(database, work);
    }

    private static Array ids(Connection connection, List<Integer> brands) throws SQLException {
        return connection.createArrayOf("integer", brands.toArray());
    }
}
