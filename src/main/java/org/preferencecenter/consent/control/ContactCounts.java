package org.preferencecenter.consent.control;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

import javax.sql.DataSource;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Attempt;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.law.entity.Channel;

/**
 * What the contacts of many recipients come to, for caps and for rules that count attempts: one statement each, however
 * many they are, by index ({@link Plans}). Counts what {@link ContactHistory} counts. Every method throws
 * {@link DatabaseAway} if the database is.
 */
public final class ContactCounts {

    /** How far back attempts are told: the longest period for which rules count them. */
    public static final Period ATTEMPTS = Period.ofDays(90);

    /** A message of the stream to a recipient who chose a frequency. */
    public record Capped(long recipient, Stream stream, Frequency frequency, Instant at) {
    }

    /** A recipient about to be contacted on a channel. */
    public record Approached(long recipient, Channel channel, Instant at) {
    }

    private static final String MICROS = "timestamptz 'epoch' + %s * interval '1 microsecond'";

    /** As {@link ContactHistory#nextFree}: the cap is n per period, free once the n-th latest contact is a period old. */
    private static final String NTH_LATEST = Plans.BY_INDEX + """
            select (select at from contact c
                    where c.recipient_id = n.recipient and c.scope_kind = n.scope_kind and c.scope_id = n.scope_id
                      and c.channel = n.channel and (c.sent or c.at > %s)
                    order by at desc offset n.cap limit 1)
            from unnest(?::bigint[], ?::smallint[], ?::integer[], ?::smallint[], ?::bigint[], ?::integer[])
                 with ordinality as n (recipient, scope_kind, scope_id, channel, reserved, cap, place)
            order by n.place""".formatted(MICROS.formatted("n.reserved"));   // the offset is a cap, 99 at most

    private static final String LATEST = Plans.BY_INDEX + """
            select n.place, c.stream_id, c.at, c.outcome = 4
            from unnest(?::integer[], ?::bigint[], ?::smallint[], ?::bigint[], ?::bigint[])
                 as n (place, recipient, channel, since, reserved)
            join contact c on c.recipient_id = n.recipient and c.channel = n.channel and c.at > %s
              and (c.sent or c.at > %s)
            order by c.at desc""".formatted(MICROS.formatted("n.since"), MICROS.formatted("n.reserved"));

    private final DataSource database;

    public ContactCounts(DataSource database) {
        this.database = database;
    }

    /** When each cap lets the next message through, in their order; null where it does at once. */
    public List<Instant> nextFree(List<Capped> capped) {
        if (capped.isEmpty()) {
            return List.of();
        }
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(NTH_LATEST)) {
                select.setObject(1, longs(capped, Capped::recipient));
                select.setObject(2, shorts(capped, c -> c.stream().scope().kind().code()));
                select.setObject(3, capped.stream().mapToInt(c -> c.stream().scope().id()).toArray());
                select.setObject(4, shorts(capped, c -> c.stream().channel().code()));
                select.setObject(5, longs(capped, c -> micros(c.at().minus(ContactHistory.RESERVED))));
                select.setObject(6, capped.stream().mapToInt(c -> c.frequency().limit() - 1).toArray());
                List<Instant> free = new ArrayList<>(capped.size());
                select.execute();
                select.getMoreResults();
                try (ResultSet row = select.getResultSet()) {
                    while (row.next()) {
                        free.add(free(row.getObject(1, OffsetDateTime.class), capped.get(free.size())));
                    }
                }
                return free;
            }
        });
    }

    private static Instant free(OffsetDateTime latest, Capped capped) {
        if (latest == null) {
            return null;
        }
        Instant free = latest.atZoneSameInstant(ZoneOffset.UTC).plus(capped.frequency().per().length()).toInstant();
        return free.isAfter(capped.at()) ? free : null;
    }

    /** The contacts of each on its channel since {@link #ATTEMPTS}, by whatever brand, newest first, in their order. */
    public List<List<Attempt>> attempts(List<Approached> approached) {
        if (approached.isEmpty()) {
            return List.of();
        }
        List<List<Attempt>> attempts = new ArrayList<>(approached.size());
        approached.forEach(one -> attempts.add(new ArrayList<>(4)));
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(LATEST)) {
                int[] places = new int[approached.size()];
                Arrays.setAll(places, i -> i);
                select.setObject(1, places);
                select.setObject(2, longs(approached, Approached::recipient));
                select.setObject(3, shorts(approached, a -> a.channel().code()));
                select.setObject(4, longs(approached, a -> micros(a.at().minus(ATTEMPTS))));
                select.setObject(5, longs(approached, a -> micros(a.at().minus(ContactHistory.RESERVED))));
                select.execute();
                select.getMoreResults();
                fill(select, attempts);
                return attempts;
            }
        });
    }

    private static void fill(PreparedStatement select, List<List<Attempt>> attempts) throws SQLException {
        try (ResultSet row = select.getResultSet()) {
            while (row.next()) {
                attempts.get(row.getInt(1)).add(new Attempt(row.getInt(2), row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getBoolean(4)));
            }
        }
    }

    private static <T> long[] longs(List<T> rows, ToLongFunction<T> column) {
        return rows.stream().mapToLong(column).toArray();
    }

    private static <T> short[] shorts(List<T> rows, ToIntFunction<T> column) {
        short[] values = new short[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) column.applyAsInt(rows.get(i));
        }
        return values;
    }

    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    }
}
