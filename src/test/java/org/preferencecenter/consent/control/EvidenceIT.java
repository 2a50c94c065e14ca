package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.access.KeyBrand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.consent.entity.AgentAct;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Evidence;
import org.preferencecenter.consent.entity.Evidence.Refusal;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Told;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.EvidenceSettings;
import org.preferencecenter.platform.entity.Secret;

class EvidenceIT {

    private static final int AGATHE = 4711;
    private static final byte[] PDF = "%PDF-1.4 Ich, Zoe, sage ja. %%EOF".getBytes(StandardCharsets.ISO_8859_1);
    private static final Origin OFFICE = Origin.agent(AGATHE, "office", null, 0, null);

    private final Desk desk = new Desk();
    private final Vault vault = new Vault(new Secret(new byte[32]));
    private final EvidenceFiles evidence = files(new EvidenceSettings(1 << 20, 4));
    private final long id = Desk.recipient();
    private final UUID change = yes(id, 1);

    private EvidenceFiles files(EvidenceSettings limits) {
        return new EvidenceFiles(desk.database, desk, new Ledger(), new PersonKeys(vault), limits);
    }

    private UUID yes(long whose, int topic) {
        return desk.consents.grant(whose, List.of(new Wish(new Cell(Scope.topic(topic), Channel.EMAIL), true, null, null)),
                Origin.agent(AGATHE, "desk", CaptureMode.ACTIVE_OPT_IN, 0, null)).change();
    }

    @AfterEach
    void close() {
        assertEquals("", Desk.flaw(id), "the chain is whole, and the choices are what it says");
        desk.close();
    }

    private EvidenceFiles.About about(UUID what) {
        return new EvidenceFiles.About(id, what, 1, OFFICE);
    }

    private Evidence.Answer add(byte[] content) {
        return evidence.add(about(change), "Zoe_signed.html", new ByteArrayInputStream(content));
    }

    private byte[] read(Evidence one) throws IOException {
        try (InputStream in = evidence.read(one).orElseThrow()) {
            return in.readAllBytes();
        }
    }

    private static long count(String sql) {
        return Transaction.reading(org.preferencecenter.platform.TestDatabase.dataSource(), connection -> {
            try (var select = connection.createStatement(); var row = select.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Test
    void a_file_comes_back_as_it_was_and_the_ledger_holds_a_digest_of_it_that_says_nothing_without_its_salt() throws Exception {
        byte[] large = Arrays.copyOf(PDF, 700_000);   // three pieces
        new Random(7).nextBytes(large);
        System.arraycopy(PDF, 0, large, 0, PDF.length);
        UUID added = add(large).id();
        Evidence one = evidence.find(id, added).orElseThrow();
        assertArrayEquals(large, read(one));
        assertEquals("Zoe_signed.pdf", one.name(), "called what it is");
        assertEquals(Evidence.Medium.FORM, one.medium());
        assertEquals(List.of(one.id()), evidence.of(id).stream().map(Evidence::id).toList());
        Entry entry = Desk.entries(id).get(1);
        assertEquals(List.of("evidence", "ADDED", change.toString(), added.toString(), AGATHE), List.of(entry.kind(), entry.facts().get("act"),
                entry.facts().get("supports"), entry.facts().get("evidence"), entry.facts().get("agent")));
        MessageDigest salted = MessageDigest.getInstance("SHA-256");
        salted.update(one.salt());
        assertEquals(HexFormat.of().formatHex(salted.digest(large)), entry.facts().get("digest"));
        assertNotEquals(HexFormat.of().formatHex(one.sha256()), entry.facts().get("digest"), "no bare hash of what may be guessed");
        assertEquals("EVIDENCE.ADDED", Told.of(entry).orElseThrow().act());
        assertEquals(0, count("select count(*) from evidence where sealed::text ilike '%" + hex("Zoe_signed") + "%'"), "its name is sealed");
        assertEquals(0, count("select count(*) from evidence_piece where sealed::text ilike '%" + hex("Ich, Zoe") + "%'"));
        assertNotEquals(one.digestText(), evidence.find(id, add(large).id()).orElseThrow().digestText(), "the same file twice has two digests");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What is handed in, and why it is refused. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a page in a PDF's clothes            | <html>%PDF-1.4                              | TYPE
            a drawing                            | <svg onload=alert(1)>                       | TYPE
            a picture that is no picture         | GIF89a<script>alert(1)</script>             | TYPE
            nothing                              | ''                                          | EMPTY
            a PDF that runs a script             | %PDF-1.4 /OpenAction <</S /JavaScript>>     | ACTIVE
            a PDF that starts a program          | %PDF-1.4 <</S /Launch /F (cmd)>>            | ACTIVE
            a PDF with a file within             | %PDF-1.4 <</Type /EmbeddedFile>>            | ACTIVE
            a PDF whose letters are numbers      | %PDF-1.4 <</S /J#61va#53cript>>             | ACTIVE
            """)
    void what_is_not_taken_leaves_nothing_behind(String what, String content, Refusal why) {
        assertEquals(Evidence.Answer.of(why), add(content.getBytes(StandardCharsets.ISO_8859_1)), what);
        assertEquals(0, count("select count(*) from evidence where recipient_id = " + id));
        assertEquals(0, count("select count(*) from person_key where recipient_id = " + id), "no key for nothing");
        assertEquals(1, Desk.entries(id).size());
    }

    @Test
    void a_word_that_lies_across_two_pieces_is_found_too() {
        byte[] content = new byte[EvidenceIntake.PIECE + 100];
        Arrays.fill(content, (byte) ' ');
        System.arraycopy(PDF, 0, content, 0, 9);
        byte[] word = "/JavaScript".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(word, 0, content, EvidenceIntake.PIECE - 5, word.length);
        assertEquals(Refusal.ACTIVE, add(content).refusal());
    }

    @Test
    void there_is_a_limit_to_how_large_and_how_many_and_whose() {
        byte[] large = Arrays.copyOf(PDF, (1 << 20) + 1);
        assertEquals(Refusal.TOO_LARGE, add(large).refusal());
        assertTrue(add(Arrays.copyOf(PDF, 1 << 20)).id() != null, "the limit itself is taken");
        assertEquals(Refusal.NO_CHOICE, evidence.add(about(UUID.randomUUID()), "x", new ByteArrayInputStream(PDF)).refusal());
        long other = Desk.recipient();
        UUID theirs = yes(other, 2);
        assertEquals(Refusal.NO_CHOICE, evidence.add(about(theirs), "x", new ByteArrayInputStream(PDF)).refusal(), "another's choice");
        assertEquals(Refusal.NOBODY, evidence.add(new EvidenceFiles.About(987_654_321_000L, change, 1, OFFICE), "x",
                new ByteArrayInputStream(PDF)).refusal());
        for (int i = 0; i < 3; i++) {
            assertTrue(add(PDF).id() != null);
        }
        assertEquals(Refusal.TOO_MANY, add(PDF).refusal());
        assertEquals(Refusal.TOO_MANY, evidence.refer(about(change), "REC-1").refusal());
        assertThrows(UncheckedIOException.class, () -> evidence.add(about(change), "x", new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the sender is gone");
            }
        }));
        assertEquals(4, evidence.of(id).size());
    }

    @Test
    void where_a_recording_is_kept_is_evidence_without_a_file() {
        assertEquals(Refusal.EMPTY, evidence.refer(about(change), "  ").refusal());
        assertEquals(Refusal.LONG, evidence.refer(about(change), "x".repeat(201)).refusal());
        Evidence one = evidence.find(id, evidence.refer(about(change), " Recorder 3, call 2026-0042 ").id()).orElseThrow();
        assertEquals("Recorder 3, call 2026-0042", one.name());
        assertEquals(Evidence.Medium.REFERENCE, one.medium());
        assertTrue(evidence.read(one).isEmpty());
        assertEquals(0, count("select count(*) from evidence where sealed::text ilike '%" + hex("Recorder 3") + "%'"));
        assertTrue(Desk.entries(id).stream().noneMatch(entry -> entry.facts().toString().contains("Recorder")));
    }

    @Test
    void what_was_added_by_mistake_is_destroyed_and_the_ledger_says_so() {
        UUID added = add(PDF).id();
        assertFalse(evidence.remove(Desk.recipient(), added, OFFICE), "not by another's page");
        assertTrue(evidence.remove(id, added, OFFICE));
        assertFalse(evidence.remove(id, added, OFFICE));
        assertTrue(evidence.find(id, added).isEmpty());
        assertEquals(0, count("select count(*) from evidence_piece where evidence_id = '" + added + "'"));
        assertEquals("EVIDENCE.REMOVED", Told.of(Desk.entries(id).get(2)).orElseThrow().act());
    }

    @Test
    void a_piece_that_was_exchanged_moved_or_cut_off_is_noticed() throws Exception {
        byte[] large = Arrays.copyOf(PDF, 2 * EvidenceIntake.PIECE + 5);
        Evidence one = evidence.find(id, add(large).id()).orElseThrow();
        Evidence other = evidence.find(id, add(large).id()).orElseThrow();
        assertArrayEquals(large, read(other));
        Desk.run("update evidence_piece p set sealed = o.sealed from evidence_piece o where p.evidence_id = '" + one.id()
                + "' and p.seq = 2 and o.evidence_id = '" + other.id() + "' and o.seq = 2");
        assertThrows(IllegalStateException.class, () -> read(one));
        Desk.run("delete from evidence_piece where evidence_id = '" + other.id() + "' and seq = 3");
        assertThrows(IOException.class, () -> read(other));
        Desk.run("update evidence set pieces = 2 where id = '" + other.id() + "'");
        assertThrows(IOException.class, () -> read(other), "a shorter file is not the file");
        long stranger = Desk.recipient();
        Desk.run("update evidence set recipient_id = " + stranger + " where id = '" + other.id() + "'");
        Desk.run("insert into person_key select " + stranger + ", sealed, created_at from person_key where recipient_id = " + id);
        assertThrows(IllegalStateException.class, () -> evidence.of(stranger), "another's key opens nothing, in their row neither");
        Desk.run("delete from person_key where recipient_id = " + stranger);
    }

    @Test
    void many_at_once_make_one_key_and_never_more_than_the_limit_and_the_chain_stays_whole() {
        CountDownLatch together = new CountDownLatch(8);
        List<CompletableFuture<Evidence.Answer>> answers = IntStream.range(0, 8).mapToObj(i -> CompletableFuture.supplyAsync(() -> {
            together.countDown();
            try {
                together.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return add(PDF);
        }, work -> new Thread(work).start())).toList();
        List<Evidence.Answer> all = answers.stream().map(CompletableFuture::join).toList();
        assertEquals(4, all.stream().filter(answer -> answer.id() != null).count());
        assertTrue(all.stream().allMatch(answer -> answer.id() != null || answer.refusal() == Refusal.TOO_MANY), all.toString());
        assertEquals(1, count("select count(*) from person_key where recipient_id = " + id));
        assertEquals(4, evidence.of(id).size());
    }

    @Test
    void evidence_of_whoever_was_joined_goes_on_being_theirs() throws Exception {
        UUID added = add(PDF).id();
        long other = Desk.recipient();
        Desk.run("update recipient set joined_to = " + other + " where id = " + id);
        Evidence one = evidence.find(other, added).orElseThrow();
        assertEquals(id, one.recipient());
        assertArrayEquals(PDF, read(one));
        UUID second = evidence.add(about(change), "x", new ByteArrayInputStream(PDF)).id();
        assertEquals(other, evidence.find(other, second).orElseThrow().recipient(), "a choice of before may still be proven");
        Desk.run("update recipient set joined_to = null where id = " + id);
    }

    @Test
    void a_yes_by_word_of_mouth_is_in_the_ledger_with_the_version_that_was_read_and_one_without_is_refused() {
        AgentDeeds deeds = new AgentDeeds(desk.consents);
        List<Wish> wish = List.of(new Wish(new Cell(Scope.topic(3), Channel.EMAIL), true, null, null, 7));
        Origin origin = Origin.agent(AGATHE, "call", CaptureMode.ACTIVE_OPT_IN, 5, "fr");
        AgentAct.Note note = new AgentAct.Note(AGATHE, AgentAct.Reason.ASKED, null, "desk", 31, desk.instant());
        assertThrows(IllegalArgumentException.class, () -> deeds.choose(id, wish, origin, note));
        assertThrows(IllegalArgumentException.class, () -> deeds.choose(id, wish, origin.reading(31),
                new AgentAct.Note(AGATHE, AgentAct.Reason.ASKED, null, null, 31, desk.instant())));
        assertEquals(1, Desk.entries(id).size());
        Outcome asked = deeds.choose(id, wish, origin.reading(31), note);
        assertEquals(31, Desk.entries(id).get(1).facts().get("script"));
        desk.consents.confirm(id, asked.confirmation().orElseThrow(), Origin.recipient("confirm", "fr"));
        assertEquals(31, Desk.entries(id).get(2).facts().get("script"), "the answer in force proves by itself what was read");
        // Whatever code may forget, the database does not take.
        assertThrows(DatabaseAway.class, () -> Desk.run("insert into agent_act (recipient_id, change_id, account, reason, place, at)"
                + " values (" + id + ", gen_random_uuid(), 1, 'ASKED', 'desk', now())"));
    }

    @Test
    void a_stop_is_confirmed_in_writing_once_where_that_was_asked_for() throws Exception {
        AgentDeeds deeds = new AgentDeeds(desk.consents);
        int brand = (int) count("select id from brand where code = '" + KeyBrand.make(desk.database) + "'");
        AgentAct.Note note = new AgentAct.Note(AGATHE, AgentAct.Reason.ASKED, null, null, 0, desk.instant());
        Origin origin = Origin.agent(AGATHE, "call", CaptureMode.ACTIVE_OPT_OUT, 0, null);
        List<Wish> stop = List.of(new Wish(new Cell(Scope.topic(1), Channel.EMAIL), false, null, null));
        Outcome stopped = deeds.choose(id, stop, origin, note, brand);
        assertTrue(deeds.choose(id, stop, origin, note, brand).repeated());
        assertEquals(1, count("select count(*) from confirmation where letter = 'NOTED' and change_id = '" + stopped.change()
                + "' and recipient_id = " + id));
        deeds.choose(id, List.of(new Wish(new Cell(Scope.topic(2), Channel.EMAIL), false, null, null)), origin, note);
        assertEquals(1, count("select count(*) from confirmation where letter = 'NOTED' and recipient_id = " + id));
    }
}
