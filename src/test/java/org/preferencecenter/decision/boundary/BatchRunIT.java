package org.preferencecenter.decision.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.ContactHistory;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.control.DecisionJson;
import org.preferencecenter.decision.control.DecisionLog;
import org.preferencecenter.decision.control.FactReader;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** A batch without a server around it: in step with single answers, in order, and never holding much. */
class BatchRunIT {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Vault VAULT = new Vault(new Secret(new byte[32]));
    private static final Purpose LETTER = Samples.purpose().on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE);
    private static final Stream STREAM = Samples.withId(51, new Stream("letter", LETTER, null, Channel.EMAIL, false));
    private static final Catalogue CATALOGUE = new Catalogue(List.of(LETTER.brand()), List.of(LETTER), List.of(), List.of(STREAM),
            List.of());
    private static final Catalog CATALOG = new Catalog(null) {
        @Override
        public Catalogue now() {
            return CATALOGUE;
        }
    };
    private static final DataSource DATABASE = TestDatabase.dataSource();
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(4);
    private static final Consents CONSENTS = new Consents(DATABASE, CLOCK, Duration.ofDays(30), Duration.ofDays(2), Reach.UNKNOWN,
            new Ledger(), confirmation -> { }, 1);

    @AfterAll
    static void close() {
        CONSENTS.close();
        THREADS.shutdownNow();
    }

    private static DecisionDesk desk(DataSource database) {
        return new DecisionDesk(new FactReader(database, new Suppressions(database, CLOCK, VAULT),
                new OppositionLists(database, VAULT), CATALOG), new ContactHistory(database), new RuleBooks(),
                new DecisionLog(database), CLOCK);
    }

    private static String run(DecisionDesk desk, InputStream body, OutputStream out) throws IOException {
        Intake intake = new Intake(body, THREADS);
        new BatchRun(intake, new Lines(intake, 65536), new JsonBatch("letter", brand -> true, new BatchTerms(true, null), false),
                new BlockDesk(desk, null), CATALOG, CLOCK, THREADS).run(out);
        return out.toString();
    }

    private static List<String> answers(DecisionDesk desk, List<String> addresses) throws IOException {
        String body = String.join("", addresses.stream().map(a -> "{\"address\":\"" + a + "\"}\n").toList());
        return run(desk, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), new ByteArrayOutputStream()).lines().toList();
    }

    /** Yes, no, nothing, capped, capped and used up, suppressed, in several countries, and nobody; some of them twice. */
    private static List<String> population(int people) {
        String run = UUID.randomUUID().toString();
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            String address = i + "." + run + "@example.org";
            addresses.add(address);
            if (i % 7 == 0) {
                continue;
            }
            long id = new Recipients(DATABASE, CLOCK).add(new Recipient(0, i % 5 == 0 ? Audience.PROFESSIONAL : Audience.CONSUMER,
                    "test", new String[] {"FR", "DE", null, "US", "ZZ"}[i % 5], "fr", null,
                    i % 3 == 0 ? Map.of("customerSince", "2025-01-02") : Map.of(), List.of(new Address(Channel.EMAIL, address)))).id();
            Frequency cap = i % 4 == 1 ? Frequency.atMost(1, Frequency.Per.WEEK) : null;
            if (i % 6 != 2) {
                CONSENTS.grant(id, List.of(new Wish(new Cell(Scope.purpose(LETTER.id()), Channel.EMAIL), i % 6 != 3, cap, null)),
                        new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, 0, 0, "fr"));
            }
            if (i % 8 == 1) {
                new ContactHistory(DATABASE).reserve(id, UUID.randomUUID(), STREAM, NOW.minusSeconds(60), held -> true);
            }
            if (i % 11 == 5) {
                new Suppressions(DATABASE, CLOCK, VAULT).suppress(Channel.EMAIL, address, i % 2 * 7, SuppressionReason.COMPLAINT);
            }
            if (i % 13 == 0) {
                addresses.add(address.toUpperCase());
            }
        }
        return addresses;
    }

    @Test
    void a_batch_is_its_questions_one_by_one() throws IOException {
        DecisionDesk desk = desk(DATABASE);
        List<String> addresses = population(120);
        List<String> together = answers(desk, addresses);
        List<String> apart = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            Decision alone = desk.ask(new Question(STREAM, addresses.get(i), NOW), (String) null);
            apart.add("{\"line\":" + (i + 1) + "," + Asking.text(json -> DecisionJson.write(json, alone, null)).substring(1));
        }
        assertEquals(apart.stream().map(BatchRunIT::withoutId).toList(), together.stream().map(BatchRunIT::withoutId).toList());
        for (String verdict : List.of("ALLOW", "DEFER", "REFUSE")) {
            assertTrue(together.stream().anyMatch(line -> line.contains("\"verdict\":\"" + verdict + "\",\"")), "somebody gets " + verdict);
        }
    }

    private static String withoutId(String line) {
        return line.replaceFirst("\"decision\":\"[^\"]+\"", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1999, 2000, 2001, 7003})
    void however_many_lines_there_are_each_has_its_answer_in_its_place(int lines) throws IOException {
        List<String> answers = answers(desk(DATABASE), java.util.Collections.nCopies(lines, "nobody@example.com"));
        assertEquals(lines, answers.size());
        for (int i = 0; i < lines; i++) {
            assertTrue(answers.get(i).startsWith("{\"line\":" + (i + 1) + ","), answers.get(i));
        }
    }

    @Test
    void without_the_database_every_line_is_refused() throws IOException {
        AtomicLong asked = new AtomicLong();
        DataSource away = (DataSource) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    asked.incrementAndGet();
                    throw new SQLException("no connection", "08001");
                });
        List<String> answers = answers(desk(away), java.util.Collections.nCopies(50_000, "nobody@example.com"));
        assertEquals(50_000, answers.stream().filter(a -> a.contains("\"verdict\":\"REFUSE\",\"reasons\":[{\"rule\":\"unavailable\"")).count());
        assertTrue(asked.get() < 30, asked + " attempts: it is left alone for a moment");
    }

    @Test
    void one_persons_broken_record_costs_nobody_else_an_answer() throws Exception {
        List<String> addresses = population(30);
        try (var connection = DATABASE.getConnection(); var sql = connection.createStatement()) {
            sql.execute("update choice set frequency = 'NONSENSE' where recipient_id = (select recipient_id from address where normal = '"
                    + addresses.get(5) + "')");
        }
        List<String> answers = answers(desk(DATABASE), addresses);
        assertEquals(1, answers.stream().filter(a -> a.contains("unavailable")).count());
        assertTrue(answers.get(5).contains("unavailable"));
    }

    @Test
    void who_hangs_up_stops_the_work() {
        AtomicBoolean endless = new AtomicBoolean(true);
        InputStream body = new InputStream() {
            private final byte[] line = "{\"address\":\"nobody@example.com\"}\n".getBytes(StandardCharsets.US_ASCII);

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] to, int at, int length) {
                System.arraycopy(line, 0, to, at, line.length);
                return endless.get() ? line.length : -1;
            }
        };
        OutputStream gone = new OutputStream() {
            private int taken;

            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (taken++ > 2) {
                    throw new IOException("broken pipe");
                }
            }
        };
        assertThrows(IOException.class, () -> run(desk(DATABASE), body, gone));
    }
}
