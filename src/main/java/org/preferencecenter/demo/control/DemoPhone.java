package org.preferencecenter.demo.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.demo.entity.Texted;
import org.preferencecenter.sms.control.SmsSender;
import org.preferencecenter.sms.entity.TextMessage;

/** Everybody's telephone in the demo: texts that went to no real gateway, the newest 500. */
@Singleton
@Typed(DemoPhone.class)
public class DemoPhone implements SmsSender {

    /** How many texts are kept. */
    public static final int KEPT = 500;

    private final DataSource database;
    private final Clock clock;

    @Inject
    public DemoPhone(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean ready() {
        return true;
    }

    /** Stores a text and lets the oldest go, in one transaction. */
    @Override
    public boolean send(TextMessage message) {
        return run("""
                with added as (
                    insert into demo_text (received_at, brand_id, number, text) values (?, ?, ?, ?) returning id)
                delete from demo_text where id <= (select id from added) - ?""", statement -> {
            statement.setTimestamp(1, Timestamp.from(clock.instant()));
            statement.setInt(2, message.brand());
            statement.setString(3, message.number());
            statement.setString(4, message.text());
            statement.setInt(5, KEPT);
            statement.executeUpdate();
            return true;
        });
    }

    /** The newest texts, newest first. @param number only theirs, or null for everybody's */
    public List<Texted> newest(String number, int limit) {
        return run("""
                select id, received_at, brand_id, number, text from demo_text
                where ?::text is null or number = ? order by id desc limit ?""", statement -> {
            statement.setString(1, number);
            statement.setString(2, number);
            statement.setInt(3, limit);
            List<Texted> texts = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    texts.add(new Texted(row.getInt(1), row.getTimestamp(2).toInstant(), row.getInt(3), row.getString(4),
                            row.getString(5)));
                }
            }
            return texts;
        });
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the demo's telephones cannot be reached", e);
        }
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }
}
