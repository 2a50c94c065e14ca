package org.preferencecenter.retention.control;

import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.ContactHistory;
import org.preferencecenter.consent.control.Continuing;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Renewals;
import org.preferencecenter.consent.control.Signs;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Renewal;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.control.DecisionLog;
import org.preferencecenter.decision.control.FactReader;
import org.preferencecenter.decision.entity.Facts;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.decision.entity.Reason;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.SetClock;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Sql;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;
import org.preferencecenter.retention.entity.Run;
import org.preferencecenter.rights.control.Erasing;
import org.preferencecenter.rights.control.RightsRequests;

/** The room on a database of its own: a run looks at everybody. One purpose, kept for sixty months where no rule says less. */
final class House implements AutoCloseable {

    static final int LETTER = 11;
    static final int BRAND = 7;
    private static final String TEMPLATE = "retention_empty";
    private static boolean made;

    final DataSource database;
    final SetClock clock = new SetClock();
    final Vault vault = new Vault(new Secret(new byte[32]));
    final Suppressions suppressions;
    final Recipients recipients;
    final Ledger ledger = new Ledger();
    final Consents consents;
    final Signs signs;
    final Renewals renewals;
    final Policies policies;
    final Runs runs;
    final Timetables timetables;
    final Walk walk;
    final Rounds rounds;
    final DueList dueList;
    /** Whose letter fails once, 0: nobody's. */
    volatile long failing;
    /** Who asks for a copy after their slice began. */
    volatile long asking;
    volatile Catalogue catalogue;
    /** Nobody's facts can be read. */
    volatile boolean unread;
    private final DecisionDesk desk;
    private final Stream stream;

    House() {
        this(database());
        brand();
    }

    /** @param existing with what there is in it */
    House(DataSource existing) {
        database = existing;
        suppressions = new Suppressions(database, clock, vault);
        recipients = new Recipients(database, clock);
        Brand brand = Samples.brand();
        Purpose purpose = Samples.purpose().on(LegalBasis.CONSENT, Audience.CONSUMER, "*");
        stream = Samples.withId(21, new Stream("letter", purpose, null, Channel.EMAIL, false));
        catalogue = new Catalogue(List.of(brand), List.of(purpose), List.of(), List.of(stream), List.of());
        shorten(60);
        Reach reach = scope -> Reach.in(catalogue).of(scope);
        consents = new Consents(database, clock, Duration.ofDays(30), Duration.ofHours(48), reach, ledger, needed -> { }, 1);
        signs = new Signs(database);
        renewals = new Renewals(database, clock, reach);
        policies = new Policies(database, clock);
        runs = new Runs(database, clock);
        RuleBooks books = new RuleBooks();
        timetables = new Timetables(database, clock, () -> catalogue, books);
        walk = new Walk(database, timetables);
        Catalog catalog = new Catalog(null) {
            @Override
            public Catalogue now() {
                return catalogue;
            }
        };
        FactReader reader = new FactReader(database, suppressions, new OppositionLists(database, vault), catalog) {
            @Override
            public List<Facts> read(List<Question> questions) {
                if (unread) {
                    throw new IllegalStateException("broken");
                }
                return super.read(questions);
            }
        };
        desk = new DecisionDesk(reader,
                new ContactHistory(database), books, new DecisionLog(database), clock);
        Deeds deeds = new Deeds(new Continuing(database, clock), timetables, renewals, new Erasing(suppressions)) {
            @Override
            boolean ask(Run run, long recipient, Brand of, Set<Integer> purposes, org.preferencecenter.retention.entity.Policy policy) {
                if (recipient == failing) {
                    failing = 0;
                    throw new org.preferencecenter.consent.control.DatabaseAway(new java.sql.SQLException("died here"));
                }
                return super.ask(run, recipient, of, purposes, policy);
            }

            @Override
            boolean end(Run run, long recipient, java.util.Collection<Integer> brands, org.preferencecenter.retention.entity.Policy policy,
                    java.util.function.LongPredicate waits) {
                if (recipient == asking) {
                    asks(recipient);
                }
                return super.end(run, recipient, brands, policy, waits);
            }
        };
        rounds = new Rounds(database, timetables, new Slices(database, timetables, deeds, new Askable(desk, timetables), renewals,
                new RightsRequests(database, vault)));
        dueList = new DueList(database, timetables, suppressions);
    }

    private static synchronized DataSource database() {
        if (!made) {
            TestDatabase.own(TEMPLATE);
            made = true;
        }
        DataSource own = TestDatabase.copy(TEMPLATE, "retention_" + UUID.randomUUID().toString().replace("-", ""));
        return own;
    }

    /** What letters and suppressions refer to. */
    void brand() {
        run("""
                insert into brand (id, code, name, mail_domain, contact_email, postal_address, accent, accent_ink, default_locale)
                overriding system value values (7, 'theatre', 'T', 'news.example.org', 'b@example.org', 'Nantes', '#7a1f3d', '#ffffff', 'fr')""");
    }

    /** The house's own term of the purpose from now on, in months. */
    void shorten(int months) {
        try {
            var field = Purpose.class.getDeclaredField("retentionMonths");
            field.setAccessible(true);
            field.set(catalogue.purposes().get(0), months);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        consents.close();
    }

    /** Somebody who said yes on a day and did nothing since. */
    long somebody(String name, String country, String yes) {
        Clock then = Clock.fixed(Instant.parse(yes), java.time.ZoneOffset.UTC);
        long id = new Recipients(database, then).add(new Recipient(0, Audience.CONSUMER, "form", country, "fr", null, Map.of(),
                List.of(new Recipient.Address(Channel.EMAIL, name + "@example.org")))).id();
        try (Consents past = consents.on(then)) {
            past.grant(id, List.of(new Wish(new Cell(Scope.purpose(LETTER), Channel.EMAIL), true, null, null)),
                    new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, 0, 0, "fr"));
        }
        return id;
    }

    void walk() {
        while (walk.next()) {
            continue;
        }
    }

    void walkAgain() {
        walk.again();
        walk();
    }

    /** Whatever there is to do now; letters are taken as they come. */
    void work() {
        for (int idle = 0; idle < 3;) {
            boolean more;
            try {
                more = rounds.next();
            } catch (org.preferencecenter.consent.control.DatabaseAway died) {
                more = true;
            }
            run("update confirmation set due_at = null where letter = 'RENEW' and due_at is not null");
            idle = more ? 0 : idle + 1;
        }
    }

    /** Day by day until then. */
    void until(String then) {
        while (clock.instant().isBefore(Instant.parse(then))) {
            Duration rest = Duration.between(clock.instant(), Instant.parse(then));
            clock.wait(rest.compareTo(Duration.ofDays(7)) > 0 ? Duration.ofDays(7) : rest.compareTo(Duration.ofDays(1)) > 0
                    ? Duration.ofDays(1) : rest);
            work();
        }
    }

    Run lastReal() {
        return runs.list(0, 100).stream().filter(run -> !run.dry()).findFirst().orElseThrow();
    }

    LocalDate due(long recipient, int purpose) {
        return Turn.in(database, connection -> Sql.select(connection,
                "select due_on from retention_clock where recipient_id = ? and purpose_id = ?", row -> row.getObject(1, LocalDate.class),
                recipient, purpose)).stream().findFirst().orElse(null);
    }

    int letters(long recipient) {
        return (int) number("select count(*) from confirmation where letter = 'RENEW' and recipient_id = " + recipient);
    }

    Renewal renewal(long recipient) {
        return renewals.find(recipient, (int) number("select max(id) from confirmation where kind = 'RENEWAL' and recipient_id = " + recipient))
                .orElseThrow();
    }

    Choices choices(long recipient) {
        return consents.choices(recipient);
    }

    State state(long recipient) {
        return choices(recipient).on(catalogue.purposes().get(0).scopes(), Channel.EMAIL).state();
    }

    /** The first reason of a decision. */
    String refusal(long recipient) {
        return refusals(recipient).get(0);
    }

    /** All that speaks against a message, and for it. */
    List<String> refusals(long recipient) {
        return desk.ask(new Question(stream, null, recipient, clock.instant(), false)).reasons().stream().map(Reason::rule).toList();
    }

    List<Entry> entries(long recipient) {
        return Turn.in(database, connection -> ledger.of(connection, recipient));
    }

    Entry last(long recipient) {
        List<Entry> entries = entries(recipient);
        return entries.get(entries.size() - 1);
    }

    byte[] head(long recipient) {
        return Turn.in(database, connection -> Sql.select(connection, "select ledger_head from recipient where id = ?",
                row -> row.getBytes(1), recipient)).get(0);
    }

    long number(String sql) {
        return Turn.in(database, connection -> Sql.select(connection, sql, row -> row.getLong(1))).get(0);
    }

    /** They ask for a copy, by letter. */
    void asks(long recipient) {
        run("insert into rights_request (id, brand_id, recipient_id, kind, way, received_on, entered_at, due_on) values ('"
                + UUID.randomUUID() + "', " + BRAND + ", " + recipient + ", 'ACCESS', 'LETTER', date '2026-11-19', now(), date '2026-12-19')");
    }

    void run(String sql) {
        Turn.in(database, connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    String explain(String sql) {
        List<String> lines = Turn.in(database, connection -> Sql.select(connection, sql, row -> row.getString(1)));
        return String.join("\n", lines);
    }
}
