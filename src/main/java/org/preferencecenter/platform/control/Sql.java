package org.preferencecenter.platform.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** One statement with its values, within whatever transaction the connection is in. */
public final class Sql {

    private Sql() {
    }

    /** What becomes of a row. */
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /**
     * All rows, in the order they come.
     *
     * @param with for each question mark, as the driver takes it; an {@link Instant} is one
     */
    public static <T> List<T> select(Connection connection, String sql, Row<T> each, Object... with) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, with);
            List<T> all = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(each.of(rows));
                }
            }
            return all;
        }
    }

    /** @param with as for {@link #select}; @return how many rows it concerned */
    public static int update(Connection connection, String sql, Object... with) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            bind(update, with);
            return update.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... with) throws SQLException {
        for (int i = 0; i < with.length; i++) {
            statement.setObject(i + 1, with[i] instanceof Instant at ? utc(at) : with[i]);
        }
    }

    /** An instant as the driver takes it. */
    public static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /** @return null where the column is */
    public static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
