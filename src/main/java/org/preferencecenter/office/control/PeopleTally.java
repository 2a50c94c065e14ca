package org.preferencecenter.office.control;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.office.entity.CatalogueSignature;
import org.preferencecenter.office.entity.Group;
import org.preferencecenter.office.entity.Person;
import org.preferencecenter.platform.control.Sql;

/**
 * Keeps count of the groups people are in. Each person's groups are on record, so a change counts as the difference; the
 * count of a group is always the sum of these records. Whoever acted is looked at anew with the entry that says so; everybody
 * is looked at once a day, and when the catalogue changes, in the order of their ids. Every method throws
 * {@code DatabaseAway} if the database is.
 */
@Singleton
public class PeopleTally {

    /** How many people one transaction looks at. */
    static final int SLICE = 2000;
    private static final Duration EACH = Duration.ofHours(24);
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private static final String PEOPLE = """
            select id, audience, jurisdiction, facts::text from recipient
            where id = any(?) and erased_at is null and joined_to is null""";
    private static final String ADDRESSES = "select recipient_id, channel, value from address where recipient_id = any(?)";
    private static final String CHOICES = """
            select recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, stop_seq
            from choice where recipient_id = any(?)""";

    private final DataSource database;
    private final Clock clock;
    private final Supplier<Catalogue> catalogue;
    private final Suppressions suppressions;

    @Inject
    public PeopleTally(DataSource database, Clock clock, Catalog catalog, Suppressions suppressions) {
        this(database, clock, catalog::now, suppressions);
    }

    PeopleTally(DataSource database, Clock clock, Supplier<Catalogue> catalogue, Suppressions suppressions) {
        this.database = database;
        this.clock = clock;
        this.catalogue = catalogue;
        this.suppressions = suppressions;
    }

    /** Looks at the next people of the round, or at those who came since it ended. @return true if there are more at once */
    public boolean next() {
        return Count.locked(database, connection -> {
            record Round(long place, OffsetDateTime ended, String signature) {
            }
            Round round = Sql.select(connection, "select place, at, signature from tally_progress where name = 'PEOPLE'",
                    row -> new Round(row.getLong(1), row.getObject(2, OffsetDateTime.class), row.getString(3))).get(0);
            String signature = CatalogueSignature.of(catalogue.get());
            boolean stale = !signature.equals(round.signature())
                    || round.ended() != null && round.ended().toInstant().plus(EACH).isBefore(clock.instant());
            long after = stale ? 0 : round.place();
            Long[] ids = Sql.select(connection, "select id from recipient where id > ? order by id limit ?",
                    row -> row.getLong(1), after, SLICE).toArray(Long[]::new);
            if (ids.length == 0 && !stale && round.ended() != null) {
                return false;
            }
            count(connection, ids);
            boolean more = ids.length == SLICE;
            Sql.update(connection, """
                    update tally_progress set place = ?, signature = ?, at = case when ? then null else coalesce(?, at) end
                    where name = 'PEOPLE'""", ids.length == 0 ? after : ids[ids.length - 1], signature, more && stale,
                    more || round.ended() != null && !stale ? null : clock.instant().atOffset(ZoneOffset.UTC));
            return more;
        }).orElse(false);
    }

    /** Begins a round with the next look: everybody is counted anew. */
    public void again() {
        Count.in(database, connection -> Sql.update(connection,
                "update tally_progress set signature = null where name = 'PEOPLE'"));
    }

    /** Counts these anew, within the caller's transaction and lock. @param ids ascending, each once */
    void count(Connection connection, Long[] ids) throws SQLException {
        if (ids.length == 0) {
            return;
        }
        Map<Long, Set<Group>> now = groups(connection, ids);
        GroupRows rows = new GroupRows(connection);
        Map<Integer, Long> change = new TreeMap<>();
        Map<Long, Integer[]> before = rows.of(ids);
        Map<Long, Integer[]> after = new TreeMap<>();
        for (long id : ids) {
            Integer[] was = before.getOrDefault(id, new Integer[0]);
            TreeSet<Integer> is = new TreeSet<>();
            for (Group group : now.getOrDefault(id, Set.of())) {
                is.add(rows.id(group));
            }
            if (!is.equals(new TreeSet<>(Arrays.asList(was)))) {
                Arrays.stream(was).forEach(group -> change.merge(group, -1L, Long::sum));
                is.forEach(group -> change.merge(group, 1L, Long::sum));
                after.put(id, is.toArray(Integer[]::new));
            }
        }
        rows.store(after, change);
    }

    private Map<Long, Set<Group>> groups(Connection connection, Long[] ids) throws SQLException {
        Catalogue known = catalogue.get();
        Object keys = connection.createArrayOf("bigint", ids);
        Map<Long, Map<Cell, Choice>> choices = new HashMap<>();
        Sql.select(connection, CHOICES, row -> {
            Choice choice = choice(row);
            return choices.computeIfAbsent(row.getLong(1), id -> new HashMap<>(4)).put(choice.cell(), choice);
        }, keys);
        List<Held> held = Sql.select(connection, ADDRESSES,
                row -> new Held(row.getLong(1), Channel.valueOf(row.getString(2)), row.getString(3)), keys);
        Map<Long, Map<Integer, Set<Channel>>> addressed = addressed(held, known);
        Map<Long, Set<Channel>> channels = new HashMap<>();
        held.forEach(a -> channels.computeIfAbsent(a.recipient(), id -> EnumSet.noneOf(Channel.class)).add(a.channel()));
        Map<Long, Set<Group>> groups = new HashMap<>();
        Sql.select(connection, PEOPLE, row -> {
            long id = row.getLong(1);
            return groups.put(id, new Person(Audience.valueOf(row.getString(2)), row.getString(3), facts(row.getString(4)),
                    channels.getOrDefault(id, Set.of()), addressed.getOrDefault(id, Map.of()),
                    new Choices(choices.getOrDefault(id, Map.of()))).groups(known));
        }, keys);
        return groups;
    }

    /** An address, and whose. */
    private record Held(long recipient, Channel channel, String value) {
    }

    private Map<Long, Map<Integer, Set<Channel>>> addressed(List<Held> held, Catalogue known) {
        List<Brand> brands = known.brands();
        List<Suppressions.Asked> asked = new ArrayList<>(held.size() * brands.size());
        held.forEach(a -> brands.forEach(brand -> asked.add(new Suppressions.Asked(a.channel(), a.value(), brand.id()))));
        List<Set<org.preferencecenter.consent.entity.SuppressionReason>> reasons = suppressions.reasons(asked);
        Map<Long, Map<Integer, Set<Channel>>> addressed = new HashMap<>();
        for (int i = 0; i < reasons.size(); i++) {
            if (reasons.get(i).isEmpty()) {
                addressed.computeIfAbsent(held.get(i / brands.size()).recipient(), id -> new HashMap<>(2))
                        .computeIfAbsent(asked.get(i).brand(), id -> EnumSet.noneOf(Channel.class)).add(asked.get(i).channel());
            }
        }
        return addressed;
    }

    /** How often and until when somebody pauses is the decision's affair: not read. */
    private static Choice choice(ResultSet row) throws SQLException {
        return new Choice(new Cell(new Scope(Scope.Kind.of(row.getInt(2)), row.getInt(3)), Channel.of(row.getInt(4))),
                State.of(row.getInt(5)), row.getInt(6), row.getInt(7), row.getObject(8, OffsetDateTime.class).toInstant(), null, null,
                row.getInt(9));
    }

    private static Map<String, String> facts(String json) {
        if (json.equals("{}")) {
            return Map.of();
        }
        try (JsonReader reader = READERS.createReader(new StringReader(json))) {
            JsonObject object = reader.readObject();
            Map<String, String> facts = new HashMap<>();
            object.forEach((name, value) -> facts.put(name, value instanceof JsonString text ? text.getString() : value.toString()));
            return facts;
        }
    }
}
