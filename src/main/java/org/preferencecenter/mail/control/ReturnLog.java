package org.preferencecenter.mail.control;

import java.sql.ResultSet;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.control.Rows;
import org.preferencecenter.mail.entity.Taken;

/** What came back, each message once. Every method throws {@code DatabaseAway} if the database is. */
@Singleton
public class ReturnLog {

    /** How long it is told what arrived. */
    public static final Duration KEPT = Duration.ofDays(400);

    private final DataSource database;
    private final Clock clock;

    @Inject
    public ReturnLog(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A line of the list. @param id 1 or more, in the order of arrival */
    public record Line(long id, Instant at, Taken taken) {
    }

    /** Whether a message was dealt with before. @param key 32 octets */
    boolean knows(byte[] key) {
        return Rows.of(database, "select 1 from returned where key = ?", select -> {
            select.setBytes(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        });
    }

    /**
     * Writes down what was done; the same message once, whoever is faster.
     *
     * @param address hash of the address it is about, or null
     */
    void add(byte[] key, Taken taken, byte[] address) {
        Rows.of(database, """
                insert into returned (key, at, kind, brand_id, recipient_id, address_hash, status, done)
                values (?, ?, ?, ?, nullif(?, 0), ?, ?, ?) on conflict do nothing""", insert -> {
            insert.setBytes(1, key);
            insert.setObject(2, Rows.time(clock.instant()));
            insert.setString(3, taken.kind().name());
            insert.setInt(4, taken.brand());
            insert.setLong(5, taken.recipient());
            insert.setObject(6, address, Types.BINARY);
            insert.setString(7, taken.status());
            insert.setBoolean(8, taken.done());
            return insert.executeUpdate();
        });
    }

    /** How many temporary failures of an address are known since then; counted to {@code most} and no further. */
    int softSince(byte[] address, Instant since, int most) {
        return Rows.of(database, """
                select count(*) from (select from returned where address_hash = ? and at >= ? and kind = 'SOFT' limit ?) t""",
                select -> {
                    select.setBytes(1, address);
                    select.setObject(2, Rows.time(since));
                    select.setInt(3, most);
                    try (ResultSet row = select.executeQuery()) {
                        row.next();
                        return row.getInt(1);
                    }
                });
    }

    /** The newest of a brand first. @param before the id to go on before, 0: from the newest */
    public List<Line> of(int brand, long before, int most) {
        return Rows.of(database, """
                select id, at, kind, coalesce(recipient_id, 0), status, done from returned
                where brand_id = ? and id < ? order by id desc limit ?""", select -> {
            select.setInt(1, brand);
            select.setLong(2, before == 0 ? Long.MAX_VALUE : before);
            select.setInt(3, most);
            List<Line> lines = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lines.add(new Line(row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant(),
                            new Taken(Taken.Kind.valueOf(row.getString(3)), brand, row.getLong(4), row.getString(5),
                                    row.getBoolean(6))));
                }
            }
            return lines;
        });
    }

    /** @return how many were too old to be told any more */
    public int purge() {
        return Rows.of(database, "delete from returned where at < ?", delete -> {
            delete.setObject(1, Rows.time(clock.instant().minus(KEPT)));
            return delete.executeUpdate();
        });
    }
}
