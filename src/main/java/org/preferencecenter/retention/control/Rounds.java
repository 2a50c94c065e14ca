package org.preferencecenter.retention.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.platform.control.Sql;
import org.preferencecenter.retention.control.ClockRows.Kept;
import org.preferencecenter.retention.entity.Counts.Key;
import org.preferencecenter.retention.entity.Lapse;
import org.preferencecenter.retention.entity.Policy;
import org.preferencecenter.retention.entity.Run;
import org.preferencecenter.retention.entity.Run.State;

/**
 * Runs over everybody whose day has come, a slice at a time: reads them by the index of their day, looks at each anew, and does
 * or counts what is to be done. One node at a time; a run goes on where the last slice left it. Every method throws
 * {@code DatabaseAway} if the database is.
 */
@Singleton
public class Rounds {

    /** How many people one slice looks at. */
    static final int SLICE = 100;
    /** Runs of the schedule begin once a day, by this clock. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final DataSource database;
    private final Timetables timetables;
    private final Slices slices;

    @Inject
    public Rounds(DataSource database, Timetables timetables, Slices slices) {
        this.database = database;
        this.timetables = timetables;
        this.slices = slices;
    }

    /** The next slice of the run under way, or the beginning of the day's run. @return true if there is more to do at once */
    public boolean next() {
        return Turn.locked(database, connection -> {
            boolean acting = Policies.look(connection, timetables.now(), timetables.told());
            Optional<Run> run = Runs.current(connection);
            if (run.isEmpty()) {
                return acting && begin(connection);
            }
            if (!run.get().dry() && !acting) {
                Runs.end(connection, run.get(), State.STOPPED, timetables.now());
                return false;
            }
            return slice(connection, run.get(), Policies.read(connection).policy());
        }).orElse(false);
    }

    private boolean begin(Connection connection) throws SQLException {
        LocalDate today = LocalDate.ofInstant(timetables.now(), ZONE);
        boolean done = Runs.lastReal(connection).filter(last -> !LocalDate.ofInstant(last, ZONE).isBefore(today)).isPresent();
        return !done && Runs.begin(connection, false, 0, 0, Policies.read(connection).policy().version(), timetables.now()).isPresent();
    }

    private boolean slice(Connection connection, Run run, Policy policy) throws SQLException {
        List<Integer> order = Stream.concat(Stream.of(Lapse.ALL), timetables.catalogue().purposes().stream().map(Purpose::id)).sorted()
                .toList();
        Optional<Integer> purpose = order.stream().filter(id -> id >= run.purpose()).findFirst();
        if (purpose.isEmpty()) {
            finish(connection, run);
            return true;
        }
        boolean begun = purpose.get() == run.purpose();
        // It is tomorrow somewhere already: each is looked at by their own calendar.
        LocalDate until = LocalDate.ofInstant(timetables.now(), ZoneOffset.UTC).plusDays(1L + (purpose.get() == Lapse.ALL ? 0 : policy.askDays()));
        List<Kept> due = ClockRows.due(connection, purpose.get(), until, begun ? run.due() : null, begun ? run.recipient() : 0, SLICE);
        Map<Key, Long> counted = new HashMap<>();
        if (!due.isEmpty() && !slices.work(connection, run, policy, purpose.get(), due, counted)) {
            return false;
        }
        boolean more = due.size() == SLICE;
        Runs.move(connection, run, more ? purpose.get() : purpose.get() + 1, more ? due.get(SLICE - 1).due() : null,
                more ? due.get(SLICE - 1).recipient() : 0, counted);
        return true;
    }

    private void finish(Connection connection, Run run) throws SQLException {
        Instant now = timetables.now();
        if (!run.dry()) {
            Deeds.forget(connection, now);
            Runs.end(connection, run, State.DONE, now);
        } else if (run.about() == 0) {
            Runs.end(connection, run, State.DONE, now);
        } else {
            boolean grown = Runs.counts(connection, run.id()).exceeds(Runs.counts(connection, run.about()));
            Runs.end(connection, run, grown ? State.REFUSED : State.DONE, now);
            if (grown) {
                Sql.update(connection, "update retention_policy set confirmed_run = null, confirmed_by = null, confirmed_at = null");
            } else {
                Policies.begin(connection, run.version());
                Runs.begin(connection, false, run.id(), run.account(), run.version(), now);
            }
        }
    }
}
