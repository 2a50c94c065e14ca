package org.preferencecenter.ledger.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.preferencecenter.ledger.entity.LogKey;
import org.preferencecenter.ledger.entity.ProofCheck;
import org.preferencecenter.ledger.entity.ProofFile;

class VerifyCommandTest {

    private static final Path GOLDEN = Path.of("src/test/resources/ledger/golden/proof.json");
    private static final String KEY = "golden.example/log+118eb707+AWbRRAv0fCP4Opd2LaNapYkdgHNJR9+6wve8FpSkYRaQ";

    private static final Path RECEIPT = Path.of("src/test/resources/ledger/golden/receipt.jsonld");

    private static String receipt() throws IOException {
        return Files.readString(RECEIPT);
    }

    private static String golden() throws IOException {
        return Files.readString(GOLDEN);
    }

    private static String run(int expected, Locale locale, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(expected, VerifyCommand.run(args, locale, new PrintStream(out, true, StandardCharsets.UTF_8)));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_file_made_from_the_rfcs_alone_holds() throws IOException {
        assertEquals(List.of("form", "signature", "chain", "inclusion", "notices", "state", "standing", "standing"),
                ProofCheck.of(golden(), Optional.of(KEY)).stream().map(ProofCheck.Step::key).toList());
        String said = run(0, Locale.ENGLISH, GOLDEN.toString(), KEY);
        assertTrue(said.contains("PURPOSE:1 by EMAIL: WITHDRAWN (entry 3)") && said.endsWith("Everything that was checked holds.\n"), said);
        assertTrue(run(0, Locale.FRANCE, GOLDEN.toString()).contains(" !    La clé est celle que nomme le fichier"), "nobody vouches for the key");
    }

    /** What was done to the file, and the step that must say so. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '#', textBlock = """
            no file                    # form      # (?s).*                  # nothing
            another version            # form      # proof/1                 # proof/2
            a name given twice         # form      # "purpose": 0            # "purpose": 0, "purpose": 1
            a fraction                 # form      # "purpose": 0            # "purpose": 0.0
            another checkpoint         # signature # \\\\n13\\\\n            # \\\\n14\\\\n
            another signature          # signature # EY63BzQ                 # EY63BzR
            another key                # signature # \\+118eb707\\+          # +118eb708+
            another log                # signature # golden.example/log\\\\n # golden.example/lag\\\\n
            a fact                     # chain     # GRANTED\\\\           # REFUSED\\\\
            the last fact              # inclusion # WITHDRAWN\\\\           # REFUSED\\\\
            somebody else              # chain     # "recipient": 7,         # "recipient": 8,
            the order                  # chain     # \\\\"seq\\\\":2         # \\\\"seq\\\\":3
            the last entry's place     # inclusion # "index": 12             # "index": 11
            a path                     # inclusion # I6oLskfpORD             # I6oLskfpORE
            an entry left unsealed     # inclusion # "index": 3              # "index": -1
            words                      # notices   # programme du            # programme de
            words and their hash       # notices   # programme du            # programme de
            the version of words       # notices   # "version": 1            # "version": 2
            their language             # notices   # "locale": "fr"          # "locale": "nl"
            the day they were published # notices  # "published": "2026      # "published": "2025
            of which purpose           # notices   # "purpose": "programme"  # "purpose": "concerts"
            a line into another field  # notices   # "purpose": "programme"  # "purpose": "programme\\\\n1"
            no notice                  # notices   # "id": 5                 # "id": 6
            a notice twice             # notices   # "notices": \\[([^\\]]*) # "notices": [$1, $1
            what stood                 # state     # "state": "WITHDRAWN"    # "state": "GRANTED"
            which entry said so        # state     # "entry": 3              # "entry": 1
            when                       # state     # "asOf": "2026-11-22T20:5 # "asOf": "2026-11-22T20:00:05.000000Z
            """)
    void the_first_thing_that_fails_is_said(String what, String step, String from, String to, @TempDir Path folder) throws IOException {
        String changed = what.equals("when") ? golden().replaceFirst("\"asOf\": \"[^\"]*", "\"asOf\": \"2026-11-22T20:00:05.000000Z")
                : golden().replaceFirst(from, to);
        if (what.endsWith("their hash")) {
            changed = changed.replaceFirst("\"sha256\": \"[^\"]*", "\"sha256\": \"" + sha256(ProofFile.parse(changed).notices().get(0).wording()));
        }
        assertTrue(!changed.equals(golden()), "nothing was changed");
        List<ProofCheck.Step> steps = ProofCheck.of(changed, Optional.empty());
        ProofCheck.Step last = steps.get(steps.size() - 1);
        assertEquals(step + " false", last.key() + " " + last.holds());
        assertEquals(steps.size() - 1, steps.stream().filter(ProofCheck.Step::holds).count());
        Path file = Files.writeString(folder.resolve("changed.json"), changed);
        assertTrue(run(1, Locale.ENGLISH, file.toString()).contains("FAIL"));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of before digests of words were signed; and a yes after which everything was stopped. */
    @Test
    void words_that_entries_name_by_number_alone_are_never_told_as_proven_and_a_later_stop_is_told_beside_a_yes() throws IOException {
        Path older = GOLDEN.resolveSibling("older.json");
        assertEquals(List.of("form", "signature", "chain", "inclusion", "notices.unsigned", "scripts.unsigned", "state", "standing",
                "standing.beside"), ProofCheck.of(Files.readString(older), Optional.of(KEY)).stream().map(ProofCheck.Step::key).toList());
        String said = run(0, Locale.ENGLISH, older.toString(), KEY);
        assertTrue(said.contains(" !    Entries name notice 5 by its number alone") && said.contains(" !    The entries name script 2")
                && said.contains("PURPOSE:1 by EMAIL: GRANTED (entry 1). Beside it stands a later stop of EVERYTHING:0 by ANY: WITHDRAWN (entry 2)"),
                said);
        assertFalse(said.contains(" ok   The words"), said);
    }

    /** The verdicts on words of {@code oral.json}: what was read aloud, changed with the hash beside it, and what nobody names. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '#', textBlock = """
            what was read             # scripts # Vous pouvez dire non # Vous devez dire oui
            its version               # scripts # "version": 1, "locale": "fr", "published": "2026-01-06 # "version": 2, "locale": "fr", "published": "2026-01-06
            a script nobody names     # scripts # "scripts": [ # "scripts": [{"id": 3, "version": 1, "locale": "fr", "published": "x", "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "wording": ""},
            """)
    void words_read_aloud_are_those_the_entry_signed(String what, String step, String from, String to) throws IOException {
        String oral = Files.readString(GOLDEN.resolveSibling("oral.json")).replaceAll("\n *(\"(version|locale|published)\")", " $1");
        String changed = oral.replace(from, to);
        assertFalse(changed.equals(oral), "nothing was changed");
        ProofFile file = ProofFile.parse(changed);
        changed = changed.replace(ProofFile.parse(oral).scripts().get(0).sha256(), sha256(file.scripts().get(file.scripts().size() - 1).wording()));
        List<ProofCheck.Step> steps = ProofCheck.of(changed, Optional.of(KEY));
        assertEquals(step + " false", steps.get(steps.size() - 1).key() + " " + steps.get(steps.size() - 1).holds());
    }

    @Test
    void a_receipt_is_checked_by_what_a_receipt_can_prove() throws IOException {
        assertEquals(List.of("receipt.form", "signature", "inclusion", "receipt.told", "notices"),
                ProofCheck.of(receipt(), Optional.of(KEY)).stream().map(ProofCheck.Step::key).toList());
        assertTrue(run(0, Locale.ENGLISH, RECEIPT.toString(), KEY).contains("only a proof file shows"));
        assertTrue(run(0, Locale.FRANCE, RECEIPT.toString()).contains("reçu"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '#', textBlock = """
            another checkpoint         # signature    # \\\\n14\\\\n          # \\\\n15\\\\n
            a fact of the entry        # inclusion    # GRANTED\\\\           # REFUSED\\\\
            its place                  # inclusion    # "index": 9           # "index": 8
            the state that is told     # receipt.told # "state": "GRANTED"   # "state": "REFUSED"
            a stop told as a yes       # receipt.told # dpv:ConsentGiven     # dpv:ConsentRefused
            when                       # receipt.told # "dpv:isIndicatedAtTime": "2026 # "dpv:isIndicatedAtTime": "2025
            when it was noted          # receipt.told # "pc:recordedAtTime": "2026 # "pc:recordedAtTime": "2025
            somebody else              # receipt.told # "dct:identifier": "4711" # "dct:identifier": "4712"
            another scope              # receipt.told # "scope": "TOPIC:21"  # "scope": "TOPIC:22"
            another hash               # receipt.told # "hash": "            # "hash": "0
            that it permits            # receipt.told # "pc:validForProcessing": true # "pc:validForProcessing": false
            another notice             # receipt.told # "notice": 31         # "notice": 32
            no notice named            # receipt.told # ,\\s*"notice": 31   #
            words                      # notices      # recevoir la lettre   # recevoir les lettres
            words and their hash       # notices      # recevoir la lettre   # recevoir les lettres
            their version              # notices      # "pc:version": 3      # "pc:version": 4
            of another purpose         # notices      # "letter/3/fr"        # "offers/3/fr"
            their name                 # notices      # "letter/3/fr"        # "letter/3/nl"
            the day they were published # notices     # "dct:issued": "2026  # "dct:issued": "2025
            no record                  # form         # "dct:hasPart"        # "dct:hasParts"
            """)
    void the_first_thing_that_fails_of_a_receipt_is_said(String what, String step, String from, String to) throws IOException {
        String changed = receipt().replaceFirst(from, to == null ? "" : to);
        if (what.endsWith("their hash")) {
            changed = changed.replaceFirst("\"pc:sha256\": \"[^\"]*", "\"pc:sha256\": \"" + sha256("Je souhaite recevoir les lettres."));
        }
        assertTrue(!changed.equals(receipt()), "nothing was changed");
        List<ProofCheck.Step> steps = ProofCheck.of(changed, Optional.of(KEY));
        ProofCheck.Step last = steps.get(steps.size() - 1);
        assertEquals(step + " false", last.key() + " " + last.holds());
    }

    /** Of a private purpose the words are told to nobody; that they are not there is. */
    @Test
    void words_left_out_of_a_receipt_are_told_as_missing() throws IOException {
        List<ProofCheck.Step> steps = ProofCheck.of(receipt().replace("\"pc:wording\"", "\"pc:words\""), Optional.of(KEY));
        assertEquals(new ProofCheck.Step("notices.untold", true, List.of("31")), steps.get(steps.size() - 1));
    }

    /** Not sealed yet, so nothing proves the entry itself: what is told of it is compared all the same. */
    @ParameterizedTest
    @CsvSource({"given, true", "withdrawn, true", "requested, true", "everything, true", "objected, true", "unstated, true", "accepted, true",
        "terms, true", "withdrawn, false", "requested, false"})
    void a_receipt_tells_as_a_yes_only_what_was_one(String name, boolean asItIs) throws IOException {
        String receipt = Files.readString(Path.of("src/test/resources/proof", name + ".jsonld"));
        String told = asItIs ? receipt : receipt.replaceFirst("dpv:Consent(Withdrawn|Requested)", "dpv:ConsentGiven")
                .replace("\"pc:validForProcessing\": false", "\"pc:validForProcessing\": true");
        List<ProofCheck.Step> steps = ProofCheck.of(told, Optional.empty());
        assertEquals(asItIs ? "notices true" : "receipt.told false", steps.get(steps.size() - 1).key() + " " + steps.get(steps.size() - 1).holds());
        assertEquals("unsealed", steps.get(1).key());
    }

    @Test
    void an_entry_left_out_at_the_beginning_is_missed() throws IOException {
        ProofFile file = ProofFile.parse(golden());
        ProofFile cut = new ProofFile(file.made(), 7, 0, file.asOf(), file.keys(), file.checkpoint(), file.entries().subList(1, 3), file.state(),
                file.notices(), file.points());
        List<ProofCheck.Step> steps = ProofCheck.of(cut.json(), Optional.of(KEY));
        assertEquals(new ProofCheck.Step("chain", false, List.of("1")), steps.get(steps.size() - 1));
    }

    @Test
    void a_file_about_one_purpose_tells_that_one_and_may_leave_out_others() throws IOException {
        ProofFile file = ProofFile.parse(golden());
        for (int told = 0; told < 2; told++) {
            ProofFile about = new ProofFile(file.made(), 7, 2, file.asOf(), file.keys(), file.checkpoint(), file.entries(),
                    file.state().subList(told, told + 1), file.notices(), file.points());
            List<ProofCheck.Step> steps = ProofCheck.of(about.json(), Optional.of(KEY));
            assertEquals(told == 1, steps.get(steps.size() - 1).holds(), file.state().get(told) + " alone, of a file about PURPOSE:2");
        }
    }

    @Test
    void what_is_written_reads_back_and_still_holds() throws IOException {
        ProofFile file = ProofFile.parse(golden());
        String written = file.json();
        assertEquals(written, ProofFile.parse(written).json());
        assertTrue(ProofCheck.of(written, Optional.of(KEY)).stream().allMatch(ProofCheck.Step::holds));
    }

    /** Unpacked, with the form beside it; in a ZIP; with another form; without it. */
    @Test
    void what_was_read_aloud_and_signed_is_checked_in_a_zip_and_unpacked(@TempDir Path folder) throws IOException {
        Path oral = GOLDEN.resolveSibling("oral.json");
        String said = run(0, Locale.ENGLISH, oral.toString(), KEY);
        assertTrue(said.contains("The words of 1 scripts") && said.contains("evidence/01-form.pdf is the very file"), said);
        Path alone = Files.copy(oral, folder.resolve("oral.json"));
        assertTrue(run(0, Locale.ENGLISH, alone.toString(), KEY).contains(" !    1 pieces of evidence do not lie beside"));
        Files.createDirectory(folder.resolve("evidence"));
        Files.writeString(folder.resolve("evidence/01-form.pdf"), "%PDF-1.4 signed somewhere else");
        assertTrue(run(1, Locale.FRANCE, alone.toString(), KEY).contains("evidence/01-form.pdf n’est pas le fichier"));
        byte[] scan = Files.readAllBytes(oral.resolveSibling("evidence/01-form.pdf"));
        Path zip = folder.resolve("proof.zip");
        zip(zip, "proof.json", Files.readAllBytes(oral), "evidence/01-form.pdf", scan);
        assertTrue(run(0, Locale.ENGLISH, zip.toString(), KEY).contains("evidence/01-form.pdf is the very file"));
        zip(zip, "other.json", Files.readAllBytes(oral), "evidence/01-form.pdf", scan);
        run(2, Locale.ENGLISH, zip.toString(), KEY);
        Path away = Files.writeString(folder.resolve("away.json"), Files.readString(oral).replace("evidence/01-form.pdf",
                "evidence/../secret"));
        Files.writeString(folder.resolve("secret"), "x");
        assertTrue(run(0, Locale.ENGLISH, away.toString(), KEY).contains("do not lie beside"), "no name leads out of the folder");
    }

    private static void zip(Path file, String first, byte[] one, String second, byte[] other) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(first));
            zip.write(one);
            zip.putNextEntry(new ZipEntry(second));
            zip.write(other);
        }
    }

    @Test
    void whoever_trusts_an_old_key_and_its_successor_names_both() {
        String other = new LogKey("golden.example/log", new byte[32]).vkey();
        run(0, Locale.ENGLISH, GOLDEN.toString(), other, KEY);
        run(1, Locale.ENGLISH, GOLDEN.toString(), other);
    }

    @Test
    void what_cannot_be_read_is_said() {
        run(2, Locale.ENGLISH);
        run(2, Locale.ENGLISH, "/nowhere/at/all");
    }

    @Test
    void both_languages_have_the_same_sentences() {
        assertEquals(new TreeSet<>(ResourceBundle.getBundle("messages.verifier", Locale.ENGLISH).keySet()),
                new TreeSet<>(ResourceBundle.getBundle("messages.verifier", Locale.FRENCH).keySet()));
    }

    /** As the jar is made: only what the build puts into it, and nothing of a server or library on the class path. */
    @Test
    void the_verifier_runs_with_nothing_but_its_own_classes(@TempDir Path folder) throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        String jar = pom.substring(pom.indexOf("<id>verifier</id>"), pom.indexOf("</execution>", pom.indexOf("<id>verifier</id>")));
        List<PathMatcher> includes = Pattern.compile("<include>(.*?)</include>").matcher(jar).results().map((MatchResult m) ->
                FileSystems.getDefault().getPathMatcher("glob:" + m.group(1))).toList();
        Path classes = Path.of("target/classes");
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path from : all.filter(Files::isRegularFile).toList()) {
                Path name = classes.relativize(from);
                if (includes.stream().anyMatch(include -> include.matches(name))) {
                    Files.createDirectories(folder.resolve(name).getParent());
                    Files.copy(from, folder.resolve(name));
                }
            }
        }
        Process java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xverify:all", "-cp",
                folder.toString(), VerifyCommand.class.getName(), GOLDEN.toString(), KEY).redirectErrorStream(true).start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, java.waitFor(), said);
    }
}
