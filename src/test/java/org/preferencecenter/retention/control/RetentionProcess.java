package org.preferencecenter.retention.control;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

import org.postgresql.ds.PGPoolingDataSource;

import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.retention.entity.Run.State;

/**
 * A process that does nothing but retention, to be killed: {@code RetentionProcess JDBC-URL instant}. Sets clocks, then works on
 * whatever run is under way until a real one is done; letters are taken as they come.
 */
public final class RetentionProcess {

    private static final long IDLE = 2_000_000;

    private RetentionProcess() {
    }

    public static void main(String[] args) {
        House house = new House(database(args[0]));
        house.clock.set(Instant.parse(args[1]));
        until(house, () -> house.runs.list(0, 1).stream().anyMatch(run -> !run.dry() && run.state() == State.DONE));
        System.exit(0);
    }

    /** Works until then, beside others if there are any. */
    static void until(House house, BooleanSupplier end) {
        while (!end.getAsBoolean()) {
            try {
                if (!house.walk.next() && !house.rounds.next()) {
                    LockSupport.parkNanos(IDLE);
                }
            } catch (DatabaseAway slow) {
                // Whoever waits for too long gives up and comes again, as the schedule does.
                continue;
            }
            house.run("update confirmation set due_at = null where letter = 'RENEW' and due_at is not null");
        }
    }

    /** As in production, connections are kept for the next who asks: most of what is done is a small transaction. */
    @SuppressWarnings("deprecation")
    static DataSource database(String url) {
        PGPoolingDataSource pool = new PGPoolingDataSource();
        pool.setUrl(url);
        pool.setMaxConnections(8);
        return pool;
    }
}
