package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** What waits for a fresh, single-use link to be followed. Always under the recipient's lock. */
final class Confirmations {

    private Confirmations() {
    }

    static int add(Connection connection, long recipient, UUID change, Instant expires) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into confirmation (recipient_id, change_id, expires_at) values (?, ?, ?) returning id""")) {
            insert.setLong(1, recipient);
            insert.setObject(2, change);
            insert.setObject(3, expires.atOffset(ZoneOffset.UTC));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Uses it up. @return the change that waits, or nothing if it is another's, used before or expired */
    static Optional<UUID> use(Connection connection, long recipient, int id, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update confirmation set used_at = ?
                where id = ? and recipient_id = ? and kind = 'CHOICE' and used_at is null and expires_at > ?
                returning change_id""")) {
            update.setObject(1, at.atOffset(ZoneOffset.UTC));
            update.setInt(2, id);
            update.setLong(3, recipient);
            update.setObject(4, at.atOffset(ZoneOffset.UTC));
            try (ResultSet row = update.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }
}
