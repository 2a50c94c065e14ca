package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import javax.sql.DataSource;

import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.LetterKind;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Visit;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/**
 * Visits: what a link of {@link org.preferencecenter.link.entity.Power#VISIT} opens. It is fresh for a day while nothing was
 * done with it, and for one sitting after the first thing done, so that a message forwarded later adds nothing (STANDARDS
 * E.6: single use, 24 to 72 hours). Looking uses nothing up: scanners look. Every method throws {@link DatabaseAway} if the
 * database is.
 */
@Singleton
public class Visits {

    /** How long a link nobody has used stays fresh. */
    public static final Duration UNUSED = Duration.ofHours(24);
    /** How long a sitting lasts after the first thing done. */
    public static final Duration SITTING = Duration.ofMinutes(30);

    private final DataSource database;
    private final Clock clock;

    @Inject
    public Visits(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A visit whose link the caller brings to its mailbox. @param brand id of the brand whose page it opens. @return its id */
    public int open(long recipient, int brand) {
        return open(recipient, brand, null, null, null);
    }

    /**
     * A visit whose link is mailed by us.
     *
     * @param brand   id of the brand whose page it opens
     * @param letter  which letter brings it
     * @param locale  of the page it was asked on, or null
     * @param address the mailbox to write to, as anybody wrote it; null: the recipient's first
     * @return the visit's id, for the link's scope
     */
    public int open(long recipient, int brand, LetterKind letter, String locale, String address) {
        String mailbox = address == null ? null : AddressForm.normal(Channel.EMAIL, address);
        return Transaction.in(database, connection -> open(connection, recipient, brand, letter, locale, mailbox, null,
                clock.instant()).orElseThrow(() -> new IllegalArgumentException("there is no brand " + brand)));
    }

    /** The visit by which somebody who has just confirmed is welcomed, with its letter; once for each confirmation. */
    static void welcome(Connection connection, long recipient, Outcome confirmed, Act act, String mailbox) throws SQLException {
        Optional<Integer> brand = confirmed.changed().stream().flatMap(choice -> act.reach().of(choice.cell().scope()).stream())
                .filter(scope -> scope.kind() == Scope.Kind.BRAND).map(Scope::id).findFirst();
        if (brand.isPresent()) {
            open(connection, recipient, brand.get(), LetterKind.WELCOME, act.origin().locale(), mailbox, confirmed.change(),
                    act.at());
        }
    }

    /** The visit by which somebody whose stop was taken back is told, and can stop again; within the caller's transaction. */
    static void restored(Connection connection, long recipient, int brand, UUID change, Instant at) throws SQLException {
        open(connection, recipient, brand, LetterKind.RESTORED, null, null, change, at);
    }

    /** The visit by which somebody reads what one of us stopped for them, and can put it back; within the caller's transaction. */
    static void noted(Connection connection, long recipient, int brand, UUID change, Instant at) throws SQLException {
        open(connection, recipient, brand, LetterKind.NOTED, null, null, change, at);
    }

    private static Optional<Integer> open(Connection connection, long recipient, int brand, LetterKind letter, String locale,
            String mailbox, UUID change, Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into confirmation (recipient_id, kind, brand_id, expires_at, letter, due_at, locale, mailed_to, change_id)
                select coalesce((select joined_to from recipient where id = ?), ?), 'VISIT', id, ?, ?, ?, ?, ?, ?
                from brand where id = ? returning id""")) {
            insert.setLong(1, recipient);
            insert.setLong(2, recipient);
            insert.setObject(3, utc(at.plus(UNUSED)));
            insert.setString(4, letter == null ? null : letter.name());
            insert.setObject(5, letter == null ? null : utc(at), Types.TIMESTAMP_WITH_TIMEZONE);
            insert.setString(6, locale);
            insert.setString(7, mailbox);
            insert.setObject(8, change, Types.OTHER);
            insert.setInt(9, brand);
            try (ResultSet row = insert.executeQuery()) {
                return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
            }
        }
    }

    /** The visit that welcomes after that confirmation, named by its change; nothing if there is none. */
    public Optional<Visit> welcoming(long recipient, UUID change) {
        return find("c.recipient_id = ? and c.change_id = ?", recipient, change);
    }

    /** What was confirmed by the link that opened the visit, named by its change; nothing for a visit of another kind. */
    public Optional<UUID> confirmed(Visit visit) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select change_id from confirmation where id = ? and letter = 'WELCOME'")) {
                select.setInt(1, visit.id());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.ofNullable(row.getObject(1, UUID.class)) : Optional.empty();
                }
            }
        });
    }

    /** The visit, fresh or not, of whom the recipient was joined to if it was; nothing if it is another's or none. */
    public Optional<Visit> find(long recipient, int id) {
        return find("c.recipient_id = ? and c.id = ?", recipient, id);
    }

    private Optional<Visit> find(String which, long recipient, Object key) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select c.id, c.brand_id, c.expires_at, c.used_at, coalesce(r.joined_to, c.recipient_id)
                    from confirmation c left join recipient r on r.id = c.recipient_id
                    where c.kind = 'VISIT' and """ + " " + which)) {
                select.setLong(1, recipient);
                select.setObject(2, key);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(new Visit(row.getLong(5), row.getInt(1), row.getInt(2),
                            freshUntil(row.getObject(3, OffsetDateTime.class).toInstant(), row.getObject(4, OffsetDateTime.class))))
                            : Optional.empty();
                }
            }
        });
    }

    /** Something was done by it: the sitting begins, once. */
    public void begin(Visit visit) {
        Transaction.in(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update confirmation set used_at = ? where id = ? and kind = 'VISIT' and used_at is null")) {
                update.setObject(1, utc(clock.instant()));
                update.setInt(2, visit.id());
                return update.executeUpdate();
            }
        });
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Instant freshUntil(Instant unused, OffsetDateTime begun) {
        Instant sitting = begun == null ? unused : begun.toInstant().plus(SITTING);
        return sitting.isBefore(unused) ? sitting : unused;
    }
}
