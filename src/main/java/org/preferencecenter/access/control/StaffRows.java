package org.preferencecenter.access.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.access.entity.StaffMember;

/** The rows of the people of the office, each with their roles. */
final class StaffRows {

    /** What {@link #read} reads; a condition, an order and the like go behind it. */
    static final String SELECT = "select a.id, a.login, a.name, a.locale, a.password is not null, a.totp is not null,"
            + " a.subject is not null, a.disabled_at, a.version,"
            + " array(select g.role || ':' || coalesce(g.brand_id::text, '*') from account_grant g"
            + " where g.account_id = a.id order by g.role, g.brand_id nulls first) from account a ";

    private StaffRows() {
    }

    static Optional<StaffMember> find(Connection connection, int account) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "where a.id = ?")) {
            select.setInt(1, account);
            return read(select).stream().findFirst();
        }
    }

    static List<StaffMember> read(PreparedStatement select) throws SQLException {
        List<StaffMember> members = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Timestamp disabled = row.getTimestamp(8);
                Instant since = disabled == null ? null : disabled.toInstant();
                members.add(new StaffMember(row.getInt(1), row.getString(2), row.getString(3), row.getString(4),
                        row.getBoolean(5), row.getBoolean(6), row.getBoolean(7), since, row.getInt(9),
                        Accounts.grants(row.getArray(10))));
            }
        }
        return members;
    }

    /** Whether anybody who may sign in manages every account. */
    static boolean somebodyManages(Connection connection) throws SQLException {
        try (Statement any = connection.createStatement(); ResultSet row = any.executeQuery("select exists (select"
                + " from account a join account_grant g on g.account_id = a.id where g.role = 'ADMINISTRATOR' and g.brand_id is null"
                + " and a.disabled_at is null and (a.password is not null or a.subject is not null))")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
