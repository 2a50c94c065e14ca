package org.preferencecenter.office.control;

import java.util.Optional;

import javax.sql.DataSource;

import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.platform.control.Sql;

/** Work of the counting: by index and row by row, whatever the statistics say; committed or undone as a whole. */
final class Count {

    /** Nobody waits for it at a page, but a dead connection must not hold it up for ever. */
    private static final int PATIENCE_MILLIS = 60_000;

    private Count() {
    }

    /** @throws DatabaseAway if the database is; whatever else fails is passed on, with nothing done */
    static <T> T in(DataSource database, Transaction.Work<T> work) {
        return Transaction.in(database, PATIENCE_MILLIS, connection -> {
            Sql.select(connection, "select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)", row -> row);
            return work.on(connection);
        });
    }

    /**
     * The same for whoever has the lock of the counting, until the transaction ends.
     *
     * @return nothing if another node is counting
     */
    static <T> Optional<T> locked(DataSource database, Transaction.Work<T> work) {
        return in(database, connection -> Sql.select(connection,
                "select name from tally_progress where name = 'LEDGER' for update skip locked", row -> row.getString(1)).isEmpty()
                        ? Optional.empty() : Optional.of(work.on(connection)));
    }
}
