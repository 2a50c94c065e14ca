package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/** Reads the choices of many recipients at once, in one round trip; {@link ChoiceStore} stores them. */
final class ChoiceRows {

    /**
     * What a transaction that records choices needs of its session: commit means durable, whatever the server's default;
     * a row locked by somebody else does not hold up a whole batch for ever; and no plan reads whole tables: plans are
     * kept, and one made while a table is small would scan it when it has grown.
     */
    private static final String SETTLE = """
            select set_config('lock_timeout', '3s', %1$s), set_config('synchronous_commit',
                   case current_setting('synchronous_commit') when 'off' then 'on'
                   else current_setting('synchronous_commit') end, %1$s),
                   set_config('enable_seqscan', 'off', %1$s), set_config('enable_hashjoin', 'off', %1$s),
                   set_config('enable_mergejoin', 'off', %1$s), set_config('plan_cache_mode', 'force_generic_plan', %1$s);
            """;

    /**
     * Whoever was joined to another is never locked, only the other: so that locks are taken in one order. The choices are
     * read by a statement of their own, so with a snapshot taken after the locks (READ COMMITTED).
     */
    private static final String LOCK_AND_LOAD = """
            select id, ledger_seq, ledger_head, joined_to from recipient where id = any(array(
                select coalesce(joined_to, id) from recipient where id = any(?))) order by id for no key update;
            select recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, frequency, paused_until,
                   stop_seq, cause
            from choice where recipient_id = any(array(
                select coalesce(joined_to, id) from recipient where id = any(?)));
            select id, joined_to from recipient where id = any(?) and joined_to is not null""";

    private static final String SETTLE_LOCK_AND_LOAD = SETTLE.formatted("true") + LOCK_AND_LOAD;

    /** The choices of one; also for {@link Overviews}. */
    static final String LOAD = """
            select recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, frequency, paused_until,
                   stop_seq, cause
            from choice where recipient_id = ?""";

    private static final String CURRENT = LOAD.replace("= ?", "= " + Joined.TARGET);

    /** The choices of many, without locks, by index whatever the statistics; for {@link Dossiers}. */
    static final String OF_MANY = Plans.BY_INDEX + LOAD.replace("= ?", "= any(?)");

    /**
     * One plain reading without locks, all from one snapshot. Whoever stores after it finds the ledger's key
     * (recipient, seq) taken if somebody else was faster, and nothing is stored: begin again with {@link #lockSettled}.
     */
    private static final String READ = """
            select r.id, r.ledger_seq, r.ledger_head, r.joined_to, c.scope_kind, c.scope_id, c.channel, c.state, c.epoch,
                   c.seq, c.since, c.frequency, c.paused_until, c.stop_seq, c.cause
            from recipient r left join choice c on c.recipient_id = r.id where r.id = any(?)""";

    private ChoiceRows() {
    }

    /** Settles the session for many transactions, until {@link #unsettle}; then {@link #lockSettled} will do. */
    static void settle(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(SETTLE.formatted("false"));
        }
        connection.commit();
    }

    /** As the session was lent; a connection that cannot take that is lost, and the pool will notice. */
    static void unsettle(Connection connection) {
        try (Statement sql = connection.createStatement()) {
            sql.execute("reset lock_timeout; reset synchronous_commit; reset enable_seqscan; reset enable_hashjoin; "
                    + "reset enable_mergejoin; reset plan_cache_mode; commit");
        } catch (SQLException lost) {
            // Closing it is all that is left, and the caller does that next.
        }
    }

    /**
     * Locks these recipients and loads their choices; unknown ones are missing from the answer. Who was joined to another is
     * answered with the other's recording, one and the same for all whom it stands for.
     */
    static Map<Long, Recording> lock(Connection connection, long... recipients) throws SQLException {
        return lock(connection, SETTLE_LOCK_AND_LOAD, 1, recipients);
    }

    /** As {@link #lock}, on a session that {@link #settle} has prepared. */
    static Map<Long, Recording> lockSettled(Connection connection, long... recipients) throws SQLException {
        return lock(connection, LOCK_AND_LOAD, 0, recipients);
    }

    private static Map<Long, Recording> lock(Connection connection, String sql, int resultsBefore, long... recipients)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, recipients);
            select.setObject(2, recipients);
            select.setObject(3, recipients);
            select.execute();
            for (int i = 0; i < resultsBefore; i++) {
                select.getMoreResults();
            }
            Map<Long, Head> heads = new HashMap<>();
            try (ResultSet rows = select.getResultSet()) {
                while (rows.next()) {
                    heads.put(rows.getLong(1), new Head(rows.getInt(2), rows.getBytes(3), rows.getLong(4), new HashMap<>(4)));
                }
            }
            select.getMoreResults();
            try (ResultSet rows = select.getResultSet()) {
                while (rows.next()) {
                    Head head = heads.get(rows.getLong(1));
                    if (head != null) {
                        Choice choice = choice(rows, 1);
                        head.byCell().put(choice.cell(), choice);
                    }
                }
            }
            Map<Long, Recording> recordings = recordings(heads);
            select.getMoreResults();
            try (ResultSet rows = select.getResultSet()) {
                while (rows.next()) {
                    Recording other = recordings.get(rows.getLong(2));
                    if (other != null) {
                        recordings.put(rows.getLong(1), other);
                    }
                }
            }
            return following(recordings, heads, joined -> lock(connection, LOCK_AND_LOAD, 0, joined));
        }
    }

    /** Reads others instead. */
    @FunctionalInterface
    private interface Others {
        Map<Long, Recording> of(long... recipients) throws SQLException;
    }

    /** Who was joined to another, perhaps just now, is answered with that other's recording; nobody else costs anything. */
    private static Map<Long, Recording> following(Map<Long, Recording> recordings, Map<Long, Head> heads, Others others)
            throws SQLException {
        Map<Long, Long> joined = new HashMap<>();
        heads.forEach((id, head) -> {
            if (head.joinedTo() > 0) {
                joined.put(id, head.joinedTo());
            }
        });
        if (joined.isEmpty()) {
            return recordings;
        }
        long[] unread = joined.values().stream().filter(id -> !recordings.containsKey(id) || joined.containsKey(id))
                .mapToLong(Long::longValue).distinct().sorted().toArray();
        if (unread.length > 0) {
            recordings.putAll(others.of(unread));
        }
        Map<Long, Recording> whole = new HashMap<>(recordings);
        recordings.forEach((id, recording) -> {
            Recording other = joined.containsKey(recording.recipient()) ? recordings.get(joined.get(recording.recipient())) : recording;
            if (other == null) {
                whole.remove(id);
            } else {
                whole.put(id, other);
            }
        });
        return whole;
    }

    /** Reads recipients and their choices without locking; {@link ChoiceStore} says what protects the storing. */
    static Map<Long, Recording> read(Connection connection, long... recipients) throws SQLException {
        Map<Long, Head> heads = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setObject(1, recipients);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Head head = heads.get(rows.getLong(1));
                    if (head == null) {
                        head = new Head(rows.getInt(2), rows.getBytes(3), rows.getLong(4), new HashMap<>(4));
                        heads.put(rows.getLong(1), head);
                    }
                    if (rows.getInt(10) > 0) {
                        Choice choice = choice(rows, 4);
                        head.byCell().put(choice.cell(), choice);
                    }
                }
            }
        }
        return following(recordings(heads), heads, joined -> read(connection, joined));
    }

    private static Map<Long, Recording> recordings(Map<Long, Head> heads) {
        Map<Long, Recording> recordings = new HashMap<>();
        heads.forEach((id, head) -> recordings.put(id,
                new Recording(id, head.seq(), head.hash(), new Choices(head.byCell()))));
        return recordings;
    }

    /** @param joinedTo whom this one was joined to, 0 if nobody */
    private record Head(int seq, byte[] hash, long joinedTo, Map<Cell, Choice> byCell) {
    }

    /** The choices now in force for the recipient: those of whom it was joined to, if it was. */
    static Choices current(Connection connection, long recipient) throws SQLException {
        return load(connection, CURRENT, recipient);
    }

    /** The recipient's own choices, whoever it was joined to since. */
    static Choices load(Connection connection, long recipient) throws SQLException {
        return load(connection, LOAD, recipient);
    }

    private static Choices load(Connection connection, String sql, long recipient) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, recipient);
            try (ResultSet rows = select.executeQuery()) {
                return choices(rows);
            }
        }
    }

    /** What {@link #LOAD} answered. */
    static Choices choices(ResultSet rows) throws SQLException {
        Map<Cell, Choice> byCell = new HashMap<>();
        while (rows.next()) {
            Choice choice = choice(rows, 1);
            byCell.put(choice.cell(), choice);
        }
        return new Choices(byCell);
    }

    /** @param before how many columns stand before {@code scope_kind} */
    static Choice choice(ResultSet row, int before) throws SQLException {
        String frequency = row.getString(before + 8);
        Cell cell = new Cell(new Scope(Scope.Kind.of(row.getInt(before + 1)), row.getInt(before + 2)),
                Channel.of(row.getInt(before + 3)));
        return new Choice(cell, State.of(row.getInt(before + 4)), row.getInt(before + 5), row.getInt(before + 6),
                instant(row, before + 7), frequency == null ? null : Frequency.parse(frequency),
                instant(row, before + 9), row.getInt(before + 10), Cause.of(row.getInt(before + 11)));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
