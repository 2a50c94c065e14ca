package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Recording;

/** Records what is decided on the choices of one recipient: lock, decide, store, one transaction. Throws {@link DatabaseAway}. */
final class Recorder {

    /** What is decided under the recipient's lock. */
    @FunctionalInterface
    interface Deed {
        Outcome on(Connection connection, Recording recording) throws SQLException;
    }

    /** What is written with a change, in its transaction: both are durable, or neither is. */
    @FunctionalInterface
    interface Also {

        /** For changes that need nothing beside them. */
        Also NOTHING = (connection, recipient, outcome) -> { };

        /** @param recipient who holds the choices: whoever the one that was named was joined to */
        void on(Connection connection, long recipient, Outcome outcome) throws SQLException;
    }

    private final DataSource database;

    Recorder(DataSource database) {
        this.database = database;
    }

    /** Of an unknown recipient nothing, and nothing beside it. */
    Outcome record(long recipient, Deed deed, Also also) {
        return Transaction.in(database, connection -> {
            Recording recording = ChoiceRows.lock(connection, recipient).get(recipient);
            if (recording == null) {
                return Outcome.NOTHING;
            }
            Outcome outcome = deed.on(connection, recording);
            ChoiceStore.store(connection, List.of(recording));
            also.on(connection, recording.recipient(), outcome);
            return outcome;
        });
    }
}
