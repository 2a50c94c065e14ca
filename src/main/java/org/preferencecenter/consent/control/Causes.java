package org.preferencecenter.consent.control;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Origin;

/** Reads from the ledger whose doing choices are: the choice itself names the entry that says so. */
public final class Causes {

    private static final String SELECT = """
            select e.recipient_id, e.seq, l.facts ->> 'actor', l.facts ->> 'via', l.facts ->> 'cause'
            from unnest(?::bigint[], ?::int[]) as w (recipient_id, seq)
            join ledger_entry e on e.recipient_id = w.recipient_id and e.seq = w.seq
            cross join lateral (select convert_from(e.leaf, 'UTF8')::jsonb -> 'facts') as l (facts)""";

    private final DataSource database;

    public Causes(DataSource database) {
        this.database = database;
    }

    /** An entry of somebody's ledger. */
    public record Of(long recipient, int seq) {
    }

    /** Those there are. @throws DatabaseAway if the database is */
    public Map<Of, Cause> of(Collection<Of> wanted) {
        List<Of> all = List.copyOf(wanted);
        return Transaction.reading(database, connection -> {
            Map<Of, Cause> causes = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(SELECT)) {
                select.setObject(1, all.stream().mapToLong(Of::recipient).toArray());
                select.setObject(2, all.stream().mapToInt(Of::seq).toArray());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        causes.put(new Of(row.getLong(1), row.getInt(2)), row.getString(5) != null
                                ? Cause.valueOf(row.getString(5)) : Cause.of(Origin.Actor.valueOf(row.getString(3)), row.getString(4)));
                    }
                }
            }
            return causes;
        });
    }
}
