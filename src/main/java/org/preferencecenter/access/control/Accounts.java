package org.preferencecenter.access.control;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Role;

/** The people of the office. */
@Singleton
public class Accounts {

    /** What an {@link Officer} is read from, in this order; without a time of proof. */
    static final String COLUMNS = "a.id, a.login, a.name, a.locale, a.password_once,"
            + " array(select g.role || ':' || coalesce(g.brand_id::text, '*') from account_grant g"
            + " where g.account_id = a.id order by g.role, g.brand_id)";

    private final DataSource database;
    private final Clock clock;
    private final Passwords passwords;

    @Inject
    public Accounts(DataSource database, Clock clock, Passwords passwords) {
        this.database = database;
        this.clock = clock;
        this.passwords = passwords;
    }

    /** Whether nobody could sign in yet. */
    public boolean none() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement any = connection.prepareStatement("select exists (select from account)");
                ResultSet answer = any.executeQuery()) {
            answer.next();
            return !answer.getBoolean(1);
        }
    }

    /** Whether somebody has that login, working here still or no longer. */
    public boolean known(String login) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement any = connection.prepareStatement("select from account where login = ?")) {
            any.setString(1, normal(login));
            try (ResultSet answer = any.executeQuery()) {
                return answer.next();
            }
        }
    }

    /**
     * Adds somebody.
     *
     * @param login    a mail address, whatever its case
     * @param password theirs, or null for somebody who signs in at the provider
     * @param once     whether it has to be changed at the first sign-in
     * @return the account's id; empty if there is such a login
     */
    public Optional<Integer> add(String login, String name, String locale, String password, boolean once,
            List<Grant> grants) throws SQLException {
        String hash = password == null ? null : passwords.hash(password);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<Integer> id = insert(connection, login, name, locale, hash, once);
                if (id.isPresent()) {
                    AccountChanges.grants(connection, id.get(), grants);
                }
                connection.commit();
                return id;
            } catch (SQLException broken) {
                connection.rollback();
                throw broken;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private Optional<Integer> insert(Connection connection, String login, String name, String locale, String hash,
            boolean once) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into account"
                + " (login, name, locale, password, password_once, created_at) values (?, ?, ?, ?, ?, ?)"
                + " on conflict (login) do nothing returning id")) {
            insert.setString(1, normal(login));
            insert.setString(2, name);
            insert.setString(3, locale);
            insert.setString(4, hash);
            insert.setBoolean(5, once);
            insert.setTimestamp(6, Timestamp.from(clock.instant()));
            try (ResultSet answer = insert.executeQuery()) {
                return answer.next() ? Optional.of(answer.getInt(1)) : Optional.empty();
            }
        }
    }

    /**
     * Who that is, if the password is theirs; takes as long for a login nobody has.
     *
     * @return who, as just proven; empty for a wrong login or password, or an account that was closed
     */
    public Optional<Officer> proven(String login, String password) throws SQLException {
        Optional<Officer> who = Optional.empty();
        String hash = null;
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(
                "select " + COLUMNS + ", a.password from account a where a.login = ? and a.disabled_at is null")) {
            select.setString(1, normal(login));
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    who = Optional.of(officer(row, clock.instant()));
                    hash = row.getString(7);
                }
            }
        }
        return passwords.matches(password, hash) ? who : Optional.empty();
    }

    /** Who works here under that id, as just proven: after a second step. */
    public Optional<Officer> proven(int account) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(
                "select " + COLUMNS + " from account a where a.id = ? and a.disabled_at is null")) {
            select.setInt(1, account);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(officer(row, clock.instant())) : Optional.empty();
            }
        }
    }

    /** Sets somebody's own password and signs them out elsewhere. @param keep what this browser keeps */
    public void setPassword(Officer who, String password, String keep) throws SQLException {
        String hash = passwords.hash(password);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                AccountChanges.password(connection, who.account(), hash, false);
                SignIns.endAll(connection, who.account(), keep);
                connection.commit();
            } catch (SQLException broken) {
                connection.rollback();
                throw broken;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** How somebody is called, and in which language the office speaks to them. */
    public void setProfile(int account, String name, String locale) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(
                "update account set name = ?, locale = ?, version = version + 1 where id = ?")) {
            update.setString(1, name);
            update.setString(2, locale);
            update.setInt(3, account);
            update.executeUpdate();
        }
    }

    static Officer officer(ResultSet row, Instant proven) throws SQLException {
        return new Officer(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), grants(row.getArray(6)),
                proven, row.getBoolean(5));
    }

    static List<Grant> grants(Array array) throws SQLException {
        List<Grant> grants = new ArrayList<>();
        for (Object text : (Object[]) array.getArray()) {
            String[] parts = text.toString().split(":");
            grants.add(new Grant(Role.valueOf(parts[0]), parts[1].equals("*") ? null : Integer.valueOf(parts[1])));
        }
        return List.copyOf(grants);
    }

    static String normal(String login) {
        return login.strip().toLowerCase(Locale.ROOT);
    }
}
