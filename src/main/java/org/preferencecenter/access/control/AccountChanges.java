package org.preferencecenter.access.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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
