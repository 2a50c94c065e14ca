package org.preferencecenter.access.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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
    /** How often it is written down that somebody is still there. */
    private static final Duration SEEN = Duration.ofMinutes(1);

    private final DataSource database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public SignIns(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Signs somebody in. @return what their browser is to keep, and nobody else */
    public String start(int account) throws SQLException {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String kept = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        Timestamp now = Timestamp.from(clock.instant());
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement(
                "insert into sign_in (hash, account_id, started_at, seen_at, proven_at) values (?, ?, ?, ?, ?)")) {
            insert.setBytes(1, hash(kept));
            insert.setInt(2, account);
            insert.setTimestamp(3, now);
            insert.setTimestamp(4, now);
            insert.setTimestamp(5, now);
            insert.executeUpdate();
        }
        return kept;
    }

    /** @param kept what the browser kept; empty if it is nothing, too old, or its account was closed */
    public Optional<Officer> who(String kept) throws SQLException {
        if (kept == null || kept.length() != 43) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        byte[] hash = hash(kept);
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
            delete.setBytes(1, hash(kept));
            delete.executeUpdate();
        }
    }

    private static byte[] hash(String kept) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(kept.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
