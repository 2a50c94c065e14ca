package org.preferencecenter.rights.control;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

import javax.sql.DataSource;

import org.preferencecenter.access.KeyBrand;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Continuing;
import org.preferencecenter.consent.control.EvidenceFiles;
import org.preferencecenter.consent.control.Intakes;
import org.preferencecenter.consent.control.PersonFiles;
import org.preferencecenter.consent.control.PersonKeys;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.consent.entity.Evidence;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.mail.control.KeptMail;
import org.preferencecenter.platform.SetClock;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.EvidenceSettings;
import org.preferencecenter.platform.entity.Secret;
import org.preferencecenter.rights.entity.Identity;
import org.preferencecenter.rights.entity.LetterWaits;
import org.preferencecenter.rights.entity.RightKind;
import org.preferencecenter.rights.entity.RightsLetter;
import org.preferencecenter.rights.entity.RightsRequest;
import org.preferencecenter.rights.entity.Way;
import org.preferencecenter.sms.control.UnclearTexts;

/** The room on a real database, with somebody of whom every table holds something. */
final class House implements AutoCloseable {

    static final int DPO = 4712;
    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    final DataSource database;
    final SetClock clock = new SetClock();
    final Vault vault = new Vault(new Secret(new byte[32]));
    final Suppressions suppressions;
    final Recipients recipients;
    final Ledger ledger = new Ledger();
    final Consents consents;
    final RightsRequests requests;
    final RightsOutbox outbox;
    final List<LetterWaits> told = new ArrayList<>();
    final RightsDesk desk;
    final Copies copies;
    final Intakes intakes;
    final EvidenceFiles files;
    final int brand;

    House() throws SQLException {
        this(TestDatabase.dataSource());
    }

    House(DataSource database) throws SQLException {
        this.database = database;
        suppressions = new Suppressions(database, clock, vault);
        recipients = new Recipients(database, clock);
        consents = new Consents(database, clock, Duration.ofDays(30), Duration.ofHours(48), Reach.UNKNOWN, ledger, needed -> { }, 1);
        requests = new RightsRequests(database, vault);
        outbox = new RightsOutbox(database, clock, vault);
        desk = desk(new Erasing(suppressions));
        intakes = new Intakes(suppressions, ledger, Reach.UNKNOWN);
        files = new EvidenceFiles(database, clock, ledger, new PersonKeys(vault), EvidenceSettings.USUAL);
        copies = new Copies(database, clock, suppressions, new PersonFiles(database, ledger), files, vault);
        brand = (int) number("select id from brand where code = '" + KeyBrand.make(database) + "'");
    }

    /** A desk that erases as it is told. */
    RightsDesk desk(Erasing erasing) {
        return new RightsDesk(database, clock, new Continuing(database, clock), requests, outbox, erasing,
                (java.util.function.Consumer<LetterWaits>) told::add);
    }

    @Override
    public void close() {
        consents.close();
    }

    long number(String sql) {
        return Transaction.reading(database, connection -> {
            try (Statement select = connection.createStatement(); ResultSet row = select.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    void run(String sql) {
        Transaction.reading(database, connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** Somebody; every text about them holds the mark. */
    long somebody(String mark) {
        return recipients.add(new Recipient(0, Audience.CONSUMER, "said-" + mark, "FR", "fr", "Europe/Paris", Map.of("function", mark),
                List.of(new Recipient.Address(Channel.EMAIL, mark + "@example.org"), new Recipient.Address(Channel.POST, mark + " quai"))))
                .id();
    }

    /** Puts something of theirs into every table that can hold it. @param number a telephone number of theirs */
    void everywhere(long id, String mark, String number) {
        String hash = "'\\x" + HexFormat.of().formatHex(suppressions.hash(Channel.EMAIL, mark + "@example.org")) + "'";
        String uuid = "'" + UUID.randomUUID() + "'";
        run("update recipient set name = 'Name " + mark + "', external_id = 'ext-" + mark + "' where id = " + id);
        run("insert into recipient_name values ('name " + mark + "', " + id + ")");
        run("insert into address (recipient_id, channel, value, normal) values (" + id + ", 'SMS', '" + number + "', '" + number + "')");
        evidence(id, mark);
        run("insert into stop_reason values (" + id + ", " + uuid + ", " + brand + ", 2, 1, 'OTHER', 'because " + mark + "', now())");
        run("insert into agent_act values (" + id + ", " + uuid + ", 1, 'OTHER', 'said " + mark + "', 'place " + mark + "', 1, now())");
        run("insert into contact (recipient_id, id, stream_id, scope_kind, scope_id, channel, at, sent, sender_key) values (" + id + ", "
                + uuid + ", 999999, 4, 1, 1, now(), true, '" + brand + ":" + mark + "')");
        run("insert into decision (recipient_id, id, at, stream_id, verdict, grounds_id, rule_book_id, asked_by) values (" + id + ", "
                + uuid + ", now(), 999999, 2, 999999, 999999, 'mail')");
        run("insert into confirmation (recipient_id, kind, brand_id, expires_at, mailed_to, locale) values (" + id + ", 'VISIT', " + brand
                + ", now(), '" + mark + "@example.org', 'fr')");
        for (long whose : new long[] {id, somebody("other-" + UUID.randomUUID())}) {
            long claim = number("insert into confirmation (recipient_id, kind, brand_id, expires_at) values (" + whose + ", 'CLAIM', " + brand
                    + ", now()) returning id");
            run("insert into address_claim (id, recipient_id, channels, value) values (" + claim + ", " + whose + ", '{EMAIL}', '"
                    + mark.toUpperCase(java.util.Locale.ROOT) + "@example.org')");
            run("insert into address_correction values (" + claim + ", array[gen_random_uuid()], 1, 'call', 'moved " + mark + "')");
        }
        run("insert into import_effect (job_id, recipient_id, created, was, made) values (" + job() + ", " + id + ", true, '{\"name\":\""
                + mark + "\"}', '{}')");
        run("insert into returned (key, at, kind, recipient_id, address_hash, status, done) values (decode(md5('" + mark
                + "') || md5('2'), 'hex'), now(), 'SOFT', " + id + ", " + hash + ", '4.2.2', false)");
        run("insert into kept_mail (brand_id, recipient_id, at, why, sealed) values (" + brand + ", " + id + ", now(), 'REPLY', '\\x"
                + sealed(KeptMail.LABEL, mark + "@example.org\nsubject\nwords " + mark) + "')");
        run("insert into sms_unclear (brand_id, recipient_id, received_at, sealed) values (" + brand + ", " + id + ", now(), '\\x"
                + sealed(UnclearTexts.LABEL, number + "\ntext " + mark) + "')");
        suppressions.suppressAs(Channel.EMAIL, mark + "@example.org", Channel.ANY, 0, 1, "note " + mark);
        run("insert into suppression_release (hash, brand_id, channel, reason, asked_by, asked_at, why) values (" + hash + ", 0, 'ANY',"
                + " 'MANUAL', 1, now(), 'why " + mark + "')");
        run("insert into audit (at, account_id, action, subject) values (now(), 1, 'person.viewed', 'recipient:" + id + "')");
        run("insert into tally_person values (" + id + ", '{1}')");
        run("insert into renewal (id, purposes, last_day) values (" + number("insert into confirmation (recipient_id, kind, brand_id,"
                + " expires_at) values (" + id + ", 'RENEWAL', " + brand + ", now()) returning id") + ", '{1}', date '2023-11-22')");
        run("insert into retention_clock (recipient_id, purpose_id, jurisdiction, last_day, due_on) values (" + id
                + ", 1, 'FR', date '2023-11-22', date '2026-11-22')");
        run("insert into retention_archive values (" + hash + ", " + id + ", date '2031-11-22')");
        run("insert into tally_late values (999999, now(), " + id + ", now())");
    }

    /** What somebody signed when they stopped everything. */
    EvidenceFiles.About evidence(long id, String mark) {
        UUID change = consents.stopEverything(id, Scope.brand(brand), Origin.recipient("form", "fr")).change();
        EvidenceFiles.About about = new EvidenceFiles.About(id, change, brand, Origin.agent(DPO, "office", null, 0, null));
        sign(about, mark);
        return about;
    }

    Evidence.Answer sign(EvidenceFiles.About about, String mark) {
        return files.add(about, mark + ".pdf", new ByteArrayInputStream(("%PDF-1.7 " + mark).getBytes(StandardCharsets.UTF_8)));
    }

    private long job() {
        return number("insert into job (kind, brand_id, parameters, created_at) values ('IMPORT', " + brand + ", '{}', now()) returning id");
    }

    String sealed(String label, String text) {
        return HexFormat.of().formatHex(vault.seal(label, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Every table and column in which the text stands, in clear or as octets: what a dump of the database would show. */
    TreeSet<String> where(String text) throws SQLException {
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        TreeSet<String> found = new TreeSet<>();
        try (Connection connection = database.getConnection(); Statement tables = connection.createStatement();
                Statement select = connection.createStatement();
                ResultSet column = tables.executeQuery("""
                        select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
                            and not a.attisdropped""")) {
            while (column.next()) {
                String name = "\"" + column.getString(1) + "\".\"" + column.getString(2) + "\"";
                try (ResultSet row = select.executeQuery("select exists (select from \"" + column.getString(1) + "\" where " + name
                        + "::text ilike '%" + text + "%' or " + name + "::text like '%" + hex + "%')")) {
                    row.next();
                    if (row.getBoolean(1)) {
                        found.add(column.getString(1) + "." + column.getString(2));
                    }
                }
            }
        }
        return found;
    }

    /** A request whose sender is known. @param mark what they wrote */
    RightsRequest asked(long recipient, RightKind kind, String mark) {
        return requests.find(desk.open(new RightsDesk.Asked(brand, recipient, kind, Way.PHONE, TODAY, TODAY.plusMonths(1), DPO,
                Identity.QUESTIONS, "words " + mark, Origin.agent(DPO, RightsDesk.VIA, null, 0, null)), null)).orElseThrow();
    }

    static RightsLetter letter(RightsLetter.Type type, RightsRequest request, String address) {
        return new RightsLetter(type, request.kind(), request.brand(), address, "fr", request.received(), request.due(), "");
    }
}
