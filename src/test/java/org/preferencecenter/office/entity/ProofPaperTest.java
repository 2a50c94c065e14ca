package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.exchange.control.ProofParcels;
import org.preferencecenter.ledger.entity.Chain;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.ProofFile;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.office.control.OfficePhrases;
import org.preferencecenter.platform.control.Pdf;
import org.preferencecenter.proof.entity.Spectator;

/** The paper a judge reads, of a yes that was said at a desk, with the form that was signed there. */
class ProofPaperTest {

    private static final Path GOLDEN = Path.of("src/test/resources/ledger/golden");
    private final OfficePhrases phrases = new OfficePhrases();

    private String paper(String file, String language, Optional<ProofPaper.Who> who) throws Exception {
        return paper(ProofFile.parse(Files.readString(GOLDEN.resolve(file))), language, who);
    }

    private String paper(ProofFile proof, String language, Optional<ProofPaper.Who> who) throws Exception {
        return paper(made(proof, language, who));
    }

    private String paper(ProofFile proof, Catalogue catalogue) throws Exception {
        return paper(made(proof, "fr", Optional.empty(), catalogue));
    }

    private static String paper(ProofPaper paper) throws Exception {
        assertEquals("1 proof.pdf", paper.parts() + " " + paper.name(1), "a paper that is not long is one file");
        return text(paper.xhtml(1));
    }

    private ProofPaper made(ProofFile proof, String language, Optional<ProofPaper.Who> who) {
        return made(proof, language, who, Catalogue.EMPTY);
    }

    private ProofPaper made(ProofFile proof, String language, Optional<ProofPaper.Who> who, Catalogue catalogue) {
        return ProofPaper.of(proof, new PersonWords(phrases.in(language), catalogue, Map.of(4, "Agathe <Morel>"),
                ZoneId.of("Europe/Paris")), who, "Denise & Co");
    }

    private static String text(String xhtml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xhtml)))
                .getDocumentElement().getElementsByTagName("body").item(0).getTextContent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void it_tells_who_what_was_read_what_was_answered_when_how_by_whom_and_how_it_is_checked(String language) throws Exception {
        String text = paper("oral.json", language, Optional.empty());
        for (String told : List.of("Agathe <Morel>", "Denise & Co", "Guichet", "Le théâtre peut-il vous écrire par e-mail ?",
                "Je souhaite recevoir le programme du théâtre par e-mail.", "evidence/01-form.pdf", "golden.example/log", "+01:00", "21:00:13",
                "verifier", phrases.in(language).say("person.state.GRANTED"), phrases.in(language).say("person.told.EVIDENCE.REMOVED"))) {
            assertTrue(text.contains(told), told + " in\n" + text);
        }
        assertFalse(text.contains("{0}") || text.contains("paper.") || text.contains("null"), text);
        ProofFile file = ProofFile.parse(Files.readString(GOLDEN.resolve("oral.json")));
        for (String hash : List.of(file.scripts().get(0).sha256(), file.notices().get(0).sha256(), file.evidence().get(0).digest(),
                file.evidence().get(0).salt(), file.keys().get(0))) {
            assertTrue(text.contains(hash), hash);
        }
        Entry yes = Entry.of(file.entries().get(0).leaf().getBytes(StandardCharsets.US_ASCII));
        assertTrue(text.contains(yes.facts().get("shown").toString()) && text.contains(yes.facts().get("spoken").toString()), text);
    }

    /** A yes to the purpose by e-mail, and everything stopped afterwards: the stop counts, whatever the yes was. */
    @Test
    void a_yes_that_a_wider_stop_ended_is_not_in_force_and_the_raw_list_says_what_it_is() throws Exception {
        String text = paper("older.json", "en", Optional.empty());
        String force = text.substring(text.indexOf("Decided by"), text.indexOf("Last answer on each scope"));
        assertFalse(force.contains(phrases.in("en").say("person.state.GRANTED")), force);
        assertEquals(2, force.split(phrases.in("en").say("person.state.WITHDRAWN"), -1).length - 1, force);
        assertTrue(force.contains("entry 2: " + phrases.in("en").say("person.everything")), force);
        assertTrue(text.substring(text.indexOf("Last answer on each scope")).contains(phrases.in("en").say("person.state.GRANTED")), text);
        assertTrue(text.contains("sign their number alone") && text.contains("every purpose"), text);
    }

    @Test
    void a_paper_about_one_purpose_says_which_and_what_counted_for_each_of_its_channels() throws Exception {
        Spectator said = new Spectator();
        said.agrees(Scope.topic(21));
        ProofFile all = ProofFile.parse(Files.readString(GOLDEN.resolve("proof.json")));
        List<ProofFile.Proven> entries = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            entries = said.entries().stream().map(entry -> new ProofFile.Proven(-1, new String(entry.leaf(), StandardCharsets.US_ASCII),
                    List.of())).toList();
            String text = paper(new ProofFile("2026-11-22T21:00:00.000000Z", 4711, 11, "2026-11-22T20:59:59.000000Z", all.keys(), all.checkpoint(),
                    entries, List.of(), List.of(), List.of()), said.catalogue);
            String force = text.substring(text.indexOf("Décidé par"), text.indexOf("Dernière réponse"));
            assertTrue(text.contains("Notre lettre") && !force.contains("Films"), text);
            // The topic by e-mail; the purpose itself by each of its channels, of which nobody said anything.
            assertEquals(i == 0, force.contains(phrases.in("fr").say("person.state.GRANTED")), force);
            assertEquals(i == 0 ? 0 : 3, force.split(phrases.in("fr").say("person.state.WITHDRAWN"), -1).length - 1, force);
            said.stopsEverything();
        }
    }

    @Test
    void it_names_nobody_unless_whoever_hands_it_over_does() throws Exception {
        assertFalse(paper("oral.json", "fr", Optional.empty()).contains("Zoé"));
        String named = paper("oral.json", "fr", Optional.of(new ProofPaper.Who("Zoé Martin", List.of("e-mail : zoe@example.org"))));
        assertTrue(named.contains("Zoé Martin") && named.contains("zoe@example.org"));
    }

    @Test
    void it_tells_as_many_lines_as_there_are_entries_and_that_there_is_no_evidence_where_there_is_none() throws Exception {
        String text = paper("proof.json", "en", Optional.empty());
        assertTrue(text.contains("All 3 entries") && text.contains(phrases.in("en").say("paper.evidence.none")), text);
        assertEquals(1, text.split("withdrawn", -1).length > 1 ? 1 : 0, text);
    }

    /** A real history: each entry holds the hash of the one before. */
    private static ProofFile many(int many, List<ProofFile.Shown> notices) throws Exception {
        List<ProofFile.Proven> entries = new ArrayList<>();
        byte[] head = Chain.start();
        for (int seq = 1; seq <= many; seq++) {
            Entry entry = new Entry(7, seq, Instant.parse("2020-01-01T10:00:00Z").plusSeconds(40_000L * seq), "choice", new TreeMap<>(Map.of("scope",
                    "PURPOSE:1", "channel", "EMAIL", "state", seq % 2 == 1 ? "GRANTED" : "WITHDRAWN", "epoch", seq, "via", "page", "actor",
                    "RECIPIENT", "change", new UUID(0, seq).toString())), head);
            head = entry.hash();
            entries.add(new ProofFile.Proven(seq - 1, new String(entry.leaf(), StandardCharsets.US_ASCII), List.of()));
        }
        ProofFile few = ProofFile.parse(Files.readString(GOLDEN.resolve("proof.json")));
        return new ProofFile(few.made(), 7, 0, few.asOf(), few.keys(), few.checkpoint(), entries, few.state(), notices, few.points());
    }

    /** As it is handed over: what each file of the ZIP says. The last part is really printed and read back, which takes its time. */
    private static Map<String, String> unpacked(ProofFile file, ProofPaper paper) throws Exception {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        new ProofParcels(null).write(file, IntStream.rangeClosed(1, paper.parts()).mapToObj(number -> new ProofParcels.Paper(paper.name(number),
                () -> number == paper.parts() ? new Pdf().print(paper.xhtml(number)) : paper.xhtml(number).getBytes(StandardCharsets.UTF_8)))
                .toList(), zip);
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.toByteArray()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), read(in.readAllBytes()));
            }
        }
        return files;
    }

    private static String read(byte[] content) throws Exception {
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.startsWith("<html")) {
            return text.replaceAll("</?t[dr]>", "\n").replaceAll("<[^>]*>", " ");
        }
        if (!text.startsWith("%PDF")) {
            return text;
        }
        try (PDDocument document = Loader.loadPDF(content)) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** The numbers of the entries whose row stands in a text, in the order of the text. */
    private static List<Integer> told(String text) {
        return Pattern.compile("(?m)^(\\d{1,4})\\s+[A-Z][a-z]+ \\d{1,2}, 20\\d\\d, \\d\\d:").matcher(text).results()
                .map(row -> Integer.parseInt(row.group(1))).toList();
    }

    @Test
    void a_long_history_is_told_whole_in_parts_each_entry_once_and_each_part_says_what_it_is_of() throws Exception {
        ProofFile file = many(2600, List.of());
        ProofPaper paper = made(file, "en", Optional.empty());
        Map<String, String> files = unpacked(file, paper);
        assertEquals(List.of("proof.json", "proof-1-of-3.pdf", "proof-2-of-3.pdf", "proof-3-of-3.pdf"), List.copyOf(files.keySet()));
        assertEquals(file.json(), files.remove("proof.json"));
        List<Integer> all = new ArrayList<>();
        for (Map.Entry<String, String> one : files.entrySet()) {
            String text = one.getValue();
            List<Integer> here = told(text);
            assertTrue(here.size() > 500 && here.size() <= 1000, one.getKey() + " " + here.size());
            assertTrue(text.contains(one.getKey()) && text.contains("golden.example/log") && text.replaceAll("\\s", "").contains(file.sha256()),
                    "its name, its checkpoint, the file it is of: " + text.substring(0, 2000));
            assertTrue(text.contains(String.format(Locale.ENGLISH, "%,d to %,d, of 2,600", here.get(0), here.get(here.size() - 1))));
            assertTrue(text.contains("Recipient no. 7, part " + one.getKey().charAt(6) + " of 3"), "at the foot of each page");
            all.addAll(here);
        }
        assertEquals(IntStream.rangeClosed(1, 2600).boxed().toList(), all);
        assertTrue(files.get("proof-3-of-3.pdf").contains("Recipient no. 7, part 3 of 3 · 2 / "), "on its second page, too");
        String first = files.get("proof-1-of-3.pdf");
        for (String section : List.of("paper.who", "paper.contents", "paper.shown", "paper.evidence", "paper.check", "paper.history")) {
            assertTrue(first.contains(phrases.in("en").say(section)), section);
        }
        files.keySet().forEach(name -> assertTrue(first.contains(name), "the contents name " + name));
        assertFalse(files.get("proof-2-of-3.pdf").contains(phrases.in("en").say("paper.check")), "told once");
    }

    @Test
    void words_too_many_for_one_part_go_on_in_the_next() throws Exception {
        List<ProofFile.Shown> notices = new ArrayList<>();
        for (int id = 1; id <= 300; id++) {
            notices.add(new ProofFile.Shown(id, "letter", 1, "fr", "2020-01-01T10:00:00.000000Z", "0".repeat(64), "Notice <" + id + "> " + "&".repeat(700)));
        }
        ProofPaper paper = made(many(3, notices), "fr", Optional.empty());
        assertTrue(paper.parts() > 1);
        StringBuilder all = new StringBuilder();
        for (int part = 1; part <= paper.parts(); part++) {
            assertTrue(paper.xhtml(part).length() < Pdf.LONGEST, "it can be printed");
            all.append(text(paper.xhtml(part)));
        }
        for (int id = 1; id <= 300; id++) {
            assertEquals(2, all.toString().split("Notice <" + id + "> ", -1).length, "notice " + id);
        }
        assertTrue(all.toString().contains("(suite)"));
    }

    @Test
    void a_part_that_cannot_be_made_leaves_a_zip_without_an_end() throws Exception {
        ProofFile file = many(3, List.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThrows(IllegalStateException.class, () -> new ProofParcels(null).write(file, List.of(new ProofParcels.Paper("proof-1-of-2.pdf",
                () -> new byte[] {1}), new ProofParcels.Paper("proof-2-of-2.pdf", () -> {
                    assertTrue(out.size() > 400, "what was done by then is on its way");
                    throw new IllegalStateException("no paper");
                })), out));
        Path cut = Files.createTempFile("cut", ".zip");
        Files.write(cut, out.toByteArray());
        assertThrows(ZipException.class, () -> new ZipFile(cut.toFile()).close());
        Files.delete(cut);
    }
}
