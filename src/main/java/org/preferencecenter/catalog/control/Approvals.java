package org.preferencecenter.catalog.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.PurposeDraft;

/** Tells whom a change of the catalogue waits for: few rows, by an index of open changes alone. */
@Singleton
public class Approvals {

    /**
     * A change that waits for somebody.
     *
     * @param since  when it was handed in, or given back
     * @param purpose what it says, where it is about a purpose; else null
     */
    public record Waiting(int change, int brand, Change.Kind kind, String subject, Change.State state, Instant since,
            PurposeDraft purpose) {

        /** What it is about, as people call it: the title the purpose is to have; else its subject. */
        public String title(String language) {
            String title = purpose == null ? "" : purpose.title(language);
            return title.isBlank() ? subject : title;
        }
    }

    private static final String PURPOSE = "case when c.kind in ('NEW', 'EDIT', 'RETIRE') then c.contents::text end";
    /** Handed in, and not written by them: who wrote any of it never publishes it (W-15). */
    private static final String TO_PUBLISH = "select c.id, c.brand_id, c.kind, c.subject, c.state, c.changed_at, " + PURPOSE
            + " from catalogue_change c where c.state = 'SUBMITTED' and c.brand_id = any (?) and (? or not exists (select 1"
            + " from catalogue_change_step s where s.change_id = c.id and s.account = ? and s.act in ('OPENED', 'SAVED')))"
            + " order by c.brand_id, c.id";
    private static final String RETURNED = "select c.id, c.brand_id, c.kind, c.subject, c.state, c.changed_at, " + PURPOSE
            + " from catalogue_change c where c.state = 'RETURNED' and c.brand_id = any (?) and (? or exists (select 1"
            + " from catalogue_change_step s where s.change_id = c.id and s.account = ? and s.act in ('OPENED', 'SAVED')))"
            + " order by c.brand_id, c.id";

    /** The last hand is the one that dropped it: who dropped their own needs no telling. */
    private static final String DROPPED = "select c.id, c.brand_id, c.kind, c.subject, c.state, c.changed_at, "
            + PURPOSE + ", l.name"
            + " from catalogue_change c join lateral (select s.account, s.name from catalogue_change_step s where s.change_id = c.id"
            + " order by s.nr desc limit 1) l on true"
            + " where c.state = 'DROPPED' and c.brand_id = any (?) and c.changed_at > ? and l.account <> ? and exists (select 1"
            + " from catalogue_change_step s where s.change_id = c.id and s.account = ? and s.act in ('OPENED', 'SAVED'))"
            + " order by c.brand_id, c.id";

    private final DataSource database;

    @Inject
    public Approvals(DataSource database) {
        this.database = database;
    }

    /**
     * What somebody could publish now.
     *
     * @param brands ids of those they publish for
     * @param alone  a house of one person, who publishes what they wrote
     * @throws IllegalStateException if the database is away
     */
    public List<Waiting> toPublish(int account, Collection<Integer> brands, boolean alone) {
        return read(TO_PUBLISH, brands, alone, account);
    }

    /** What came back to somebody who wrote a part of it. @param brands ids of those they draft for */
    public List<Waiting> returned(int account, Collection<Integer> brands) {
        return read(RETURNED, brands, false, account);
    }

    /** A change that somebody else ended. @param by who */
    public record Dropped(Waiting change, String by) {
    }

    /** What others gave up of what somebody wrote a part of. @param after how far back that is news */
    public List<Dropped> dropped(int account, Collection<Integer> brands, Instant after) {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(DROPPED)) {
            select.setArray(1, connection.createArrayOf("integer", brands.toArray()));
            select.setObject(2, after.atOffset(ZoneOffset.UTC));
            select.setInt(3, account);
            select.setInt(4, account);
            List<Dropped> dropped = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    dropped.add(new Dropped(waiting(row), row.getString(8)));
                }
            }
            return dropped;
        } catch (SQLException away) {
            throw new IllegalStateException("the database is away", away);
        }
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(row.getInt(1), row.getInt(2), Change.Kind.valueOf(row.getString(3)), row.getString(4),
                Change.State.valueOf(row.getString(5)), row.getTimestamp(6).toInstant(),
                row.getString(7) == null ? null : DraftJson.draft(row.getString(7)));
    }

    private List<Waiting> read(String query, Collection<Integer> brands, boolean all, int account) {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(query)) {
            select.setArray(1, connection.createArrayOf("integer", brands.toArray()));
            select.setBoolean(2, all);
            select.setInt(3, account);
            List<Waiting> waiting = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    waiting.add(waiting(row));
                }
            }
            return waiting;
        } catch (SQLException away) {
            throw new IllegalStateException("the database is away", away);
        }
    }
}
