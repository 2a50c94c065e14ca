package org.preferencecenter.access.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

import org.preferencecenter.access.entity.Officer;

/** Writes down what people of the office do and look at; append-only (V020). */
@Singleton
public class Audit {

    private final DataSource database;
    private final Clock clock;

    @Inject
    public Audit(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * In a transaction of its own: for what is looked at, and for what was done elsewhere.
     *
     * @param by      who; null: the system, or nobody signed in
     * @param action  such as {@code person.viewed}: a noun and what was done to it
     * @param subject such as {@code recipient:42}
     * @param brand   the brand's id, or null
     * @param detail  numbers, codes and words of ours; never an address, a name or a text somebody wrote in confidence
     * @throws NotWritten if it could not be: what was to be shown is then not shown
     */
    public void write(Officer by, String action, String subject, Integer brand, Map<String, ?> detail) {
        try (Connection connection = database.getConnection()) {
            write(connection, by, action, subject, brand, detail);
        } catch (SQLException e) {
            throw new NotWritten(e);
        }
    }

    /** As above, in the caller's transaction: what is done and that it was done stand or fall together. */
    public void write(Connection connection, Officer by, String action, String subject, Integer brand,
            Map<String, ?> detail) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into audit"
                + " (at, account_id, action, subject, brand_id, detail) values (?, ?, ?, ?, ?, ?::jsonb)")) {
            insert.setTimestamp(1, Timestamp.from(clock.instant()));
            insert.setObject(2, by == null ? null : by.account(), Types.INTEGER);
            insert.setString(3, action);
            insert.setString(4, subject);
            insert.setObject(5, brand, Types.INTEGER);
            insert.setString(6, json(detail));
            insert.executeUpdate();
        }
    }

    private static String json(Map<String, ?> detail) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        detail.forEach((key, value) -> {
            if (value instanceof Number number) {
                object.add(key, number.longValue());
            } else if (value instanceof Boolean flag) {
                object.add(key, flag);
            } else if (value != null) {
                object.add(key, value.toString());
            }
        });
        return object.build().toString();
    }

    /** What may not happen unwritten did not happen. */
    public static final class NotWritten extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotWritten(SQLException cause) {
            super("the audit could not be written (SQLSTATE " + cause.getSQLState() + ")", cause);
        }
    }
}
