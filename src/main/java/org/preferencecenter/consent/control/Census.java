package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.Crowd;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;

/**
 * Tells about how many people a purpose reaches, before something about it changes. Asked rarely and by people, it takes no
 * index of its own, which each stop would have to keep up: a small base is counted whole, a large one by a sample of its
 * pages, and both end after a time.
 */
@Singleton
public class Census {

    /** So many people are looked at; more are counted by a sample of about as many. */
    private static final int PEOPLE = 50_000;
    private static final int PATIENCE_MILLIS = 4_000;
    private static final double ALL = 100.0;

    /** A person's addresses, each with the last yes and the last stop that reach what is sent there. */
    private static final String CROWDS = """
            with looked as materialized (select id, audience, jurisdiction from recipient %s where erased_at is null),
            reached as (select s.id, s.audience, s.jurisdiction, w.code, c.yes > c.stop as yes, c.stop > c.yes as stopped
                from looked s
                join address a on a.recipient_id = s.id
                join (values %s) w (name, code) on w.name = a.channel
                cross join lateral (select
                    coalesce(max(seq) filter (where state = 1 and scope_kind in (2, 3)), 0) as yes,
                    coalesce(max(stop_seq) filter (where scope_kind < 3), 0) as stop
                    from choice where recipient_id = s.id and channel in (0, w.code)
                    and (scope_kind = 0 or scope_kind = 1 and scope_id = ? or scope_kind = 2 and scope_id = ?
                        or scope_kind = 3 and scope_id = any (?))) c)
            select audience, jurisdiction, coalesce(code, 0), yes, coalesce(stopped, false), count(distinct id) from reached
            group by grouping sets ((audience, jurisdiction, code, yes, stopped), (audience, jurisdiction, yes))""";

    /** @param whole whether everybody was counted; else a sample, and the numbers are about so. */
    public record Counted(List<Crowd> crowds, boolean whole) {
    }

    private final DataSource database;

    @Inject
    public Census(DataSource database) {
        this.database = database;
    }

    /**
     * @param purpose its id, or 0 for one that nobody knows yet
     * @param topics  ids of its topics
     * @return nothing if it could not be told in time
     * @throws DatabaseAway if the database is away
     */
    public Optional<Counted> around(int brand, int purpose, Collection<Integer> topics) {
        return Transaction.in(database, connection -> {
            try (Statement limit = connection.createStatement()) {
                limit.execute("set local statement_timeout = " + PATIENCE_MILLIS);
            }
            double people = people(connection);
            double percent = people <= PEOPLE ? ALL : ALL * PEOPLE / people;
            String sample = percent == ALL ? "" : "tablesample system (" + percent + ")";
            try (PreparedStatement select = connection.prepareStatement(CROWDS.formatted(sample, channels()))) {
                select.setInt(1, brand);
                select.setInt(2, purpose);
                select.setArray(3, connection.createArrayOf("integer", topics.toArray()));
                return Optional.of(new Counted(crowds(select, ALL / percent), percent == ALL));
            } catch (SQLException e) {
                // Query cancelled: it took too long, which is an answer.
                if (!"57014".equals(e.getSQLState())) {
                    throw e;
                }
                connection.rollback();
                return Optional.empty();
            }
        });
    }

    private static List<Crowd> crowds(PreparedStatement select, double factor) throws SQLException {
        List<Crowd> crowds = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                crowds.add(new Crowd(Audience.valueOf(row.getString(1)), row.getString(2), Channel.of(row.getInt(3)),
                        row.getBoolean(4), row.getBoolean(5), Math.round(row.getLong(6) * factor)));
            }
        }
        return crowds;
    }

    /** As the planner last knew; negative where it never looked, which it does once there are many. */
    private static double people(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement(); ResultSet row = select.executeQuery(
                "select reltuples from pg_class where oid = 'recipient'::regclass")) {
            row.next();
            return row.getDouble(1);
        }
    }

    private static String channels() {
        StringBuilder values = new StringBuilder();
        for (Channel channel : Channel.values()) {
            if (channel != Channel.ANY) {
                values.append(values.length() == 0 ? "" : ", ").append("('").append(channel.name()).append("', ").append(channel.code())
                        .append(')');
            }
        }
        return values.toString();
    }
}
