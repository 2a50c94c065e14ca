package org.preferencecenter.mail.control;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.control.Rows;
import org.preferencecenter.mail.entity.KeptReason;
import org.preferencecenter.mail.entity.Taken;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Settings;

/**
 * Messages that no program can judge, for an agent to read: sealed, and forgotten after the days that the operator set. Every
 * method throws {@code DatabaseAway} if the database is.
 */
@Singleton
public class KeptMail {

    private static final String LABEL = "mail/kept";

    private final DataSource database;
    private final Clock clock;
    private final Vault vault;
    private final Settings settings;

    @Inject
    public KeptMail(DataSource database, Clock clock, Vault vault, Settings settings) {
        this.database = database;
        this.clock = clock;
        this.vault = vault;
        this.settings = settings;
    }

    /**
     * One that waits.
     *
     * @param brand     0: not known
     * @param recipient whose mailbox it says it comes from, 0: nobody's; what a letter says proves nothing
     * @param from      the address in From, or empty
     */
    public record Kept(long id, int brand, long recipient, Instant at, KeptReason why, String from, String subject,
            String text) {

        /** Holds an address and somebody's words. */
        @Override
        public String toString() {
            return "Kept " + id;
        }
    }

    /** Keeps a message and writes down that it came, in one transaction; the same message once. */
    void keep(byte[] key, Taken taken, KeptReason why, String from, String subject, String text) {
        byte[] sealed = vault.seal(LABEL, (from + "\n" + subject + "\n" + text).getBytes(StandardCharsets.UTF_8));
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement("""
                with came as (
                    insert into returned (key, at, kind, brand_id, recipient_id, status, done)
                    values (?, ?, 'KEPT', ?, nullif(?, 0), ?, false) on conflict do nothing
                    returning at, brand_id, recipient_id)
                insert into kept_mail (brand_id, recipient_id, at, why, sealed)
                select brand_id, recipient_id, at, ?, ? from came""")) {
            insert.setBytes(1, key);
            insert.setObject(2, Rows.time(clock.instant()));
            insert.setInt(3, taken.brand());
            insert.setLong(4, taken.recipient());
            insert.setString(5, taken.status());
            insert.setString(6, why.name());
            insert.setBytes(7, sealed);
            insert.executeUpdate();
        } catch (SQLException broken) {
            throw new DatabaseAway(broken);
        }
    }

    /** Those nobody has judged yet, the oldest first. @param after id of the last one of the page before, 0: the first page */
    public List<Kept> waiting(int brand, long after, int most) {
        return Rows.of(database, """
                select id, brand_id, coalesce(recipient_id, 0), at, why, sealed from kept_mail
                where brand_id = ? and id > ? and decided_at is null order by id limit ?""", select -> {
            select.setInt(1, brand);
            select.setLong(2, after);
            select.setInt(3, most);
            return read(select);
        });
    }

    /** One that waits; nothing if it was judged, or is forgotten. */
    public Optional<Kept> waiting(long id) {
        return Rows.of(database, """
                select id, brand_id, coalesce(recipient_id, 0), at, why, sealed from kept_mail
                where id = ? and decided_at is null""", select -> {
            select.setLong(1, id);
            return read(select).stream().findFirst();
        });
    }

    private List<Kept> read(PreparedStatement select) throws SQLException {
        List<Kept> page = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String[] opened = new String(vault.open(LABEL, row.getBytes(6)), StandardCharsets.UTF_8).split("\n", 3);
                page.add(new Kept(row.getLong(1), row.getInt(2), row.getLong(3), row.getObject(4, OffsetDateTime.class).toInstant(),
                        KeptReason.valueOf(row.getString(5)), opened[0], opened[1], opened[2]));
            }
        }
        return page;
    }

    /**
     * Judged; what was sealed is forgotten at once, since nobody needs it any more.
     *
     * @param accepted what it asks for was done
     * @return false if somebody was faster
     */
    public boolean decide(long id, int account, boolean accepted) {
        return Rows.of(database, """
                update kept_mail set decided_at = ?, account_id = ?, accepted = ?, sealed = '' where id = ? and decided_at is null""",
                update -> {
                    update.setObject(1, Rows.time(clock.instant()));
                    update.setInt(2, account);
                    update.setBoolean(3, accepted);
                    update.setLong(4, id);
                    return update.executeUpdate() == 1;
                });
    }

    /** @return how many were forgotten, read or not */
    public int purge() {
        return Rows.of(database, "delete from kept_mail where at < ?", delete -> {
            delete.setObject(1, Rows.time(clock.instant().minus(settings.doors().inbound().kept())));
            return delete.executeUpdate();
        });
    }
}
