package org.preferencecenter.access.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Collection;

import org.preferencecenter.access.entity.Grant;

/** Single changes of an account, in the caller's transaction. */
final class AccountChanges {

    private AccountChanges() {
    }

    /** @param once whether it has to be changed at the first sign-in */
    static void password(Connection connection, int account, String hash, boolean once) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update account set password = ?, password_once = ?, version = version + 1 where id = ?")) {
            update.setString(1, hash);
            update.setBoolean(2, once);
            update.setInt(3, account);
            update.executeUpdate();
        }
    }

    /** @param since null: they may come in again */
    static void disabled(Connection connection, int account, Timestamp since) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update account set disabled_at = ? where id = ?")) {
            update.setTimestamp(1, since);
            update.setInt(2, account);
            update.executeUpdate();
        }
    }

    static void noSecondFactor(Connection connection, int account) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update account set totp = null, totp_step = 0 where id = ?")) {
            update.setInt(1, account);
            update.executeUpdate();
        }
    }

    /** Links that set a password work no more. */
    static void noLinks(Connection connection, int account) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from account_link where account_id = ?")) {
            delete.setInt(1, account);
            delete.executeUpdate();
        }
    }

    static void grants(Connection connection, int account, Collection<Grant> grants) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into account_grant (account_id, role, brand_id) values (?, ?, ?)")) {
            for (Grant grant : grants) {
                insert.setInt(1, account);
                insert.setString(2, grant.role().name());
                insert.setObject(3, grant.brand(), Types.INTEGER);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static void noGrants(Connection connection, int account) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from account_grant where account_id = ?")) {
            delete.setInt(1, account);
            delete.executeUpdate();
        }
    }
}
