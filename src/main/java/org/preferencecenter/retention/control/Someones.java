package org.preferencecenter.retention.control;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.preferencecenter.consent.control.Dossiers;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.control.Sql;
import org.preferencecenter.retention.entity.Someone;

/** Reads what clocks need to know of many people, in three statements however many they are. */
final class Someones {

    private Someones() {
    }

    /** By id, ascending; those who were erased or joined to others are missing. */
    static Map<Long, Someone> read(Connection connection, Collection<Long> ids) throws SQLException {
        Object keys = connection.createArrayOf("bigint", ids.toArray());
        Map<Long, Map<Cell, Choice>> choices = new HashMap<>();
        Sql.select(connection, """
                select recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, stop_seq, cause
                from choice where recipient_id = any(?)""", row -> {
                    Choice choice = choice(row);
                    return choices.computeIfAbsent(row.getLong(1), id -> new HashMap<>(4)).put(choice.cell(), choice);
                }, keys);
        Map<Long, Set<Channel>> channels = new HashMap<>();
        Sql.select(connection, "select distinct recipient_id, channel from address where recipient_id = any(?)",
                row -> channels.computeIfAbsent(row.getLong(1), id -> EnumSet.noneOf(Channel.class)).add(Channel.valueOf(row.getString(2))),
                keys);
        Map<Long, Someone> people = new TreeMap<>();
        Sql.select(connection, """
                select id, audience, jurisdiction, time_zone, facts::text, created_at from recipient
                where id = any(?) and erased_at is null and joined_to is null""",
                row -> people.put(row.getLong(1), new Someone(row.getLong(1), Audience.valueOf(row.getString(2)), row.getString(3),
                        row.getString(4), Dossiers.facts(row.getString(5)), Sql.instant(row, 6),
                        channels.getOrDefault(row.getLong(1), Set.of()), new Choices(choices.getOrDefault(row.getLong(1), Map.of())))),
                keys);
        return people;
    }

    /** How often and until when somebody pauses moves no clock: not read. */
    private static Choice choice(ResultSet row) throws SQLException {
        return new Choice(new Cell(new Scope(Scope.Kind.of(row.getInt(2)), row.getInt(3)), Channel.of(row.getInt(4))),
                State.of(row.getInt(5)), row.getInt(6), row.getInt(7), Sql.instant(row, 8), null, null, row.getInt(9),
                Cause.of(row.getInt(10)));
    }
}
