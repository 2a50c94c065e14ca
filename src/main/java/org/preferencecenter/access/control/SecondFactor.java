package org.preferencecenter.access.control;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;

import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;

import org.preferencecenter.platform.control.Vault;

/**
 * Codes from a telephone (RFC 6238: SHA-1, 30 seconds, six digits, what every such program speaks). One step early or late
 * is taken, each step once (§5.2). The secret is sealed: a copy of the database makes no codes.
 */
@Singleton
public class SecondFactor {

    /** RFC 4226 §4: as long as the hash. */
    private static final int SECRET_BYTES = 20;
    private static final int SECONDS = 30;

    private final DataSource database;
    private final Clock clock;
    private final Vault vault;
    private final SecureRandom random = new SecureRandom();
    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();

    @Inject
    public SecondFactor(DataSource database, Clock clock, Vault vault) {
        this.database = database;
        this.clock = clock;
        this.vault = vault;
    }

    /** A secret nobody has yet. */
    public byte[] fresh() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /** Whether a code is asked of them. */
    public boolean on(int account) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(
                "select from account where id = ? and totp is not null")) {
            select.setInt(1, account);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Turns it on if the code shows that the telephone has the secret; that code is then used. */
    public boolean turnOn(int account, byte[] secret, String code) throws SQLException {
        OptionalLong step = step(secret, code, 0);
        return step.isPresent() && set(account, vault.seal(label(account), secret), step.getAsLong());
    }

    public void turnOff(int account) throws SQLException {
        set(account, null, 0);
    }

    private boolean set(int account, byte[] sealed, long step) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(
                "update account set totp = ?, totp_step = ?, version = version + 1 where id = ?")) {
            update.setBytes(1, sealed);
            update.setLong(2, step);
            update.setInt(3, account);
            return update.executeUpdate() == 1;
        }
    }

    /** Whether the code is theirs, of now, and was not given before. */
    public boolean proves(int account, String code) throws SQLException {
        try (Connection connection = database.getConnection()) {
            byte[] sealed;
            long used;
            try (PreparedStatement select = connection.prepareStatement("select totp, totp_step from account where id = ?")) {
                select.setInt(1, account);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next() || row.getBytes(1) == null) {
                        return false;
                    }
                    sealed = row.getBytes(1);
                    used = row.getLong(2);
                }
            }
            OptionalLong step = step(vault.open(label(account), sealed), code, used);
            return step.isPresent() && use(connection, account, step.getAsLong());
        }
    }

    /** False if another request has used this step meanwhile. */
    private static boolean use(Connection connection, int account, long step) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update account set totp_step = ? where id = ? and totp_step < ?")) {
            update.setLong(1, step);
            update.setInt(2, account);
            update.setLong(3, step);
            return update.executeUpdate() == 1;
        }
    }

    /** The step, after {@code used}, whose code this is. */
    private OptionalLong step(byte[] secret, String code, long used) {
        byte[] given = (code == null ? "" : code.replaceAll("\\s", "")).getBytes(StandardCharsets.UTF_8);
        SecretKeySpec key = new SecretKeySpec(secret, codes.getAlgorithm());
        long now = clock.instant().getEpochSecond() / SECONDS;
        try {
            for (long step = now - 1; step <= now + 1; step++) {
                String right = codes.generateOneTimePasswordString(key, Instant.ofEpochSecond(step * SECONDS));
                if (step > used && MessageDigest.isEqual(right.getBytes(StandardCharsets.US_ASCII), given)) {
                    return OptionalLong.of(step);
                }
            }
            return OptionalLong.empty();
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("any bytes are a key of HMAC", e);
        }
    }

    private static String label(int account) {
        return "account/totp/" + account;
    }
}
