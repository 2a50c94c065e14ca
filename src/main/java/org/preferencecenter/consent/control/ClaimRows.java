package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Claim;
import org.preferencecenter.law.entity.Channel;

/**
 * The rows of claims: a confirmation each, and beside it what is claimed. A mail address has no code, its link proves it; a
 * number without one is noted: nothing was sent there, and nothing proves it.
 */
final class ClaimRows {

    private static final String SELECT = """
            select c.id, coalesce(r.joined_to, a.recipient_id), c.brand_id, a.channels, a.value, not 'EMAIL' = any(a.channels),
                   greatest(0, ? - a.tries), c.expires_at, c.used_at is not null
            from address_claim a join confirmation c on c.id = a.id left join recipient r on r.id = a.recipient_id
            where a.recipient_id = ? and %s""";

    private ClaimRows() {
    }

    /** @param code the hash of its code for the claim's id, or null: proven by a link */
    static int open(Connection connection, long recipient, int brand, Set<Channel> channels, String value,
            IntFunction<byte[]> code, Instant now, Duration life) throws SQLException {
        forget(connection, now);
        if (code != null) {
            close(connection, recipient, now);
        }
        return insert(connection, recipient, brand, channels, value, code, now, life);
    }

    private static int insert(Connection connection, long recipient, int brand, Set<Channel> channels, String value,
            IntFunction<byte[]> code, Instant now, Duration life) throws SQLException {
        int id;
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into confirmation (recipient_id, kind, brand_id, expires_at) values (?, 'CLAIM', ?, ?) returning id""")) {
            insert.setLong(1, recipient);
            insert.setInt(2, brand);
            insert.setObject(3, utc(now.plus(life)));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                id = row.getInt(1);
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into address_claim (id, recipient_id, channels, value, code) values (?, ?, ?, ?, ?)""")) {
            insert.setInt(1, id);
            insert.setLong(2, recipient);
            insert.setObject(3, AddressRows.names(channels));
            insert.setString(4, value);
            insert.setBytes(5, code == null ? null : code.apply(id));
            insert.executeUpdate();
        }
        return id;
    }

    /**
     * Notes a number that somebody typed without proving it, once for each person and number; the newest time and all uses
     * count. Whoever has it already on all these channels has nothing to prove.
     */
    static void note(Connection connection, long recipient, int brand, Set<Channel> channels, String value, Instant now)
            throws SQLException {
        forget(connection, now);
        // One after the other, or two forms sent at once would note it twice.
        if (Joined.lock(connection, recipient).isEmpty() || AddressRows.of(connection, recipient).stream()
                .filter(a -> channels.contains(a.channel()) && a.verified() != null && AddressForm.normal(a.channel(), a.value())
                        .equals(AddressForm.normal(a.channel(), value))).count() == channels.size()) {
            return;
        }
        List<Claim> before = noted(connection, recipient, now);
        Set<Channel> all = EnumSet.copyOf(channels);
        for (int i = 0; i < before.size(); i++) {
            boolean same = before.get(i).value().equals(value);
            if (same) {
                all.addAll(before.get(i).channels());
            }
            if (same || i >= Claim.NOTES - 1) {
                delete(connection, before.get(i).id());
            }
        }
        insert(connection, recipient, brand, all, value, null, now, Claim.NOTED);
    }

    /** The numbers that are noted and can still be proven, the newest first. */
    static List<Claim> noted(Connection connection, long recipient, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT.formatted("""
                a.code is null and not 'EMAIL' = any(a.channels) and c.expires_at > ? order by a.id desc"""))) {
            select.setInt(1, Claim.TRIES);
            select.setLong(2, recipient);
            select.setObject(3, utc(now));
            return all(select);
        }
    }

    /** Forgets one, and every claim of the same number that is not proven. @param claim one that is noted */
    static void drop(Connection connection, Claim claim) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from confirmation where kind = 'CLAIM' and used_at is null and id in (
                    select id from address_claim where recipient_id = ? and value = ?)""")) {
            delete.setLong(1, claim.recipient());
            delete.setString(2, claim.value());
            delete.executeUpdate();
        }
    }

    /** Once a number is proven for all it was noted for, it is no longer only noted. */
    static void settle(Connection connection, Claim proven) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from confirmation where id in (select id from address_claim
                    where recipient_id = ? and value = ? and code is null and channels <@ ?::text[])""")) {
            delete.setLong(1, proven.recipient());
            delete.setString(2, proven.value());
            delete.setObject(3, AddressRows.names(proven.channels()));
            delete.executeUpdate();
        }
    }

    private static void delete(Connection connection, int id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from confirmation where id = ?")) {
            delete.setInt(1, id);
            delete.executeUpdate();
        }
    }

    /** What nobody proved goes a day after it could no longer be proven: a few with each new one. */
    static void forget(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from confirmation where id in (select id from confirmation where kind = 'CLAIM' and expires_at < ?
                    order by expires_at limit 20 for update skip locked)""")) {
            delete.setObject(1, utc(now.minus(Duration.ofDays(1))));
            delete.executeUpdate();
        }
    }

    /** Earlier codes of the same person no longer count. */
    private static void close(Connection connection, long recipient, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update confirmation set expires_at = ? where expires_at > ? and kind = 'CLAIM' and id in (
                    select id from address_claim where recipient_id = ? and code is not null)""")) {
            update.setObject(1, utc(now));
            update.setObject(2, utc(now));
            update.setLong(3, recipient);
            update.executeUpdate();
        }
    }

    static Optional<Claim> find(Connection connection, long recipient, int id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT.formatted("a.id = ?"))) {
            select.setInt(1, Claim.TRIES);
            select.setLong(2, recipient);
            select.setInt(3, id);
            return read(select);
        }
    }

    static Optional<Claim> newest(Connection connection, long recipient) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                SELECT.formatted("a.code is not null order by a.id desc limit 1"))) {
            select.setInt(1, Claim.TRIES);
            select.setLong(2, recipient);
            return read(select);
        }
    }

    /** Counts a try. @return the hash of the code; nothing if it is too late or too often for a try */
    static Optional<byte[]> attempt(Connection connection, int id, int most, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update address_claim a set tries = tries + 1 from confirmation c
                where a.id = ? and c.id = a.id and a.code is not null and a.tries < ? and c.used_at is null
                    and c.expires_at > ? returning a.code""")) {
            update.setInt(1, id);
            update.setInt(2, most);
            update.setObject(3, utc(now));
            try (ResultSet row = update.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    /** Uses it up. @return false if it was used before or is too old */
    static boolean use(Connection connection, int id, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update confirmation set used_at = ? where id = ? and kind = 'CLAIM' and used_at is null and expires_at > ?""")) {
            update.setObject(1, utc(at));
            update.setInt(2, id);
            update.setObject(3, utc(at));
            return update.executeUpdate() == 1;
        }
    }

    private static Optional<Claim> read(PreparedStatement select) throws SQLException {
        return all(select).stream().findFirst();
    }

    private static List<Claim> all(PreparedStatement select) throws SQLException {
        List<Claim> claims = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                claims.add(claim(row));
            }
        }
        return claims;
    }

    private static Claim claim(ResultSet row) throws SQLException {
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        for (String name : (String[]) row.getArray(4).getArray()) {
            channels.add(Channel.valueOf(name));
        }
        boolean code = row.getBoolean(6);
        return new Claim(row.getInt(1), row.getLong(2), row.getInt(3), channels, row.getString(5), code,
                code ? row.getInt(7) : 0, row.getObject(8, OffsetDateTime.class).toInstant(), row.getBoolean(9));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
