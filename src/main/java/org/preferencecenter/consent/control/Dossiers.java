package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import javax.sql.DataSource;

import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Dossier;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;

/**
 * Reads what is on record about many recipients at once: at most three statements, however many they are, each by index
 * ({@link Plans}). Every method throws {@link DatabaseAway} if the database is.
 */
public final class Dossiers {

    /**
     * Whom to look up, on the channel of which the address is wanted.
     *
     * @param address   as somebody wrote it, or null if the recipient is named
     * @param recipient its id; looked at only where there is no address
     */
    public record Whom(Channel channel, String address, long recipient) {
    }

    static final String PERSON = """
            select n.place, r.id, r.audience, r.audience_source, r.jurisdiction, r.locale, r.time_zone, r.facts::text,
                   r.created_at, a.value, r.joined_to, r.ledger_seq
            """;

    private static final String BY_ADDRESS = Plans.BY_INDEX + PERSON + """
            from unnest(?::integer[], ?::text[], ?::text[]) as n (place, channel, normal)
            join address a on a.channel = n.channel and a.normal = n.normal
            join recipient r on r.id = a.recipient_id and r.erased_at is null""";

    private static final String BY_ID = Plans.BY_INDEX + PERSON + """
            from unnest(?::integer[], ?::text[], ?::bigint[]) as n (place, channel, id)
            join recipient r on r.id = n.id and r.erased_at is null
            left join lateral (select value from address where recipient_id = r.id and channel = n.channel
                               order by main desc, normal limit 1) a on true""";

    private final DataSource database;

    public Dossiers(DataSource database) {
        this.database = database;
    }

    /**
     * The dossier of each, in their order, duplicates included; nothing for whom nobody here is. Never fails for what
     * cannot be an address: nobody has it.
     */
    public List<Optional<Dossier>> of(List<Whom> whom) {
        Person[] people = new Person[whom.size()];
        Transaction.reading(database, connection -> {
            byAddress(connection, whom, people);
            byId(connection, whom, people);
            return people;
        });
        long[] ids = java.util.Arrays.stream(people).filter(Objects::nonNull).mapToLong(p -> p.recipient().id()).distinct()
                .toArray();
        Map<Long, Choices> choices = ids.length == 0 ? Map.of()
                : Transaction.reading(database, connection -> choices(connection, ids));
        List<Optional<Dossier>> dossiers = new ArrayList<>(people.length);
        for (Person person : people) {
            dossiers.add(person == null ? Optional.empty() : Optional.of(person.with(
                    choices.getOrDefault(person.recipient().id(), Choices.NONE))));
        }
        return dossiers;
    }

    /** Facts as they are stored, a JSON object; for readers of many people who need no more than a part of a dossier. */
    public static Map<String, String> facts(String json) {
        return Recipients.facts(json);
    }

    /** @param joinedTo whom it was joined to, 0 if nobody */
    record Person(Recipient recipient, Instant collected, long joinedTo, int seq) {

        Dossier with(Choices choices) {
            return new Dossier(recipient, collected, choices, seq);
        }
    }

    private static void byAddress(Connection connection, List<Whom> whom, Person[] people) throws SQLException {
        int[] places = places(whom, w -> w.address() != null && AddressForm.possible(w.address()));
        String[] normals = new String[places.length];
        for (int i = 0; i < places.length; i++) {
            Whom asked = whom.get(places[i]);
            normals[i] = AddressForm.normal(asked.channel(), asked.address());
        }
        read(connection, BY_ADDRESS, whom, places, normals, people);
    }

    private static void byId(Connection connection, List<Whom> whom, Person[] people) throws SQLException {
        int[] places = places(whom, w -> w.address() == null);
        long[] ids = java.util.Arrays.stream(places).mapToLong(place -> whom.get(place).recipient()).toArray();
        while (places.length > 0) {
            read(connection, BY_ID, whom, places, ids, people);
            // Who was joined to another is the other; nobody else is read twice.
            places = java.util.Arrays.stream(places).filter(p -> people[p] != null && people[p].joinedTo() > 0).toArray();
            ids = java.util.Arrays.stream(places).mapToLong(place -> people[place].joinedTo()).toArray();
        }
    }

    private static int[] places(List<Whom> whom, java.util.function.Predicate<Whom> which) {
        return java.util.stream.IntStream.range(0, whom.size()).filter(i -> which.test(whom.get(i))).toArray();
    }

    private static void read(Connection connection, String sql, List<Whom> whom, int[] places, Object keys, Person[] into)
            throws SQLException {
        if (places.length == 0) {
            return;
        }
        String[] channels = new String[places.length];
        for (int i = 0; i < places.length; i++) {
            channels[i] = whom.get(places[i]).channel().name();
        }
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, places);
            select.setObject(2, channels);
            select.setObject(3, keys);
            select.execute();
            select.getMoreResults();
            try (ResultSet row = select.getResultSet()) {
                while (row.next()) {
                    int place = row.getInt(1);
                    into[place] = person(row, whom.get(place).channel());
                }
            }
        }
    }

    /** What {@link #PERSON} answered. */
    static Person person(ResultSet row, Channel channel) throws SQLException {
        String address = row.getString(10);
        return new Person(new Recipient(row.getLong(2), Audience.valueOf(row.getString(3)), row.getString(4),
                row.getString(5), row.getString(6), row.getString(7), Recipients.facts(row.getString(8)),
                address == null ? List.of() : List.of(new Address(channel, address))),
                row.getObject(9, OffsetDateTime.class).toInstant(), row.getLong(11), row.getInt(12));
    }

    private static Map<Long, Choices> choices(Connection connection, long[] ids) throws SQLException {
        Map<Long, Map<Cell, Choice>> cells = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(ChoiceRows.OF_MANY)) {
            select.setObject(1, ids);
            select.execute();
            select.getMoreResults();
            try (ResultSet row = select.getResultSet()) {
                while (row.next()) {
                    Choice choice = ChoiceRows.choice(row, 1);
                    cells.computeIfAbsent(row.getLong(1), id -> new HashMap<>(4)).put(choice.cell(), choice);
                }
            }
        }
        Map<Long, Choices> choices = new HashMap<>();
        cells.forEach((id, byCell) -> choices.put(id, new Choices(byCell)));
        return choices;
    }
}
