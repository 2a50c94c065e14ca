package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.Release.Result;
import org.preferencecenter.consent.entity.Release;
import org.preferencecenter.consent.entity.Suppressed;
import org.preferencecenter.consent.entity.SuppressionChange.Via;
import org.preferencecenter.consent.entity.SuppressionChange;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.law.entity.Channel;

/**
 * Lifting a suppression takes two: one asks, another agrees (W-15; the database refuses one who is both). Every method throws
 * {@link DatabaseAway} if the database is.
 */
@Singleton
public class Releases {

    private static final int MOST = 100;

    private final DataSource database;
    private final Clock clock;
    private final Suppressions suppressions;

    @Inject
    public Releases(DataSource database, Clock clock, Suppressions suppressions) {
        this.database = database;
        this.clock = clock;
        this.suppressions = suppressions;
    }

    /** The last changes of what is suppressed, the newest first. @param before the id to go on before, 0: from the newest */
    public List<SuppressionChange> changes(long before, int most) {
        return Transaction.reading(database, connection -> SuppressionRows.changes(connection, before, most));
    }

    /**
     * Asks for a suppression to be lifted.
     *
     * @param of      the channel whose form the address is compared in
     * @param channel of the suppression
     * @param brand   of the suppression, 0: for every brand
     * @param account who asks
     */
    public Result ask(Channel of, String address, Channel channel, int brand, int account, String why) {
        byte[] hash = suppressions.hash(of, address);
        return Transaction.in(database, connection -> {
            Optional<Suppressed> what = SuppressionRows.of(connection, hash).stream()
                    .filter(one -> one.channel() == channel && one.brand() == brand).findFirst();
            return what.isEmpty() ? Result.NOT_SUPPRESSED
                    : insert(connection, hash, what.get(), account, why) ? Result.DONE : Result.ASKED_ALREADY;
        });
    }

    private boolean insert(Connection connection, byte[] hash, Suppressed what, int account, String why) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into suppression_release (hash, brand_id, channel, reason, asked_by, asked_at, why)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
            insert.setBytes(1, hash);
            insert.setInt(2, what.brand());
            insert.setString(3, what.channel().name());
            insert.setString(4, what.reason().name());
            insert.setInt(5, account);
            insert.setObject(6, SuppressionRows.utc(clock.instant()));
            insert.setString(7, why);
            return insert.executeUpdate() == 1;
        }
    }

    /** What waits for somebody to agree, the oldest first; a hundred at most. */
    public List<Release> waiting() {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select r.channel, r.brand_id, r.reason, coalesce(s.created_at, r.asked_at), s.cause, r.id, r.asked_by, r.asked_at,
                           r.why, r.hash
                    from suppression_release r left join suppression s
                        on s.hash = r.hash and s.channel = r.channel and s.brand_id = r.brand_id
                    where r.decided_at is null order by r.id limit ?""")) {
                select.setInt(1, MOST);
                List<Release> waiting = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        waiting.add(new Release(row.getInt(6), SuppressionRows.suppressed(row, 1), row.getInt(7),
                                row.getObject(8, OffsetDateTime.class).toInstant(), row.getString(9),
                                SuppressionRows.mark(row.getBytes(10))));
                    }
                }
                return waiting;
            }
        });
    }

    /** One that waits; nothing if it was decided. */
    public Optional<Release> waiting(int id) {
        return waiting().stream().filter(one -> one.id() == id).findFirst();
    }

    /**
     * Decides what somebody else asked for; lifted and decided in one transaction.
     *
     * @param account who decides
     * @param agree   false: it stays suppressed
     */
    public Result decide(int id, int account, boolean agree) {
        return Transaction.in(database, connection -> {
            Asked asked = take(connection, id);
            if (asked == null) {
                return Result.DECIDED;
            }
            if (asked.by() == account) {
                return Result.SAME_PERSON;
            }
            try (PreparedStatement update = connection.prepareStatement("""
                    update suppression_release set decided_by = ?, decided_at = ?, granted = ? where id = ?""")) {
                update.setInt(1, account);
                update.setObject(2, SuppressionRows.utc(clock.instant()));
                update.setBoolean(3, agree);
                update.setInt(4, id);
                update.executeUpdate();
            }
            return !agree || SuppressionRows.lift(connection, asked.hash(), asked.what(), Via.OFFICE, asked.by(), account,
                    asked.why()) ? Result.DONE : Result.NOT_SUPPRESSED;
        });
    }

    private record Asked(byte[] hash, Suppressed what, int by, String why) {
    }

    /** Locked, so that two who decide at once decide once. @return null if it is decided */
    private Asked take(Connection connection, int id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select hash, channel, brand_id, reason, asked_by, why from suppression_release
                where id = ? and decided_at is null for update""")) {
            select.setInt(1, id);
            try (ResultSet row = select.executeQuery()) {
                return !row.next() ? null : new Asked(row.getBytes(1), new Suppressed(Channel.valueOf(row.getString(2)),
                        row.getInt(3), SuppressionReason.valueOf(row.getString(4)), clock.instant()), row.getInt(5), row.getString(6));
            }
        }
    }
}
