package org.preferencecenter.exchange.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.preferencecenter.catalog.control.DeskScripts;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.consent.control.AgentDeeds;
import org.preferencecenter.consent.control.CatalogueReach;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.EvidenceFiles;
import org.preferencecenter.consent.control.PersonFiles;
import org.preferencecenter.consent.control.PersonKeys;
import org.preferencecenter.consent.entity.AgentAct;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.control.LedgerBroken;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.EvidenceSettings;
import org.preferencecenter.platform.entity.Secret;
import org.preferencecenter.ledger.control.LogFixture;
import org.preferencecenter.ledger.control.Proofs;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.ProofCheck;
import org.preferencecenter.ledger.entity.ProofFile;
import org.preferencecenter.ledger.entity.ProofVerdict;
import org.preferencecenter.platform.TestDatabase;

class ProofFilesIT {

    private final LogFixture log = new LogFixture(TestDatabase.own("proving_" + UUID.randomUUID().toString().replace('-', '_')));
    private final House house = new House();
    private final Clock clock = Clock.fixed(LogFixture.AT.plusSeconds(900), ZoneOffset.UTC);
    private final DeskScripts scripts = new DeskScripts(log.database);
    private final EvidenceFiles evidence = new EvidenceFiles(log.database, clock, new Ledger(),
            new PersonKeys(new Vault(new Secret(new byte[32]))), EvidenceSettings.USUAL);
    private final ProofFiles files = new ProofFiles(log.database, house.catalog::now, log.checkpoints, log.keys, new Proofs(),
            new ProofsBeside(scripts, new PersonFiles(log.database, new Ledger()), evidence), clock);

    private final Reach reach = new CatalogueReach(house.catalog::now, log.database);

    private Map<String, Object> said(String state) {
        Map<String, Object> facts = new TreeMap<>(Map.of("scope", "PURPOSE:1", "channel", "EMAIL", "state", state, "epoch", 1, "notice", house.notice.id(), "collectionPoint",
                house.point.id(), "locale", "fr", "change", "00000000-0000-0000-0000-000000000001", "via", "sign-up"));
        facts.put("actor", "RECIPIENT");
        facts.put("shown", reach.shown(house.notice.id()).orElseThrow());
        return facts;
    }

    private String key() throws SQLException {
        try (Connection connection = log.database.getConnection()) {
            return log.keys.list(connection).get(0).key().vkey();
        }
    }

    private List<String> steps(ProofFile file) throws SQLException {
        List<ProofCheck.Step> steps = ProofCheck.of(file.json(), Optional.of(key()));
        assertTrue(steps.stream().allMatch(ProofCheck.Step::holds), steps.toString());
        return steps.stream().map(ProofCheck.Step::key).toList();
    }

    @Test
    void a_persons_history_can_be_checked_by_whoever_has_nothing_but_the_file() throws SQLException {
        assertThrows(ProofFiles.NothingSealed.class, () -> files.of(7, 0, LogFixture.AT));
        log.append(1, 40);
        log.append(7, said("GRANTED"));
        log.append(2, 40);
        log.sealAll();
        log.append(7, said("WITHDRAWN"));
        log.sealAll();

        ProofFile now = files.of(7, 1, LogFixture.AT.plusSeconds(100));
        assertEquals(List.of("form", "signature", "chain", "inclusion", "head", "notices", "state", "about", "standing"), steps(now));
        assertEquals(List.of(40L, 81L), now.entries().stream().map(ProofFile.Proven::index).toList());
        assertEquals(new ProofFile.Standing("PURPOSE:1", "EMAIL", "WITHDRAWN", 2), now.state().get(0));
        assertEquals(List.of("Les nouvelles"), now.notices().stream().map(ProofFile.Shown::wording).toList());
        assertEquals(List.of("IMPORT ACTIVE_OPT_IN"), now.points().stream().map(point -> point.kind() + " " + point.capture()).toList());

        // About one purpose all entries are there, and the state is told of that purpose; what reaches it is told, too.
        ProofFile one = files.of(7, house.letter.id(), LogFixture.AT.plusSeconds(100));
        steps(one);
        assertEquals(List.of(), one.state(), "answers about another purpose");
        assertEquals(2, one.entries().size());

        // On that day: one second after the first entry, one before the second; and before there was any.
        ProofFile then = files.of(7, 1, LogFixture.AT.plusSeconds(1));
        steps(then);
        assertEquals(List.of(new ProofFile.Standing("PURPOSE:1", "EMAIL", "GRANTED", 1)), then.state());
        ProofFile before = files.of(7, 1, Instant.parse("2020-01-01T00:00:00Z"));
        assertEquals(List.of(), before.state());
        assertEquals(2, before.entries().size());

        log.append(7, said("GRANTED"));
        assertTrue(steps(files.of(7, 0, LogFixture.AT.plusSeconds(100))).contains("unsealed"), "newer than the checkpoint, and told so");
        assertEquals(List.of(), files.of(555, 0, LogFixture.AT).entries(), "nobody");
        steps(files.of(555, 0, LogFixture.AT));
    }

    /** What nobody may leave out: the end, signed by every key that signed the checkpoint, and the stop of a brand. */
    @Test
    void the_end_is_signed_for_whoever_trusts_an_older_key_and_a_stop_of_a_brand_is_always_told() throws SQLException {
        log.append(11, said("GRANTED"));
        log.append(11, Map.of("scope", "BRAND:4711", "channel", "ANY", "state", "WITHDRAWN", "epoch", 1, "via", "one-click", "actor", "RECIPIENT"));
        log.sealAll();
        String old = key();
        log.keys.rotate(log.database);
        log.append(12, 1);
        log.sealAll();
        ProofFile file = files.of(11, house.letter.id(), LogFixture.AT.plusSeconds(100_000));
        for (String trusted : List.of(old, key(), old + " " + key())) {
            List<ProofCheck.Step> steps = ProofCheck.of(file.json(), Optional.of(trusted));
            assertEquals(ProofVerdict.ALL, ProofVerdict.of(steps), trusted + ": " + steps);
        }
        assertEquals(List.of("BRAND:4711"), file.state().stream().map(ProofFile.Standing::scope).toList());
        assertEquals(file.made(), file.asOf(), "of what is to come nothing is told");
    }

    /** Whoever cuts off the end in the database gets no signature for what is left. */
    @Test
    void no_end_is_signed_that_the_log_knows_otherwise() throws SQLException {
        log.append(13, 3);
        log.sealAll();
        assertEquals(3, files.of(13, 0, LogFixture.AT).entries().size());
        try (Connection connection = log.database.getConnection(); Statement sql = connection.createStatement()) {
            replica(sql).execute("delete from ledger_entry where recipient_id = 13 and seq = 3");
        }
        assertThrows(LedgerBroken.class, () -> files.of(13, 0, LogFixture.AT), "the row of the person knows better");
        try (Connection connection = log.database.getConnection(); Statement sql = connection.createStatement()) {
            replica(sql).execute("update recipient r set ledger_seq = 2, ledger_head = e.hash from ledger_entry e"
                    + " where r.id = 13 and e.recipient_id = 13 and e.seq = 2");
        }
        assertThrows(LedgerBroken.class, () -> files.of(13, 0, LogFixture.AT), "the leaves of the tree know better");
    }

    /** Evidence of somebody who became part of another record is destroyed there: their own entries do not tell, and accuse nobody. */
    @Test
    void evidence_destroyed_after_a_join_fails_no_file() throws SQLException {
        long theirs = oral();
        long ours = 70_002;
        log.recipient(ours);
        try (Connection connection = log.database.getConnection(); Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select ledger_seq, ledger_head from recipient where id = " + theirs)) {
            row.next();
            Entry last = new Entry(theirs, row.getInt(1) + 1, clock.instant().plusSeconds(2), "join", new TreeMap<>(Map.of("side", "JOINED",
                    "change", UUID.randomUUID().toString(), "via", "details", "actor", "RECIPIENT")), row.getBytes(2));
            new Ledger().append(connection, List.of(last));
            replica(sql).execute("update recipient set joined_to = " + ours + ", ledger_seq = " + last.seq() + ", ledger_head = '\\x"
                    + HexFormat.of().formatHex(last.hash()) + "' where id = " + theirs);
        }
        ProofFile joined = files.of(theirs, 0, LogFixture.AT.plusSeconds(2000));
        UUID id = UUID.fromString(joined.evidence().get(0).id());
        assertTrue(evidence.remove(ours, id, Origin.agent(4711, "office", null, 0, null)));
        log.sealAll();
        List<String> steps = steps(files.of(theirs, 0, LogFixture.AT.plusSeconds(2000)));
        assertTrue(steps.containsAll(List.of("head", "joined", "evidence", "elsewhere")), steps.toString());
        steps(files.of(ours, 0, LogFixture.AT.plusSeconds(2000)));
    }

    /** A yes by word of mouth at a desk, and the form that was signed there. */
    private long oral() throws SQLException {
        long id = 70_001;
        log.recipient(id);
        int script;
        // The desk itself is in no database here: only what was read there.
        try (Connection connection = log.database.getConnection(); Statement insert = connection.createStatement();
                ResultSet row = replica(insert).executeQuery("insert into desk_script (collection_point_id, version, locale, wording, sha256, published_at)"
                        + " values (" + house.point.id() + ", 1, 'fr', 'Puis-je vous écrire au sujet du jazz ?', sha256(convert_to('Puis-je vous écrire au sujet du jazz ?', 'UTF8')), now()) returning id")) {
            row.next();
            script = row.getInt(1);
        }
        try (Consents consents = new Consents(log.database, clock, Duration.ofDays(30), Duration.ofHours(48), reach, new Ledger(),
                needed -> { }, 1)) {
            UUID change = new AgentDeeds(consents).choose(id, List.of(new Wish(new Cell(Scope.topic(1), Channel.EMAIL), true, null, null,
                    house.notice.id())), Origin.agent(4711, "desk", CaptureMode.ACTIVE_OPT_IN, house.point.id(), "fr").reading(script),
                    new AgentAct.Note(4711, AgentAct.Reason.ASKED, "secret words", "Guichet", script, clock.instant())).change();
            EvidenceFiles.About about = new EvidenceFiles.About(id, change, 0, Origin.agent(4711, "office", null, 0, null));
            evidence.add(about, "x.png", new ByteArrayInputStream("%PDF-1.7 signed".getBytes(StandardCharsets.US_ASCII)));
            evidence.on(Clock.offset(clock, Duration.ofSeconds(1))).refer(about, "Recorder 3");
        }
        log.sealAll();
        return id;
    }

    @Test
    void what_was_read_and_what_was_signed_is_in_the_parcel_and_proven(@TempDir Path folder) throws Exception {
        long id = oral();
        ProofFile file = files.of(id, 0, LogFixture.AT.plusSeconds(1000));
        assertEquals(List.of("form", "signature", "chain", "inclusion", "head", "notices", "scripts", "evidence", "unattached", "state", "standing"),
                steps(file));
        assertEquals(List.of("Puis-je vous écrire au sujet du jazz ?"), file.scripts().stream().map(ProofFile.Script::wording).toList());
        assertEquals(List.of("Guichet"), file.acts().stream().map(ProofFile.Act::place).toList());
        assertFalse(file.json().contains("secret words"), "what an agent typed freely is nobody else's");
        assertEquals(List.of("evidence/01-form.pdf", "evidence/02-reference.txt"), file.evidence().stream().map(ProofFile.Attached::file)
                .sorted().toList());
        assertEquals(file.json(), ProofFile.parse(file.json()).json());

        Path zip = folder.resolve("proof.zip");
        try (OutputStream out = Files.newOutputStream(zip)) {
            new ProofParcels(evidence).write(file, List.of(new ProofParcels.Paper("proof.pdf", () -> new byte[] {1, 2, 3})), out);
        }
        Map<String, byte[]> contents = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                contents.put(entry.getName(), in.readAllBytes());
            }
        }
        assertEquals(List.of("evidence/01-form.pdf", "evidence/02-reference.txt", "proof.json", "proof.pdf"), List.copyOf(contents.keySet()));
        assertEquals("Recorder 3", new String(contents.get("evidence/02-reference.txt"), StandardCharsets.UTF_8));
        ProofCheck.Beside beside = (name, salt) -> Optional.ofNullable(contents.get(name)).map(content -> digest(salt, content));
        assertEquals(2, ProofCheck.of(file.json(), Optional.of(key()), beside).stream().filter(step -> step.key().equals("content")
                && step.holds()).count());
        contents.get("evidence/01-form.pdf")[12] ^= 1;
        List<ProofCheck.Step> changed = ProofCheck.of(file.json(), Optional.of(key()), beside);
        assertEquals(new ProofCheck.Step("content", false, List.of("evidence/01-form.pdf")), changed.get(changed.size() - 1));
    }

    /** What somebody does to the file before they hand it on, and what is found. */
    @Test
    void evidence_left_out_put_in_or_told_otherwise_is_found_and_so_are_words_never_read() throws SQLException {
        String json = files.of(oral(), 0, LogFixture.AT.plusSeconds(1000)).json();
        ProofFile file = ProofFile.parse(json);
        ProofFile.Attached first = file.evidence().get(0);
        String[][] changes = {
            {json.replaceFirst("\"evidence\":\\[\n[^\\]]*]", "\"evidence\":[]"), "evidence"},
            {json.replace(first.id() + "\",\"change", UUID.randomUUID() + "\",\"change"), "evidence"},
            {json.replace("\"digest\":\"" + first.digest(), "\"digest\":\"" + "0".repeat(64)), "evidence"},
            {json.replace("\"salt\":\"" + first.salt(), "\"salt\":\"AAAA"), "content"},
            {json.replace("au sujet du jazz", "au sujet de tout"), "scripts"},
            {json.replace("au sujet du jazz", "au sujet de tout").replace(file.scripts().get(0).sha256(),
                    HexFormat.of().formatHex(digest(new byte[0], "Puis-je vous écrire au sujet de tout ?".getBytes(StandardCharsets.UTF_8)))), "scripts"},
            {json.replace("Les nouvelles", "Des publicités").replace(file.notices().get(0).sha256(),
                    HexFormat.of().formatHex(digest(new byte[0], "Des publicités".getBytes(StandardCharsets.UTF_8)))), "notices"},
            {json.replaceFirst("\"scripts\":\\[\n[^\\]]*]", "\"scripts\":[]"), "scripts"}};
        for (String[] change : changes) {
            assertFalse(change[0].equals(json), "nothing was changed: " + change[1]);
            List<ProofCheck.Step> steps = ProofCheck.of(change[0], Optional.of(key()));
            assertEquals(change[1] + " false", steps.get(steps.size() - 1).key() + " " + steps.get(steps.size() - 1).holds());
        }
    }

    private static Statement replica(Statement statement) throws SQLException {
        statement.execute("set session_replication_role = replica");
        return statement;
    }

    private static byte[] digest(byte[] salt, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(content);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
