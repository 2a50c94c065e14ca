package org.preferencecenter.office.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Tells who changed something last, from the audit: whoever comes second wants to know whom to ask. */
@Singleton
public class LastChange {

    private final DataSource database;

    @Inject
    public LastChange(DataSource database) {
        this.database = database;
    }

    /** @param who as they are called in the office */
    public record By(String who, Instant at) {
    }

    /**
     * @param subject as in the audit, such as {@code brand:1}
     * @return nothing if nobody is named
     * @throws IllegalStateException if the database is away
     */
    public Optional<By> of(String subject) {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(
                "select a.name, u.at from audit u join account a on a.id = u.account_id where u.subject = ?"
                        + " order by u.id desc limit 1")) {
            select.setString(1, subject);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new By(row.getString(1), row.getTimestamp(2).toInstant())) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the audit cannot be read", e);
        }
    }
}
