package org.preferencecenter.access.control;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.SenderLogin;

/**
 * Logins of senders at the relay: makes them, ends them, and says whose one is. Every method asks the database and throws
 * {@link IllegalStateException}, caused by the {@link SQLException}, when it is away: nobody is let in then.
 */
@Singleton
public class SenderLogins {

    /** Most logins of a stream that are listed. */
    public static final int PAGE = 100;

    private static final Pattern ID = Pattern.compile("send-[0-9a-f]{12}");
    private static final Duration NOTED = Duration.ofMinutes(1);
    /** Compared with when there is no such login, so that an unknown name takes the way of a known one. */
    private static final byte[] NOBODY = new byte[32];
    private static final String COLUMNS = "select l.id, l.name, l.brand_id, (select array_agg(s.stream_id) from"
            + " sender_login_stream s where s.login_id = l.id), l.created_at, l.revoked_at, l.used_at, l.secret_hash"
            + " from sender_login l";

    /**
     * A login was made.
     *
     * @param password for its owner, now and never again
     */
    public record Made(SenderLogin login, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Made[" + login.id() + "]";
        }
    }

    private record Row(SenderLogin login, byte[] hash) {
    }

    private final DataSource database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public SenderLogins(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Makes a login.
     *
     * @param name    1 to 100 characters on one line
     * @param streams ids of streams of that brand, one or more
     */
    public Made make(String name, int brand, Set<Integer> streams) {
        if (name.isBlank() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl) || streams.isEmpty()) {
            throw new IllegalArgumentException("a login needs a name of 1 to 100 characters and a stream");
        }
        byte[] octets = new byte[6];
        random.nextBytes(octets);
        String id = "send-" + HexFormat.of().formatHex(octets);
        String password = RandomText.next();
        Instant now = clock.instant();
        return with(connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement login = connection.prepareStatement("insert into sender_login (id, name, brand_id,"
                    + " secret_hash, created_at) values (?, ?, ?, ?, ?)");
                    PreparedStatement of = connection.prepareStatement(
                            "insert into sender_login_stream (login_id, stream_id) select ?, unnest(?::integer[])")) {
                login.setString(1, id);
                login.setString(2, name.strip());
                login.setInt(3, brand);
                login.setBytes(4, RandomText.hash(password));
                login.setTimestamp(5, Timestamp.from(now));
                login.executeUpdate();
                of.setString(1, id);
                of.setArray(2, connection.createArrayOf("integer", streams.toArray()));
                of.executeUpdate();
                connection.commit();
            } catch (SQLException | RuntimeException broken) {
                connection.rollback();
                throw broken;
            } finally {
                connection.setAutoCommit(true);
            }
            return new Made(new SenderLogin(id, name.strip(), brand, streams, now, null, null), password);
        });
    }

    /** The logins that may send on a stream, ended ones too, the newest first; at most {@value #PAGE}. */
    public List<SenderLogin> of(int stream) {
        return with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(COLUMNS + " join sender_login_stream m on m.login_id"
                    + " = l.id where m.stream_id = ? order by l.created_at desc, l.id limit " + PAGE)) {
                select.setInt(1, stream);
                return rows(select).stream().map(Row::login).toList();
            }
        });
    }

    /** A login by its id, ended or not. */
    public Optional<SenderLogin> find(String id) {
        return row(id).map(Row::login);
    }

    /** Whose login this is; nothing: wrong, unknown or ended. Notes that it was used. */
    public Optional<SenderLogin> admit(String user, String password) {
        Optional<Row> row = row(user);
        boolean right = MessageDigest.isEqual(row.map(Row::hash).orElse(NOBODY), RandomText.hash(password));
        Optional<SenderLogin> login = row.map(Row::login).filter(found -> right && found.live());
        login.ifPresent(this::used);
        return login;
    }

    /** Ends it: from its next message on it is refused. Ending twice keeps the first time. */
    public void revoke(String id) {
        change("update sender_login set revoked_at = coalesce(revoked_at, ?) where id = ?", id, clock.instant());
    }

    private void used(SenderLogin login) {
        Instant now = clock.instant();
        if (login.used() == null || login.used().isBefore(now.minus(NOTED))) {
            change("update sender_login set used_at = greatest(used_at, ?) where id = ?", login.id(), now);
        }
    }

    private void change(String sql, String id, Instant time) {
        with(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setTimestamp(1, Timestamp.from(time));
                update.setString(2, id);
                return update.executeUpdate();
            }
        });
    }

    private Optional<Row> row(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        return with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(COLUMNS + " where l.id = ?")) {
                select.setString(1, id);
                return rows(select).stream().findFirst();
            }
        });
    }

    private static List<Row> rows(PreparedStatement select) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                Array streams = found.getArray(4);
                Set<Integer> ids = streams == null ? Set.of() : new HashSet<>(List.of((Integer[]) streams.getArray()));
                rows.add(new Row(new SenderLogin(found.getString(1), found.getString(2), found.getInt(3), ids,
                        time(found, 5), time(found, 6), time(found, 7)), found.getBytes(8)));
            }
        }
        return rows;
    }

    private static Instant time(ResultSet found, int column) throws SQLException {
        Timestamp time = found.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The logins of senders cannot be read or written.", e);
        }
    }
}
