package org.preferencecenter.mail.control;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
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
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.mail.entity.Complained;
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

    /** Under which the vault sealed what is kept: a person may ask for it. */
    public static final String LABEL = "mail/kept";
    private static final String NAMED = "mail/kept-named";
    private static final String COLUMNS = "select id, brand_id, coalesce(recipient_id, 0), at, why, sealed, about_recipient,"
            + " about_scope_kind, about_scope_id, about_epoch, named from kept_mail ";

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
     * @param about     the complaint that it is, if it is known whose it would be
     */
    public record Kept(long id, int brand, long recipient, Instant at, KeptReason why, String from, String subject,
            String text, Optional<Complained> about) {

        /** Holds an address and somebody's words. */
        @Override
        public String toString() {
            return "Kept " + id;
        }
    }

    /** What is sealed. */
    record Words(String from, String subject, String text) {
    }

    /** Keeps a message and writes down that it came, in one transaction; the same message once. */
    void keep(byte[] key, Taken taken, KeptReason why, Words words, Optional<Complained> about) {
        byte[] sealed = vault.seal(LABEL, (words.from() + "\n" + words.subject() + "\n" + words.text()).getBytes(StandardCharsets.UTF_8));
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement("""
                with came as (
                    insert into returned (key, at, kind, brand_id, recipient_id, status, done)
                    values (?, ?, 'KEPT', ?, nullif(?, 0), ?, false) on conflict do nothing
                    returning at, brand_id, recipient_id)
                insert into kept_mail (brand_id, recipient_id, at, why, sealed, about_recipient, about_scope_kind, about_scope_id,
                    about_epoch, named)
                select brand_id, recipient_id, at, ?, ?, ?::bigint, ?::smallint, ?::integer, ?::integer, ?::bytea from came""")) {
            insert.setBytes(1, key);
            insert.setObject(2, Rows.time(clock.instant()));
            insert.setInt(3, taken.brand());
            insert.setLong(4, taken.recipient());
            insert.setString(5, taken.status());
            insert.setString(6, why.name());
            insert.setBytes(7, sealed);
            insert.setObject(8, about.map(Complained::recipient).orElse(null), Types.BIGINT);
            insert.setObject(9, about.map(one -> one.scope().kind().code()).orElse(null), Types.INTEGER);
            insert.setObject(10, about.map(one -> one.scope().id()).orElse(null), Types.INTEGER);
            insert.setObject(11, about.map(Complained::epoch).orElse(null), Types.INTEGER);
            insert.setBytes(12, about.map(one -> vault.seal(NAMED, String.join("\n", one.named()).getBytes(StandardCharsets.UTF_8)))
                    .orElse(null));
            insert.executeUpdate();
        } catch (SQLException broken) {
            throw new DatabaseAway(broken);
        }
    }

    /** Those nobody has judged yet, the oldest first. @param after id of the last one of the page before, 0: the first page */
    public List<Kept> waiting(int brand, long after, int most) {
        return Rows.of(database, COLUMNS + "where brand_id = ? and id > ? and decided_at is null order by id limit ?", select -> {
            select.setInt(1, brand);
            select.setLong(2, after);
            select.setInt(3, most);
            return read(select);
        });
    }

    /** One that waits; nothing if it was judged, or is forgotten. */
    public Optional<Kept> waiting(long id) {
        return Rows.of(database, COLUMNS + "where id = ? and decided_at is null", select -> {
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
                        KeptReason.valueOf(row.getString(5)), opened[0], opened[1], opened[2], about(row)));
            }
        }
        return page;
    }

    private Optional<Complained> about(ResultSet row) throws SQLException {
        long recipient = row.getLong(7);
        if (row.wasNull()) {
            return Optional.empty();
        }
        String named = new String(vault.open(NAMED, row.getBytes(11)), StandardCharsets.UTF_8);
        return Optional.of(new Complained(recipient, new Scope(Scope.Kind.of(row.getInt(8)), row.getInt(9)), row.getInt(10),
                named.isEmpty() ? List.of() : List.of(named.split("\n"))));
    }

    /**
     * Judged; what was sealed is forgotten at once, since nobody needs it any more.
     *
     * @param accepted what it asks for was done
     * @return false if somebody was faster
     */
    public boolean decide(long id, int account, boolean accepted) {
        return Rows.of(database, """
                update kept_mail set decided_at = ?, account_id = ?, accepted = ?, sealed = '', named = null where id = ? and decided_at is null""",
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
