package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.entity.Appended;

/** Stores what recordings hold, ledger entries and choices of many recipients, in one round trip. */
final class ChoiceStore {

    private static final String COLUMNS =
            "recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, frequency, paused, stop_seq, cause";
    private static final String ARRAYS = "?::bigint[], ?::smallint[], ?::integer[], ?::smallint[], ?::smallint[], "
            + "?::integer[], ?::integer[], ?::bigint[], ?::text[], ?::bigint[], ?::integer[], ?::smallint[]";

    /** The recipient's row first: its lock makes every other writer of this recipient wait here, so nobody deadlocks. */
    private static final String HEADS_AND_ENTRIES = """
            update recipient r set ledger_seq = n.seq, ledger_head = n.head
            from unnest(?::bigint[], ?::integer[], ?::bytea[]) as n (id, seq, head) where r.id = n.id;
            """ + Ledger.APPEND;

    private static final String KNOWN = """
            ;
            update choice c
            set state = n.state, epoch = n.epoch, seq = n.seq,
                since = timestamptz 'epoch' + n.since * interval '1 microsecond', frequency = n.frequency,
                paused_until = timestamptz 'epoch' + nullif(n.paused, 0) * interval '1 microsecond',
                stop_seq = n.stop_seq, cause = nullif(n.cause, 0)
            from unnest(%1$s) as n (%2$s)
            where (c.recipient_id, c.scope_kind, c.scope_id, c.channel)
                = (n.recipient_id, n.scope_kind, n.scope_id, n.channel)""".formatted(ARRAYS, COLUMNS);

    private static final String FIRST = """
            ;
            insert into choice (recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, frequency,
                                paused_until, stop_seq, cause)
            select recipient_id, scope_kind, scope_id, channel, state, epoch, seq,
                   timestamptz 'epoch' + since * interval '1 microsecond', frequency,
                   timestamptz 'epoch' + nullif(paused, 0) * interval '1 microsecond', stop_seq,
                   nullif(cause, 0)
            from unnest(%1$s) as n (%2$s)""".formatted(ARRAYS, COLUMNS);

    private ChoiceStore() {
    }

    /** Stores what the recordings hold, each once however often it is given; asks nothing of the database when they hold nothing new. */
    static void store(Connection connection, Collection<Recording> recordings) throws SQLException {
        store(connection, recordings, "");
    }

    /** Stores and commits in one round trip; what this returns from is durable. */
    static void storeAndCommit(Connection connection, Collection<Recording> recordings) throws SQLException {
        if (!store(connection, recordings, ";\ncommit")) {
            connection.commit();
        }
    }

    /** A statement costs as much as the rows of several stops: those without rows are left out. */
    private static boolean store(Connection connection, Collection<Recording> recordings, String end) throws SQLException {
        List<Recording> written = recordings.stream().filter(r -> !r.appended().isEmpty()).distinct()
                .sorted(Comparator.comparingLong(Recording::recipient)).toList();
        if (written.isEmpty()) {
            return false;
        }
        List<Appended> entries = new ArrayList<>();
        ChoiceArrays known = new ChoiceArrays();
        ChoiceArrays first = new ChoiceArrays();
        long[] ids = new long[written.size()];
        int[] seqs = new int[written.size()];
        byte[][] hashes = new byte[written.size()][];
        for (int i = 0; i < written.size(); i++) {
            Recording recording = written.get(i);
            entries.addAll(recording.appended());
            for (Choice choice : recording.touched()) {
                (recording.first(choice) ? first : known).add(recording.recipient(), choice);
            }
            ids[i] = recording.recipient();
            seqs[i] = recording.seq();
            hashes[i] = recording.head();
        }
        String sql = HEADS_AND_ENTRIES + (known.isEmpty() ? "" : KNOWN) + (first.isEmpty() ? "" : FIRST) + end;
        try (PreparedStatement store = connection.prepareStatement(sql)) {
            store.setObject(1, ids);
            store.setObject(2, seqs);
            store.setObject(3, hashes);
            first.bind(store, known.bind(store, Ledger.bind(store, 4, entries)));
            store.execute();
        }
        return true;
    }
}
