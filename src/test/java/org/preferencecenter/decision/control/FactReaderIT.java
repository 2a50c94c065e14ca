package org.preferencecenter.decision.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.ContactHistory;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.decision.entity.Facts;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** What is read of people, for one question or for many. */
class FactReaderIT {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant COLLECTED = Instant.parse("2024-03-01T08:00:00Z");
    private static final Vault VAULT = new Vault(new Secret(new byte[32]));
    private static final Brand OTHER_BRAND = Samples.withId(8, new Brand("other", "Other", "o.example.org", "o@example.org",
            "2 quai", "#7a1f3d", "#ffffff", "fr"));
    private static final Purpose LETTER = Samples.purpose();
    private static final Purpose CALLS = Samples.withId(13,
            new Purpose(Samples.brand(), "calls", MessageNature.PROSPECTING, 3).over(Channel.PHONE));
    private static final Purpose PIXELS = Samples.withId(14,
            new Purpose(Samples.brand(), "pixels", MessageNature.PROSPECTING, 4).over(Channel.EMAIL).forTracking());
    private static final Stream MAIL = stream(41, LETTER, Channel.EMAIL);
    private static final Stream PHONE = stream(42, CALLS, Channel.PHONE);
    private static final Stream OTHERS_PHONE = stream(43,
            Samples.withId(15, new Purpose(OTHER_BRAND, "calls", MessageNature.PROSPECTING, 1)), Channel.PHONE);
    private static final Catalog CATALOG = new Catalog(null) {
        @Override
        public Catalogue now() {
            PIXELS.publish(COLLECTED);
            return new Catalogue(List.of(Samples.brand(), OTHER_BRAND), List.of(LETTER, CALLS, PIXELS), List.of(),
                    List.of(MAIL, PHONE, OTHERS_PHONE), List.of());
        }
    };
    private static final Consents CONSENTS = new Consents(TestDatabase.dataSource(), Clock.fixed(NOW, ZoneOffset.UTC),
            Duration.ofDays(30), Duration.ofDays(2), Reach.UNKNOWN, new Ledger(), confirmation -> { }, 1);

    private final DataSource database = TestDatabase.dataSource();
    private final FactReader reader = reader(database);
    private final Suppressions suppressions = new Suppressions(database, Clock.systemUTC(), VAULT);
    private final ContactHistory contacts = new ContactHistory(database);
    private final String name = UUID.randomUUID().toString();
    private final String phone = "+33 6 " + ThreadLocalRandom.current().nextLong(10_000_000_000L, 99_999_999_999L);

    private static Stream stream(int id, Purpose purpose, Channel channel) {
        return Samples.withId(id, new Stream("s" + id, purpose, null, channel, false));
    }

    private static FactReader reader(DataSource database) {
        return new FactReader(database, new Suppressions(database, Clock.systemUTC(), VAULT),
                new OppositionLists(database, VAULT), CATALOG);
    }

    @AfterAll
    static void close() {
        CONSENTS.close();
    }

    private Recipient add(Map<String, String> facts, Address... addresses) {
        return new Recipients(database, Clock.fixed(COLLECTED, ZoneOffset.UTC)).add(new Recipient(0, Audience.PROFESSIONAL,
                "crm", "FR", "fr", "Europe/Paris", facts, List.of(addresses)));
    }

    private Recipient somebody(Map<String, String> facts) {
        return add(facts, new Address(Channel.EMAIL, name + "@Example.org"), new Address(Channel.PHONE, phone));
    }

    private void says(Recipient recipient, Purpose purpose, Channel channel, boolean yes, Frequency frequency) {
        CONSENTS.grant(recipient.id(), List.of(new Wish(new Cell(Scope.purpose(purpose.id()), channel), yes, frequency, null)),
                new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, 0, 0, "fr"));
    }

    private Facts read(Stream stream, String address) {
        return reader.read(List.of(new Question(stream, address, NOW))).get(0);
    }

    @Test
    void everybody_is_told_of_in_the_order_asked_however_often_and_however_named() {
        Recipient somebody = somebody(Map.of("function", "buyer"));
        Recipient other = add(Map.of(), new Address(Channel.EMAIL, "b" + name + "@example.org"),
                new Address(Channel.EMAIL, "a" + name + "@example.org"));
        says(somebody, LETTER, Channel.EMAIL, true, null);
        List<Facts> facts = reader.read(List.of(new Question(MAIL, "nobody" + name + "@example.org", NOW),
                new Question(MAIL, " " + name.toUpperCase() + "@EXAMPLE.ORG", NOW),
                new Question(MAIL, null, other.id(), NOW, false), new Question(PHONE, phone.replace(" ", "."), NOW),
                new Question(MAIL, null, Long.MAX_VALUE, NOW, false), new Question(MAIL, null, somebody.id(), NOW, true),
                new Question(MAIL, name + "@example.org", NOW)));
        assertEquals(List.of(0L, somebody.id(), other.id(), somebody.id(), 0L, somebody.id(), somebody.id()),
                facts.stream().map(f -> f.recipient().map(Recipient::id).orElse(0L)).toList());
        Recipient read = facts.get(1).recipient().orElseThrow();
        assertEquals(new Recipient(somebody.id(), Audience.PROFESSIONAL, "crm", "FR", "fr", "Europe/Paris",
                Map.of("function", "buyer"), List.of(new Address(Channel.EMAIL, name + "@Example.org"))), read);
        assertEquals("a" + name + "@example.org", facts.get(2).recipient().orElseThrow().address(Channel.EMAIL).orElseThrow());
        assertEquals(State.GRANTED, facts.get(1).standing().state());
        assertEquals(facts.get(1), facts.get(6));
        assertEquals(State.NONE, facts.get(3).standing().state());
        assertEquals(List.of(), reader.read(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0@example.org", "a\ud800@example.org", "\udc00\ud800", "@", "' or 1=1 --", "%", "?"})
    void what_cannot_be_an_address_is_nobodys_and_breaks_nothing(String absurd) {
        somebody(Map.of());
        List<Facts> facts = reader.read(List.of(new Question(MAIL, absurd, NOW), new Question(PHONE, absurd.repeat(5000), NOW),
                new Question(MAIL, name + "@example.org", NOW)));
        assertTrue(facts.get(0).recipient().isEmpty());
        assertTrue(facts.get(1).recipient().isEmpty());
        assertFalse(facts.get(2).recipient().isEmpty());
    }

    @Test
    void a_surrogate_without_its_half_is_never_taken_for_a_question_mark() {
        add(Map.of(), new Address(Channel.EMAIL, "?" + name + "@example.org"));
        assertTrue(read(MAIL, "\ud800" + name + "@example.org").recipient().isEmpty());
        assertFalse(read(MAIL, "?" + name + "@example.org").recipient().isEmpty());
    }

    @Test
    void a_suppression_reaches_its_brand_and_channel_or_all_and_somebody_named_by_id() {
        Recipient somebody = somebody(Map.of());
        String address = name + "@example.org";
        suppressions.suppress(Channel.EMAIL, address, 7, SuppressionReason.COMPLAINT);
        suppressions.suppress(Channel.EMAIL, address, 8, SuppressionReason.MANUAL);
        suppressions.suppress(Channel.ANY, phone, 0, SuppressionReason.OPPOSITION_LIST);
        List<Facts> facts = reader.read(List.of(new Question(MAIL, address, NOW), new Question(PHONE, phone, NOW),
                new Question(MAIL, null, somebody.id(), NOW, false), new Question(MAIL, "x" + address, NOW)));
        assertEquals(List.of(Set.of(SuppressionReason.COMPLAINT), Set.of(), Set.of(SuppressionReason.COMPLAINT), Set.of()),
                facts.stream().map(one -> one.suppressed().keySet()).toList());
        suppressions.suppress(Channel.EMAIL, address, 0, SuppressionReason.BOUNCE);
        assertEquals(suppressions.reasons(Channel.EMAIL, address, 7), read(MAIL, address).suppressed().keySet());
        assertEquals(Map.of(SuppressionReason.COMPLAINT, Cause.COMPLAINT, SuppressionReason.BOUNCE, Cause.BOUNCE),
                read(MAIL, address).suppressed());
    }

    @Test
    void somebody_erased_is_nobody() throws SQLException {
        Recipient somebody = somebody(Map.of());
        run("update recipient set erased_at = now() where id = " + somebody.id());
        assertTrue(read(MAIL, name + "@example.org").recipient().isEmpty());
        assertTrue(reader.read(List.of(new Question(MAIL, null, somebody.id(), NOW, false))).get(0).recipient().isEmpty());
    }

    @Test
    void a_cap_frees_the_next_message_when_the_desk_says_so() {
        Recipient somebody = somebody(Map.of());
        Frequency cap = Frequency.atMost(2, Frequency.Per.WEEK);
        says(somebody, LETTER, Channel.EMAIL, true, cap);
        String address = name + "@example.org";
        assertNull(read(MAIL, address).nextFree());
        Instant first = NOW.minus(Duration.ofDays(6));
        contacts.sent(somebody.id(), contacts.reserve(somebody.id(), MAIL, cap, first).orElseThrow());
        assertNull(read(MAIL, address).nextFree());
        contacts.reserve(somebody.id(), MAIL, cap, NOW.minusSeconds(60)).orElseThrow();
        assertEquals(first.plus(Duration.ofDays(7)), read(MAIL, address).nextFree());
        assertEquals(contacts.nextFree(somebody.id(), MAIL, cap, NOW), read(MAIL, address).nextFree());
        Instant later = NOW.plus(ofMinutes(20));
        assertNull(reader.read(List.of(new Question(MAIL, address, later))).get(0).nextFree(), "the reservation lapsed");
    }

    private static Duration ofMinutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    @Test
    void attempts_of_the_brand_on_the_channel_are_told_newest_first() {
        Recipient somebody = somebody(Map.of());
        for (int days : new int[] {3, 89, 91, 40}) {
            call(somebody, PHONE, NOW.minus(Duration.ofDays(days)), true);
        }
        call(somebody, OTHERS_PHONE, NOW.minus(Duration.ofDays(1)), true);
        call(somebody, MAIL, NOW.minus(Duration.ofDays(1)), true);
        call(somebody, PHONE, NOW.minus(Duration.ofHours(1)), false);
        call(somebody, PHONE, NOW.minusSeconds(60), false);
        assertEquals(List.of(NOW.minusSeconds(60), NOW.minus(Duration.ofDays(3)), NOW.minus(Duration.ofDays(40)),
                NOW.minus(Duration.ofDays(89))), read(PHONE, phone).attempts());
        assertEquals(List.of(), read(MAIL, name + "@example.org").attempts(), "no rule counts them there");
    }

    private void call(Recipient recipient, Stream stream, Instant at, boolean sent) {
        UUID place = contacts.reserve(recipient.id(), stream, Frequency.EVERY_MESSAGE, at).orElseThrow();
        if (sent) {
            contacts.sent(recipient.id(), place);
        }
    }

    @ParameterizedTest
    @CsvSource({"-, 2024-03-01T08:00:00Z", "customerSince=2020-01-01, 2024-03-01T08:00:00Z",
            "lastPurchase=2025-06-01, 2025-06-01T00:00:00Z", "lastAction=2026-01-02T10:00:00Z, 2026-01-02T00:00:00Z",
            "lastAction=2026-11-23, 2024-03-01T08:00:00Z", "lastAction=9999-99-99, 2024-03-01T08:00:00Z",
            "lastPurchase=, 2024-03-01T08:00:00Z"})
    void the_last_sign_is_the_latest_and_never_one_still_to_come(String fact, Instant expected) {
        String[] parts = fact.split("=", -1);
        somebody(parts.length < 2 ? Map.of() : Map.of(parts[0], parts[1]));
        assertEquals(expected, read(MAIL, name + "@example.org").lastAction());
    }

    @Test
    void a_choice_is_a_sign_but_its_expiry_is_none() throws SQLException {
        Recipient somebody = somebody(Map.of());
        says(somebody, LETTER, Channel.EMAIL, false, null);
        assertEquals(NOW, read(MAIL, name + "@example.org").lastAction());
        run("update choice set state = 6 where recipient_id = " + somebody.id());
        assertEquals(COLLECTED, read(MAIL, name + "@example.org").lastAction());
    }

    @Test
    void pixels_need_a_yes_to_the_brands_own_tracking_purpose() {
        Recipient somebody = somebody(Map.of());
        assertFalse(read(MAIL, name + "@example.org").pixelConsent());
        says(somebody, PIXELS, Channel.EMAIL, true, null);
        assertTrue(read(MAIL, name + "@example.org").pixelConsent());
        says(somebody, PIXELS, Channel.EMAIL, false, null);
        assertFalse(read(MAIL, name + "@example.org").pixelConsent());
    }

    @Test
    void a_thousand_questions_cost_as_many_statements_as_ten() {
        AtomicInteger statements = new AtomicInteger();
        FactReader counted = reader(counting(database, statements));
        List<Question> ten = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String address = i + name + "@example.org";
            Recipient recipient = add(Map.of(), new Address(Channel.EMAIL, address), new Address(Channel.PHONE, i + phone));
            says(recipient, LETTER, Channel.EMAIL, true, Frequency.atMost(1, Frequency.Per.DAY));
            ten.add(new Question(MAIL, address, NOW));
            ten.add(new Question(PHONE, i + phone, NOW));
            ten.add(new Question(PHONE, null, recipient.id(), NOW, false));
        }
        counted.read(ten);   // Once one more, where lists were imported that it has not met yet.
        statements.set(0);
        counted.read(ten);
        int once = statements.getAndSet(0);
        List<Question> many = new ArrayList<>();
        Collections.nCopies(100, ten).forEach(many::addAll);
        counted.read(many);
        assertEquals(once, statements.get());
        assertTrue(once <= 7, once + " statements");
    }

    private static DataSource counting(DataSource database, AtomicInteger statements) {
        return proxy(DataSource.class, database, statements);
    }

    private static <T> T proxy(Class<T> type, Object target, AtomicInteger statements) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                statements.incrementAndGet();
            }
            try {
                Object answer = method.invoke(target, arguments);
                return answer instanceof Connection && type != Connection.class
                        ? proxy(Connection.class, answer, statements) : answer;
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }));
    }

    /** A pool keeps its connections' plans from the first day on; nobody has analysed the tables since. */
    @Test
    void tables_that_grew_after_the_plans_were_made_are_still_read_by_index() throws SQLException {
        run("drop database if exists grown with (force)");
        DataSource grown = TestDatabase.own("grown");
        try (Connection connection = grown.getConnection(); Statement sql = connection.createStatement()) {
            FactReader kept = reader(always(connection));
            List<Question> questions = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                questions.add(new Question(MAIL, "p" + i * 7 + "@example.org", NOW));
                questions.add(new Question(PHONE, null, 1 + i * 3, NOW, false));
            }
            for (int i = 0; i < 8; i++) {
                kept.read(questions);
            }
            sql.execute("insert into recipient (created_at) select now() from generate_series(1, 10000)");
            sql.execute("insert into address (recipient_id, channel, value, normal) select id, 'EMAIL', a, a from "
                    + "(select id, 'p' || id || '@example.org' as a from recipient) as r");
            sql.execute("insert into choice (recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, frequency) "
                    + "select id, 2, " + LETTER.id() + ", 1, 1, 1, 1, now(), 'AT_MOST:1:WEEK' from recipient");
            sql.execute("insert into contact (recipient_id, id, stream_id, scope_kind, scope_id, channel, at, sent) "
                    + "select id, gen_random_uuid(), 41, 2, 11, 1, now(), true from recipient");
            sql.execute("insert into suppression (hash, channel, reason, created_at) "
                    + "select sha256(id::text::bytea), 'EMAIL', 'BOUNCE', now() from recipient");
            long before = scans(sql);
            List<Facts> facts = kept.read(questions);
            assertEquals(before, scans(sql), "tables read as a whole");
            assertFalse(facts.get(2).recipient().isEmpty());
        } finally {
            run("drop database grown with (force)");
        }
    }

    private static long scans(Statement sql) throws SQLException {
        sql.execute("select pg_stat_force_next_flush()");
        try (ResultSet row = sql.executeQuery("select sum(seq_scan) from pg_stat_user_tables "
                + "where relname in ('recipient', 'address', 'choice', 'contact', 'suppression')")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A pool of one connection, which nobody else may close. */
    private static DataSource always(Connection connection) {
        Connection lent = (Connection) Proxy.newProxyInstance(FactReaderIT.class.getClassLoader(),
                new Class<?>[] {Connection.class}, (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(connection, arguments));
        return (DataSource) Proxy.newProxyInstance(FactReaderIT.class.getClassLoader(), new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> lent);
    }

    private static void run(String... statements) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection(); Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }
}
