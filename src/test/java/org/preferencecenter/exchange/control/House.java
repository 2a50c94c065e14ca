package org.preferencecenter.exchange.control;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.ContactHistory;
import org.preferencecenter.consent.control.Intakes;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.control.Reachable;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.control.DecisionLog;
import org.preferencecenter.decision.control.FactReader;
import org.preferencecenter.exchange.entity.ImportOrder;
import org.preferencecenter.exchange.entity.ImportOrder.FileForm;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.Profile;
import org.preferencecenter.exchange.entity.Status;
import org.preferencecenter.exchange.entity.Target;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.SetClock;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** A brand of its own on the tests' database, with all that imports and exports are made of. */
final class House {

    static final RuleBooks BOOKS = new RuleBooks();
    static final Vault VAULT = new Vault(new Secret(new byte[32]));
    static final LocalDate GIVEN = LocalDate.of(2025, 3, 14);

    final DataSource database = TestDatabase.dataSource();
    final SetClock clock = new SetClock();
    final String mark = UUID.randomUUID().toString().substring(0, 8);
    final Brand brand;
    final Purpose letter;
    final Purpose offers;
    final Notice notice;
    final Stream stream;
    final CollectionPoint point;
    final Catalog catalog;
    final Ledger ledger = new Ledger();
    final Suppressions suppressions = new Suppressions(database, clock, VAULT);
    final Recipients recipients = new Recipients(database, clock);
    final Consents consents;
    final Jobs jobs = new Jobs(database, clock);
    final FileStore files = new FileStore(database, clock, VAULT);
    final Imports imports;
    final Exports exports;
    final JobRunner runner;

    House() {
        int id = brandRow();
        brand = Samples.withId(id, new Brand("b" + mark, "Brand", mark + ".example", "us@" + mark + ".example", "1 rue", "#000000",
                "#ffffff", "fr"));
        letter = purpose(id * 10 + 1, "letter");
        offers = purpose(id * 10 + 2, "offers");
        notice = Samples.withId(id * 10 + 3, new Notice(letter, 1, "fr", "Les nouvelles", Instant.parse("2020-01-01T00:00:00Z")));
        point = Samples.withId(id * 10 + 4, new CollectionPoint(brand, "p" + mark, CollectionPoint.Kind.IMPORT,
                CaptureMode.ACTIVE_OPT_IN));
        stream = Samples.withId(id * 10 + 5, new Stream("s" + mark, letter, null, Channel.EMAIL, false));
        Catalogue catalogue = new Catalogue(List.of(brand), List.of(letter, offers), List.of(notice), List.of(stream), List.of(point));
        catalog = new Catalog(null) {
            @Override
            public Catalogue now() {
                return catalogue;
            }
        };
        Reach reach = Reach.in(catalogue);
        consents = new Consents(database, clock, Duration.ofDays(1), Duration.ofDays(3), reach, ledger, asked -> { }, 1);
        Intakes intakes = new Intakes(suppressions, ledger, reach);
        imports = new Imports(jobs, files, intakes, catalog, new org.preferencecenter.catalog.control.DeskScripts(database), BOOKS, VAULT, clock);
        Map<JobKind, JobWork.Opening> openings = new EnumMap<>(JobKind.class);
        openings.put(JobKind.CHECK, imports::open);
        openings.put(JobKind.IMPORT, imports::open);
        openings.put(JobKind.UNDO, imports::openUndo);
        DecisionDesk desk = new DecisionDesk(new FactReader(database, suppressions, new OppositionLists(database, VAULT), catalog),
                new ContactHistory(database), BOOKS, new DecisionLog(database), clock);
        exports = new Exports(database, files, new Reachable(database), suppressions, desk, catalog, clock);
        openings.put(JobKind.EXPORT, exports::open);
        openings.put(JobKind.SCREENING, new Screenings(files, new OppositionLists(database, VAULT), BOOKS, VAULT)::open);
        openings.put(JobKind.LIST, new ListLoads(files, new OppositionLists(database, VAULT), BOOKS, clock)::open);
        runner = new JobRunner(jobs, openings);
    }

    private Purpose purpose(int id, String code) {
        Purpose purpose = Samples.withId(id, new Purpose(brand, code, MessageNature.PROSPECTING, 1).over(Channel.EMAIL)
                .called("fr", code, code).on(LegalBasis.CONSENT, Audience.CONSUMER, "*"));
        purpose.publish(Instant.parse("2020-01-01T00:00:00Z"));
        return purpose;
    }

    private int brandRow() {
        return Integer.parseInt(ask("insert into brand (code, name, mail_domain, contact_email, postal_address, accent, accent_ink, "
                + "default_locale) values ('b" + mark + "', 'B', 'x.example', 'us@x.example', 'x', '#000000', '#ffffff', 'fr') "
                + "returning id").get(0));
    }

    List<String> ask(String sql) {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    long upload(String text) {
        return upload(text.getBytes(StandardCharsets.UTF_8));
    }

    long upload(byte[] bytes) {
        FileStore.Writing file = files.write(brand.id(), "people.csv", "CSV", FileStore.KEPT);
        try (OutputStream out = file) {
            out.write(bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return file.id();
    }

    /** An order with proof: consent to the letter, given on {@link #GIVEN}. */
    ImportOrder order(Target... columns) {
        return order("plain", null, columns);
    }

    ImportOrder order(String profile, Status everybody, Target... columns) {
        return new ImportOrder(new FileForm("UTF-8", ',', true, false), profile, List.of(columns), everybody, List.of(letter()),
                LegalBasis.CONSENT, GIVEN, point.id(), Map.of(letter.id(), notice.id()), "FR", Audience.CONSUMER, UUID.randomUUID());
    }

    /** As a system's own headings are understood. */
    ImportOrder guessed(String profile, Status everybody, String headings) {
        Profile known = Profiles.named(profile);
        return order(profile, everybody, java.util.Arrays.stream(headings.split(",")).map(heading -> known.guess(
                heading.replace("\"", "")).orElse(Target.IGNORED)).toArray(Target[]::new));
    }

    Cell letter() {
        return new Cell(Scope.purpose(letter.id()), Channel.EMAIL);
    }

    Target answer() {
        return Target.answer(Scope.purpose(letter.id()), Channel.EMAIL);
    }

    long ask(JobKind kind, ImportOrder order, long file) {
        return jobs.ask(new Jobs.Asked(kind, brand.id(), 0, order.json(), file, 0));
    }

    Job run(JobKind kind, ImportOrder order, String text) {
        return run(ask(kind, order, upload(text)));
    }

    long askUndo(long job) {
        return jobs.ask(new Jobs.Asked(JobKind.UNDO, brand.id(), 0, "{\"change\":\"" + UUID.randomUUID() + "\"}", 0, job));
    }

    /** Works until this job is done, with whatever waits before it. */
    Job run(long job) {
        while (jobs.find(job).orElseThrow().state().active()) {
            runner.next("node");
        }
        return jobs.find(job).orElseThrow();
    }

    String address(String local) {
        return local + "@" + mark + ".example";
    }

    long recipient(String local) {
        return recipients.byAddress(Channel.EMAIL, address(local)).orElseThrow().id();
    }

    boolean known(String local) {
        return recipients.byAddress(Channel.EMAIL, address(local)).isPresent();
    }

    String state(String local) {
        Choices choices = consents.choices(recipient(local));
        return choices.on(letter.scopes(), Channel.EMAIL).state().name();
    }

    String name(String local) {
        return ask("select name from recipient where id = " + recipient(local)).get(0);
    }

    List<String> remarks(long job) {
        return ask("select line || ':' || reason from import_line where job_id = " + job + " order by line, reason");
    }
}
