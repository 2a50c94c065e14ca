package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.StopMinute;
import org.preferencecenter.consent.entity.Timing;
import org.preferencecenter.consent.entity.Wave;
import org.preferencecenter.consent.entity.WaveLook;
import org.preferencecenter.consent.entity.WaveRule;
import org.preferencecenter.consent.entity.WaveStop;

/**
 * Finds waves of stops (W-09) in the ledger. It only looks: whatever it finds, every stop stays honoured. What people chose
 * one by one counts, by one-click or on a page; what a file or a rule stopped does not.
 *
 * <p>Every method throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class Waves {

    /** The longest time that is looked through at once: a day of a million stops takes four looks. */
    public static final Duration LONGEST = Duration.ofHours(6);

    /** Somebody at a desk waits for this, not a visitor: longer than hot paths may take. */
    private static final int PATIENCE_MILLIS = 60_000;
    /** Windows of the day before, 65 minutes apart, so that they wander through the hour and no habit of a sender fits them. */
    private static final int PROBES = 22;
    private static final int APART_MINUTES = 65;

    /** The stops between two times with the domain they concern; one address speaks for a person. offset 0: parsed once. */
    private static final String STOPS = """
            ledger_entry e
            cross join lateral (select convert_from(e.leaf, 'UTF8')::jsonb -> 'facts' as fact offset 0) l
            cross join lateral (
                select split_part(a.normal, '@', 2) as domain from address a
                where a.recipient_id = e.recipient_id and a.channel = 'EMAIL' order by a.normal limit 1) d
            """;
    private static final String IS_STOP = """
             and fact ->> 'via' in ('one-click', 'page', 'mailto') and fact ->> 'state' in ('REFUSED', 'WITHDRAWN', 'OBJECTED')
             and not fact ?? 'stands' and not fact ?? 'undoes'
            """;
    /** Seconds since the last message about what was stopped: about the topic, or anything of the purpose or the brand. */
    private static final String SINCE = """
            left join lateral (
                select extract(epoch from e.at - c.at) as seconds
                from contact c join stream s on s.id = c.stream_id join purpose p on p.id = s.purpose_id
                where c.recipient_id = e.recipient_id and c.channel = 1 and c.sent and c.at <= e.at
                  and case split_part(fact ->> 'scope', ':', 1)
                      when 'TOPIC' then s.topic_id = split_part(fact ->> 'scope', ':', 2)::integer
                      when 'PURPOSE' then s.purpose_id = split_part(fact ->> 'scope', ':', 2)::integer
                      when 'BRAND' then p.brand_id = split_part(fact ->> 'scope', ':', 2)::integer
                      else true end
                order by c.at desc limit 1) m on true
            """;

    private static final String MINUTES = """
            select domain, minute, stops, quick from (
                select domain, date_trunc('minute', e.at) as minute, count(*) as stops,
                       count(*) filter (where seconds < 60) as quick, sum(count(*)) over (partition by domain) as total
                from\s""" + STOPS + SINCE + " where e.at >= ? and e.at < ?" + IS_STOP + """
                group by domain, minute) g
            where total >= ?""";
    private static final String USUAL = """
            select domain, count(*) from generate_series(1, ?) n cross join lateral (
                select domain from\s""" + STOPS + """
                where e.at >= ?::timestamptz - n * ?::integer * interval '1 minute'
                  and e.at < ?::timestamptz - n * ?::integer * interval '1 minute' + ?::integer * interval '1 minute'
            """ + IS_STOP + " and domain = any(?)) s group by domain, n";
    private static final String LOOK = "select fact ->> 'net', coalesce(width_bucket(seconds, ?::numeric[]), -1), count(*) from "
            + STOPS + SINCE + " where e.at >= ? and e.at < ?" + IS_STOP + " and domain = ? group by 1, 2";
    private static final String WAYS = "select fact ->> 'via', count(*) from "
            + STOPS + " where e.at >= ? and e.at < ?" + IS_STOP + " and domain = ? group by 1";
    private static final String PAGE = "select e.arrival, e.recipient_id, e.seq, e.at, fact ->> 'change', fact ->> 'scope' from "
            + STOPS + " where e.at >= ? and e.at < ?" + IS_STOP + " and domain = ? and e.arrival > ? order by e.arrival limit ?";

    private final DataSource database;

    @Inject
    public Waves(DataSource database) {
        this.database = database;
    }

    /**
     * The waves between two times, by time.
     *
     * @throws IllegalArgumentException if that is longer than {@link #LONGEST}
     */
    public List<Wave> between(Instant from, Instant to) {
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("six hours at most are looked through at once");
        }
        return Transaction.in(database, connection -> {
            settle(connection);
            List<StopMinute> minutes = minutes(connection, from, to);
            Map<String, Double> usual = minutes.isEmpty() ? Map.of() : usual(connection, from,
                    minutes.stream().map(StopMinute::domain).distinct().toArray(String[]::new));
            return WaveRule.waves(minutes, domain -> usual.getOrDefault(domain, 0.0));
        });
    }

    /** Where a wave's stops came from, and how soon after the message. */
    public WaveLook look(Wave wave) {
        return Transaction.in(database, connection -> {
            settle(connection);
            try (PreparedStatement select = connection.prepareStatement(LOOK)) {
                select.setArray(1, connection.createArrayOf("numeric", java.util.Arrays.stream(Timing.bounds()).boxed().toArray()));
                bind(select, 2, wave.from(), wave.to());
                select.setString(4, wave.domain());
                return look(select);
            }
        });
    }

    private static WaveLook look(PreparedStatement select) throws SQLException {
        Map<String, Integer> networks = new HashMap<>();
        Map<Timing, Integer> timing = new EnumMap<>(Timing.class);
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                networks.merge(String.valueOf(rows.getString(1)), rows.getInt(3), Integer::sum);
                timing.merge(rows.getInt(2) < 0 ? Timing.UNKNOWN : Timing.values()[rows.getInt(2)], rows.getInt(3), Integer::sum);
            }
        }
        Integer unknown = networks.remove("null");
        return new WaveLook(networks.size(), networks.values().stream().mapToInt(i -> i).max().orElse(0),
                unknown == null ? 0 : unknown, timing);
    }

    /** How many of a wave's stops came in which way, see {@code Origin.via}. */
    public Map<String, Integer> ways(Wave wave) {
        return Transaction.in(database, connection -> {
            settle(connection);
            try (PreparedStatement select = connection.prepareStatement(WAYS)) {
                bind(select, 1, wave.from(), wave.to());
                select.setString(3, wave.domain());
                Map<String, Integer> ways = new HashMap<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        ways.put(rows.getString(1), rows.getInt(2));
                    }
                }
                return ways;
            }
        });
    }

    /**
     * The stops of a wave in order of arrival.
     *
     * @param after the {@link WaveStop#arrival} of the last one seen, or 0
     */
    public List<WaveStop> stops(Wave wave, long after, int limit) {
        return Transaction.in(database, connection -> {
            settle(connection);
            try (PreparedStatement select = connection.prepareStatement(PAGE)) {
                bind(select, 1, wave.from(), wave.to());
                select.setString(3, wave.domain());
                select.setLong(4, after);
                select.setInt(5, limit);
                List<WaveStop> stops = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        stops.add(new WaveStop(rows.getLong(1), rows.getLong(2), rows.getInt(3),
                                rows.getObject(4, OffsetDateTime.class).toInstant(), UUID.fromString(rows.getString(5)),
                                rows.getString(6)));
                    }
                }
                return stops;
            }
        });
    }

    private static List<StopMinute> minutes(Connection connection, Instant from, Instant to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(MINUTES)) {
            bind(select, 1, from, to);
            select.setInt(3, WaveRule.LEAST);
            List<StopMinute> minutes = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    minutes.add(new StopMinute(rows.getString(1), rows.getObject(2, OffsetDateTime.class).toInstant(),
                            rows.getInt(3), rows.getInt(4)));
                }
            }
            return minutes;
        }
    }

    private static Map<String, Double> usual(Connection connection, Instant from, String[] domains) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(USUAL)) {
            OffsetDateTime start = from.atOffset(ZoneOffset.UTC);
            select.setInt(1, PROBES);
            select.setObject(2, start);
            select.setInt(3, APART_MINUTES);
            select.setObject(4, start);
            select.setInt(5, APART_MINUTES);
            select.setInt(6, (int) WaveRule.WINDOW.toMinutes());
            select.setArray(7, connection.createArrayOf("text", domains));
            Map<String, List<Integer>> counts = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    counts.computeIfAbsent(rows.getString(1), domain -> new ArrayList<>()).add(rows.getInt(2));
                }
            }
            Map<String, Double> usual = new HashMap<>();
            counts.forEach((domain, windows) -> usual.put(domain, WaveRule.usual(windows, PROBES)));
            return usual;
        }
    }

    /** A wave is looked for by the index on time and no other way: the ledger is never read whole. */
    private static void settle(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
        try (PreparedStatement set = connection.prepareStatement(
                "select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)")) {
            set.execute();
        }
    }

    private static void bind(PreparedStatement select, int at, Instant from, Instant to) throws SQLException {
        select.setObject(at, from.atOffset(ZoneOffset.UTC));
        select.setObject(at + 1, to.atOffset(ZoneOffset.UTC));
    }
}
