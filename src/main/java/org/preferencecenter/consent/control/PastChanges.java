package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import javax.sql.DataSource;

import org.preferencecenter.consent.entity.History;
import org.preferencecenter.consent.entity.JoinRules;
import org.preferencecenter.consent.entity.PastChange;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.entity.Entry;

/** Reads a recipient's latest changes from the ledger, as far back as they are asked for and no further. */
final class PastChanges {

    private static final int ENTRIES_PER_CHANGE = 64;   // more than one save of a page touches

    private final DataSource database;
    private final Ledger ledger;

    PastChanges(DataSource database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /** Newest first, at most {@code limit}. @param undoWindow how long what stopped something can be taken back */
    List<PastChange> latest(long recipient, int limit, Instant now, Duration undoWindow) {
        int most = Math.multiplyExact(limit + 1, ENTRIES_PER_CHANGE);
        List<Entry> entries = new ArrayList<>(
                Transaction.reading(database, connection -> latest(connection, recipient, most)));
        Collections.reverse(entries);
        return new History(entries).newestFirst(limit, now, undoWindow);
    }

    /** The chain itself tells that it goes on elsewhere, so nobody else is asked about. */
    private List<Entry> latest(Connection connection, long recipient, int most) throws SQLException {
        List<Entry> entries = ledger.latest(connection, recipient, most);
        return entries.isEmpty() || !JoinRules.endsIn(entries.get(0)) ? entries
                : ledger.latest(connection, Joined.target(connection, recipient), most);
    }
}
