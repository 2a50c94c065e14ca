package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.FoundWave;
import org.preferencecenter.consent.entity.History;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.consent.entity.WaveStop;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;

/**
 * Puts back what robots stopped, one person at a time: their answer as it was, the letter that tells them, and how far the
 * restoring has come, all in one transaction. So a crash repeats nothing and leaves nobody out, and two nodes share the work.
 * The stop stays in the history. Whoever has answered since, in whatever way, is left alone.
 *
 * <p>Every method throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class WaveRestoring {

    /** The way in of what is put back. */
    public static final String VIA = "restore";
    private static final Origin ORIGIN = new Origin(Origin.Actor.AGENT, VIA, null, 0, 0, null);
    /** However long ago: what counts is that nobody has answered since. */
    private static final Duration EVER = Duration.ofDays(36_500);
    private static final int PAGE = 50;

    private final DataSource database;
    private final Clock clock;
    private final Waves waves;
    private final Ledger ledger;
    private final Reach reach;

    @Inject
    public WaveRestoring(DataSource database, Clock clock, Waves waves, Ledger ledger, Catalog catalog) {
        this(database, clock, waves, ledger, scope -> Reach.in(catalog.now()).of(scope));
    }

    /** Without a container. */
    public WaveRestoring(DataSource database, Clock clock, Waves waves, Ledger ledger, Reach reach) {
        this.database = database;
        this.clock = clock;
        this.waves = waves;
        this.ledger = ledger;
        this.reach = reach;
    }

    /** Restores the next people of the wave that waits longest. @return true if there are more */
    public boolean next() {
        List<FoundWave> waiting = Transaction.reading(database, connection -> FoundWaves.read(connection,
                FoundWaves.READ + "where verdict = 'ROBOTS' and done_at is null order by id limit 1"));
        if (waiting.isEmpty()) {
            return false;
        }
        FoundWave found = waiting.get(0);
        long place = Transaction.reading(database, connection -> place(connection, found.id(), ""));
        List<WaveStop> stops = waves.stops(found.wave(), place, PAGE);
        for (WaveStop stop : stops) {
            Transaction.in(database, connection -> restore(connection, found.id(), stop));
        }
        if (stops.isEmpty()) {
            Transaction.in(database, connection -> FoundWaves.run(connection,
                    "update wave set done_at = ? where id = ? and done_at is null", FoundWaves.utc(clock.instant()), found.id()));
        }
        return true;
    }

    private int restore(Connection connection, int wave, WaveStop stop) throws SQLException {
        if (place(connection, wave, " for update") >= stop.arrival()) {
            return 0;   // another node was here
        }
        Recording recording = ChoiceRows.lock(connection, stop.recipient()).get(stop.recipient());
        boolean back = recording != null && restore(connection, recording, stop.change());
        return FoundWaves.run(connection, "update wave set place = ?, restored = restored + ?, left_alone = left_alone + ?"
                + " where id = ?", stop.arrival(), back ? 1 : 0, back ? 0 : 1, wave);
    }

    private boolean restore(Connection connection, Recording recording, UUID stopped) throws SQLException {
        List<Entry> entries = ledger.of(connection, recording.recipient());
        Act act = new Act(reach, ORIGIN, UUID.randomUUID(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        Outcome outcome = recording.undo(new History(entries), stopped, act, EVER);
        if (outcome.repeated()) {
            // One press may have stopped several things, told by as many entries: the first of them put all of it back.
            return entries.stream().anyMatch(entry -> stopped.toString().equals(entry.facts().get("undoes"))
                    && VIA.equals(entry.facts().get("via")));
        }
        ChoiceStore.store(connection, List.of(recording));
        Visits.restored(connection, recording.recipient(), brand(connection, outcome, recording), outcome.change(), act.at());
        return true;
    }

    /** Who writes the letter: whose things were stopped, else who they have to do with. */
    private int brand(Connection connection, Outcome outcome, Recording recording) throws SQLException {
        Optional<Integer> theirs = Stream.concat(outcome.changed().stream(), recording.choices().byCell().values().stream())
                .flatMap(choice -> reach.of(choice.cell().scope()).stream()).filter(scope -> scope.kind() == Scope.Kind.BRAND)
                .map(Scope::id).findFirst();
        return theirs.isPresent() ? theirs.get() : first(connection);
    }

    private static int first(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select coalesce(min(id), 0) from brand where retired_at is null"); ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static long place(Connection connection, int wave, String locked) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select place from wave where id = ?" + locked)) {
            select.setInt(1, wave);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
