package org.preferencecenter.access.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.LinkKind;
import org.preferencecenter.access.entity.StaffLetter;
import org.preferencecenter.access.entity.StaffMember;
import org.preferencecenter.platform.entity.Settings;

/** Links that set a password: mailed, good once, for a while, and none beside the newest (OWASP ASVS 5.0 6.4.3). */
@Singleton
public class AccountLinks {

    /** Where they lead. */
    private static final String PAGE = "/office/newPassword?token=";

    private final DataSource database;
    private final Clock clock;
    private final Passwords passwords;
    private final Audit audit;
    private final Settings settings;

    @Inject
    public AccountLinks(DataSource database, Clock clock, Passwords passwords, Audit audit, Settings settings) {
        this.database = database;
        this.clock = clock;
        this.passwords = passwords;
        this.audit = audit;
        this.settings = settings;
    }

    /** Whose link it is. */
    public record Holder(int account, String login, String name, String locale, LinkKind kind) {
    }

    /** Makes the letter, for somebody who has not left; earlier links of theirs end. */
    public StaffLetter make(StaffMember whom, LinkKind kind) throws SQLException {
        String text = RandomText.next();
        Instant expires = clock.instant().plus(kind.life());
        try (Connection connection = database.getConnection(); PreparedStatement replace = connection.prepareStatement(
                "with old as (delete from account_link where account_id = ?)"
                + " insert into account_link (hash, account_id, kind, expires_at) values (?, ?, ?, ?)")) {
            replace.setInt(1, whom.id());
            replace.setBytes(2, RandomText.hash(text));
            replace.setInt(3, whom.id());
            replace.setString(4, kind.name());
            replace.setTimestamp(5, Timestamp.from(expires));
            replace.executeUpdate();
        }
        return new StaffLetter(whom.login(), whom.name(), whom.locale(), kind, settings.baseUrl() + PAGE + text, expires);
    }

    /** Empty if it was used, is too old or never was. Looking uses nothing up: mail programs look too. */
    public Optional<Holder> holder(String text) throws SQLException {
        if (text == null || text.length() != RandomText.LENGTH) {
            return Optional.empty();
        }
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(
                "select a.id, a.login, a.name, a.locale, l.kind from account_link l join account a on a.id = l.account_id"
                + " where l.hash = ? and l.used_at is null and l.expires_at > ? and a.disabled_at is null")) {
            select.setBytes(1, RandomText.hash(text));
            select.setTimestamp(2, Timestamp.from(clock.instant()));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Holder(row.getInt(1), row.getString(2), row.getString(3),
                        row.getString(4), LinkKind.valueOf(row.getString(5)))) : Optional.empty();
            }
        }
    }

    /**
     * Uses the link up, sets the password and signs the person out everywhere. The second factor stays.
     *
     * @return false if the link does not work any more: nothing is changed
     */
    public boolean use(String text, String password) throws SQLException {
        String hash = passwords.hash(password);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<Integer> account = spend(connection, text);
                if (account.isPresent()) {
                    AccountChanges.password(connection, account.get(), hash, false);
                    SignIns.endAll(connection, account.get(), null);
                    audit.write(connection, null, "account.password-reset", "account:" + account.get(), null, Map.of());
                }
                connection.commit();
                return account.isPresent();
            } catch (SQLException broken) {
                connection.rollback();
                throw broken;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private Optional<Integer> spend(Connection connection, String text) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update account_link l set used_at = ? from account a"
                + " where l.hash = ? and l.used_at is null and l.expires_at > ? and a.id = l.account_id"
                + " and a.disabled_at is null returning l.account_id")) {
            Timestamp now = Timestamp.from(clock.instant());
            update.setTimestamp(1, now);
            update.setBytes(2, RandomText.hash(text));
            update.setTimestamp(3, now);
            try (ResultSet row = update.executeQuery()) {
                return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
            }
        }
    }
}
