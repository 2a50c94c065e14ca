package org.preferencecenter.retention.control;

import java.util.Optional;

import javax.sql.DataSource;

import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.platform.control.Sql;

/** Work of this room: by index, whatever the statistics say; one node at a time, where it must be. */
final class Turn {

    /** Only one node at a time goes round or runs. */
    private static final long LOCK = 4_710_035L;

    private Turn() {
    }

    /** Done whole, or not at all. @throws DatabaseAway if the database is */
    static <T> T in(DataSource database, Transaction.Work<T> work) {
        return Transaction.in(database, Transaction.FOR_EVER, connection -> {
            Sql.select(connection, "select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)", row -> row);
            return work.on(connection);
        });
    }

    /**
     * The same for whoever has the lock until the transaction ends; other transactions of the work are its own. Who dies holds
     * nothing.
     *
     * @return nothing if another node has it
     */
    static <T> Optional<T> locked(DataSource database, Transaction.Work<T> work) {
        return in(database, connection -> Sql.select(connection, "select pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), LOCK)
                .get(0) ? Optional.ofNullable(work.on(connection)) : Optional.empty());
    }
}
