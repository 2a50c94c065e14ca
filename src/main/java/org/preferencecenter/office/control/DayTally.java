package org.preferencecenter.office.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.office.entity.Happening;
import org.preferencecenter.platform.control.Sql;

/**
 * Counts what happened each day, from the ledger: every entry once, some thousands at a time, in order of arrival. Every
 * method throws {@code DatabaseAway} if the database is.
 *
 * <p>Arrivals are given out before they are committed, so a later one may be seen first, and an entry with a smaller
 * transaction id may have a greater arrival: neither order alone tells what is complete. So the counting sets a mark: the
 * last arrival given out, then a transaction id of its own. Once every transaction as old as that id is over, everything up
 * to the mark is there to be read.
 */
@Singleton
public class DayTally {

    /** How many arrivals one transaction counts. */
    static final int BATCH = 4000;

    private static final String MARK_ARRIVAL = """
            update tally_progress set until = s.last
            from (select pg_sequence_last_value(pg_get_serial_sequence('ledger_entry', 'arrival')::regclass) as last) s
            where name = 'LEDGER' and until < s.last""";
    /** A statement of its own: its id must be given out after the mark was read. */
    private static final String MARK_TX = "update tally_progress set tx = pg_current_xact_id() where name = 'LEDGER'";
    private static final String PLACE = """
            select place, until, tx < pg_snapshot_xmin(pg_current_snapshot()) from tally_progress
            where name = 'LEDGER' and tx is not null""";
    private static final String ENTRIES = """
            select e.recipient_id, e.leaf, (select split_part(a.normal, '@', 2) from address a
                where a.recipient_id = e.recipient_id and a.channel = 'EMAIL' order by a.main desc, a.normal limit 1)
            from ledger_entry e where e.arrival > ? and e.arrival <= ? order by e.arrival""";
    private static final String ADD_DAY = """
            insert into tally_day as t (day, brand_id, purpose_id, topic_id, channel, what, via, actor, capture, entries)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (day, brand_id, purpose_id, topic_id, channel, what, via, actor, capture)
            do update set entries = t.entries + excluded.entries""";
    private static final String ADD_DOMAIN = """
            insert into tally_domain as t (day, brand_id, domain, stops, one_click) values (?, ?, ?, ?, ?)
            on conflict (day, brand_id, domain)
            do update set stops = t.stops + excluded.stops, one_click = t.one_click + excluded.one_click""";

    private final DataSource database;
    private final Supplier<Catalogue> catalogue;
    private final PeopleTally people;

    @Inject
    public DayTally(DataSource database, Catalog catalog, PeopleTally people) {
        this(database, catalog::now, people);
    }

    DayTally(DataSource database, Supplier<Catalogue> catalogue, PeopleTally people) {
        this.database = database;
        this.catalogue = catalogue;
        this.people = people;
    }

    /** Counts what has come since. @return true if there is more to count at once */
    public boolean next() {
        Optional<Boolean> counted = Count.locked(database, this::batch);
        return counted.orElse(false);
    }

    private boolean batch(Connection connection) throws SQLException {
        record Place(long from, long until, boolean safe) {
        }
        List<Place> places = Sql.select(connection, PLACE, row -> new Place(row.getLong(1), row.getLong(2), row.getBoolean(3)));
        Place place = places.isEmpty() ? new Place(0, 0, true) : places.get(0);
        if (!place.safe()) {
            return false;   // a transaction of the time of the mark is still open: next time
        }
        if (place.from() >= place.until()) {
            boolean more = Sql.update(connection, MARK_ARRIVAL) > 0;
            if (more) {
                Sql.update(connection, MARK_TX);
            }
            return more;
        }
        long to = Math.min(place.until(), place.from() + BATCH);
        count(connection, place.from(), to);
        Sql.update(connection, "update tally_progress set place = ? where name = 'LEDGER'", to);
        return true;
    }

    private record Domain(LocalDate day, int brand, String name) {
    }

    private void count(Connection connection, long after, long to) throws SQLException {
        Catalogue now = catalogue.get();
        Map<Happening, Long> days = new HashMap<>();
        Map<Domain, long[]> domains = new HashMap<>();
        List<Long> concerned = new ArrayList<>();
        Sql.select(connection, ENTRIES, row -> {
            concerned.add(row.getLong(1));
            String domain = row.getString(3);
            Happening.of(Entry.of(row.getBytes(2)), now).ifPresent(happening -> {
                days.merge(happening, 1L, Long::sum);
                if (happening.what() == Happening.What.STOPPED && domain != null) {
                    long[] stops = domains.computeIfAbsent(new Domain(happening.day(), happening.brand(), domain),
                            d -> new long[2]);
                    stops[0]++;
                    stops[1] += happening.oneClick() ? 1 : 0;
                }
            });
            return row;
        }, after, to);
        for (Map.Entry<Happening, Long> day : days.entrySet()) {
            Happening h = day.getKey();
            Sql.update(connection, ADD_DAY, h.day(), h.brand(), h.purpose(), h.topic(), (short) h.channel().code(),
                    h.what().name(), h.via(), h.actor(), h.capture(), day.getValue());
        }
        for (Map.Entry<Domain, long[]> domain : domains.entrySet()) {
            Sql.update(connection, ADD_DOMAIN, domain.getKey().day(), domain.getKey().brand(), domain.getKey().name(),
                    domain.getValue()[0], domain.getValue()[1]);
        }
        people.count(connection, concerned.stream().distinct().sorted().toArray(Long[]::new));
    }
}
