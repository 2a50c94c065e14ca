package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.control.Dossiers.Whom;
import org.preferencecenter.consent.entity.Sign.Seen;

/** Notes what people did last; of each kind the latest day alone. Throws {@link DatabaseAway} if the database is. */
@Singleton
public class Signs {

    /** ISO days compare as text. Whoever was joined to another is that other; nobody who was erased does anything. */
    private static final String NOTE = Plans.BY_INDEX + """
            update recipient r set facts = r.facts || jsonb_build_object(n.fact, n.day)
            from (select coalesce(o.joined_to, o.id) as id, s.fact, max(s.day) as day
                  from unnest(?::bigint[], ?::text[], ?::text[]) as s (id, fact, day) join recipient o on o.id = s.id
                  group by 1, 2 order by 1) n
            where r.id = n.id and r.erased_at is null and n.fact = ? and coalesce(r.facts ->> n.fact, '') < n.day""";

    private final DataSource database;

    @Inject
    public Signs(DataSource database) {
        this.database = database;
    }

    /** Whose they are, in their order, 0 for nobody. */
    public List<Long> whose(List<Whom> whom) {
        return new Dossiers(database).of(whom).stream().map(found -> found.map(one -> one.recipient().id()).orElse(0L)).toList();
    }

    /** The day of a sign is the day where they live, as retention counts it; of whom no zone is known, in UTC. */
    private static Map<Long, ZoneId> zones(Connection connection, List<Seen> some) throws SQLException {
        Map<Long, ZoneId> zones = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("select r.id, t.time_zone from recipient r join recipient t"
                + " on t.id = coalesce(r.joined_to, r.id) where r.id = any(?) and t.time_zone is not null")) {
            select.setObject(1, some.stream().mapToLong(Seen::recipient).distinct().toArray());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    try {
                        zones.put(row.getLong(1), ZoneId.of(row.getString(2)));
                    } catch (DateTimeException unknown) {
                        // A zone that does not exist is not known.
                    }
                }
            }
        }
        return zones;
    }

    /** Notes them all; what is older than what is known changes nothing. */
    public void note(List<Seen> seen) {
        for (String fact : seen.stream().map(one -> one.sign().fact().key()).distinct().sorted().toList()) {
            List<Seen> some = seen.stream().filter(one -> one.sign().fact().key().equals(fact)).toList();
            Transaction.in(database, connection -> {
                Map<Long, ZoneId> zones = zones(connection, some);
                try (PreparedStatement update = connection.prepareStatement(NOTE)) {
                    update.setObject(1, some.stream().mapToLong(Seen::recipient).toArray());
                    update.setObject(2, some.stream().map(one -> fact).toArray(String[]::new));
                    update.setObject(3, some.stream().map(one -> LocalDate.ofInstant(one.at(),
                            zones.getOrDefault(one.recipient(), ZoneOffset.UTC)).toString()).toArray(String[]::new));
                    update.setString(4, fact);
                    return update.execute();
                }
            });
        }
    }
}
