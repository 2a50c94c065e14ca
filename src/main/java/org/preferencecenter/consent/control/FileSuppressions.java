package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.law.entity.Channel;

/** What files suppress, many addresses at once, and taking it back with the file. */
public final class FileSuppressions {

    private final Suppressions suppressions;

    FileSuppressions(Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    /**
     * An address to be suppressed.
     *
     * @param brand id, or 0 for every brand
     */
    public record Wanted(Channel channel, String address, int brand, SuppressionReason reason) {
    }

    /** A suppression, as it is kept. */
    public record Made(byte[] hash, Channel channel, int brand) {
    }

    /** Within the caller's transaction. @return which were not so before */
    List<Made> suppress(Connection connection, List<Wanted> wanted, Instant at) throws SQLException {
        List<Made> made = new ArrayList<>();
        if (wanted.isEmpty()) {
            return made;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                with made as (
                    insert into suppression (hash, brand_id, channel, reason, created_at, cause)
                    select distinct on (hash, channel, brand) hash, brand, channel, reason, ?, cause
                    from unnest(?::bytea[], ?::integer[], ?::text[], ?::text[], ?::smallint[]) as n (hash, brand, channel, reason, cause)
                    on conflict do nothing returning hash, channel, brand_id, reason, created_at, cause)
                insert into suppression_change (at, lifted, hash, brand_id, channel, reason, cause, via)
                select created_at, false, hash, brand_id, channel, reason, cause, 'SYSTEM' from made
                returning hash, channel, brand_id""")) {
            insert.setObject(1, at.atOffset(ZoneOffset.UTC));
            insert.setObject(2, wanted.stream().map(w -> suppressions.hash(w.channel(), w.address())).toArray(byte[][]::new));
            insert.setObject(3, wanted.stream().mapToInt(Wanted::brand).toArray());
            insert.setObject(4, wanted.stream().map(w -> w.channel().name()).toArray(String[]::new));
            insert.setObject(5, wanted.stream().map(w -> w.reason().name()).toArray(String[]::new));
            insert.setObject(6, wanted.stream().map(w -> Objects.requireNonNullElse(Cause.of(w.reason()), Cause.IMPORT).code())
                    .toArray(Integer[]::new));
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    made.add(new Made(row.getBytes(1), Channel.valueOf(row.getString(2)), row.getInt(3)));
                }
            }
        }
        return made;
    }

    /** Takes these back within the caller's transaction. @return how many were still there */
    static int lift(Connection connection, List<Made> made, Instant at) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                with gone as (
                    delete from suppression s using unnest(?::bytea[], ?::text[], ?::integer[]) as n (hash, channel, brand)
                    where s.hash = n.hash and s.channel = n.channel and s.brand_id = n.brand
                        and s.reason in ('BOUNCE', 'COMPLAINT', 'MANUAL')
                    returning s.hash, s.channel, s.brand_id, s.reason, s.cause)
                insert into suppression_change (at, lifted, hash, brand_id, channel, reason, cause, via)
                select ?, true, hash, brand_id, channel, reason, cause, 'SYSTEM' from gone""")) {
            delete.setObject(1, made.stream().map(Made::hash).toArray(byte[][]::new));
            delete.setObject(2, made.stream().map(m -> m.channel().name()).toArray(String[]::new));
            delete.setObject(3, made.stream().mapToInt(Made::brand).toArray());
            delete.setObject(4, at.atOffset(ZoneOffset.UTC));
            return delete.executeUpdate();
        }
    }
}
