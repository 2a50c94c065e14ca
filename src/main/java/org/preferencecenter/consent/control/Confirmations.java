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
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.Reopening;
import org.preferencecenter.consent.entity.Suppressed;
import org.preferencecenter.consent.entity.SuppressionChange.Via;
import org.preferencecenter.law.entity.Channel;

/** What waits for a fresh, single-use link to be followed. Always within the caller's transaction. */
final class Confirmations {

    /**
     * @param mailbox {@code address.normal} of the mailbox its link was mailed to, or null if none is known
     * @param lifts   under which that mailbox is suppressed, where following the link lifts it for the brand; else null
     */
    record Used(UUID change, String mailbox, byte[] lifts, int brand) {
    }

    private Confirmations() {
    }

    /** Its letter is due from now on. @param reopening what its link lifts besides, or null */
    static int add(Connection connection, long recipient, Act act, Instant expires, Reopening reopening) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into confirmation (recipient_id, change_id, expires_at, letter, due_at, locale, mailed_to, lifts, lifts_brand)
                values (?, ?, ?, 'CONFIRM', ?, ?, ?, ?, ?) returning id""")) {
            insert.setLong(1, recipient);
            insert.setObject(2, act.change());
            insert.setObject(3, utc(expires));
            insert.setObject(4, utc(act.at()));
            insert.setString(5, act.origin().locale());
            insert.setString(6, reopening == null ? null : reopening.mailbox());
            insert.setBytes(7, reopening == null ? null : reopening.hash());
            insert.setObject(8, reopening == null ? null : reopening.brand(), Types.INTEGER);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Uses it up. @return nothing if it is another's, used before or expired */
    static Optional<Used> use(Connection connection, long recipient, int id, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update confirmation set used_at = ?, due_at = null
                where id = ? and recipient_id = ? and kind = 'CHOICE' and used_at is null and expires_at > ?
                returning change_id, mailed_to, lifts, coalesce(lifts_brand, 0)""")) {
            update.setObject(1, utc(at));
            update.setInt(2, id);
            update.setLong(3, recipient);
            update.setObject(4, utc(at));
            try (ResultSet row = update.executeQuery()) {
                return row.next() ? Optional.of(new Used(row.getObject(1, UUID.class), row.getString(2),
                        row.getBytes(3), row.getInt(4))) : Optional.empty();
            }
        }
    }

    /** Whoever reads the mailbox asked for it anew: what suppressed it there for the brand is over (GDPR 7, 21(3)). */
    static void lift(Connection connection, Used used, Instant at) throws SQLException {
        for (Suppressed one : SuppressionRows.of(connection, used.lifts())) {
            if (one.reaches(Channel.EMAIL, used.brand()) && one.liftedBySignUp(used.brand())) {
                SuppressionRows.lift(connection, used.lifts(), new Suppressed(one.channel(), one.brand(), one.reason(), at),
                        Via.CONFIRMED, 0, 0, null);
            }
        }
    }

    /** Whether a link that lifts a suppression for the brand was made since: nobody is mailed more of them, whoever asks. */
    static boolean reopened(Connection connection, long recipient, int brand, Instant expiringAfter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select from confirmation where recipient_id = ? and lifts_brand = ? and expires_at > ? limit 1""")) {
            select.setLong(1, recipient);
            select.setInt(2, brand);
            select.setObject(3, utc(expiringAfter));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** The change that waits under it; nothing if it is another's, used or expired. */
    static Optional<UUID> open(Connection connection, long recipient, int id, Instant at) throws SQLException {
        return change(connection, " and used_at is null and expires_at > ?", recipient, id, utc(at));
    }

    /** The change it is or was about, whatever has become of it; nothing if it is another's. */
    static Optional<UUID> change(Connection connection, long recipient, int id) throws SQLException {
        return change(connection, "", recipient, id);
    }

    private static Optional<UUID> change(Connection connection, String only, Object... with) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select change_id from confirmation where recipient_id = ? and id = ? and kind = 'CHOICE'" + only)) {
            for (int i = 0; i < with.length; i++) {
                select.setObject(i + 1, with[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    /**
     * Makes the letters of what still waits due again, each at most {@link Outbox#MOST} times in all.
     * @return those whose letters are on their way, also where they were before
     */
    static List<Integer> again(Connection connection, long recipient, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update confirmation set due_at = coalesce(due_at, ?)
                where recipient_id = ? and kind = 'CHOICE' and used_at is null and expires_at > ? and lifts is null
                    and (due_at is not null or sent < ?)
                returning id""")) {
            update.setObject(1, utc(at));
            update.setLong(2, recipient);
            update.setObject(3, utc(at));
            update.setInt(4, Outbox.MOST);
            List<Integer> due = new ArrayList<>(1);
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    due.add(row.getInt(1));
                }
            }
            return due;
        }
    }

    /** The link was followed, so the mailbox is the person's: nothing else proves an address (STANDARDS E.6). */
    static void prove(Connection connection, long recipient, String mailbox, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update address set verified_at = ? where recipient_id = ? and channel = 'EMAIL' and normal = ?""")) {
            update.setObject(1, utc(at));
            update.setLong(2, recipient);
            update.setString(3, mailbox);
            update.executeUpdate();
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
