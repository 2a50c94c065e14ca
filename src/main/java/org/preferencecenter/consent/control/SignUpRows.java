package org.preferencecenter.consent.control;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.SignUp;
import org.preferencecenter.consent.entity.SignUp.Answer;
import org.preferencecenter.consent.entity.SignUp.Said;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/** The table of sign-ups: a short queue that holds addresses only until they are carried out. */
final class SignUpRows {

    /** Answered only once it is on disk, whatever the session's default. */
    private static final String INSERT = """
            select set_config('synchronous_commit', case current_setting('synchronous_commit') when 'off' then 'on'
                   else current_setting('synchronous_commit') end, true);
            insert into sign_up (id, collection_point_id, received_at, answers, due_at) values (?, ?, ?, ?, ?)""";

    private SignUpRows() {
    }

    static void insert(Connection connection, SignUp signUp) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, signUp.id());
            insert.setInt(2, signUp.collectionPoint());
            insert.setObject(3, utc(signUp.at()));
            insert.setString(4, json(signUp));
            insert.setObject(5, utc(signUp.at()));
            insert.execute();
        }
    }

    /** The one that is due longest, locked; others that do the same pass it over. */
    static Optional<SignUp> next(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select id, collection_point_id, received_at, answers from sign_up
                where answers is not null and due_at <= ? order by due_at limit 1 for update skip locked""")) {
            select.setObject(1, utc(now));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(signUp(row.getObject(1, UUID.class), row.getInt(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(), row.getString(4))) : Optional.empty();
            }
        }
    }

    /** Carried out: nothing typed is kept. @param recipient 0 if there is none */
    static void done(Connection connection, UUID id, long recipient) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update sign_up set answers = null, recipient_id = nullif(?, 0) where id = ?")) {
            update.setLong(1, recipient);
            update.setObject(2, id);
            update.executeUpdate();
        }
    }

    /** Could not be carried out: tried again later, each time twice as late, a day at most. */
    static void later(Connection connection, UUID id, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update sign_up set failures = failures + 1,
                       due_at = ?::timestamptz + least(interval '1 day', interval '10 seconds' * power(2, least(failures, 20)))
                where id = ?""")) {
            update.setObject(1, utc(now));
            update.setObject(2, id);
            update.executeUpdate();
        }
    }

    /** Whom a sign-up that was carried out was about. */
    static OptionalLong recipient(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select recipient_id from sign_up where id = ? and recipient_id is not null")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** How many were carried out for somebody and not yet forgotten. */
    static int of(Connection connection, long recipient) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select count(*) from sign_up where recipient_id = ?")) {
            select.setLong(1, recipient);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    static int forget(Connection connection, Instant now, Duration kept) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from sign_up where answers is null and received_at < ?")) {
            delete.setObject(1, utc(now.minus(kept)));
            return delete.executeUpdate();
        }
    }

    private static String json(SignUp signUp) {
        JsonArrayBuilder addresses = Json.createArrayBuilder();
        signUp.addresses().forEach(a -> addresses.add(Json.createArrayBuilder().add(a.channel().name()).add(a.value())));
        JsonArrayBuilder answers = Json.createArrayBuilder();
        signUp.answers().forEach(a -> answers.add(Json.createArrayBuilder().add(a.cell().scope().toString())
                .add(a.cell().channel().name()).add(a.said().name()).add(a.notice())));
        JsonObjectBuilder all = Json.createObjectBuilder().add("locale", signUp.locale()).add("age", signUp.age());
        return all.add("addresses", addresses).add("answers", answers).build().toString();
    }

    private static SignUp signUp(UUID id, int point, Instant at, String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            JsonObject all = reader.readObject();
            return new SignUp(id, point, all.getString("locale"), at,
                    all.getJsonArray("addresses").stream().map(one -> one.asJsonArray())
                            .map(a -> new Address(Channel.valueOf(a.getString(0)), a.getString(1))).toList(),
                    all.getJsonArray("answers").stream().map(one -> one.asJsonArray())
                            .map(a -> new Answer(new Cell(Scope.parse(a.getString(0)), Channel.valueOf(a.getString(1))),
                                    Said.valueOf(a.getString(2)), a.getInt(3))).toList(),
                    all.getInt("age"));
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
