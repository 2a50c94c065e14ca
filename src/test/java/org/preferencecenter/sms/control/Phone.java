package org.preferencecenter.sms.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.preferencecenter.access.KeyBrand;
import org.preferencecenter.catalog.CatalogPersistence;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.SetClock;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;
import org.preferencecenter.platform.entity.Settings;
import org.preferencecenter.sms.entity.MobileNumber;
import org.preferencecenter.sms.entity.Received;

/** Two brands, people with telephones, a clock that is set, and a desk that reads what they text. */
final class Phone extends SetClock implements AutoCloseable {

    static final Origin FORM = new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, 0, 0, "fr");
    static final Origin PAGE = Origin.recipient("page", "fr");
    static final Origin AGENT = new Origin(Origin.Actor.AGENT, "desk", CaptureMode.ACTIVE_OPT_OUT, 0, 0, "fr");

    final Settings settings = Settings.read(Map.of("PC_DEMO", "true", "PC_SECRET", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    final Vault vault = new Vault(new Secret(new byte[32]));
    final Brand brand;
    final Brand other;
    final Consents consents;
    final Suppressions suppressions = new Suppressions(TestDatabase.dataSource(), this, vault);
    final Recipients recipients = new Recipients(TestDatabase.dataSource(), this);
    final UnclearTexts unclear = new UnclearTexts(TestDatabase.dataSource(), this, vault);
    final TextDesk desk;
    private static final RuleBooks BOOKS = new RuleBooks();

    Phone() {
        super("2026-11-23T15:00:00.123456789Z");
        try {
            String one = KeyBrand.make(TestDatabase.dataSource());
            String two = KeyBrand.make(TestDatabase.dataSource());
            Catalogue catalogue = CatalogPersistence.inTransaction(em -> {
                Catalog catalog = new Catalog(em);
                catalog.refresh();
                return catalog.now();
            });
            this.brand = catalogue.brand(one).orElseThrow();
            this.other = catalogue.brand(two).orElseThrow();
            Catalog catalog = new Catalog(null) {
                @Override
                public Catalogue now() {
                    return catalogue;
                }
            };
            this.consents = new Consents(TestDatabase.dataSource(), this, Duration.ofDays(1), Duration.ofDays(2), this::reach,
                    new Ledger(), needed -> { }, 1);
            this.desk = new TextDesk(TestDatabase.dataSource(), this, settings, vault, KeywordFile.shipped(), BOOKS,
                    recipients, new Stopping(consents, suppressions, catalog), unclear, new Throttle(this));
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The n-th topic of this catalogue of ours: far above any that other tests have stored in the same database. */
    static Scope topic(int n) {
        return Scope.topic(1_000_000_000 + n);
    }

    /** A topic belongs to the purpose of the same number: even ones are the other brand's. */
    List<Scope> reach(Scope scope) {
        Brand its = scope.id() % 2 == 0 ? other : brand;
        return switch (scope.kind()) {
            case TOPIC -> List.of(scope, Scope.purpose(scope.id()), Scope.brand(its.id()), Scope.EVERYTHING);
            case PURPOSE -> List.of(scope, Scope.brand(its.id()), Scope.EVERYTHING);
            default -> Reach.UNKNOWN.of(scope);
        };
    }

    /** A number that nobody has, of the country whose code it begins with. */
    static String number(String country) {
        return country + String.format("%09d", 600_000_000 + ThreadLocalRandom.current().nextInt(99_999_999));
    }

    static String american() {
        return "+1" + (202 + 100 * ThreadLocalRandom.current().nextInt(1)) + String.format("%07d", 2_000_000
                + ThreadLocalRandom.current().nextInt(7_999_999));
    }

    long person(String number, Channel... channels) {
        return person("FR", number, channels);
    }

    long person(String jurisdiction, String number, Channel... channels) {
        List<Recipient.Address> addresses = new ArrayList<>();
        for (Channel channel : channels.length == 0 ? new Channel[] {Channel.SMS} : channels) {
            addresses.add(new Recipient.Address(channel, number));
        }
        addresses.add(new Recipient.Address(Channel.EMAIL, UUID.randomUUID() + "@example.org"));
        return recipients.add(new Recipient(0, Audience.CONSUMER, "test", jurisdiction, "fr", null, Map.of(), addresses)).id();
    }

    /** Says yes to topic 1 of the brand and topic 2 of the other, by text and by mail. */
    long subscriber(String number, String jurisdiction) {
        long id = person(jurisdiction, number);
        for (Channel channel : List.of(Channel.SMS, Channel.EMAIL, Channel.MESSAGING, Channel.AUTOMATED_CALL)) {
            consents.grant(id, List.of(new Wish(new Cell(topic(1), channel), true, null, null),
                    new Wish(new Cell(topic(2), channel), true, null, null)), FORM);
        }
        return id;
    }

    long subscriber(String number) {
        return subscriber(number, "FR");
    }

    State on(long recipient, int topic, Channel channel) {
        return consents.choices(recipient).on(reach(topic(topic)), channel).state();
    }

    boolean may(long recipient, int topic, Channel channel) {
        return on(recipient, topic, channel) == State.GRANTED;
    }

    TextDesk.Answer text(String from, String text) {
        return text(UUID.randomUUID().toString(), from, text);
    }

    TextDesk.Answer text(String id, String from, String text) {
        return text(id, from, text, instant());
    }

    TextDesk.Answer text(String id, String from, String text, Instant at) {
        return desk.receive(new Received(id, MobileNumber.of(from, null).orElseThrow(), text, at), brand);
    }

    @Override
    public void close() {
        consents.close();
    }

    static Optional<String> one(String sql, String parameter) {
        try {
            return Optional.ofNullable(KeyBrand.text(TestDatabase.dataSource(), sql, parameter));
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
