package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.Circle;
import org.preferencecenter.consent.entity.Found;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.Sought;
import org.preferencecenter.consent.entity.Sought.Lane;
import org.preferencecenter.law.entity.Channel;

/**
 * Finds people by what is known of them, among any number of them in the same time. Whoever asks must be one who may see
 * them: nothing is masked here. Every method throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class People {

    private static final String SHOW = Plans.BY_INDEX + """
            select n.place, r.id, coalesce(r.name, f.name), coalesce(r.external_id, f.external_id), r.jurisdiction, r.locale,
                   a.channel, a.value
            from unnest(?::integer[], ?::bigint[]) as n (place, id)
            join recipient f on f.id = n.id join recipient r on r.id = coalesce(f.joined_to, f.id) and r.erased_at is null
            left join address a on a.recipient_id = r.id
            order by n.place, a.channel, a.main desc, a.normal""";

    /** How many of those who fit are looked at, to see who is of a circle: at a time, and for a page. */
    private static final int STEP = 100;
    private static final int LOOKED_THROUGH = 1000;

    private final DataSource database;

    @Inject
    public People(DataSource database) {
        this.database = database;
    }

    /** As below, among everybody. */
    public Found.Page find(String typed, Collection<String> regions, String after, int most) {
        return find(typed, regions, Optional.empty(), after, most);
    }

    /**
     * Some of those who fit, the likeliest first. Where only a circle is looked among, a bounded part of those who fit is looked
     * through at a time: a page may then hold fewer, or none, and go on all the same.
     *
     * @param regions ISO 3166-1 alpha-2: whose national forms of telephone numbers are understood
     * @param within  only people of that circle; nothing: anybody
     * @param after   {@link Found.Page#next()} of the same search, or null for its beginning; anything else begins anew
     * @param most    how many at most, 1 or more
     */
    public Found.Page find(String typed, Collection<String> regions, Optional<Circle> within, String after, int most) {
        List<Lane> lanes = PeopleRows.together(Sought.of(typed, regions).lanes());
        Mark from = Mark.parse(after, lanes.size());
        return Transaction.reading(database, connection -> {
            List<Mark> rows = new ArrayList<>();
            Mark looked = from;
            int left = LOOKED_THROUGH;
            while (looked.lane() < lanes.size() && rows.size() <= most && left > 0) {
                int step = within.isPresent() ? Math.min(left, STEP) : most + 1 - rows.size();
                List<Long> ids = PeopleRows.read(connection, lanes.get(looked.lane()), looked.recipient(), step);
                Set<Long> those = within.isEmpty() ? Set.copyOf(ids) : CircleRows.of(connection, ids, within.get());
                int lane = looked.lane();
                ids.stream().filter(those::contains).forEach(id -> rows.add(new Mark(lane, id)));
                left -= within.isPresent() ? ids.size() : 0;
                looked = ids.size() < step ? new Mark(lane + 1, 0) : new Mark(lane, ids.get(ids.size() - 1));
            }
            boolean more = rows.size() > most;
            List<Mark> shown = more ? rows.subList(0, most) : rows;
            return new Found.Page(show(connection, shown, lanes), more ? shown.get(most - 1).toString()
                    : looked.lane() < lanes.size() ? looked.toString() : null);
        });
    }

    /** Whether a person is of that circle. */
    public boolean within(long recipient, Circle circle) {
        return Transaction.reading(database, connection -> !CircleRows.of(connection, List.of(recipient), circle).isEmpty());
    }

    /** The name and external id of a recipient, of whom it was joined to where it has none; nothing if it is unknown. */
    public Optional<Found> of(long recipient) {
        return Transaction.reading(database, connection -> show(connection, List.of(new Mark(0, recipient)),
                List.of(new Lane(Sought.By.ID, "", "", List.of()))).stream().findFirst());
    }

    /**
     * What somebody is called, and by what another system knows them, in the place of what was known.
     *
     * @param name       null or blank: not known any more
     * @param externalId likewise
     */
    public void describe(long recipient, String name, String externalId) {
        Transaction.in(database, connection -> {
            PeopleRows.describe(connection, List.of(new Described(recipient, name, externalId)));
            return null;
        });
    }

    /** @param name null or blank: not known @param externalId likewise */
    public record Described(long recipient, String name, String externalId) {
    }

    /** What these are called, and by what another system knows them; who has neither is missing. One statement, by index. */
    public Map<Long, Described> described(long[] recipients) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select id, name, external_id from recipient
                    where id = any(?) and (name is not null or external_id is not null)""")) {
                select.setObject(1, recipients);
                Map<Long, Described> described = new HashMap<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        described.put(row.getLong(1), new Described(row.getLong(1), row.getString(2), row.getString(3)));
                    }
                }
                return described;
            }
        });
    }

    /** As {@link #describe(long, String, String)} for many, within the caller's transaction, in a few statements. */
    public static void describe(Connection connection, List<Described> described) throws SQLException {
        PeopleRows.describe(connection, described);
    }

    private static List<Found> show(Connection connection, List<Mark> rows, List<Lane> lanes) throws SQLException {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, Found> people = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(SHOW)) {
            select.setObject(1, java.util.stream.IntStream.range(0, rows.size()).toArray());
            select.setObject(2, rows.stream().mapToLong(Mark::recipient).toArray());
            select.execute();
            select.getMoreResults();
            try (ResultSet row = select.getResultSet()) {
                Map<Long, Integer> firstPlace = new LinkedHashMap<>();
                while (row.next()) {
                    int place = row.getInt(1);
                    long id = row.getLong(2);
                    if (!people.containsKey(id)) {
                        firstPlace.put(id, place);
                        people.put(id, new Found(id, row.getString(3), row.getString(4), row.getString(5), row.getString(6),
                                new ArrayList<>(), lanes.get(rows.get(place).lane()).by()));
                    }
                    // Found twice, by two of their addresses or as two that were joined: their addresses are told once.
                    if (firstPlace.get(id) == place && row.getString(7) != null) {
                        people.get(id).addresses().add(new Address(Channel.valueOf(row.getString(7)), row.getString(8)));
                    }
                }
            }
        }
        return List.copyOf(people.values());
    }

    /** Where a search stands: nothing of what was typed or found is in it. @param recipient the last one shown, 0: none */
    private record Mark(int lane, long recipient) {

        static Mark parse(String text, int lanes) {
            String[] part = text == null ? new String[0] : text.split("-", -1);
            if (part.length == 2 && part[0].matches("\\d{1,3}") && part[1].matches("\\d{1,18}")
                    && Integer.parseInt(part[0]) < lanes) {
                return new Mark(Integer.parseInt(part[0]), Long.parseLong(part[1]));
            }
            return new Mark(0, 0);
        }

        @Override
        public String toString() {
            return lane + "-" + recipient;
        }
    }
}
