package org.preferencecenter.sms.control;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
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
import org.preferencecenter.platform.control.Vault;

/**
 * Texts that may ask to stop in words no list knows, for a person to read: revoking by any reasonable means counts (47 CFR
 * 64.1200(a)(10)), so none of them is dropped. Number and words are sealed, and forgotten after 90 days. Every method throws
 * {@code DatabaseAway} if the database is.
 */
@Singleton
public class UnclearTexts {

    /** How long they are kept, read or not. */
    public static final Duration KEPT = Duration.ofDays(90);
    /** Under which the vault sealed what is kept: a person may ask for it. */
    public static final String LABEL = "sms/unclear";

    private final DataSource database;
    private final Clock clock;
    private final Vault vault;

    @Inject
    public UnclearTexts(DataSource database, Clock clock, Vault vault) {
        this.database = database;
        this.clock = clock;
        this.vault = vault;
    }

    /**
     * One that waits to be read.
     *
     * @param recipient whose number it is, 0 for nobody's
     */
    public record Unclear(long id, int brand, long recipient, Instant at, String number, String text) {

        /** Holds a number and somebody's words. */
        @Override
        public String toString() {
            return "Unclear " + id;
        }
    }

    /** @param recipient 0 for nobody's number */
    void keep(int brand, long recipient, String number, String text) {
        byte[] sealed = vault.seal(LABEL, (number + "\n" + text).getBytes(StandardCharsets.UTF_8));
        Rows.of(database, "insert into sms_unclear (brand_id, recipient_id, received_at, sealed) values (?, nullif(?, 0), ?, ?)",
                insert -> {
                    insert.setInt(1, brand);
                    insert.setLong(2, recipient);
                    insert.setObject(3, Rows.time(clock.instant()));
                    insert.setBytes(4, sealed);
                    return insert.executeUpdate();
                });
    }

    /** Those nobody has read yet, oldest first. @param after id of the last one of the page before, 0 for the first page */
    public List<Unclear> toRead(int brand, long after, int most) {
        return Rows.of(database, """
                select id, coalesce(recipient_id, 0), received_at, sealed from sms_unclear
                where brand_id = ? and id > ? and done_at is null order by id limit ?""", select -> {
                    select.setInt(1, brand);
                    select.setLong(2, after);
                    select.setInt(3, most);
                    List<Unclear> page = new ArrayList<>();
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            String[] opened = new String(vault.open(LABEL, row.getBytes(4)), StandardCharsets.UTF_8)
                                    .split("\n", 2);
                            page.add(new Unclear(row.getLong(1), brand, row.getLong(2),
                                    row.getObject(3, OffsetDateTime.class).toInstant(), opened[0], opened[1]));
                        }
                    }
                    return page;
                });
    }

    /** Somebody has read it and done what it asks. */
    public void done(int brand, long id) {
        Rows.of(database, "update sms_unclear set done_at = ? where brand_id = ? and id = ? and done_at is null", update -> {
            update.setObject(1, Rows.time(clock.instant()));
            update.setInt(2, brand);
            update.setLong(3, id);
            return update.executeUpdate();
        });
    }

    int purge(Instant before) {
        return Rows.of(database, "delete from sms_unclear where received_at < ?", delete -> {
            delete.setObject(1, Rows.time(before));
            return delete.executeUpdate();
        });
    }
}
