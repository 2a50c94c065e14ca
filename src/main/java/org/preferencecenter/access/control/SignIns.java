package org.preferencecenter.access.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.Officer;

/**
 * Who is signed in, kept in the database: every node knows it, and no node that dies takes a sign-in along. The browser
 * holds 256 random bits, we hold their SHA-256 (OWASP ASVS 5.0 V7).
 */
@Singleton
public class SignIns {

    /** After so long without a request one has to sign in again. */
    public static final Duration IDLE = Duration.ofMinutes(30);
    /** After so long in any case. */
    public static final Duration LONGEST = Duration.ofHours(12);
    /** So long it is known whose an old one was: a form that was left open over a week-end still finds its owner. */
    private static final Duration REMEMBERED = Duration.ofDays(7);
    /** How often it is written down that somebody is still there. */
    private static final Duration SEEN = Duration.ofMinutes(1);

    private final DataSource database;
    private final Clock clock;

    @Inject
    public SignIns(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Signs somebody in who has just proven who they are. @return what their browser is to keep, and nobody else */
    public String start(int account) throws SQLException {
        return start(account, clock.instant());
    }

    /** Signs somebody in. @param proven when they proved who they are, which may be long ago at a provider */
    public String start(int account, Instant proven) throws SQLException {
        String kept = RandomText.next();
        Timestamp now = Timestamp.from(clock.instant());
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement(
                "with old as (delete from sign_in where seen_at < ?)"
                + " insert into sign_in (hash, account_id, started_at, seen_at, proven_at) values (?, ?, ?, ?, ?)")) {
            insert.setTimestamp(1, Timestamp.from(clock.instant().minus(REMEMBERED)));
            insert.setBytes(2, RandomText.hash(kept));
            insert.setInt(3, account);
            insert.setTimestamp(4, now);
            insert.setTimestamp(5, now);
            insert.setTimestamp(6, Timestamp.from(proven));
            insert.executeUpdate();
        }
        return kept;
    }

    /** @param kept what the browser kept; empty if it is nothing, too old, or its account was closed */
    public Optional<Officer> who(String kept) throws SQLException {
        if (kept == null || kept.length() != RandomText.LENGTH) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        byte[] hash = RandomText.hash(kept);
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(
                "select " + Accounts.COLUMNS + ", s.proven_at, s.seen_at from sign_in s join account a on a.id = s.account_id"
                + " where s.hash = ? and s.seen_at > ? and s.started_at > ? and a.disabled_at is null")) {
            select.setBytes(1, hash);
            select.setTimestamp(2, Timestamp.from(now.minus(IDLE)));
            select.setTimestamp(3, Timestamp.from(now.minus(LONGEST)));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Officer officer = Accounts.officer(row, row.getTimestamp(7).toInstant());
                if (row.getTimestamp(8).toInstant().isBefore(now.minus(SEEN))) {
                    touch(connection, hash, now);
                }
                return Optional.of(officer);
            }
        }
    }

    private static void touch(Connection connection, byte[] hash, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update sign_in set seen_at = ? where hash = ?")) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setBytes(2, hash);
            update.executeUpdate();
        }
    }

    /** Signs out. */
    public void end(String kept) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from sign_in where hash = ?")) {
            delete.setBytes(1, RandomText.hash(kept));
            delete.executeUpdate();
        }
    }

    /** One browser somebody is signed in with. @param id tells it from the others, to nobody else's use */
    public record Kept(String id, Instant started, Instant seen, boolean here) {
    }

    /** Where somebody is signed in, the latest first. @param kept what this browser keeps */
    public List<Kept> of(int account, String kept) throws SQLException {
        Instant now = clock.instant();
        String here = HexFormat.of().formatHex(RandomText.hash(kept), 0, 8);
        List<Kept> all = new ArrayList<>();
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(
                "select encode(substr(hash, 1, 8), 'hex'), started_at, seen_at from sign_in"
                + " where account_id = ? and seen_at > ? and started_at > ? order by seen_at desc limit 50")) {
            select.setInt(1, account);
            select.setTimestamp(2, Timestamp.from(now.minus(IDLE)));
            select.setTimestamp(3, Timestamp.from(now.minus(LONGEST)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    all.add(new Kept(row.getString(1), row.getTimestamp(2).toInstant(), row.getTimestamp(3).toInstant(),
                            row.getString(1).equals(here)));
                }
            }
        }
        return all;
    }

    /** Whose it was, also when it is too old to open anything: what a late form belongs to. Empty once it was ended. */
    public Optional<Integer> whose(String kept) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select account_id from sign_in where hash = ?")) {
            select.setBytes(1, RandomText.hash(kept));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
            }
        }
    }

    /** Signs somebody out everywhere, in the caller's transaction. @param but what one browser keeps, or null */
    static void endAll(Connection connection, int account, String but) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from sign_in where account_id = ? and hash <> ?")) {
            delete.setInt(1, account);
            delete.setBytes(2, but == null ? new byte[0] : RandomText.hash(but));
            delete.executeUpdate();
        }
    }

    /** Signs somebody out everywhere but here. */
    public void endOthers(int account, String but) throws SQLException {
        try (Connection connection = database.getConnection()) {
            endAll(connection, account, but);
        }
    }
}
