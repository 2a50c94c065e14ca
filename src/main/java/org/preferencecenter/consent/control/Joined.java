package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * Recipients that were joined to another (ADR "Joining"): what is addressed to them reaches the other. Their links never
 * stop working, so every look-up by a recipient's id goes through here, at the price of one look-up by key within the same
 * statement, or at none where the row is read anyway.
 */
final class Joined {

    /** Whom a recipient stands for, in SQL with one parameter: itself, or whom it was joined to; null if it is unknown. */
    static final String TARGET = "(select coalesce(joined_to, id) from recipient where id = ?)";

    private Joined() {
    }

    /** Whom the recipient stands for; itself if it is unknown. */
    static long target(Connection connection, long recipient) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select " + TARGET)) {
            select.setLong(1, recipient);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long target = row.getLong(1);
                return target == 0 ? recipient : target;
            }
        }
    }

    /** Locks whom the recipient stands for. @return its id, or nothing if the recipient is unknown */
    static OptionalLong lock(Connection connection, long recipient) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select id, joined_to from recipient where id = " + TARGET + " for no key update")) {
            select.setLong(1, recipient);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return OptionalLong.empty();
                }
                long joinedMeanwhile = row.getLong(2);
                return joinedMeanwhile == 0 ? OptionalLong.of(row.getLong(1)) : lock(connection, joinedMeanwhile);
            }
        }
    }
}
