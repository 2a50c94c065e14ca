package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Suppressed;
import org.preferencecenter.consent.entity.SuppressionChange;
import org.preferencecenter.consent.entity.SuppressionChange.Via;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.law.entity.Channel;

/** The rows of suppressions; whatever changes one writes down that it did, in the same statement. */
final class SuppressionRows {

    private static final String NOTED = """
             returning hash, brand_id, channel, reason, cause)
            insert into suppression_change (at, lifted, hash, brand_id, channel, reason, cause, via, account, second, note)
            select ?, ?, hash, brand_id, channel, reason, cause, ?, ?, ?, ? from done""";
    private static final String ADD = """
            with done as (insert into suppression (hash, brand_id, channel, reason, created_at, cause)
            values (?, ?, ?, ?, ?, nullif(?::smallint, 0))
            on conflict do nothing""" + NOTED;
    private static final String LIFT = """
            with done as (delete from suppression where hash = ? and brand_id = ? and channel = ? and reason = ?""" + NOTED;
    /** How much of a hash is told, to see that two rows are of one address. */
    private static final int MARK = 4;

    private SuppressionRows() {
    }

    static List<Suppressed> of(Connection connection, byte[] hash) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select channel, brand_id, reason, created_at, cause from suppression where hash = ? order by channel, brand_id")) {
            select.setBytes(1, hash);
            List<Suppressed> all = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    all.add(suppressed(row, 1));
                }
            }
            return all;
        }
    }

    /** @return false if that channel and brand were suppressed before, whatever for */
    static boolean add(Connection connection, byte[] hash, Suppressed what, int account, String note) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            key(add, hash, what);
            add.setObject(5, utc(what.since()));
            add.setInt(6, what.cause() == null ? 0 : what.cause().code());
            noted(add, 7, what.since(), false, account == 0 ? Via.SYSTEM : Via.OFFICE, account, 0, note);
            return add.executeUpdate() == 1;
        }
    }

    /** @param what since when: when it is lifted @return false if there is no such suppression */
    static boolean lift(Connection connection, byte[] hash, Suppressed what, Via via, int account, int second, String note)
            throws SQLException {
        try (PreparedStatement lift = connection.prepareStatement(LIFT)) {
            key(lift, hash, what);
            noted(lift, 5, what.since(), true, via, account, second, note);
            return lift.executeUpdate() == 1;
        }
    }

    private static void key(PreparedStatement sql, byte[] hash, Suppressed what) throws SQLException {
        sql.setBytes(1, hash);
        sql.setInt(2, what.brand());
        sql.setString(3, what.channel().name());
        sql.setString(4, what.reason().name());
    }

    private static void noted(PreparedStatement sql, int from, Instant at, boolean lifted, Via via, int account, int second,
            String note) throws SQLException {
        sql.setObject(from, utc(at));
        sql.setBoolean(from + 1, lifted);
        sql.setString(from + 2, via.name());
        sql.setObject(from + 3, account == 0 ? null : account, Types.INTEGER);
        sql.setObject(from + 4, second == 0 ? null : second, Types.INTEGER);
        sql.setString(from + 5, note);
    }

    /** @param before the id to go on before, 0: from the newest */
    static List<SuppressionChange> changes(Connection connection, long before, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select channel, brand_id, reason, at, cause, id, lifted, via, coalesce(account, 0), coalesce(second, 0), note, hash
                from suppression_change where id < ? order by id desc limit ?""")) {
            select.setLong(1, before == 0 ? Long.MAX_VALUE : before);
            select.setInt(2, most);
            List<SuppressionChange> changes = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    changes.add(new SuppressionChange(row.getLong(6), suppressed(row, 1), row.getBoolean(7),
                            Via.valueOf(row.getString(8)), row.getInt(9), row.getInt(10), row.getString(11), mark(row.getBytes(12))));
                }
            }
            return changes;
        }
    }

    /** Channel, brand, reason, time and cause from this column on. */
    static Suppressed suppressed(ResultSet row, int from) throws SQLException {
        return new Suppressed(Channel.valueOf(row.getString(from)), row.getInt(from + 1),
                SuppressionReason.valueOf(row.getString(from + 2)), row.getObject(from + 3, OffsetDateTime.class).toInstant(),
                Cause.of(row.getInt(from + 4)));
    }

    static String mark(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, MARK);
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
