package org.preferencecenter.consent.control;

import java.sql.PreparedStatement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

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

    /** Notes them all; what is older than what is known changes nothing. */
    public void note(List<Seen> seen) {
        for (String fact : seen.stream().map(one -> one.sign().fact().key()).distinct().sorted().toList()) {
            List<Seen> some = seen.stream().filter(one -> one.sign().fact().key().equals(fact)).toList();
            Transaction.in(database, connection -> {
                try (PreparedStatement update = connection.prepareStatement(NOTE)) {
                    update.setObject(1, some.stream().mapToLong(Seen::recipient).toArray());
                    update.setObject(2, some.stream().map(one -> fact).toArray(String[]::new));
                    update.setObject(3, some.stream().map(one -> LocalDate.ofInstant(one.at(), ZoneOffset.UTC).toString())
                            .toArray(String[]::new));
                    update.setString(4, fact);
                    return update.execute();
                }
            });
        }
    }
}
