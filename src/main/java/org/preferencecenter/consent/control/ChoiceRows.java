package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.preferencecenter.catalog.entity.Channel;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;

/** Reads and stores choices for many recipients at once: one round trip to lock and load, one to store. */
final class ChoiceRows {

    /**
     * Three statements in one round trip. The first makes sure that commit means durable, whatever the server's default,
     * that a row locked by somebody else does not hold up a whole batch for ever, and that no plan reads whole tables:
     * plans are kept, and one made while a table is small would scan it when it has grown. The choices are read by a
     * statement of their own, so with a snapshot taken after the locks were granted (READ COMMITTED).
     */
    static final String LOCK_AND_LOAD = """
            select set_config('lock_timeout', '3s', true), set_config('synchronous_commit',
                   case current_setting('synchronous_commit') when 'off' then 'on'
                   else current_setting('synchronous_commit') end, true),
                   set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                   set_config('enable_mergejoin', 'off', true);
            select id, ledger_seq, ledger_head from recipient where id = any(?) order by id for no key update;
            select recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, frequency, paused_until,
                   stop_seq
            from choice where recipient_id = any(?)""";

    private static final String LOAD = """
            select recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, frequency, paused_until,
                   stop_seq
            from choice where recipient_id = ?""";

    private static final String STORE = Ledger.APPEND + """
            ;
            insert into choice as c (recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, frequency,
                                     paused_until, stop_seq)
            select recipient_id, scope_kind, scope_id, channel, state, epoch, seq,
                   timestamptz 'epoch' + since * interval '1 microsecond', frequency,
                   timestamptz 'epoch' + nullif(paused, 0) * interval '1 microsecond', stop_seq
            from unnest(?::bigint[], ?::smallint[], ?::integer[], ?::smallint[], ?::smallint[], ?::integer[],
                        ?::integer[], ?::bigint[], ?::text[], ?::bigint[], ?::integer[])
                 as n (recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, frequency, paused, stop_seq)
            on conflict (recipient_id, scope_kind, scope_id, channel) do update
            set state = excluded.state, epoch = excluded.epoch, seq = excluded.seq, since = excluded.since,
                frequency = excluded.frequency, paused_until = excluded.paused_until, stop_seq = excluded.stop_seq;
            update recipient r set ledger_seq = n.seq, ledger_head = n.head
            from unnest(?::bigint[], ?::integer[], ?::bytea[]) as n (id, seq, head) where r.id = n.id""";

    private ChoiceRows() {
    }

    /** Locks these recipients and loads their choices; unknown ones are missing from the answer. */
    static Map<Long, Recording> lock(Connection connection, long... recipients) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK_AND_LOAD)) {
            select.setObject(1, recipients);
            select.setObject(2, recipients);
            select.execute();
            select.getMoreResults();
            Map<Long, Head> heads = new HashMap<>();
            try (ResultSet rows = select.getResultSet()) {
                while (rows.next()) {
                    heads.put(rows.getLong(1), new Head(rows.getInt(2), rows.getBytes(3), new HashMap<>(4)));
                }
            }
            select.getMoreResults();
            try (ResultSet rows = select.getResultSet()) {
                while (rows.next()) {
                    Head head = heads.get(rows.getLong(1));
                    if (head != null) {
                        Choice choice = choice(rows);
                        head.byCell().put(choice.cell(), choice);
                    }
                }
            }
            Map<Long, Recording> recordings = new HashMap<>();
            heads.forEach((id, head) -> recordings.put(id,
                    new Recording(id, head.seq(), head.hash(), new Choices(head.byCell()))));
            return recordings;
        }
    }

    private record Head(int seq, byte[] hash, Map<Cell, Choice> byCell) {
    }

    static Choices load(Connection connection, long recipient) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOAD)) {
            select.setLong(1, recipient);
            Map<Cell, Choice> byCell = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Choice choice = choice(rows);
                    byCell.put(choice.cell(), choice);
                }
            }
            return new Choices(byCell);
        }
    }

    /** Stores what the recordings hold; asks nothing of the database when they hold nothing new. */
    static void store(Connection connection, Collection<Recording> recordings) throws SQLException {
        List<Recording> written = recordings.stream().filter(r -> !r.entries().isEmpty()).toList();
        if (written.isEmpty()) {
            return;
        }
        List<Entry> entries = new ArrayList<>();
        ChoiceArrays choices = new ChoiceArrays();
        long[] ids = new long[written.size()];
        int[] seqs = new int[written.size()];
        byte[][] hashes = new byte[written.size()][];
        for (int i = 0; i < written.size(); i++) {
            Recording recording = written.get(i);
            entries.addAll(recording.entries());
            recording.touched().forEach(choice -> choices.add(recording.recipient(), choice));
            ids[i] = recording.recipient();
            seqs[i] = recording.seq();
            hashes[i] = recording.head();
        }
        try (PreparedStatement store = connection.prepareStatement(STORE)) {
            int at = choices.bind(store, Ledger.bind(store, 1, entries));
            store.setObject(at++, ids);
            store.setObject(at++, seqs);
            store.setObject(at, hashes);
            store.execute();
        }
    }

    private static Choice choice(ResultSet row) throws SQLException {
        String frequency = row.getString(9);
        return new Choice(new Cell(new Scope(Scope.Kind.of(row.getInt(2)), row.getInt(3)), Channel.of(row.getInt(4))),
                State.of(row.getInt(5)), row.getInt(6), row.getInt(7), instant(row, 8),
                frequency == null ? null : Frequency.parse(frequency), instant(row, 10), row.getInt(11));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
