package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.preferencecenter.consent.entity.Intake;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;

/** The rows of an intake, thousands at a time: one array per column, always the same statements. */
final class IntakeRows {

    private IntakeRows() {
    }

    /** By index whatever the statistics, for this transaction: its plans are made for tables of any size. */
    static void settle(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(Plans.BY_INDEX);
        }
    }

    /** An address as it is compared, and whose line it is on. */
    record Sought(Channel channel, String normal) {
    }

    /** Whose each of them is, in their order; 0: nobody's. Who was joined to another is that other. */
    static long[] owners(Connection connection, List<Sought> sought) throws SQLException {
        long[] owners = new long[sought.size()];
        try (PreparedStatement select = connection.prepareStatement("""
                select n.place, coalesce(r.joined_to, r.id)
                from unnest(?::text[], ?::text[]) with ordinality as n (channel, normal, place)
                join address a on a.channel = n.channel and a.normal = n.normal
                join recipient r on r.id = a.recipient_id""")) {
            select.setObject(1, sought.stream().map(s -> s.channel().name()).toArray(String[]::new));
            select.setObject(2, sought.stream().map(Sought::normal).toArray(String[]::new));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    owners[row.getInt(1) - 1] = row.getLong(2);
                }
            }
        }
        return owners;
    }

    /** What is known of these. */
    static Map<Long, Intake.Person> people(Connection connection, Collection<Long> ids) throws SQLException {
        Map<Long, Intake.Person> people = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select id, audience, audience_source, jurisdiction, locale, facts::text, name, external_id from recipient where id = any(?)")) {
            select.setObject(1, ids.stream().mapToLong(Long::longValue).toArray());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    people.put(row.getLong(1), new Intake.Person(Audience.valueOf(row.getString(2)), row.getString(3),
                            row.getString(4), row.getString(5), facts(row)));
                }
            }
        }
        return people;
    }

    /** On which channels these have an address. */
    static Map<Long, Set<Channel>> channels(Connection connection, Collection<Long> ids) throws SQLException {
        Map<Long, Set<Channel>> channels = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select recipient_id, channel from address where recipient_id = any(?)")) {
            select.setObject(1, ids.stream().mapToLong(Long::longValue).toArray());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    channels.computeIfAbsent(row.getLong(1), id -> EnumSet.noneOf(Channel.class))
                            .add(Channel.valueOf(row.getString(2)));
                }
            }
        }
        return channels;
    }

    private static Map<String, String> facts(ResultSet row) throws SQLException {
        Map<String, String> facts = new HashMap<>(Recipients.facts(row.getString(6)));
        put(facts, Intake.NAME, row.getString(7));
        put(facts, Intake.EXTERNAL_ID, row.getString(8));
        return facts;
    }

    private static void put(Map<String, String> facts, String key, String value) {
        if (value != null) {
            facts.put(key, value);
        }
    }

    /** Names and ids elsewhere are kept where they can be searched, not among the facts. */
    private static String json(Intake.Person person) {
        Map<String, String> facts = new HashMap<>(person.facts());
        facts.remove(Intake.NAME);
        facts.remove(Intake.EXTERNAL_ID);
        return Recipients.json(facts);
    }

    private static void describe(Connection connection, Map<Long, Intake.Person> people) throws SQLException {
        List<People.Described> described = people.entrySet().stream().map(e -> new People.Described(e.getKey(),
                e.getValue().facts().get(Intake.NAME), e.getValue().facts().get(Intake.EXTERNAL_ID))).toList();
        if (!described.isEmpty()) {
            People.describe(connection, described);
        }
    }

    /** Who of these was written to. */
    static Set<Long> written(Connection connection, long[] ids) throws SQLException {
        Set<Long> written = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select n.id from unnest(?::bigint[]) as n (id) where exists (select from contact c where c.recipient_id = n.id)""")) {
            select.setObject(1, ids);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    written.add(row.getLong(1));
                }
            }
        }
        return written;
    }

    /** Ids for people to come. */
    static long[] ids(Connection connection, int many) throws SQLException {
        long[] ids = new long[many];
        try (PreparedStatement select = connection.prepareStatement(
                "select nextval(pg_get_serial_sequence('recipient', 'id')) from generate_series(1, ?)")) {
            select.setInt(1, many);
            try (ResultSet row = select.executeQuery()) {
                for (int i = 0; row.next(); i++) {
                    ids[i] = row.getLong(1);
                }
            }
        }
        return ids;
    }

    /** Somebody to come. */
    record Fresh(long id, Intake.Person person, Instant collected) {
    }

    static void insert(Connection connection, List<Fresh> fresh) throws SQLException {
        if (fresh.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into recipient (id, audience, audience_source, jurisdiction, locale, facts, created_at)
                select id, audience, source, jurisdiction, locale, facts::jsonb, timestamptz 'epoch' + at * interval '1 second'
                from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                     as n (id, audience, source, jurisdiction, locale, facts, at)""")) {
            insert.setObject(1, fresh.stream().mapToLong(Fresh::id).toArray());
            insert.setObject(2, fresh.stream().map(f -> f.person().audience().name()).toArray(String[]::new));
            insert.setObject(3, fresh.stream().map(f -> f.person().audienceSource()).toArray(String[]::new));
            insert.setObject(4, fresh.stream().map(f -> f.person().jurisdiction()).toArray(String[]::new));
            insert.setObject(5, fresh.stream().map(f -> f.person().locale()).toArray(String[]::new));
            insert.setObject(6, fresh.stream().map(f -> json(f.person())).toArray(String[]::new));
            insert.setObject(7, fresh.stream().mapToLong(f -> f.collected().getEpochSecond()).toArray());
            insert.executeUpdate();
        }
        Map<Long, Intake.Person> named = new HashMap<>();
        fresh.stream().filter(f -> f.person().facts().containsKey(Intake.NAME) || f.person().facts().containsKey(Intake.EXTERNAL_ID))
                .forEach(f -> named.put(f.id(), f.person()));
        describe(connection, named);
    }

    /** An address to be somebody's. */
    record Added(long recipient, UUID id, Channel channel, String value, String normal) {
    }

    /** @return false if somebody has one of them, perhaps since a moment ago */
    static boolean add(Connection connection, List<Added> addresses) throws SQLException {
        if (addresses.isEmpty()) {
            return true;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into address (recipient_id, id, channel, value, normal)
                select * from unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[]) on conflict do nothing""")) {
            insert.setObject(1, addresses.stream().mapToLong(Added::recipient).toArray());
            insert.setArray(2, connection.createArrayOf("uuid", addresses.stream().map(Added::id).toArray()));
            insert.setObject(3, addresses.stream().map(a -> a.channel().name()).toArray(String[]::new));
            insert.setObject(4, addresses.stream().map(Added::value).toArray(String[]::new));
            insert.setObject(5, addresses.stream().map(Added::normal).toArray(String[]::new));
            return insert.executeUpdate() == addresses.size();
        }
    }

    /** Sets what is known of these; their locks are held. */
    static void update(Connection connection, Map<Long, Intake.Person> people) throws SQLException {
        if (people.isEmpty()) {
            return;
        }
        List<Map.Entry<Long, Intake.Person>> all = new ArrayList<>(people.entrySet());
        try (PreparedStatement update = connection.prepareStatement("""
                update recipient r set audience = n.audience, audience_source = n.source, jurisdiction = n.jurisdiction,
                       locale = n.locale, facts = n.facts::jsonb
                from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                     as n (id, audience, source, jurisdiction, locale, facts) where r.id = n.id""")) {
            update.setObject(1, all.stream().mapToLong(Map.Entry::getKey).toArray());
            update.setObject(2, all.stream().map(e -> e.getValue().audience().name()).toArray(String[]::new));
            update.setObject(3, all.stream().map(e -> e.getValue().audienceSource()).toArray(String[]::new));
            update.setObject(4, all.stream().map(e -> e.getValue().jurisdiction()).toArray(String[]::new));
            update.setObject(5, all.stream().map(e -> e.getValue().locale()).toArray(String[]::new));
            update.setObject(6, all.stream().map(e -> json(e.getValue())).toArray(String[]::new));
            update.executeUpdate();
        }
        describe(connection, people);
    }

    /** Takes addresses away that are still whose they were. */
    static void remove(Connection connection, long recipient, List<UUID> ids) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from address where recipient_id = ? and id = any(?)")) {
            delete.setLong(1, recipient);
            delete.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            delete.executeUpdate();
        }
    }

    /** Nobody any more: no address, nothing known; the ledger stays as it is. */
    static void erase(Connection connection, List<Long> ids, Instant at) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        People.describe(connection, ids.stream().map(id -> new People.Described(id, null, null)).toList());
        try (PreparedStatement sql = connection.prepareStatement("""
                delete from address where recipient_id = any(?);
                update recipient set erased_at = ?, facts = '{}', locale = null, jurisdiction = null, time_zone = null
                where id = any(?)""")) {
            long[] all = ids.stream().mapToLong(Long::longValue).toArray();
            sql.setObject(1, all);
            sql.setObject(2, at.atOffset(ZoneOffset.UTC));
            sql.setObject(3, all);
            sql.execute();
        }
    }
}
