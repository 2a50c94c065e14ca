package org.preferencecenter.office.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.platform.control.Sql;

/**
 * Counts the messages handed over, by the hour, and looks whether one of them went to somebody who had stopped it before: the
 * time to honour a stop. Senders report late, so the last hours are counted anew each time and the last days once a day.
 * Every method throws {@code DatabaseAway} if the database is.
 */
@Singleton
public class HandedTally {

    private static final Duration FIRST = Duration.ofDays(90);
    private static final Duration STEP = Duration.ofDays(1);
    private static final Duration AGAIN = Duration.ofHours(2);
    private static final Duration AGAIN_DAILY = Duration.ofDays(3);
    /** Among so many that might be too late, all are looked at one by one; the rest is told by the next count. */
    private static final int MOST_LATE = 5000;

    private static final String HANDED = """
            insert into tally_handed (hour, stream_id, handed, after_stop, worst_after)
            select date_trunc('hour', at, 'UTC'), stream_id, count(*), 0, 0 from contact
            where at >= ? and at < ? and sent group by 1, 2""";
    private static final String MAYBE_LATE = """
            select c.recipient_id, c.stream_id, c.at from contact c where c.at >= ? and c.at < ? and c.sent
              and exists (select from choice k where k.recipient_id = c.recipient_id and k.stop_seq > 0 and k.since < c.at)
            limit ?""";

    private final DataSource database;
    private final Clock clock;
    private final Supplier<Catalogue> catalogue;
    private final Consents consents;

    @Inject
    public HandedTally(DataSource database, Clock clock, Catalog catalog, Consents consents) {
        this(database, clock, catalog::now, consents);
    }

    HandedTally(DataSource database, Clock clock, Supplier<Catalogue> catalogue, Consents consents) {
        this.database = database;
        this.clock = clock;
        this.catalogue = catalogue;
        this.consents = consents;
    }

    /** @return true if there is more to count at once */
    public boolean next() {
        return Count.locked(database, connection -> {
            Instant now = clock.instant();
            Instant done = Sql.select(connection, "select at from tally_progress where name = 'HANDED'",
                    row -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))).get(0).map(OffsetDateTime::toInstant)
                    .orElse(now.minus(FIRST));
            Instant to = done.plus(STEP).isBefore(now) ? done.plus(STEP) : now;
            boolean newDay = !done.truncatedTo(ChronoUnit.DAYS).equals(now.truncatedTo(ChronoUnit.DAYS));
            Instant from = done.minus(newDay && to.equals(now) ? AGAIN_DAILY : AGAIN).truncatedTo(ChronoUnit.HOURS);
            count(connection, from, to);
            Sql.update(connection, "update tally_progress set at = ? where name = 'HANDED'", utc(to));
            return to.isBefore(now);
        }).orElse(false);
    }

    private void count(Connection connection, Instant from, Instant to) throws SQLException {
        Sql.update(connection, "delete from tally_handed where hour >= ? and hour < ?", utc(from), utc(to));
        Sql.update(connection, "delete from tally_late where at >= ? and at < ?", utc(from), utc(to));
        Sql.update(connection, HANDED, utc(from), utc(to));
        record Late(long recipient, int stream, Instant at) {
        }
        List<Late> maybe = Sql.select(connection, MAYBE_LATE, row -> new Late(row.getLong(1), row.getInt(2),
                row.getObject(3, OffsetDateTime.class).toInstant()), utc(from), utc(to), MOST_LATE);
        Map<Long, Choices> choices = new HashMap<>();
        for (Late late : maybe) {
            Optional<Stream> stream = catalogue.get().stream(late.stream()).filter(s -> !s.service());
            Optional<Choice> stop = stream.flatMap(s -> choices.computeIfAbsent(late.recipient(), consents::choices)
                    .on(s.scopes(), s.channel()).because()).filter(c -> c.stop() > 0 && c.since().isBefore(late.at()));
            if (stop.isPresent()) {
                Sql.update(connection, """
                        update tally_handed set after_stop = after_stop + 1, worst_after = greatest(worst_after, ?)
                        where hour = date_trunc('hour', ?::timestamptz, 'UTC') and stream_id = ?""",
                        Duration.between(stop.get().since(), late.at()).toSeconds(), utc(late.at()), late.stream());
                Sql.update(connection, """
                        insert into tally_late (stream_id, at, recipient_id, stopped_at) values (?, ?, ?, ?) on conflict do nothing""",
                        late.stream(), utc(late.at()), late.recipient(), utc(stop.get().since()));
            }
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
