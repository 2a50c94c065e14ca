package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.History;
import org.preferencecenter.consent.entity.Request;
import org.preferencecenter.ledger.control.Ledger;

/**
 * What was asked for and has to be confirmed, as the ledger tells it: when, where, and beside which words. Every method
 * throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class DoubleOptIns {

    private final DataSource database;
    private final Ledger ledger;
    private final Clock clock;

    @Inject
    public DoubleOptIns(DataSource database, Ledger ledger, Clock clock) {
        this.database = database;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What that link would confirm now; nothing if it is used, expired, another's, or nothing waits under it any more. */
    public Optional<Request> open(long recipient, int confirmation) {
        return Transaction.reading(database, connection -> {
            Optional<UUID> change = Confirmations.open(connection, recipient, confirmation, clock.instant());
            return change.isEmpty() ? Optional.empty() : waiting(connection, recipient, change.get());
        });
    }

    /** What that link was made for, whatever has become of it; nothing if it is another's. */
    public Optional<Request> asked(long recipient, int confirmation) {
        return Transaction.reading(database, connection -> {
            Optional<UUID> change = Confirmations.change(connection, recipient, confirmation);
            return change.isEmpty() ? Optional.empty() : history(connection, recipient).asked(change.get());
        });
    }

    /** What of a change still waits; nothing if all of it was confirmed, stopped or asked for anew since. */
    public Optional<Request> waiting(long recipient, UUID change) {
        return Transaction.reading(database, connection -> waiting(connection, recipient, change));
    }

    /** What was asked for before and became a yes by the change, which is a confirmation. */
    public Optional<Request> confirmed(long recipient, UUID change) {
        return Transaction.reading(database, connection -> history(connection, recipient).confirmed(change));
    }

    private Optional<Request> waiting(Connection connection, long recipient, UUID change) throws SQLException {
        Choices now = ChoiceRows.load(connection, recipient);
        return history(connection, recipient).asked(change).flatMap(request -> request.stillIn(now));
    }

    private History history(Connection connection, long recipient) throws SQLException {
        return new History(ledger.of(connection, recipient));
    }
}
