package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.preferencecenter.consent.entity.NameWords;
import org.preferencecenter.consent.entity.Sought;
import org.preferencecenter.consent.entity.Sought.By;
import org.preferencecenter.consent.entity.Sought.Lane;

/** The ranges of {@link Sought} as index scans, and the rows they are of. */
final class PeopleRows {

    private static final String EMAIL = Plans.IN_ORDER + """
            select recipient_id from address
            where channel = 'EMAIL' and normal >= ? and normal < ? and normal > coalesce((select max(normal) from address
                where recipient_id = ? and channel = 'EMAIL' and normal >= ? and normal < ?), '')
            order by normal limit ?""";
    // A range begins at its pair (key, 0), ids being greater: of a second condition beside the pair, on the key alone, the
    // index would make no beginning, and read everything before the range.
    private static final String DOMAIN = Plans.IN_ORDER + """
            select recipient_id from address
            where channel = 'EMAIL' and split_part(normal, '@', -1) < ? and (split_part(normal, '@', -1), recipient_id)
                > (coalesce((select max(split_part(normal, '@', -1)) from address where recipient_id = ? and channel = 'EMAIL'
                    and split_part(normal, '@', -1) >= ? and split_part(normal, '@', -1) < ?), ?), ?)
            order by split_part(normal, '@', -1), recipient_id limit ?""";
    private static final String EXTERNAL_ID = Plans.IN_ORDER + """
            select id from recipient
            where external_id is not null and lower(external_id collate "C") < ?
                and (lower(external_id collate "C"), id)
                    > (coalesce((select lower(external_id collate "C") from recipient where id = ?), ?), ?)
            order by lower(external_id collate "C"), id limit ?""";
    private static final String NAME = Plans.IN_ORDER + """
            select recipient_id, words from recipient_name
            where words < ? and (words, recipient_id) > (?, ?) order by words, recipient_id limit ?""";
    /** A number in each of its forms on each of its channels; whoever has it on two is one. */
    private static final String TELEPHONE = Plans.BY_INDEX + """
            select f.recipient_id
            from unnest(?::text[], ?::text[]) with ordinality as l (low, high, place)
            cross join unnest(array['SMS', 'PHONE', 'MESSAGING', 'AUTOMATED_CALL']) as c (channel)
            cross join lateral (select a.recipient_id, a.normal from address a
                where a.channel = c.channel and a.normal >= l.low and a.normal < l.high order by a.normal limit ?) f
            group by f.recipient_id order by min(l.place), min(f.normal), f.recipient_id limit ?""";

    private static final int LONGEST_NAME = 200;   // V022
    private static final int LONGEST_ID = 120;

    private PeopleRows() {
    }

    /** All forms of one number in one range, so that whoever is found by two of them is found once. */
    static List<Lane> together(List<Lane> lanes) {
        List<Lane> numbers = lanes.stream().filter(lane -> lane.by() == By.TELEPHONE).toList();
        if (numbers.size() < 2) {
            return lanes;
        }
        List<Lane> all = new ArrayList<>();
        all.add(new Lane(By.TELEPHONE, null, null, numbers.stream().map(Lane::from).toList()));
        lanes.stream().filter(lane -> lane.by() != By.TELEPHONE).forEach(all::add);
        return all;
    }

    /** @param after the last one read, 0 for none */
    static List<Long> read(Connection connection, Lane lane, long after, int most) throws SQLException {
        return switch (lane.by()) {
            case ID -> after == 0 ? List.of(Long.parseLong(lane.from())) : List.of();
            case EMAIL -> ids(connection, EMAIL, lane.from(), lane.below(), after, lane.from(), lane.below(), most);
            case DOMAIN -> ids(connection, DOMAIN, lane.below(), after, lane.from(), lane.below(), lane.from(), after, most);
            case EXTERNAL_ID -> ids(connection, EXTERNAL_ID, lane.below(), after, lane.from(), after, most);
            case TELEPHONE -> after == 0 ? telephone(connection, lane, most) : List.of();
            case NAME -> named(connection, lane, after, most);
        };
    }

    private static List<Long> telephone(Connection connection, Lane lane, int most) throws SQLException {
        List<String> low = lane.from() == null ? lane.within() : List.of(lane.from());
        return ids(connection, TELEPHONE, low.toArray(String[]::new),
                low.stream().map(digits -> digits + ":").toArray(String[]::new), most, most);   // ':' follows '9'
    }

    private static List<Long> named(Connection connection, Lane lane, long after, int most) throws SQLException {
        String last = after == 0 ? lane.from() : key(connection, lane, after);
        boolean some = !lane.within().isEmpty();
        Map<Long, String> found = new LinkedHashMap<>();
        try (PreparedStatement select = bound(connection, NAME, lane.below(), last, after,
                some ? Sought.LOOKED_THROUGH : most)) {
            try (ResultSet row = rows(NAME, select)) {
                while (row.next() && found.size() < most) {
                    String words = " " + row.getString(2);
                    if (lane.within().stream().allMatch(word -> words.contains(" " + word))) {
                        found.putIfAbsent(row.getLong(1), words);
                    }
                }
            }
        }
        return List.copyOf(found.keySet());
    }

    /** Where somebody stands in a range of names. */
    private static String key(Connection connection, Lane lane, long recipient) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select name from recipient where id = ?")) {
            select.setLong(1, recipient);
            try (ResultSet row = select.executeQuery()) {
                String name = row.next() ? row.getString(1) : null;
                return name == null ? lane.from() : NameWords.keys(name).stream()
                        .filter(key -> key.startsWith(lane.from())).max(String::compareTo).orElse(lane.from());
            }
        }
    }

    private static List<Long> ids(Connection connection, String sql, Object... with) throws SQLException {
        try (PreparedStatement select = bound(connection, sql, with)) {
            List<Long> ids = new ArrayList<>();
            try (ResultSet row = rows(sql, select)) {
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
            }
            return ids;
        }
    }

    private static PreparedStatement bound(Connection connection, String sql, Object... with) throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        for (int i = 0; i < with.length; i++) {
            select.setObject(i + 1, with[i]);
        }
        return select;
    }

    /** The rows of the last statement: those before it only set how it is planned. */
    private static ResultSet rows(String sql, PreparedStatement select) throws SQLException {
        select.execute();
        for (int i = sql.startsWith(Plans.IN_ORDER) ? 2 : 1; i > 0; i--) {
            select.getMoreResults();
        }
        return select.getResultSet();
    }

    static void describe(Connection connection, List<People.Described> described) throws SQLException {
        long[] ids = described.stream().mapToLong(People.Described::recipient).toArray();
        String[] names = described.stream().map(d -> tidy(d.name(), LONGEST_NAME)).toArray(String[]::new);
        String[] externals = described.stream().map(d -> tidy(d.externalId(), LONGEST_ID)).toArray(String[]::new);
        try (Statement plans = connection.createStatement()) {
            plans.execute(Plans.BY_INDEX);
        }
        forget(connection, ids);
        update(connection, """
                update recipient r set name = n.name, external_id = n.external_id
                from unnest(?::bigint[], ?::text[], ?::text[]) as n (id, name, external_id) where r.id = n.id""",
                ids, names, externals);
        add(connection, ids, names);
    }

    /** What of a name or id another system told takes the place of what was known; what it did not tell stays. */
    static void rename(Connection connection, List<People.Described> told) throws SQLException {
        if (told.isEmpty()) {
            return;
        }
        Map<Long, People.Described> known = new HashMap<>();
        try (PreparedStatement select = bound(connection, "select id, name, external_id from recipient where id = any(?)",
                told.stream().mapToLong(People.Described::recipient).toArray()); ResultSet row = select.executeQuery()) {
            while (row.next()) {
                known.put(row.getLong(1), new People.Described(row.getLong(1), row.getString(2), row.getString(3)));
            }
        }
        describe(connection, told.stream().filter(one -> known.containsKey(one.recipient())).map(one -> new People.Described(
                one.recipient(), one.name() == null ? known.get(one.recipient()).name() : one.name(),
                one.externalId() == null ? known.get(one.recipient()).externalId() : one.externalId())).toList());
    }

    /** Whether facts as they are imported tell what somebody is called. */
    static boolean describes(Map<String, String> facts) {
        return name(facts) != null || externalId(facts) != null;
    }

    static String name(Map<String, String> facts) {
        return tidy(facts.get("name"), LONGEST_NAME);
    }

    static String externalId(Map<String, String> facts) {
        return tidy(facts.get("externalId"), LONGEST_ID);
    }

    /** The keys of names, null for none, of recipients that have none yet. */
    static void add(Connection connection, long[] ids, String[] names) throws SQLException {
        List<Long> keyed = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            for (String key : names[i] == null ? List.<String>of() : NameWords.keys(names[i])) {
                keyed.add(ids[i]);
                keys.add(key);
            }
        }
        if (keys.isEmpty()) {
            return;
        }
        update(connection, """
                insert into recipient_name (words, recipient_id)
                select words, id from unnest(?::text[], ?::bigint[]) as k (words, id)
                where exists (select from recipient where recipient.id = k.id) on conflict do nothing""",
                keys.toArray(String[]::new), keyed.toArray(Long[]::new));
    }

    /** The keys of the names they had: told by the names themselves, so that the table needs no second index. */
    private static void forget(Connection connection, long[] ids) throws SQLException {
        List<String> keys = new ArrayList<>();
        List<Long> keyed = new ArrayList<>();
        try (PreparedStatement select = bound(connection,
                "select id, name from recipient where id = any(?) and name is not null for no key update", ids);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                for (String key : NameWords.keys(row.getString(2))) {
                    keys.add(key);
                    keyed.add(row.getLong(1));
                }
            }
        }
        if (!keys.isEmpty()) {
            update(connection, """
                    delete from recipient_name n using unnest(?::text[], ?::bigint[]) as k (words, id)
                    where n.words = k.words and n.recipient_id = k.id""",
                    keys.toArray(String[]::new), keyed.toArray(Long[]::new));
        }
    }

    private static void update(Connection connection, String sql, Object... with) throws SQLException {
        try (PreparedStatement update = bound(connection, sql, with)) {
            update.executeUpdate();
        }
    }

    private static String tidy(String text, int longest) {
        String tidy = text == null ? "" : text.strip().replaceAll("\\s+", " ").replace("\0", "");
        return tidy.isEmpty() ? null : tidy.substring(0, tidy.offsetByCodePoints(0,
                Math.min(longest, tidy.codePointCount(0, tidy.length()))));
    }
}
