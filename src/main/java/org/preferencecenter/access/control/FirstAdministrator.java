package org.preferencecenter.access.control;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.Role;

/** Makes the first account of an empty office, so that somebody can invite the others. */
@Singleton
public class FirstAdministrator {

    private static final long LOCK = 0x4669727374L;
    /** No letter or figure that is taken for another when read aloud or copied by hand. */
    private static final String SIGNS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final DataSource database;
    private final Clock clock;
    private final Passwords passwords;
    private final Audit audit;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public FirstAdministrator(DataSource database, Clock clock, Passwords passwords, Audit audit) {
        this.database = database;
        this.clock = clock;
        this.passwords = passwords;
        this.audit = audit;
    }

    /**
     * @param login the mail address
     * @return the password that works once, kept nowhere; empty if there is an account already: two nodes that start at once
     *         make one
     */
    public Optional<String> make(String login, String locale) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<String> password = Optional.empty();
                if (nobody(connection)) {
                    password = Optional.of(password());
                    int id = insert(connection, login, locale, passwords.hash(password.get()));
                    AccountChanges.grants(connection, id, List.of(new Grant(Role.ADMINISTRATOR, null)));
                    audit.write(connection, null, "account.first", "account:" + id, null, Map.of());
                }
                connection.commit();
                return password;
            } catch (SQLException broken) {
                connection.rollback();
                throw broken;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static boolean nobody(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            try (ResultSet row = sql.executeQuery("select exists (select from account)")) {
                row.next();
                return !row.getBoolean(1);
            }
        }
    }

    private int insert(Connection connection, String login, String locale, String hash) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into account"
                + " (login, name, locale, password, password_once, created_at) values (?, ?, ?, ?, true, ?) returning id")) {
            insert.setString(1, Accounts.normal(login));
            insert.setString(2, Accounts.normal(login).replaceFirst("@.*", ""));
            insert.setString(3, locale);
            insert.setString(4, hash);
            insert.setTimestamp(5, Timestamp.from(clock.instant()));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Four times five signs of 32: 100 bits. */
    private String password() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append(i > 0 && i % 5 == 0 ? "-" : "").append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return text.toString();
    }
}
