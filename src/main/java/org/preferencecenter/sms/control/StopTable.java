package org.preferencecenter.sms.control;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.preferencecenter.consent.control.Rows;

/** The latest STOP of each number, under a keyed hash of it. Every method throws {@code DatabaseAway} if the database is. */
final class StopTable {

    private final DataSource database;

    StopTable(DataSource database) {
        this.database = database;
    }

    /** One person's part of a stop. @param seq its last entry in that person's ledger */
    record Taken(long recipient, UUID change, int seq) {
    }

    /** @param suppressed channel and brand of the suppressions it made, {@code SMS:7} */
    record Stop(Instant at, List<Taken> taken, List<String> suppressed) {
    }

    Optional<Stop> find(byte[] number, int brand) {
        return Rows.of(database, """
                select stopped_at, recipients, changes, seqs, suppressed from sms_stop
                where number_hash = ? and brand_id = ?""", select -> {
                    select.setBytes(1, number);
                    select.setInt(2, brand);
                    try (ResultSet row = select.executeQuery()) {
                        return row.next() ? Optional.of(stop(row)) : Optional.empty();
                    }
                });
    }

    private static Stop stop(ResultSet row) throws SQLException {
        Long[] recipients = (Long[]) row.getArray(2).getArray();
        UUID[] changes = (UUID[]) row.getArray(3).getArray();
        Integer[] seqs = (Integer[]) row.getArray(4).getArray();
        List<Taken> taken = new ArrayList<>();
        for (int i = 0; i < recipients.length; i++) {
            taken.add(new Taken(recipients[i], changes[i], seqs[i]));
        }
        return new Stop(row.getObject(1, OffsetDateTime.class).toInstant(), taken,
                List.of((String[]) row.getArray(5).getArray()));
    }

    /** Remembers what a STOP took, beside what those before it took; a repeat that took nothing moves its time alone. */
    void add(byte[] number, int brand, Stop stop) {
        Rows.of(database, """
                insert into sms_stop as s (number_hash, brand_id, stopped_at, recipients, changes, seqs, suppressed)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (number_hash, brand_id) do update
                set stopped_at = greatest(s.stopped_at, excluded.stopped_at),
                    recipients = s.recipients || excluded.recipients, changes = s.changes || excluded.changes,
                    seqs = s.seqs || excluded.seqs, suppressed = s.suppressed || excluded.suppressed""", insert -> {
                    insert.setBytes(1, number);
                    insert.setInt(2, brand);
                    insert.setObject(3, Rows.time(stop.at()));
                    insert.setObject(4, stop.taken().stream().mapToLong(Taken::recipient).toArray());
                    insert.setObject(5, stop.taken().stream().map(Taken::change).toArray(UUID[]::new));
                    insert.setObject(6, stop.taken().stream().mapToInt(Taken::seq).toArray());
                    insert.setObject(7, stop.suppressed().toArray(String[]::new));
                    return insert.executeUpdate();
                });
    }

    /** Taken back: there is nothing left to give, and the next STOP is a new one. */
    void empty(byte[] number, int brand) {
        Rows.of(database, """
                update sms_stop set recipients = '{}', changes = '{}', seqs = '{}', suppressed = '{}', confirmed_at = null
                where number_hash = ? and brand_id = ?""", update -> {
                    update.setBytes(1, number);
                    update.setInt(2, brand);
                    return update.executeUpdate();
                });
    }

    /** True for one caller of all that ask at once, and not again within that time: the one that confirms the stop. */
    boolean confirm(byte[] number, int brand, Instant now, Duration again) {
        return Rows.of(database, """
                update sms_stop set confirmed_at = ? where number_hash = ? and brand_id = ?
                and (confirmed_at is null or confirmed_at <= ?)""", update -> {
                    update.setObject(1, Rows.time(now));
                    update.setBytes(2, number);
                    update.setInt(3, brand);
                    update.setObject(4, Rows.time(now.minus(again)));
                    return update.executeUpdate() == 1;
                });
    }

    int purge(Instant before) {
        return Rows.of(database, "delete from sms_stop where stopped_at < ?", delete -> {
            delete.setObject(1, Rows.time(before));
            return delete.executeUpdate();
        });
    }
}
