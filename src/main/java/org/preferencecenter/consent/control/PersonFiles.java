package org.preferencecenter.consent.control;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.AgentAct;
import org.preferencecenter.consent.entity.Told;
import org.preferencecenter.ledger.control.Ledger;

/**
 * What is kept of one person for those who answer for us: the history entry by entry, what agents did and why, and who they
 * were joined with. Every method throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class PersonFiles {

    private final DataSource database;
    private final Ledger ledger;

    @Inject
    public PersonFiles(DataSource database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /**
     * Entries of that very recipient's chain, the newest first: of somebody who was joined to another, theirs up to then.
     *
     * @param before the seq to go on before; 0: from the newest
     */
    public List<Told> history(long recipient, int before, int most) {
        return Transaction.reading(database, connection -> ledger.before(connection, recipient,
                before == 0 ? Integer.MAX_VALUE : before, most).stream().map(Told::of).flatMap(Optional::stream).toList());
    }

    /** The choices of one change, as the ledger tells them; nothing if it is none of that very recipient's. */
    public List<Told> of(long recipient, UUID change) {
        return Transaction.reading(database, connection -> ledger.of(connection, recipient).stream().map(Told::of)
                .flatMap(Optional::stream).filter(told -> told.choice() != null && told.change().equals(change)).toList());
    }

    /** The recipients that were joined to this one. */
    public List<Long> joined(long recipient) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select id from recipient where joined_to = ? order by id limit 50")) {
                select.setLong(1, recipient);
                List<Long> ids = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        ids.add(row.getLong(1));
                    }
                }
                return ids;
            }
        });
    }

    /** Whom an id stands for now: itself, or whom it was joined to. */
    public long standsFor(long recipient) {
        return Transaction.reading(database, connection -> Joined.target(connection, recipient));
    }

    /** What agents did for this recipient, by change: of the newest hundred acts. */
    public Map<UUID, AgentAct> acts(long recipient) {
        return acts("recipient_id = ? order by at desc limit 100", recipient);
    }

    /** What agents did for this recipient with these changes, by change. */
    public Map<UUID, AgentAct> acts(long recipient, Collection<UUID> changes) {
        return acts("recipient_id = ? and change_id = any(?)", recipient, (Object) changes.toArray(UUID[]::new));
    }

    private Map<UUID, AgentAct> acts(String which, Object... values) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select change_id, account, why, place, coalesce(script, 0), at, reason from agent_act where " + which)) {
                for (int i = 0; i < values.length; i++) {
                    select.setObject(i + 1, values[i]);
                }
                Map<UUID, AgentAct> acts = new HashMap<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Instant at = row.getObject(6, OffsetDateTime.class).toInstant();
                        acts.put(row.getObject(1, UUID.class), new AgentAct(row.getObject(1, UUID.class), row.getInt(2),
                                AgentAct.Reason.valueOf(row.getString(7)), row.getString(3), row.getString(4), row.getInt(5), at));
                    }
                }
                return acts;
            }
        });
    }
}
