package org.preferencecenter.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

/** A brand of its own for each test that needs one. */
public final class KeyBrand {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private KeyBrand() {
    }

    /** @return the code of a new brand */
    public static String make(DataSource database) throws SQLException {
        String code = "keys-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement(
                "insert into brand (code, name, mail_domain, contact_email, postal_address, accent, accent_ink,"
                + " default_locale) values (?, 'Keys', ?, 'a@keys.example', '1 quai, Nantes', '#7a1f3d', '#ffffff', 'fr')")) {
            insert.setString(1, code);
            insert.setString(2, code + ".example");
            insert.executeUpdate();
        }
        return code;
    }

    /** The one text in the first column of the first row, or null. */
    public static String text(DataSource database, String sql, String parameter) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, parameter);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? found.getString(1) : null;
            }
        }
    }
}
