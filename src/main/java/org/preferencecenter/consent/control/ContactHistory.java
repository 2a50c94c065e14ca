package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Contact.Reported;
import org.preferencecenter.consent.entity.Contact;
import org.preferencecenter.consent.entity.ContactOutcome;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.PastContact;
import org.preferencecenter.law.entity.Channel;

/**
 * Contacts made; what frequency caps count: the messages of one topic (of one purpose, where the stream has no topic)
 * on one channel, over a period that rolls; and what rules count that limit attempts. Every method throws
 * {@link DatabaseAway} if the database is.
 */
@Singleton
public class ContactHistory {

    /** A reservation neither sent nor released counts for so long: its sender died meanwhile. */
    static final Duration RESERVED = Duration.ofMinutes(15);

    /**
     * The row lock is what a choice takes too, and the ledger's number is what every choice moves on: whoever waited here for
     * a choice finds another number and reserves nothing (READ COMMITTED looks at the row again after the wait).
     */
    private static final String UNCHANGED = """
            with held as (
                select id from recipient
                where id = ? and ledger_seq = ? and joined_to is null and erased_at is null for no key update),
            reserved as (
                insert into contact (recipient_id, id, stream_id, scope_kind, scope_id, channel, at, sent, outcome)
                select id, ?, ?, ?, ?, ?, ?, ?, ? from held returning recipient_id)
            """;

    private final DataSource database;

    @Inject
    public ContactHistory(DataSource database) {
        this.database = database;
    }

    /**
     * Reserves one contact if it is still allowed once nobody else can reserve one or change a choice: under the
     * recipient's row lock, so that two senders at once never exceed a cap or a limit of attempts, and no stop that was
     * acknowledged is overtaken.
     *
     * @param id      the reservation's, to be reported {@link #sent} or {@link #release}d
     * @param allowed decides on what is true under the lock; asked at most once, and must use no other connection
     * @return false if it is no longer allowed, or the recipient is unknown
     */
    public boolean reserve(long recipient, UUID id, Stream stream, Instant at, Predicate<UnderLock> allowed) {
        return Transaction.in(database, connection -> {
            OptionalLong held = Joined.lock(connection, recipient);
            if (held.isEmpty() || !allowed.test(new UnderLock(connection, held.getAsLong(), stream, at))) {
                return false;
            }
            insert(connection, new Contact(held.getAsLong(), stream, "reserved", at, null, id), null);
            return true;
        });
    }

    /** What is stored together with a contact that is reserved, in the same statement: neither is ever there alone. */
    public interface Beside {

        /** An insert of one row for the one of {@code reserved (recipient_id)}, and of none where that has none. */
        String insert();

        /** @param first number of the insert's first parameter */
        void bind(PreparedStatement statement, int first) throws SQLException;
    }

    /**
     * Reserves one contact if the recipient has not chosen anything since, for whom nothing else that others change decides:
     * no cap, no limit of attempts. One round trip, one commit. A choice that is being made waits for this or is waited for.
     *
     * @param seq     the recipient's latest ledger entry when it was decided on
     * @param counted it counts from now on, and must be {@link #takeBack taken back} if nothing is sent; else as any reservation
     * @return false if the recipient has chosen meanwhile, was joined to another or is gone: decide again
     */
    public boolean reserveUnchanged(long recipient, int seq, UUID id, Stream stream, Instant at, boolean counted, Beside beside) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement reserve = connection.prepareStatement(UNCHANGED + beside.insert())) {
                reserve.setLong(1, recipient);
                reserve.setInt(2, seq);
                reserve.setObject(3, id);
                reserve.setInt(4, stream.id());
                reserve.setShort(5, (short) stream.scope().kind().code());
                reserve.setInt(6, stream.scope().id());
                reserve.setShort(7, (short) stream.channel().code());
                reserve.setObject(8, at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
                reserve.setBoolean(9, counted);
                reserve.setShort(10, (short) (counted ? ContactOutcome.SENT.code() : 0));
                beside.bind(reserve, 11);
                return reserve.executeUpdate() == 1;
            }
        });
    }

    /** A contact that counted from the start was not made after all. */
    public void takeBack(long recipient, UUID contact) {
        change("delete from contact where recipient_id = " + Joined.TARGET + " and id = ?", recipient, contact);
    }

    /** As above, where nothing but a cap decides. @return the reservation, or nothing when the cap is reached */
    public Optional<UUID> reserve(long recipient, Stream stream, Frequency frequency, Instant at) {
        UUID id = UUID.randomUUID();
        boolean reserved = reserve(recipient, id, stream, at, held -> held.nextFree(frequency) == null);
        return reserved ? Optional.of(id) : Optional.empty();
    }

    /** When the cap would next let a message through; {@code at} itself if it does now. */
    public Instant nextFree(long recipient, Stream stream, Frequency frequency, Instant at) {
        Instant free = Transaction.reading(database,
                connection -> new UnderLock(connection, recipient, stream, at).nextFree(frequency));
        return free == null ? at : free;
    }

    /** The reserved message went out. */
    public void sent(long recipient, UUID reservation) {
        change("update contact set sent = true, outcome = greatest(outcome, 1) where recipient_id = " + Joined.TARGET
                + " and id = ?", recipient, reservation);
    }

    /** The reserved message was not sent: gives the place back. What went out stays counted. */
    public void release(long recipient, UUID reservation) {
        change("delete from contact where recipient_id = " + Joined.TARGET + " and id = ? and not sent", recipient, reservation);
    }

    private void change(String sql, long recipient, UUID reservation) {
        if (changed(sql, recipient, reservation) == 0) {
            changed(sql, recipient, reservation);   // it may have moved to another recipient in that very moment
        }
    }

    private int changed(String sql, long recipient, UUID reservation) {
        return Transaction.in(database, connection -> {
            try (PreparedStatement change = connection.prepareStatement(sql)) {
                change.setLong(1, recipient);
                change.setObject(2, reservation);
                return change.executeUpdate();
            }
        });
    }

    /** Records a contact that its sender made; it counts, whether it had been allowed or not. */
    public Reported report(Contact told) {
        String key = told.stream().brand().id() + ":" + told.key();
        return Transaction.in(database, connection -> {
            // Locked, since of two reports under one key at once the second is to find the first.
            long held = Joined.lock(connection, told.recipient()).orElse(told.recipient());
            Contact contact = held == told.recipient() ? told : new Contact(held, told.stream(), told.key(), told.at(),
                    told.outcome(), told.reservation());
            boolean stored = contact.reservation() != null && settle(connection, contact, key)
                    || insert(connection, contact, key);
            return stored ? Reported.STORED : known(connection, contact, key);
        });
    }

    /** What went out to somebody, and what was reserved to, the newest first; of whom the recipient was joined to if it was. */
    public List<PastContact> of(long recipient, int most) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select id, stream_id, channel, at, sent, outcome from contact where recipient_id = " + Joined.TARGET
                    + " order by at desc, id limit ?")) {
                select.setLong(1, recipient);
                select.setInt(2, most);
                List<PastContact> contacts = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        contacts.add(new PastContact(row.getObject(1, UUID.class), row.getInt(2), Channel.of(row.getInt(3)),
                                row.getObject(4, OffsetDateTime.class).toInstant(), row.getBoolean(5), outcome(row.getInt(6))));
                    }
                }
                return contacts;
            }
        });
    }

    private static ContactOutcome outcome(int code) {
        return Arrays.stream(ContactOutcome.values()).filter(o -> o.code() == code).findFirst().orElse(null);
    }

    /** Turns the reservation into the contact; false if there is none, or it was settled, or the key is taken. */
    private static boolean settle(Connection connection, Contact contact, String key) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update contact set sent = true, at = ?, outcome = ?, sender_key = ?
                where recipient_id = ? and id = ? and stream_id = ? and not sent and not exists (
                    select from contact k where k.recipient_id = ? and k.sender_key = ?)""")) {
            update.setObject(1, at(contact));
            update.setShort(2, (short) contact.outcome().code());
            update.setString(3, key);
            update.setLong(4, contact.recipient());
            update.setObject(5, contact.reservation());
            update.setInt(6, contact.stream().id());
            update.setLong(7, contact.recipient());
            update.setString(8, key);
            return update.executeUpdate() == 1;
        }
    }

    private static Reported known(Connection connection, Contact contact, String key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select 1 from contact
                where recipient_id = ? and sender_key = ? and stream_id = ? and at = ? and outcome = ?""")) {
            select.setLong(1, contact.recipient());
            select.setString(2, key);
            select.setInt(3, contact.stream().id());
            select.setObject(4, at(contact));
            select.setShort(5, (short) contact.outcome().code());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Reported.REPEATED : Reported.KEY_TAKEN;
            }
        }
    }

    private static boolean insert(Connection connection, Contact contact, String key) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into contact (recipient_id, id, stream_id, scope_kind, scope_id, channel, at, sent, outcome, sender_key)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (recipient_id, sender_key) where sender_key is not null do nothing""")) {
            Stream stream = contact.stream();
            ContactOutcome outcome = contact.outcome();
            insert.setLong(1, contact.recipient());
            insert.setObject(2, outcome == null ? contact.reservation() : UUID.randomUUID());
            insert.setInt(3, stream.id());
            insert.setShort(4, (short) stream.scope().kind().code());
            insert.setInt(5, stream.scope().id());
            insert.setShort(6, (short) stream.channel().code());
            insert.setObject(7, at(contact));
            insert.setBoolean(8, outcome != null);
            insert.setShort(9, (short) (outcome == null ? 0 : outcome.code()));
            insert.setString(10, key);
            return insert.executeUpdate() == 1;
        }
    }

    private static OffsetDateTime at(Contact contact) {
        return contact.at().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
