package org.preferencecenter.rights.control;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.preferencecenter.consent.control.DatabaseAway;

/** Statements on one connection. */
final class Transaction {

    private Transaction() {
    }

    /** Work on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Committed or undone as a whole. @throws DatabaseAway if the database is */
    static <T> T in(DataSource database, Work<T> work) {
        return reading(database, connection -> {
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
        });
    }

    /** Without a transaction around it. @throws DatabaseAway if the database is */
    static <T> T reading(DataSource database, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException broken) {
            throw new DatabaseAway(broken);
        }
    }
}
