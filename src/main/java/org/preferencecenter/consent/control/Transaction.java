package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/** One piece of work, committed or undone as a whole; for every room that writes to what this one keeps. */
public final class Transaction {

    /** After so long on a silent connection the database counts as away. */
    static final int PATIENCE_MILLIS = 10_000;
    /** For work nobody waits for, whose statements may take as long as they do. */
    public static final int FOR_EVER = 0;

    private Transaction() {
    }

    /** Work within a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Runs and commits. @throws DatabaseAway if it cannot; a failure of the work itself is passed on after rollback */
    public static <T> T in(DataSource database, Work<T> work) {
        return in(database, PATIENCE_MILLIS, work);
    }

    /** The same. @param patienceMillis how long a statement may be silent; {@link #FOR_EVER} */
    public static <T> T in(DataSource database, int patienceMillis, Work<T> work) {
        try (Connection connection = open(database, patienceMillis)) {
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error broken) {
                // Also after an error: giving the connection back would commit what is half done.
                rollback(connection);
                throw broken;
            } finally {
                giveBack(connection);
            }
        } catch (SQLException broken) {
            throw new DatabaseAway(broken);
        }
    }

    /** Reads as of one moment, whatever is written meanwhile; undoes what the work writes. @throws DatabaseAway if it cannot */
    public static <T> T snapshot(DataSource database, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            int before = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return work.on(connection);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(before);
                connection.setAutoCommit(true);
            }
        } catch (SQLException broken) {
            throw new DatabaseAway(broken);
        }
    }

    /** One statement, no transaction around it. @throws DatabaseAway if it cannot */
    public static <T> T reading(DataSource database, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException broken) {
            throw new DatabaseAway(broken);
        }
    }

    static Connection open(DataSource database) throws SQLException {
        return open(database, PATIENCE_MILLIS);
    }

    private static Connection open(DataSource database, int patienceMillis) throws SQLException {
        Connection connection = database.getConnection();
        try {
            connection.setAutoCommit(false);
            connection.setNetworkTimeout(Runnable::run, patienceMillis);
            return connection;
        } catch (SQLException | RuntimeException broken) {
            connection.close();
            throw broken;
        }
    }

    /** @return false if even that failed: the connection is lost, and with it the transaction */
    static boolean rollback(Connection connection) {
        try {
            connection.rollback();
            return true;
        } catch (SQLException broken) {
            return false;
        }
    }

    /** As the pool lent it; a connection that cannot take that is lost and the pool will notice. */
    static void giveBack(Connection connection) {
        try {
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, 0);
        } catch (SQLException lost) {
            // Closing it is all that is left, and the caller does that next.
        }
    }
}
