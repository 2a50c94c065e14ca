package org.preferencecenter.access.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Reads what {@link Audit} wrote, the latest first, each question through an index (V020, V021). */
@Singleton
public class AuditTrail {

    static final String SELECT = "select id, at, account_id, action, subject, brand_id, detail from audit";
    /** Ids and times of lines written at once may cross by a moment. */
    private static final Duration CROSSING = Duration.ofMinutes(5);

    private final DataSource database;

    @Inject
    public AuditTrail(DataSource database) {
        this.database = database;
    }

    /**
     * One line.
     *
     * @param account who; null: nobody was signed in, or the system
     * @param detail  a JSON object
     */
    public record Line(long id, Instant at, Integer account, String action, String subject, Integer brand, String detail) {
    }

    /**
     * What is looked for; null leaves it open.
     *
     * @param subject whole, such as {@code recipient:42}
     * @param brands  only what belongs to these brands; null: to any brand or none
     * @param from    from then on
     * @param to      before then
     */
    public record Wanted(Integer account, String action, String subject, Set<Integer> brands, Instant from, Instant to) {
    }

    /** @param before the last id of the page before, or {@link Long#MAX_VALUE} */
    public List<Line> page(Wanted wanted, long before, int most) throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            read(connection, wanted, before, most, most, lines::add);
        }
        return lines;
    }

    /** Every line, in flat memory. */
    public void each(Wanted wanted, Consumer<Line> line) throws SQLException {
        try (Connection connection = database.getConnection()) {
            // The driver reads in portions only inside a transaction.
            connection.setAutoCommit(false);
            try {
                read(connection, wanted, Long.MAX_VALUE, Integer.MAX_VALUE, 1000, line);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** What was ever done, by its code: each found by one step in the index, however long the table. */
    public List<String> actions() throws SQLException {
        List<String> actions = new ArrayList<>();
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(
                "with recursive kinds as ((select action from audit order by action limit 1) union all"
                + " select (select action from audit a where a.action > k.action order by a.action limit 1) from kinds k"
                + " where k.action is not null) select action from kinds where action is not null");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                actions.add(row.getString(1));
            }
        }
        return actions;
    }

    private void read(Connection connection, Wanted wanted, long before, int most, int portion, Consumer<Line> line)
            throws SQLException {
        StringBuilder sql = new StringBuilder(SELECT).append(" where id < ?");
        List<Object> with = new ArrayList<>(List.of(before));
        and(sql, with, " and account_id = ?", wanted.account());
        and(sql, with, " and action = ?", wanted.action());
        and(sql, with, " and subject = ?", wanted.subject());
        if (wanted.brands() != null) {
            and(sql, with, " and brand_id = any (?)", connection.createArrayOf("integer", wanted.brands().toArray()));
        }
        if (wanted.from() != null) {
            and(sql, with, " and at >= ?", Timestamp.from(wanted.from()));
            Instant early = wanted.from().minus(CROSSING);
            and(sql, with, " and id >= ?", edge(connection, "at >= ? order by at, id", early).orElse(Long.MAX_VALUE));
        }
        if (wanted.to() != null) {
            and(sql, with, " and at < ?", Timestamp.from(wanted.to()));
            Instant late = wanted.to().plus(CROSSING);
            and(sql, with, " and id <= ?", edge(connection, "at < ? order by at desc, id desc", late).orElse(0L));
        }
        try (PreparedStatement select = connection.prepareStatement(sql.append(" order by id desc limit ?").toString())) {
            with.add(most);
            for (int i = 0; i < with.size(); i++) {
                select.setObject(i + 1, with.get(i));
            }
            select.setFetchSize(portion);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    line.accept(line(row));
                }
            }
        }
    }

    /** The id of the first line after a time, or of the last before: lines are numbered nearly as they are dated. */
    private static Optional<Long> edge(Connection connection, String where, Instant at) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select id from audit where " + where + " limit 1")) {
            select.setTimestamp(1, Timestamp.from(at));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    private static void and(StringBuilder sql, List<Object> with, String condition, Object value) {
        if (value != null) {
            sql.append(condition);
            with.add(value);
        }
    }

    static Line line(ResultSet row) throws SQLException {
        return new Line(row.getLong(1), row.getTimestamp(2).toInstant(), row.getObject(3, Integer.class), row.getString(4),
                row.getString(5), row.getObject(6, Integer.class), row.getString(7));
    }
}
