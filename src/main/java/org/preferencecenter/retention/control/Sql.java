package org.preferencecenter.retention.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import org.preferencecenter.consent.control.DatabaseAway;

/** Statements of this room: by index, whatever the statistics say; committed or undone as a whole. */
final class Sql {

    /** Only one node at a time goes round or runs. */
    private static final long LOCK = 4_710_035L;

    private Sql() {
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

    /** Done whole, or not at all. @throws DatabaseAway if the database is */
    static <T> T in(DataSource database, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                select(connection, "select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)", row -> row);
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

    /**
     * The same for whoever has the lock until the transaction ends; other transactions of the work are its own. Who dies holds
     * nothing.
     *
     * @return nothing if another node has it
     */
    static <T> Optional<T> locked(DataSource database, Work<T> work) {
        return in(database, connection -> select(connection, "select pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), LOCK).get(0)
                ? Optional.ofNullable(work.on(connection)) : Optional.empty());
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
            statement.setObject(i + 1, with[i] instanceof Instant at ? utc(at) : with[i]);
        }
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
