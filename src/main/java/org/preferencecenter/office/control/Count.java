package org.preferencecenter.office.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import org.preferencecenter.consent.control.DatabaseAway;

/** Statements of the counting: by index and row by row, whatever the statistics say; committed or undone as a whole. */
final class Count {

    /** Nobody waits for it at a page, but a dead connection must not hold it up for ever. */
    private static final int PATIENCE_MILLIS = 60_000;

    private Count() {
    }

    /** Work within a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** What becomes of a row. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** @throws DatabaseAway if the database is; whatever else fails is passed on, with nothing done */
    static <T> T in(DataSource database, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
                select(connection, "select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)", row -> row);
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException broken) {
                connection.rollback();
                throw broken;
            } finally {
                connection.setNetworkTimeout(Runnable::run, 0);
                connection.setAutoCommit(true);
            }
        } catch (SQLException broken) {
            throw new DatabaseAway(broken);
        }
    }

    /**
     * The same for whoever has the lock of the counting, until the transaction ends.
     *
     * @return nothing if another node is counting
     */
    static <T> Optional<T> locked(DataSource database, Work<T> work) {
        return in(database, connection -> select(connection,
                "select name from tally_progress where name = 'LEDGER' for update skip locked", row -> row.getString(1)).isEmpty()
                        ? Optional.empty() : Optional.of(work.on(connection)));
    }

    static <T> List<T> select(Connection connection, String sql, Row<T> each, Object... with) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, with);
            List<T> all = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(each.of(rows));
                }
            }
            return all;
        }
    }

    static int update(Connection connection, String sql, Object... with) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            bind(update, with);
            return update.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... with) throws SQLException {
        for (int i = 0; i < with.length; i++) {
            statement.setObject(i + 1, with[i]);
        }
    }
}
