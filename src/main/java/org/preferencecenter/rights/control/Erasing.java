package org.preferencecenter.rights.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.consent.entity.RightEntry;
import org.preferencecenter.rights.entity.Held;
import org.preferencecenter.rights.entity.RightsRequest;

/**
 * Destroys everything that names a person, table by table as {@link PersonalData} says, within the caller's transaction and
 * under the person's lock. First their addresses are suppressed, as keyed hashes: what is to be forgotten must not come back with
 * the next file (W-08).
 */
@Singleton
public class Erasing {

    /** An erasure takes the place of whatever suppressed the address before: nobody lifts it. */
    private static final String SUPPRESS = """
            with made as (
                insert into suppression (hash, brand_id, channel, reason, created_at, cause)
                select distinct hash, 0, 'ANY', 'ERASURE', ?::timestamptz, %1$d from unnest(?::bytea[]) as n (hash)
                on conflict (hash, channel, brand_id) do update
                set reason = 'ERASURE', created_at = excluded.created_at, cause = excluded.cause
                returning hash, created_at)
            insert into suppression_change (at, lifted, hash, brand_id, channel, reason, cause, via, account)
            select created_at, false, hash, 0, 'ANY', 'ERASURE', %1$d, 'OFFICE', ? from made""".formatted(Cause.ERASURE.code());

    /** Nobody objected: what a sign-up of their own lifts again, for that brand. */
    private static final String RETIRE = """
            with made as (
                insert into suppression (hash, brand_id, channel, reason, created_at, cause)
                select distinct h.hash, b.id, 'ANY', 'EXPIRY', ?::timestamptz, %1$d
                from unnest(?::bytea[]) as h (hash) cross join unnest(?::integer[]) as b (id)
                on conflict do nothing returning hash, brand_id, created_at)
            insert into suppression_change (at, lifted, hash, brand_id, channel, reason, cause, via)
            select created_at, false, hash, brand_id, 'ANY', 'EXPIRY', %1$d, 'SYSTEM' from made""".formatted(Cause.EXPIRY.code());

    private final Suppressions suppressions;
    private final List<Held> steps;

    @Inject
    public Erasing(Suppressions suppressions) {
        this(suppressions, PersonalData.OF_PEOPLE);
    }

    /** @param steps of what an erasure is made: a test leaves one out and sees what is left of somebody */
    Erasing(Suppressions suppressions, List<Held> steps) {
        this.suppressions = suppressions;
        this.steps = List.copyOf(steps);
    }

    void erase(Connection connection, Recording recording, RightsRequest request, int account, Act act) throws SQLException {
        Whose whose = Whose.read(connection, recording.recipient(), suppressions);
        try (PreparedStatement suppress = connection.prepareStatement(SUPPRESS)) {
            suppress.setObject(1, RightsRequests.utc(act.at()));
            suppress.setObject(2, whose.hashes().toArray(byte[][]::new));
            suppress.setInt(3, account);
            suppress.executeUpdate();
        }
        destroy(connection, whose);
        others(connection, whose, account, act).forEach((id, kind) -> RightEntry.asked(recording, id, kind, "DONE", act));
        RightEntry.erased(recording, request.id(), act);
    }

    /**
     * Destroys the same at the end of the data's time, unasked. Their addresses are suppressed for each brand, so that no file
     * brings them back; whoever signs up by themselves may come back.
     *
     * @param brands ids of all brands
     * @return keyed hashes of the addresses there were
     */
    public List<byte[]> retire(Connection connection, Recording recording, Collection<Integer> brands, Act act) throws SQLException {
        Whose whose = Whose.read(connection, recording.recipient(), suppressions);
        try (PreparedStatement suppress = connection.prepareStatement(RETIRE)) {
            suppress.setObject(1, RightsRequests.utc(act.at()));
            suppress.setObject(2, whose.hashes().toArray(byte[][]::new));
            suppress.setObject(3, brands.stream().mapToInt(Integer::intValue).toArray());
            suppress.executeUpdate();
        }
        destroy(connection, whose);
        RightEntry.erased(recording, act.change(), act);
        return whose.hashes();
    }

    private void destroy(Connection connection, Whose whose) throws SQLException {
        try (Statement local = connection.createStatement()) {
            local.execute("set local preference_center.forgetting = 'on'");
        }
        for (Held held : steps) {
            if (!held.erase().isEmpty()) {
                try (PreparedStatement erase = whose.prepare(connection, held.erase())) {
                    erase.executeUpdate();
                }
            }
        }
    }

    /** Whatever else they had asked has nobody left to be answered. */
    private static Map<UUID, String> others(Connection connection, Whose whose, int account, Act act) throws SQLException {
        Map<UUID, String> closed = new LinkedHashMap<>();
        try (PreparedStatement close = whose.prepare(connection, "update rights_request h set state = 'DONE', sealed = null,"
                + " version = version + 1, closed_at = '" + RightsRequests.utc(act.at()) + "'::timestamptz, closed_by = " + account
                + " where h.recipient_id = any(:ids) and h.state = 'OPEN' returning h.id, h.kind");
                ResultSet row = close.executeQuery()) {
            while (row.next()) {
                closed.put(row.getObject(1, UUID.class), row.getString(2));
            }
        }
        return closed;
    }
}
