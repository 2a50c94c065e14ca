package org.preferencecenter.exchange.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.control.Audit;
import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.ledger.control.LogState;
import org.preferencecenter.ledger.control.LogState.What;

/** Writes into the audit of the office when something begins to be wrong with the log, and when it is over: once, however many nodes look. */
@Singleton
public class LogWatch {

    private final DataSource database;
    private final LogState log;
    private final Audit trail;

    @Inject
    public LogWatch(DataSource database, LogState log, Audit trail) {
        this.database = database;
        this.log = log;
        this.trail = trail;
    }

    /** Looks, and tells what changed. */
    public void look() throws SQLException {
        Map<What, LogState.Alarm> alarms = new EnumMap<>(What.class);
        log.alarms().forEach(alarm -> alarms.put(alarm.what(), alarm));
        for (What what : What.values()) {
            Transaction.in(database, Transaction.FOR_EVER, connection -> {
                boolean changed = alarms.containsKey(what) ? begins(connection, alarms.get(what)) : ends(connection, what);
                if (changed) {
                    trail.write(connection, null, alarms.containsKey(what) ? "log.alarm" : "log.alarm-over", "log:" + what, null, Map.of());
                }
                return null;
            });
        }
    }

    private static boolean begins(Connection connection, LogState.Alarm alarm) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ledger_alarm (what, since) values (?, ?) on conflict do nothing returning what")) {
            insert.setString(1, alarm.what().name());
            insert.setObject(2, Jobs.utc(alarm.since()));
            try (ResultSet row = insert.executeQuery()) {
                return row.next();
            }
        }
    }

    private static boolean ends(Connection connection, What what) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from ledger_alarm where what = ?")) {
            delete.setString(1, what.name());
            return delete.executeUpdate() == 1;
        }
    }
}
