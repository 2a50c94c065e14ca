package org.preferencecenter.access.control;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.control.Vault;

/**
 * How often a password or code may be tried (OWASP ASVS 5.0 6.3.1). Nobody is locked out by others: wrong tries from
 * networks an account never signed in from count apart from those of its own networks, which only its own tries fill.
 */
@Singleton
public class SignInLimits {

    /** The more tries, the longer one waits: seconds, then minutes, then an hour. */
    private static final List<Step> STEPS = List.of(new Step(5, Duration.ofMinutes(1)), new Step(10, Duration.ofMinutes(15)),
            new Step(30, Duration.ofDays(1)));
    /** Over all logins, so that a network cannot try one password on everybody. */
    private static final int OF_A_NETWORK = 60;
    private static final Duration NETWORK_TIME = Duration.ofHours(1);
    private static final String NETWORK = "office.sign-in.network";

    private record Step(int times, Duration per) {

        String name() {
            return "office.sign-in." + times;
        }
    }

    private final DataSource database;
    private final Clock clock;
    private final Throttle throttle;
    private final SecretKeySpec key;

    @Inject
    public SignInLimits(DataSource database, Clock clock, Throttle throttle, Vault vault) {
        this.database = database;
        this.clock = clock;
        this.throttle = throttle;
        this.key = new SecretKeySpec(vault.derive("office/sign-in"), "HmacSHA256");
    }

    /**
     * Counts a try.
     *
     * @param network see {@link org.preferencecenter.platform.entity.Network}
     * @return nothing if it may be made; else how long to wait
     */
    public Optional<Duration> wait(String login, String network) throws SQLException {
        boolean known = knows(login, network);
        if (!known) {
            Optional<Duration> wait = throttle.wait(NETWORK, network, OF_A_NETWORK, NETWORK_TIME);
            if (wait.isPresent()) {
                return wait;
            }
        }
        String who = who(login, known ? network : "");
        for (Step step : STEPS) {
            Optional<Duration> wait = throttle.wait(step.name(), who, step.times(), step.per());
            if (wait.isPresent()) {
                return wait;
            }
        }
        return Optional.empty();
    }

    /** What was counted was no guess: it was right. */
    public void wasRight(String login, String network) throws SQLException {
        boolean known = knows(login, network);
        if (!known) {
            throttle.giveBack(NETWORK, network);
        }
        STEPS.forEach(step -> throttle.giveBack(step.name(), who(login, known ? network : "")));
    }

    /** From now on that network is one of theirs. */
    public void signedIn(int account, String network) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement upsert = connection.prepareStatement(
                "insert into account_network (account_id, network, seen_at) values (?, ?, ?)"
                + " on conflict (account_id, network) do update set seen_at = excluded.seen_at")) {
            upsert.setInt(1, account);
            upsert.setBytes(2, hash(network));
            upsert.setTimestamp(3, Timestamp.from(clock.instant()));
            upsert.executeUpdate();
        }
    }

    private boolean knows(String login, String network) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(
                "select from account a join account_network n on n.account_id = a.id where a.login = ? and n.network = ?")) {
            select.setString(1, Accounts.normal(login));
            select.setBytes(2, hash(network));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private String who(String login, String network) {
        return HexFormat.of().formatHex(hash(Accounts.normal(login)), 0, 12) + ' ' + network;
    }

    private byte[] hash(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
