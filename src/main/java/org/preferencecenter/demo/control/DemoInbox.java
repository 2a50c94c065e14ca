package org.preferencecenter.demo.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.demo.entity.Received;

/** What the demo's sink received: the newest 500 messages. */
@Singleton
public class DemoInbox {

    /** How many messages are kept. */
    public static final int KEPT = 500;

    private final DataSource database;
    private final Clock clock;

    @Inject
    public DemoInbox(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Stores a message and lets the oldest go, in one transaction. */
    public void add(String recipient, String subject, byte[] raw) {
        // A subject comes from outside; PostgreSQL's text holds no NUL.
        run("""
                with added as (
                    insert into demo_message (received_at, recipient, subject, raw) values (?, ?, ?, ?) returning id)
                delete from demo_message where id <= (select id from added) - ?""", statement -> {
            statement.setTimestamp(1, Timestamp.from(clock.instant()));
            statement.setString(2, recipient);
            statement.setString(3, subject.replace('\0', ' '));
            statement.setBytes(4, raw);
            statement.setInt(5, KEPT);
            return statement.executeUpdate();
        });
    }

    /** The newest messages without their bytes, newest first. @param recipient only theirs, or null for everybody's */
    public List<Received> newest(String recipient, int limit) {
        return run("""
                select id, received_at, recipient, subject, null::bytea as raw from demo_message
                where ?::text is null or lower(recipient) = lower(?) order by id desc limit ?""", statement -> {
            statement.setString(1, recipient);
            statement.setString(2, recipient);
            statement.setInt(3, limit);
            return rows(statement);
        });
    }

    public Optional<Received> find(int id) {
        return run("select id, received_at, recipient, subject, raw from demo_message where id = ?",
                statement -> {
                    statement.setInt(1, id);
                    return rows(statement);
                }).stream().findFirst();
    }

    private static List<Received> rows(PreparedStatement statement) throws SQLException {
        List<Received> received = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                received.add(new Received(row.getInt("id"), row.getTimestamp("received_at").toInstant(),
                        row.getString("recipient"), row.getString("subject"), row.getBytes("raw")));
            }
        }
        return received;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the demo's inbox cannot be reached", e);
        }
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }
}
