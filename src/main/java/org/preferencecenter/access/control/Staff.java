package org.preferencecenter.access.control;

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
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.access.entity.StaffMember;
import org.preferencecenter.access.entity.Staffing;
import org.preferencecenter.access.entity.Staffing.Refusal;

/** The people of the office as they are managed: each change in one transaction with its line in the audit. */
@Singleton
public class Staff {

    /** Serialises what could leave nobody to manage accounts, over all nodes. */
    private static final long LOCK = 0x5374616666L;

    private final DataSource database;
    private final Clock clock;
    private final Audit audit;
    private final Accounts accounts;

    @Inject
    public Staff(DataSource database, Clock clock, Audit audit, Accounts accounts) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.accounts = accounts;
    }

    /** Those an officer manages, by login. @param after the last login of the page before, or empty */
    public List<StaffMember> list(Officer by, String after, int most) throws SQLException {
        Optional<Set<Integer>> brands = by.brands(Right.ACCOUNTS);
        String mine = brands.isEmpty() ? "" : " and exists (select from account_grant m where m.account_id = a.id"
                + " and m.brand_id = any (?))";
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(
                StaffRows.SELECT + "where a.login > ?" + mine + " order by a.login limit ?")) {
            int i = 1;
            select.setString(i++, after);
            if (brands.isPresent()) {
                select.setArray(i++, connection.createArrayOf("integer", brands.get().toArray()));
            }
            select.setInt(i, most);
            return StaffRows.read(select);
        }
    }

    /** Empty if there is nobody, or nobody they manage. */
    public Optional<StaffMember> find(Officer by, int account) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return StaffRows.find(connection, account).filter(member -> Staffing.sees(by, member.grants()));
        }
    }

    /** Whoever has that login and may sign in with a password: for a link that sets one. */
    public Optional<StaffMember> byLogin(String login) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(StaffRows.SELECT + "where a.login = ? and a.disabled_at is null")) {
            select.setString(1, Accounts.normal(login));
            return StaffRows.read(select).stream().findFirst();
        }
    }

    /** Everybody who ever worked here, by name: to choose whose deeds to read. */
    public List<StaffMember> everybody(int most) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(StaffRows.SELECT + "order by a.name, a.id limit ?")) {
            select.setInt(1, most);
            return StaffRows.read(select);
        }
    }

    /** How each account is called, for lists of what they did. */
    public Map<Integer, String> names(Set<Integer> ids) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(StaffRows.SELECT + "where a.id = any (?)")) {
            select.setArray(1, connection.createArrayOf("integer", ids.toArray()));
            return StaffRows.read(select).stream().collect(Collectors.toMap(StaffMember::id, StaffMember::name));
        }
    }

    /** @return why not; empty: invited, and known by login */
    public Optional<Refusal> invite(Officer by, String login, String name, String locale, List<Grant> grants)
            throws SQLException {
        Optional<Refusal> refusal = Staffing.refusal(by, null, List.of(), grants);
        if (refusal.isPresent()) {
            return refusal;
        }
        Optional<Integer> id = accounts.add(login, name, locale, null, false, grants);
        id.ifPresent(account -> audit.write(by, "account.invited", subject(account), null,
                Map.of("roles", text(grants))));
        return id.isPresent() ? Optional.empty() : Optional.of(Refusal.KNOWN_LOGIN);
    }

    /**
     * Gives somebody these roles instead of theirs. Roles are read at each request, so they count at once; who loses one is
     * signed out everywhere besides, so that no page of the old role stays open. @param version the one that was looked at
     */
    public Optional<Refusal> assign(Officer by, int account, int version, List<Grant> wanted) throws SQLException {
        return change(by, account, version, (connection, member) -> {
            Optional<Refusal> refusal = Staffing.refusal(by, account, member.grants(), wanted);
            if (refusal.isEmpty()) {
                AccountChanges.noGrants(connection, account);
                AccountChanges.grants(connection, account, wanted);
                if (!wanted.containsAll(member.grants())) {
                    SignIns.endAll(connection, account, null);
                }
                audit.write(connection, by, "account.roles", subject(account), null,
                        Map.of("before", text(member.grants()), "roles", text(wanted)));
            }
            return refusal;
        });
    }

    /** Lets somebody in no more, signs them out everywhere; or lets them in again. */
    public Optional<Refusal> setDisabled(Officer by, int account, int version, boolean disabled) throws SQLException {
        return change(by, account, version, (connection, member) -> {
            Optional<Refusal> refusal = wholly(by, member);
            if (refusal.isEmpty()) {
                AccountChanges.disabled(connection, account, disabled ? Timestamp.from(clock.instant()) : null);
                SignIns.endAll(connection, account, null);
                audit.write(connection, by, disabled ? "account.disabled" : "account.enabled", subject(account), null,
                        Map.of());
            }
            return refusal;
        });
    }

    /** For a telephone that was lost. */
    public Optional<Refusal> resetSecondFactor(Officer by, int account, int version) throws SQLException {
        return change(by, account, version, (connection, member) -> {
            Optional<Refusal> refusal = wholly(by, member);
            if (refusal.isEmpty()) {
                AccountChanges.noSecondFactor(connection, account);
                SignIns.endAll(connection, account, null);
                audit.write(connection, by, "account.second-factor-reset", subject(account), null, Map.of());
            }
            return refusal;
        });
    }

    /** Takes password and second factor away: from now on the provider says who it is. */
    public Optional<Refusal> toProvider(Officer by, int account, int version) throws SQLException {
        return change(by, account, version, (connection, member) -> {
            Optional<Refusal> refusal = wholly(by, member);
            if (refusal.isEmpty()) {
                AccountChanges.password(connection, account, null, false);
                AccountChanges.noSecondFactor(connection, account);
                AccountChanges.noLinks(connection, account);
                SignIns.endAll(connection, account, null);
                audit.write(connection, by, "account.to-provider", subject(account), null, Map.of());
            }
            return refusal;
        });
    }

    /** Who changed an account last, and when. */
    public Optional<AuditTrail.Line> lastChange(int account) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(
                AuditTrail.SELECT + " where subject = ? and account_id is distinct from ?"
                + " and action not in ('account.signed-in', 'account.sign-in-failed') order by id desc limit 1")) {
            select.setString(1, subject(account));
            select.setInt(2, account);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(AuditTrail.line(row)) : Optional.empty();
            }
        }
    }

    private static Optional<Refusal> wholly(Officer by, StaffMember member) {
        return member.id() == by.account() ? Optional.of(Refusal.YOURSELF)
                : Staffing.managesWholly(by, member.grants()) ? Optional.empty() : Optional.of(Refusal.NOT_YOUR_BRAND);
    }

    private interface Change {
        Optional<Refusal> made(Connection connection, StaffMember member) throws SQLException;
    }

    private Optional<Refusal> change(Officer by, int account, int version, Change change) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<Refusal> refusal = locked(connection, by, account, version, change);
                if (refusal.isEmpty() && !StaffRows.somebodyManages(connection)) {
                    refusal = Optional.of(Refusal.LAST_ADMINISTRATOR);
                }
                if (refusal.isPresent()) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
                return refusal;
            } catch (SQLException | RuntimeException broken) {
                connection.rollback();
                throw broken;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static Optional<Refusal> locked(Connection connection, Officer by, int account, int version, Change change)
            throws SQLException {
        try (Statement lock = connection.createStatement()) {
            lock.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        }
        Optional<StaffMember> member = StaffRows.find(connection, account).filter(found -> Staffing.sees(by, found.grants()));
        if (member.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN);
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update account set version = version + 1 where id = ? and version = ?")) {
            update.setInt(1, account);
            update.setInt(2, version);
            if (update.executeUpdate() == 0) {
                return Optional.of(Refusal.STALE);
            }
        }
        return change.made(connection, member.get());
    }

    private static String subject(int account) {
        return "account:" + account;
    }

    static String text(List<Grant> grants) {
        return grants.stream().map(grant -> grant.role() + (grant.brand() == null ? "" : "@" + grant.brand())).sorted()
                .collect(Collectors.joining(" "));
    }
}
