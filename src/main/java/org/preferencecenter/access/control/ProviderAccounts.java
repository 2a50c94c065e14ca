package org.preferencecenter.access.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.Arrival;
import org.preferencecenter.access.entity.Arrival.Why;
import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.ProviderClaims;

/**
 * Accounts of those who sign in at the organisation's provider. Known by issuer and subject alone; the first time, an
 * invitation that still has no password is theirs if the provider has made sure of the address.
 */
@Singleton
public class ProviderAccounts {

    private final DataSource database;
    private final Clock clock;
    private final Audit audit;
    private final Accounts accounts;

    @Inject
    public ProviderAccounts(DataSource database, Clock clock, Audit audit, Accounts accounts) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.accounts = accounts;
    }

    private record Row(int id, boolean disabled, List<Grant> grants) {
    }

    /**
     * Finds out who comes, and writes down what that changes.
     *
     * @param who    has a subject
     * @param roles  what the provider says they may, which then holds instead of what was given here; empty: it says nothing
     *               about roles, an administrator does
     * @param locale the language of a new account
     */
    public Arrival arrive(ProviderClaims who, Optional<List<Grant>> roles, String locale) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<Why> why = welcome(connection, who, roles, locale);
                Optional<Row> row = bySubject(connection, who);
                connection.commit();
                return why.isEmpty() && row.isPresent() ? known(row.get().id())
                        : new Arrival.Stranger(why.orElse(Why.UNKNOWN));
            } catch (SQLException | RuntimeException broken) {
                connection.rollback();
                throw broken;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private Arrival known(int account) throws SQLException {
        return accounts.proven(account).<Arrival>map(Arrival.Known::new).orElseGet(() -> new Arrival.Stranger(Why.DISABLED));
    }

    /** Whether somebody signs in at the provider and nowhere else. */
    public boolean only(int account) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(
                "select from account where id = ? and subject is not null and password is null")) {
            select.setInt(1, account);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private Optional<Why> welcome(Connection connection, ProviderClaims who, Optional<List<Grant>> roles, String locale)
            throws SQLException {
        Optional<Row> row = bySubject(connection, who);
        if (row.isEmpty() && who.verifiedMail().isPresent()) {
            row = invited(connection, who);
        }
        if (row.isEmpty()) {
            return roles.isEmpty() ? stranger(connection, who) : roles.get().isEmpty() ? Optional.of(Why.NO_ROLE)
                    : add(connection, who, roles.get(), locale);
        }
        if (row.get().disabled()) {
            return Optional.of(Why.DISABLED);
        }
        List<Grant> grants = roles.orElse(row.get().grants());
        if (!new HashSet<>(grants).equals(new HashSet<>(row.get().grants()))) {
            AccountChanges.noGrants(connection, row.get().id());
            AccountChanges.grants(connection, row.get().id(), grants);
            audit.write(connection, null, "account.roles", subject(row.get().id()), null, Map.of("by", "provider",
                    "before", Staff.text(row.get().grants()), "roles", Staff.text(grants)));
        }
        if (!grants.containsAll(row.get().grants())) {
            // In other browsers too: this one is given a sign-in of its own next.
            SignIns.endAll(connection, row.get().id(), null);
        }
        if (grants.isEmpty()) {
            return Optional.of(Why.NO_ROLE);
        }
        return Optional.empty();
    }

    /** Told only to whom the address belongs: whether it has an account is nobody else's business. */
    private static Optional<Why> stranger(Connection connection, ProviderClaims who) throws SQLException {
        if (who.verifiedMail().isEmpty()) {
            return Optional.of(Why.UNVERIFIED);
        }
        try (PreparedStatement select = connection.prepareStatement("select from account where login = ?")) {
            select.setString(1, who.verifiedMail().get());
            try (ResultSet row = select.executeQuery()) {
                return Optional.of(row.next() ? Why.TAKEN : Why.UNKNOWN);
            }
        }
    }

    private Optional<Row> invited(Connection connection, ProviderClaims who) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update account set subject = ?, version = version + 1"
                + " where login = ? and subject is null and password is null and disabled_at is null returning id")) {
            update.setString(1, who.subject().orElseThrow());
            update.setString(2, who.verifiedMail().orElseThrow());
            try (ResultSet row = update.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                // The letter's link would set a password beside the provider.
                AccountChanges.noLinks(connection, row.getInt(1));
                audit.write(connection, null, "account.linked", subject(row.getInt(1)), null, Map.of());
            }
        }
        return bySubject(connection, who);
    }

    private Optional<Why> add(Connection connection, ProviderClaims who, List<Grant> grants, String locale)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into account (login, name,"
                + " locale, subject, created_at) values (?, ?, ?, ?, ?) on conflict do nothing returning id")) {
            insert.setString(1, who.login());
            insert.setString(2, who.name());
            insert.setString(3, locale);
            insert.setString(4, who.subject().orElseThrow());
            insert.setTimestamp(5, Timestamp.from(clock.instant()));
            try (ResultSet row = insert.executeQuery()) {
                if (!row.next()) {
                    return Optional.of(Why.TAKEN);
                }
                AccountChanges.grants(connection, row.getInt(1), grants);
                audit.write(connection, null, "account.arrived", subject(row.getInt(1)), null,
                        Map.of("roles", Staff.text(grants)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Row> bySubject(Connection connection, ProviderClaims who) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select a.id, a.disabled_at is not null,"
                + " array(select g.role || ':' || coalesce(g.brand_id::text, '*') from account_grant g"
                + " where g.account_id = a.id) from account a where a.subject = ? for update")) {
            select.setString(1, who.subject().orElseThrow());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Row(row.getInt(1), row.getBoolean(2), Accounts.grants(row.getArray(3))))
                        : Optional.empty();
            }
        }
    }

    private static String subject(int account) {
        return "account:" + account;
    }
}
