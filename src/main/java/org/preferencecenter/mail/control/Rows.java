package org.preferencecenter.mail.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import javax.sql.DataSource;

import org.preferencecenter.consent.control.DatabaseAway;

/** One statement, committed by itself. */
final class Rows {

    private Rows() {
    }

    /** What is done with the statement. */
    @FunctionalInterface
    interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    /** @throws DatabaseAway if the database is */
    static <T> T of(DataSource database, String sql, Work<T> work) {
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException broken) {
            throw new DatabaseAway(broken);
        }
    }

    static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
