package org.preferencecenter.access.control;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import javax.sql.DataSource;

import org.preferencecenter.access.entity.ApiKey;
import org.preferencecenter.access.entity.KeyOrder;
import org.preferencecenter.access.entity.KeyText;
import org.preferencecenter.access.entity.Permission;

/** The table api_key. */
class KeyTable {

    private static final String COLUMNS = "select k.id, k.name, k.permissions, k.brand_id, b.code, k.per_minute,"
            + " k.created_at, k.expires_at, k.revoked_at, k.used_at, k.replaces, k.secret_hash"
            + " from api_key k left join brand b on b.id = k.brand_id";

    /** A key with the hash of its secret. */
    record Row(ApiKey key, byte[] hash) {
    }

    private final DataSource database;

    KeyTable(DataSource database) {
        this.database = database;
    }

    Connection connect() throws SQLException {
        return database.getConnection();
    }

    /** Every key that may be used now. */
    List<Row> live(Instant now) throws SQLException {
        try (Connection connection = connect(); PreparedStatement select = connection.prepareStatement(
                COLUMNS + " where k.revoked_at is null and (k.expires_at is null or k.expires_at > ?) order by k.seq")) {
            select.setTimestamp(1, Timestamp.from(now));
            return rows(select);
        }
    }

    /** The newest first, those made before the key named; of one brand, or of all. */
    List<Row> page(OptionalInt brand, String before, int most) throws SQLException {
        return page(brand.isPresent() ? Optional.of(Set.of(brand.getAsInt())) : Optional.empty(), before, most);
    }

    /** As above, of some brands, or of all. */
    List<Row> page(Optional<Set<Integer>> brands, String before, int most) throws SQLException {
        String sql = COLUMNS + " where true" + (brands.isPresent() ? " and k.brand_id = any(?)" : "")
                + (before != null ? " and k.seq < (select seq from api_key where id = ?)" : "")
                + " order by k.seq desc limit ?";
        try (Connection connection = connect(); PreparedStatement select = connection.prepareStatement(sql)) {
            int at = 1;
            if (brands.isPresent()) {
                select.setArray(at++, connection.createArrayOf("integer", brands.get().toArray()));
            }
            if (before != null) {
                select.setString(at++, before);
            }
            select.setInt(at, most);
            return rows(select);
        }
    }

    Optional<Row> find(String id) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement(COLUMNS + " where k.id = ?")) {
            select.setString(1, id);
            return rows(select).stream().findFirst();
        }
    }

    /** In use, the first to end first, those without a successor. */
    List<Row> ending(Instant now, Instant before, int most) throws SQLException {
        try (Connection connection = connect(); PreparedStatement select = connection.prepareStatement(COLUMNS
                + " where k.revoked_at is null and k.expires_at > ? and k.expires_at <= ?"
                + " and not exists (select 1 from api_key n where n.replaces = k.id) order by k.expires_at limit ?")) {
            select.setTimestamp(1, Timestamp.from(now));
            select.setTimestamp(2, Timestamp.from(before));
            select.setInt(3, most);
            return rows(select);
        }
    }

    /** Locked until the transaction ends. */
    Optional<Row> locked(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + " where k.id = ? for update of k")) {
            select.setString(1, id);
            return rows(select).stream().findFirst();
        }
    }

    /** The id of the key that came after, or nothing. */
    Optional<String> successor(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select id from api_key where replaces = ?")) {
            select.setString(1, id);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
            }
        }
    }

    void insert(Connection connection, KeyText text, KeyOrder order, Instant now, String replaces) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into api_key (id, name, brand_id, permissions,"
                + " secret_hash, per_minute, created_at, expires_at, replaces) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            Array permissions = connection.createArrayOf("text", order.permissions().stream().map(Permission::name).sorted()
                    .toArray());
            insert.setString(1, text.id());
            insert.setString(2, order.name());
            insert.setObject(3, order.brand().isPresent() ? order.brand().getAsInt() : null, Types.INTEGER);
            insert.setArray(4, permissions);
            insert.setBytes(5, text.hash());
            insert.setInt(6, order.perMinute());
            insert.setTimestamp(7, Timestamp.from(now));
            insert.setTimestamp(8, order.expires() == null ? null : Timestamp.from(order.expires()));
            insert.setString(9, replaces);
            insert.executeUpdate();
        }
    }

    /** Never later than it would have ended anyway. */
    void endBy(Connection connection, String id, Instant end) throws SQLException {
        change(connection, "update api_key set expires_at = least(expires_at, ?) where id = ?", end, id);
    }

    /** Keeps the first time. */
    void revoke(Connection connection, String id, Instant now) throws SQLException {
        change(connection, "update api_key set revoked_at = coalesce(revoked_at, ?) where id = ?", now, id);
    }

    private static void change(Connection connection, String sql, Instant time, String id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(time));
            update.setString(2, id);
            update.executeUpdate();
        }
    }

    /** Several nodes tell when they were used: the latest stays. */
    void used(Map<String, Instant> uses) throws SQLException {
        try (Connection connection = connect(); PreparedStatement update = connection.prepareStatement(
                "update api_key set used_at = greatest(used_at, ?) where id = ?")) {
            for (Map.Entry<String, Instant> use : uses.entrySet()) {
                update.setTimestamp(1, Timestamp.from(use.getValue()));
                update.setString(2, use.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** A brand's id by its code; read here, since the command beside the server has no catalogue. */
    OptionalInt brand(String code) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement("select id from brand where code = ?")) {
            select.setString(1, code);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? OptionalInt.of(found.getInt(1)) : OptionalInt.empty();
            }
        }
    }

    private static List<Row> rows(PreparedStatement select) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                int brand = found.getInt(4);
                OptionalInt of = found.wasNull() ? OptionalInt.empty() : OptionalInt.of(brand);
                rows.add(new Row(new ApiKey(found.getString(1), found.getString(2), permissions(found.getArray(3)), of,
                        found.getString(5), found.getInt(6), time(found, 7), time(found, 8), time(found, 9), time(found, 10),
                        found.getString(11)), found.getBytes(12)));
            }
        }
        return rows;
    }

    private static Set<Permission> permissions(Array array) throws SQLException {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (String name : (String[]) array.getArray()) {
            permissions.add(Permission.valueOf(name));
        }
        return permissions;
    }

    private static Instant time(ResultSet found, int column) throws SQLException {
        Timestamp time = found.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
