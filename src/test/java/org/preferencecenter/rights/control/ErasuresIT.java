package org.preferencecenter.rights.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.control.EvidenceFiles;
import org.preferencecenter.consent.control.Intakes;
import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Evidence;
import org.preferencecenter.consent.entity.Intake;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Chain;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.rights.entity.Copy;
import org.preferencecenter.rights.entity.RightKind;
import org.preferencecenter.rights.entity.RightsLetter;
import org.preferencecenter.rights.entity.RightsRequest;

/** Somebody of whom every table holds something: the copy tells all of it, and after the erasure nothing is left. */
class ErasuresIT {

    private House house;
    private final String mark = "zoe" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    private final String mailbox = mark + "@example.org";
    private long id;

    @BeforeEach
    void somebody() throws Exception {
        house = new House();
        id = house.somebody(mark);
        house.consents.grant(id, List.of(new Wish(new Cell(Scope.topic(1), Channel.EMAIL), true, null, null)),
                Origin.recipient("form", "fr"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<Entry> entries() {
        return Transaction.reading(house.database, connection -> house.ledger.of(connection, id));
    }

    private byte[] head() {
        return Transaction.reading(house.database, connection -> {
            try (var select = connection.prepareStatement("select ledger_head from recipient where id = " + id); var row = select.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        });
    }

    @Test
    void a_copy_tells_every_table_that_holds_something_and_nobody_elses_rows() throws Exception {
        house.everywhere(id, mark, "+33 6 39 98 70 01");
        house.asked(id, RightKind.RECTIFICATION, mark);
        String other = "other" + UUID.randomUUID().toString().substring(0, 8);
        house.everywhere(house.somebody(other), other, "+33 6 39 98 70 02");
        house.files.refer(new EvidenceFiles.About(id, house.files.of(id).get(0).change(), house.brand,
                Origin.agent(House.DPO, "office", null, 0, null)), "Recording " + mark);
        Copy copy = house.copies.of(id, Catalogue.EMPTY, "fr");
        // The sealer and the form's own store fill these two; the letter is nobody's to read before it is mailed.
        Set<String> empty = copy.tables().stream().filter(rows -> rows.rows().isEmpty()).map(Copy.Rows::table).collect(Collectors.toSet());
        assertEquals(Set.of("ledger_leaf", "sign_up", "rights_letter"), empty);
        String json = new String(CopyFiles.json(copy), StandardCharsets.UTF_8);
        for (String told : List.of(mailbox, "Name " + mark, "ext-" + mark, "because " + mark, "said " + mark, "words " + mark, "text " + mark,
                "note " + mark, "why " + mark, "\"GRANTED\"", "TOPIC:1", "\"person.viewed\"", "+33 6 39 98 70 01", mark + " quai", mark + ".pdf",
                "Recording " + mark)) {
            assertTrue(json.contains(told), told);
        }
        assertFalse(json.contains(other) || json.contains("70 02"), "nobody else's");
        assertFalse(json.contains("\\\\x"), "no octets that nobody can read");
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        new CopyFiles(house.files).zip(copy, octets);
        Map<String, String> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(octets.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertTrue(files.get("address.csv").contains(mailbox));
        // The reference is its words, and those are in the rows.
        String form = copy.files().stream().map(Copy.Enclosed::name).filter(name -> name.endsWith("-form.pdf")).findFirst().orElseThrow();
        assertEquals("%PDF-1.7 " + mark, files.get(form));
        assertEquals(Stream.concat(copy.tables().stream().map(Copy.Rows::table).filter(table -> !empty.contains(table))
                .map(table -> table + ".csv"), Stream.of("data.json", form)).collect(Collectors.toSet()), files.keySet());
    }

    @Test
    void after_an_erasure_no_column_of_any_table_holds_anything_of_the_person() throws Exception {
        house.everywhere(id, mark, "+33 6 39 98 70 03");
        long joined = house.somebody(mark + "2");
        house.run("update recipient set joined_to = " + id + " where id = " + joined);
        house.run("update address set recipient_id = " + id + " where recipient_id = " + joined);
        RightsRequest request = house.asked(id, RightKind.ERASURE, mark);
        RightsRequest other = house.asked(id, RightKind.RECTIFICATION, mark);
        Set<String> before = house.where(mark);
        assertTrue(before.size() > 15, "it is looked for where it is: " + before);
        assertTrue(house.desk.erase(request, House.DPO, House.letter(RightsLetter.Type.DONE, request, mailbox)));
        assertEquals(Set.of(), house.where(mark));
        assertEquals(Set.of(), house.where("39 98 70 03"));
        // The ledger is whole, and says so by itself.
        List<Entry> entries = entries();
        assertEquals(Optional.empty(), Chain.check(entries, head()));
        Entry last = entries.get(entries.size() - 1);
        assertEquals("erasure", last.kind());
        assertEquals(request.id().toString(), last.facts().get("request"));
        assertEquals(House.DPO, last.facts().get("agent"));
        assertEquals(RightsRequest.State.DONE, house.requests.find(request.nr()).orElseThrow().state());
        assertEquals(RightsRequest.State.DONE, house.requests.find(other.nr()).orElseThrow().state(), "nobody is left to answer");
        assertTrue(house.recipients.erased(id) && house.recipients.erased(joined));
        // The letter that confirms it still knows where to go, once.
        RightsOutbox.Due due = mine(request);
        assertEquals(mailbox, due.letter().address());
        house.outbox.done(due);
        assertEquals(0, house.number("select count(*) from rights_letter where request_nr = " + request.nr()));
    }

    private RightsOutbox.Due mine(RightsRequest request) {
        for (Optional<RightsOutbox.Due> due = house.outbox.take(); due.isPresent(); due = house.outbox.take()) {
            if (due.get().request() == request.nr()) {
                return due.get();
            }
        }
        throw new AssertionError("no letter about it waits");
    }

    @Test
    void who_was_erased_stays_nobody_whatever_is_imported_and_an_old_link_still_stops() throws Exception {
        // Suppressed by hand before: an erasure is not lifted as that would be.
        house.suppressions.suppressAs(Channel.EMAIL, mailbox, Channel.ANY, 0, 1, "asked by telephone");
        assertTrue(house.desk.erase(house.asked(id, RightKind.ERASURE, ""), House.DPO, null));
        assertEquals(Set.of(SuppressionReason.ERASURE), house.suppressions.reasons(Channel.EMAIL, mailbox.toUpperCase(), house.brand));
        assertTrue(house.suppressions.of(Channel.EMAIL, mailbox).stream().noneMatch(one -> one.liftedBySignUp(house.brand)));
        Intake line = new Intake(List.of(new Recipient.Address(Channel.EMAIL, " " + mailbox.toUpperCase() + " ")), Intake.Person.NOBODY,
                List.of(), null, house.clock.instant());
        Origin from = new Origin(Origin.Actor.IMPORT, "import", CaptureMode.ACTIVE_OPT_IN, 0, 0, null);
        try (Connection connection = house.database.getConnection()) {
            connection.setAutoCommit(false);
            house.intakes.take(connection, new Intakes.Order(house.brand, UUID.randomUUID(), from, from, house.clock.instant(), false),
                    List.of(line));
            connection.commit();
        }
        assertTrue(house.recipients.byAddress(Channel.EMAIL, mailbox).isEmpty());
        assertEquals(Set.of(), house.where(mark));
        int seq = entries().size();
        assertFalse(house.consents.withdraw(new OneClick(id, Scope.topic(1), 0, true)).toCompletableFuture().join().repeated());
        assertEquals(seq + 1, entries().size());
        assertEquals(Optional.empty(), Chain.check(entries(), head()));
    }

    @Test
    void whoever_presses_at_the_same_time_erases_once_and_what_breaks_erases_nothing() {
        RightsRequest request = house.asked(id, RightKind.ERASURE, mark);
        // An account that is no number of ours stands for a database that refuses one of the steps.
        house.run("alter table stop_reason rename to stop_reason_away");
        try {
            assertThrows(DatabaseAway.class, () -> house.desk.erase(request, House.DPO, null));
        } finally {
            house.run("alter table stop_reason_away rename to stop_reason");
        }
        assertEquals(2, house.number("select count(*) from address where recipient_id = " + id), "all or nothing");
        assertTrue(house.requests.find(request.nr()).orElseThrow().open());
        assertEquals(1, Stream.generate(() -> CompletableFuture.supplyAsync(() -> house.desk.erase(request, House.DPO, null))).limit(4)
                .toList().stream().map(CompletableFuture::join).filter(done -> done).count());
        assertEquals(1, entries().stream().filter(entry -> entry.kind().equals("erasure")).count());
        assertFalse(house.desk.extend(request, House.TODAY, House.DPO, null), "who saw it before is told that it changed");
    }

    @Test
    void evidence_and_the_key_it_was_sealed_under_go_with_the_person_and_the_digest_that_stays_says_nothing() throws Exception {
        EvidenceFiles.About about = house.evidence(id, mark);
        Evidence one = house.files.of(id).get(0);
        assertEquals(1, house.number("select count(*) from evidence_piece where evidence_id = '" + one.id() + "'"));
        byte[] key = bytes("select sealed from person_key where recipient_id = " + id);
        assertTrue(house.desk.erase(house.asked(id, RightKind.ERASURE, ""), House.DPO, null));
        for (String gone : List.of("evidence where recipient_id = " + id, "evidence_piece where evidence_id = '" + one.id() + "'",
                "person_key where recipient_id = " + id)) {
            assertEquals(0, house.number("select count(*) from " + gone), gone);
        }
        assertEquals(List.of(), house.files.of(id));
        for (byte[] secret : List.of(key, one.salt(), one.sha256())) {
            assertEquals(Set.of(), house.where(HexFormat.of().formatHex(secret)), "neither key nor salt nor a bare hash");
        }
        assertEquals(Set.of("ledger_entry.leaf"), house.where(one.digestText()), "what commits to nothing anybody can open");
        assertEquals(Optional.empty(), Chain.check(entries(), head()));
        assertEquals(Evidence.Refusal.NOBODY, house.sign(about, mark).refusal(), "nothing comes after");
    }

    @Test
    void a_file_that_arrives_while_its_person_is_erased_is_not_left_behind() throws Exception {
        EvidenceFiles.About about = house.evidence(id, mark);
        RightsRequest request = house.asked(id, RightKind.ERASURE, "");
        List<CompletableFuture<?>> both = new java.util.ArrayList<>();
        for (int i = 0; i < 4; i++) {
            both.add(CompletableFuture.supplyAsync(() -> house.sign(about, mark)));
        }
        both.add(CompletableFuture.supplyAsync(() -> house.desk.erase(request, House.DPO, null)));
        for (int i = 0; i < 4; i++) {
            both.add(CompletableFuture.supplyAsync(() -> house.sign(about, mark)));
        }
        both.forEach(CompletableFuture::join);
        assertEquals(0, house.number("select count(*) from evidence where recipient_id = " + id));
        assertEquals(0, house.number("select count(*) from person_key where recipient_id = " + id));
        assertEquals(Optional.empty(), Chain.check(entries(), head()));
        assertEquals(Set.of(), house.where(mark));
    }

    private byte[] bytes(String sql) {
        return Transaction.reading(house.database, connection -> {
            try (var select = connection.prepareStatement(sql); var row = select.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        });
    }

    @Test
    void every_step_is_an_entry_and_the_words_go_with_the_answer() throws Exception {
        RightsRequest asked = house.asked(id, RightKind.RECTIFICATION, mark);
        assertEquals("words " + mark, asked.words());
        assertTrue(house.where("words " + mark).isEmpty(), "sealed");
        assertTrue(house.desk.extend(asked, House.TODAY.plusMonths(3), House.DPO, House.letter(RightsLetter.Type.EXTENDED, asked, mailbox)));
        RightsRequest longer = house.requests.find(asked.nr()).orElseThrow();
        assertEquals(House.TODAY.plusMonths(3), longer.due());
        assertTrue(house.desk.close(longer, RightsRequest.State.REFUSED, House.DPO, null));
        assertEquals("", house.requests.find(asked.nr()).orElseThrow().words());
        assertEquals(List.of("RECEIVED", "EXTENDED", "REFUSED"), entries().stream().filter(entry -> entry.kind().equals("right"))
                .map(entry -> entry.facts().get("state")).toList());
        assertEquals(1, house.told.size());
        // A node that dies with the letter in hand gives it to another.
        RightsOutbox.Due due = mine(asked);
        house.clock.wait(RightsOutbox.LEASE.plusSeconds(1));
        assertEquals(2, mine(asked).attempt());
        house.outbox.done(due);
        assertTrue(house.requests.open(List.of(house.brand), 10).isEmpty());
        assertEquals(List.of(asked.nr()), house.requests.closed(List.of(house.brand), 0, 10).stream().map(RightsRequest::nr).toList());
    }

    @Test
    void who_is_not_known_is_answered_too() {
        RightsRequest asked = house.asked(0, RightKind.ACCESS, mark);
        assertEquals(0, asked.recipient());
        assertFalse(asked.ready());
        assertTrue(house.desk.close(asked, RightsRequest.State.DONE, House.DPO, null));
    }
}
