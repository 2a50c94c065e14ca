package org.preferencecenter.office.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;


import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.platform.SetClock;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Sql;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** A database of its own with a small catalogue, a clock that is set, and all that counts. */
final class NumbersDesk extends SetClock implements AutoCloseable {

    /** Brand 1: purpose 1 on consent with topics 1 and 2; purpose 2 on soft opt-in. Brand 2: purpose 3, legitimate interest. */
    static final Catalogue CATALOGUE = catalogue();

    final DataSource database;
    final Consents consents;
    final Recipients recipients;
    final Suppressions suppressions;
    final PeopleTally people;
    final DayTally days;
    final HandedTally handed;
    volatile Catalogue known = CATALOGUE;

    NumbersDesk() throws SQLException {
        super("2026-11-22T10:00:00Z");
        String name = "numbers_" + UUID.randomUUID().toString().replace("-", "");
        database = TestDatabase.own(name);
        consents = new Consents(database, this, Duration.ofDays(30), Duration.ofDays(2), scope -> Reach.in(CATALOGUE).of(scope),
                new Ledger(), waits -> { }, 1);
        recipients = new Recipients(database, this);
        suppressions = new Suppressions(database, this, new Vault(new Secret(new byte[32])));
        people = new PeopleTally(database, this, () -> known, suppressions);
        days = new DayTally(database, () -> known, people);
        handed = new HandedTally(database, this, () -> known, consents);
    }

    private static Catalogue catalogue() {
        Brand theatre = Samples.brand();
        Samples.withId(1, theatre);
        Brand shop = Samples.withId(2, new Brand("shop", "Shop", "m.example", "a@m.example", "1 rue", "#000000", "#ffffff", "fr"));
        Purpose letter = purpose(1, theatre, LegalBasis.CONSENT, Channel.EMAIL, Channel.SMS);
        List<Topic> topics = List.of(Samples.withId(1, letter.topic("jazz", 1)), Samples.withId(2, letter.topic("dance", 1)));
        Purpose offers = purpose(2, theatre, LegalBasis.SOFT_OPT_IN, Channel.EMAIL);
        Purpose notes = purpose(3, shop, LegalBasis.LEGITIMATE_INTEREST, Channel.EMAIL);
        Stream jazz = Samples.withId(1, new Stream("jazz", letter, topics.get(0), Channel.EMAIL, false));
        return new Catalogue(List.of(theatre, shop), List.of(letter, offers, notes), List.of(), List.of(jazz), List.of());
    }

    private static Purpose purpose(int id, Brand brand, LegalBasis basis, Channel... channels) {
        Purpose purpose = Samples.withId(id, new Purpose(brand, "p" + id, MessageNature.PROSPECTING, id).over(channels)
                .called("fr", "P" + id, "P"));
        Arrays.stream(Audience.values()).forEach(audience -> purpose.on(basis, audience, Basis.ANYWHERE));
        purpose.publish(Instant.EPOCH);
        return purpose;
    }

    long person(String domain, Map<String, String> facts) {
        return recipients.add(new Recipient(0, Audience.CONSUMER, "test", "FR", "fr", null, facts,
                List.of(new Recipient.Address(Channel.EMAIL, UUID.randomUUID() + "@" + domain)))).id();
    }

    /** Counts all there is. */
    void count() {
        while (days.next()) {
            // There is more.
        }
    }

    void round() {
        while (people.next()) {
            // There are more.
        }
    }

    /** One line a row, sorted. */
    String table(String select) {
        return Count.in(database, connection -> String.join("\n", Sql.select(connection,
                "select t::text from (" + select + ") t order by 1", row -> row.getString(1))));
    }

    static void run(DataSource on, String sql) throws SQLException {
        try (Connection connection = on.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        consents.close();
    }
}
