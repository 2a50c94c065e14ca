package org.preferencecenter.consent.control;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;

import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;

/** Recipients and their addresses. Every method throws {@link DatabaseAway} if the database is. */
@Singleton
public class Recipients {

    private static final String SELECT = """
            select r.id, r.audience, r.audience_source, r.jurisdiction, r.locale, r.time_zone, r.facts::text, a.channel,
                   a.value
            from recipient r left join address a on a.recipient_id = r.id
            where r.id = %s
            order by a.channel, a.main desc, a.normal""";
    /** Also for {@link Overviews}, answered by {@link #read(ResultSet)}. */
    static final String BY_ID = SELECT.formatted(Joined.TARGET);
    private static final String BY_ADDRESS = SELECT.formatted(
            "(select recipient_id from address where channel = ? and normal = ?)");

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private final DataSource database;
    private final Clock clock;

    @Inject
    public Recipients(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The recipient, or whom it was joined to; its addresses with the main one of each channel first. */
    public Optional<Recipient> find(long id) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(BY_ID)) {
                select.setLong(1, id);
                return read(select);
            }
        });
    }

    /** Whether everything that named this person was destroyed at their request, or by taking back an import. */
    public boolean erased(long id) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select erased_at is not null from recipient where id = " + Joined.TARGET)) {
                select.setLong(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        });
    }

    /** Whose address this is, however it is written (letter case, blanks, international prefix). */
    public Optional<Recipient> byAddress(Channel channel, String address) {
        if (!AddressForm.possible(address)) {
            return Optional.empty();
        }
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(BY_ADDRESS)) {
                select.setString(1, channel.name());
                select.setString(2, AddressForm.normal(channel, address));
                return read(select);
            }
        });
    }

    /**
     * Stores a new recipient with its addresses.
     *
     * @return it with its id
     * @throws IllegalArgumentException if an address is blank or impossible, or somebody has it already
     */
    public Recipient add(Recipient recipient) {
        if (recipient.addresses().stream().anyMatch(a -> a.value().isBlank() || a.channel() == Channel.ANY
                || !AddressForm.possible(a.value()))) {
            throw new IllegalArgumentException("an address needs its channel and must not be blank, broken or endless");
        }
        return Transaction.in(database, connection -> {
            long id = insert(connection, recipient);
            if (insertAddresses(connection, id, recipient.addresses()) < recipient.addresses().size()) {
                throw new IllegalArgumentException("an address is listed twice or belongs to another recipient");
            }
            return new Recipient(id, recipient.audience(), recipient.audienceSource(), recipient.jurisdiction(),
                    recipient.locale(), recipient.timeZone(), recipient.facts(), recipient.addresses());
        });
    }

    /** The language the person asked for, kept for every page and message to come. Nothing for an unknown recipient. */
    public void prefer(long id, String locale) {
        Transaction.in(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update recipient set locale = ? where id = ? and locale is distinct from ?")) {
                update.setString(1, locale);
                update.setLong(2, id);
                update.setString(3, locale);
                return update.executeUpdate();
            }
        });
    }

    private long insert(Connection connection, Recipient recipient) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into recipient (audience, audience_source, jurisdiction, locale, time_zone, facts, created_at)
                values (?, ?, ?, ?, ?, ?::jsonb, ?) returning id""")) {
            insert.setString(1, recipient.audience().name());
            insert.setString(2, recipient.audienceSource());
            insert.setString(3, recipient.jurisdiction());
            insert.setString(4, recipient.locale());
            insert.setString(5, recipient.timeZone());
            insert.setString(6, json(recipient.facts()));
            insert.setObject(7, clock.instant().atOffset(ZoneOffset.UTC));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static int insertAddresses(Connection connection, long id, List<Address> addresses) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into address (recipient_id, channel, value, normal)
                select ?, channel, value, normal
                from unnest(?::text[], ?::text[], ?::text[]) as a (channel, value, normal) on conflict do nothing""")) {
            insert.setLong(1, id);
            insert.setObject(2, addresses.stream().map(a -> a.channel().name()).toArray(String[]::new));
            insert.setObject(3, addresses.stream().map(Address::value).toArray(String[]::new));
            insert.setObject(4, addresses.stream().map(a -> AddressForm.normal(a.channel(), a.value()))
                    .toArray(String[]::new));
            return insert.executeUpdate();
        }
    }

    private static Optional<Recipient> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return read(row);
        }
    }

    static Optional<Recipient> read(ResultSet row) throws SQLException {
        if (!row.next()) {
            return Optional.empty();
        }
        List<Address> addresses = new ArrayList<>();
        Recipient found = new Recipient(row.getLong(1), Audience.valueOf(row.getString(2)), row.getString(3),
                row.getString(4), row.getString(5), row.getString(6), facts(row.getString(7)), addresses);
        do {
            if (row.getString(8) != null) {
                addresses.add(new Address(Channel.valueOf(row.getString(8)), row.getString(9)));
            }
        } while (row.next());
        return Optional.of(found);
    }

    static String json(Map<String, String> facts) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        facts.forEach(json::add);
        return json.build().toString();
    }

    /** By a parser that is not looked up anew each time, as {@link Json} does: this is read for millions. */
    static Map<String, String> facts(String json) {
        if (json.equals("{}")) {
            return Map.of();
        }
        try (JsonReader reader = READERS.createReader(new StringReader(json))) {
            JsonObject object = reader.readObject();
            Map<String, String> facts = new HashMap<>();
            object.forEach((key, value) -> facts.put(key,
                    value instanceof JsonString text ? text.getString() : value.toString()));
            return Map.copyOf(facts);
        }
    }
}
