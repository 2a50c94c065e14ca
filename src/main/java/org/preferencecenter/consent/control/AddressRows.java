package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.preferencecenter.consent.entity.OwnAddress;
import org.preferencecenter.law.entity.Channel;

/** The rows of a recipient's addresses. What changes them holds the recipient's lock. */
final class AddressRows {

    private AddressRows() {
    }

    /** All, the main one of each channel first. */
    static List<OwnAddress> of(Connection connection, long recipient) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select id, channel, value, main, verified_at from address where recipient_id = %s
                order by channel, main desc, normal""".formatted(Joined.TARGET))) {
            select.setLong(1, recipient);
            List<OwnAddress> addresses = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    OffsetDateTime verified = row.getObject(5, OffsetDateTime.class);
                    addresses.add(new OwnAddress(row.getObject(1, UUID.class), Channel.valueOf(row.getString(2)), row.getString(3),
                            row.getBoolean(4), verified == null ? null : verified.toInstant()));
                }
            }
            return addresses;
        }
    }

    /** Whose the address is on each of these channels; nobody's channels are missing. */
    static Map<Channel, Long> owners(Connection connection, Collection<Channel> channels, String normal) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select channel, recipient_id from address where channel = any(?) and normal = ?")) {
            select.setObject(1, names(channels));
            select.setString(2, normal);
            Map<Channel, Long> owners = new EnumMap<>(Channel.class);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    owners.put(Channel.valueOf(row.getString(1)), row.getLong(2));
                }
            }
            return owners;
        }
    }

    /** @param verified null: on the person's word. @return its id, or nothing if somebody has it */
    static Optional<UUID> add(Connection connection, long recipient, Channel channel, String value, String normal, Instant verified)
            throws SQLException {
        settleMain(connection, recipient);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into address (recipient_id, channel, value, normal, verified_at) values (?, ?, ?, ?, ?)
                on conflict do nothing returning id""")) {
            insert.setLong(1, recipient);
            insert.setString(2, channel.name());
            insert.setString(3, value);
            insert.setString(4, normal);
            insert.setObject(5, utc(verified));
            return id(insert);
        }
    }

    /** @return its id; nothing if it is not this recipient's, or was proven before */
    static Optional<UUID> verify(Connection connection, long recipient, Channel channel, String normal, Instant at)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update address set verified_at = ?
                where recipient_id = ? and channel = ? and normal = ? and verified_at is null returning id""")) {
            update.setObject(1, utc(at));
            update.setLong(2, recipient);
            update.setString(3, channel.name());
            update.setString(4, normal);
            return id(update);
        }
    }

    /** Moves one address. @return its id */
    static Optional<UUID> move(Connection connection, long from, long to, Channel channel, String normal) throws SQLException {
        settleMain(connection, to);
        try (PreparedStatement update = connection.prepareStatement("""
                update address set recipient_id = ?, main = false where recipient_id = ? and channel = ? and normal = ?
                returning id""")) {
            update.setLong(1, to);
            update.setLong(2, from);
            update.setString(3, channel.name());
            update.setString(4, normal);
            return id(update);
        }
    }

    /** Moves all of them; where the new holder had one on a channel, that one stays the main one. */
    static void moveAll(Connection connection, long from, long to) throws SQLException {
        settleMain(connection, to);
        try (PreparedStatement update = connection.prepareStatement("""
                update address a set recipient_id = ?, main = main and not exists (
                    select from address k where k.recipient_id = ? and k.channel = a.channel)
                where recipient_id = ?""")) {
            update.setLong(1, to);
            update.setLong(2, to);
            update.setLong(3, from);
            update.executeUpdate();
        }
    }

    /** Where none was named, the first is the main one: so that a newcomer never takes its place by its letters. */
    static void settleMain(Connection connection, long recipient) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update address a set main = true
                from (select distinct on (channel) channel, normal, main from address where recipient_id = ?
                      order by channel, main desc, normal) f
                where a.recipient_id = ? and a.channel = f.channel and a.normal = f.normal and not f.main""")) {
            update.setLong(1, recipient);
            update.setLong(2, recipient);
            update.executeUpdate();
        }
    }

    /** Makes it the main one of its channel. */
    static void main(Connection connection, long recipient, OwnAddress address) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update address set main = (id = ?) where recipient_id = ? and channel = ?")) {
            update.setObject(1, address.id());
            update.setLong(2, recipient);
            update.setString(3, address.channel().name());
            update.executeUpdate();
        }
    }

    static void remove(Connection connection, long recipient, OwnAddress address) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from address where recipient_id = ? and channel = ? and id = ?")) {
            delete.setLong(1, recipient);
            delete.setString(2, address.channel().name());
            delete.setObject(3, address.id());
            delete.executeUpdate();
        }
    }

    /** The addresses of these, by their ids. */
    static Map<Long, Map<UUID, Channel>> channels(Connection connection, long[] recipients) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select recipient_id, id, channel from address where recipient_id = any(?)")) {
            select.setObject(1, recipients);
            Map<Long, Map<UUID, Channel>> channels = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    channels.computeIfAbsent(row.getLong(1), id -> new HashMap<>(4))
                            .put(row.getObject(2, UUID.class), Channel.valueOf(row.getString(3)));
                }
            }
            return channels;
        }
    }

    static String[] names(Collection<Channel> channels) {
        return channels.stream().map(Channel::name).sorted().toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static Optional<UUID> id(PreparedStatement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery()) {
            return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
        }
    }
}
