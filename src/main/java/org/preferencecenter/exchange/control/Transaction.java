package org.preferencecenter.exchange.control;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.preferencecenter.consent.control.DatabaseAway;

/** One step of work, committed or undone as a whole. */
final class Transaction {

    private Transaction() {
    }

    /** Work within a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Runs and commits; a failure of the work itself is passed on after rollback. @throws DatabaseAway if the database fails */
    static <T> T in(DataSource database, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error broken) {
                // Also after an error: what autocommit finds half done it would commit.
                connection.rollback();
                throw broken;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException broken) {
            throw new DatabaseAway(broken);
        }
    }

    /** Statements without a transaction around them. */
    static <T> T reading(DataSource database, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException broken) {
            throw new DatabaseAway(broken);
        }
    }
}
