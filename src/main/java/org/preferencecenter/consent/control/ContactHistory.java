package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.link.entity.Scope;

/**
 * Contacts made; what frequency caps count: the messages of one topic (of one purpose, where the stream has no topic)
 * on one channel, over a period that rolls. Every method throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class ContactHistory {

    /** A reservation neither sent nor released counts for so long: its sender died meanwhile. */
    static final Duration RESERVED = Duration.ofMinutes(15);

    private final DataSource database;

    @Inject
    public ContactHistory(DataSource database) {
        this.database = database;
    }

    /**
     * Reserves one contact, under the recipient's row lock so that two senders at once never exceed the cap.
     *
     * @return the reservation, or nothing when the cap is reached at {@code at}, or when a cap is asked for an unknown
     *         recipient
     */
    public Optional<UUID> reserve(long recipient, Stream stream, Frequency frequency, Instant at) {
        boolean capped = frequency.kind() != Frequency.Kind.EVERY_MESSAGE;
        return Transaction.in(database, connection -> {
            if (capped && (!lock(connection, recipient) || freeFrom(connection, recipient, stream, frequency, at).isAfter(at))) {
                return Optional.empty();
            }
            UUID reservation = UUID.randomUUID();
            insert(connection, recipient, reservation, stream, at);
            return Optional.of(reservation);
        });
    }

    /** When the cap would next let a message through; {@code at} itself if it does now. */
    public Instant nextFree(long recipient, Stream stream, Frequency frequency, Instant at) {
        return Transaction.reading(database, connection -> freeFrom(connection, recipient, stream, frequency, at));
    }

    /** The reserved message went out. */
    public void sent(long recipient, UUID reservation) {
        change("update contact set sent = true where recipient_id = ? and id = ?", recipient, reservation);
    }

    /** The reserved message was not sent: gives the place back. What went out stays counted. */
    public void release(long recipient, UUID reservation) {
        change("delete from contact where recipient_id = ? and id = ? and not sent", recipient, reservation);
    }

    private void change(String sql, long recipient, UUID reservation) {
        Transaction.in(database, connection -> {
            try (PreparedStatement change = connection.prepareStatement(sql)) {
                change.setLong(1, recipient);
                change.setObject(2, reservation);
                return change.executeUpdate();
            }
        });
    }

    private static boolean lock(Connection connection, long recipient) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select 1 from recipient where id = ? for no key update")) {
            select.setLong(1, recipient);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** The cap is n per period: free once the n-th latest contact is a period old. */
    private static Instant freeFrom(Connection connection, long recipient, Stream stream, Frequency frequency,
            Instant at) throws SQLException {
        if (frequency.kind() == Frequency.Kind.EVERY_MESSAGE) {
            return at;
        }
        try (PreparedStatement select = connection.prepareStatement("""
                select at from contact
                where recipient_id = ? and scope_kind = ? and scope_id = ? and channel = ? and (sent or at > ?)
                order by at desc offset ? limit 1""")) {   // the offset is a cap, 99 at most
            Scope scope = stream.scope();
            select.setLong(1, recipient);
            select.setShort(2, (short) scope.kind().code());
            select.setInt(3, scope.id());
            select.setShort(4, (short) stream.channel().code());
            select.setObject(5, at.minus(RESERVED).atOffset(ZoneOffset.UTC));
            select.setInt(6, frequency.limit() - 1);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return at;
                }
                Instant free = row.getObject(1, OffsetDateTime.class).atZoneSameInstant(ZoneOffset.UTC)
                        .plus(frequency.per().length()).toInstant();
                return free.isAfter(at) ? free : at;
            }
        }
    }

    private static void insert(Connection connection, long recipient, UUID reservation, Stream stream, Instant at)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into contact (recipient_id, id, stream_id, scope_kind, scope_id, channel, at)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setLong(1, recipient);
            insert.setObject(2, reservation);
            insert.setInt(3, stream.id());
            insert.setShort(4, (short) stream.scope().kind().code());
            insert.setInt(5, stream.scope().id());
            insert.setShort(6, (short) stream.channel().code());
            insert.setObject(7, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }
}
