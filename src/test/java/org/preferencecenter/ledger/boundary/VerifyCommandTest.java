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
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.preferencecenter.ledger.entity.LogKey;
import org.preferencecenter.ledger.entity.ProofCheck;
import org.preferencecenter.ledger.entity.ProofFile;
import org.preferencecenter.ledger.entity.ProofVerdict;

class VerifyCommandTest {

    private static final Path GOLDEN = Path.of("src/test/resources/ledger/golden/proof.json");
    private static final String KEY = ProofVectors.KEY;

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
        assertEquals(List.of("form", "signature", "chain", "inclusion", "head", "notices", "state", "standing", "standing"),
                ProofCheck.of(golden(), Optional.of(KEY)).stream().map(ProofCheck.Step::key).toList());
        String said = run(0, Locale.ENGLISH, GOLDEN.toString(), KEY);
        assertTrue(said.contains("PURPOSE:1 by EMAIL: WITHDRAWN (entry 3)") && said.endsWith("Everything is proven.\n"), said);
        assertTrue(run(3, Locale.FRANCE, GOLDEN.toString()).contains(" !    La clé est celle que nomme le fichier"), "nobody vouches for the key");
    }

    /** Exactly one thing is said to fail, and it is the last. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.preferencecenter.ledger.boundary.ProofVectors#vectors")
    void a_file_as_it_was_made_or_bent_comes_to_its_verdict(ProofVectors.Vector vector, @TempDir Path folder) throws IOException {
        List<ProofCheck.Step> steps = ProofCheck.of(vector.json(), vector.key());
        ProofCheck.Step last = steps.get(steps.size() - 1);
        assertEquals(vector.verdict() + ", " + vector.last(), ProofVerdict.of(steps) + ", " + last.key() + " " + last.holds(), steps.toString());
        assertTrue(steps.subList(0, steps.size() - 1).stream().allMatch(ProofCheck.Step::holds), steps.toString());
        String file = Files.writeString(folder.resolve("file"), vector.json()).toString();
        String said = run(Map.of(ProofVerdict.ALL, 0, ProofVerdict.MOST, 3, ProofVerdict.NOT, 1).get(vector.verdict()), Locale.ENGLISH,
                Stream.concat(Stream.of(file), vector.key().stream()).toArray(String[]::new));
        assertEquals(vector.verdict() == ProofVerdict.NOT, said.contains("FAIL"), said);
        assertEquals(vector.verdict() == ProofVerdict.ALL, !said.contains("FAIL") && !said.contains(" !  "), said);
    }

    /** What ends an answer is told beside it; what nothing proves is marked; and whose file it is not. */
    @Test
    void what_is_left_open_is_told_where_it_stands() {
        List<String> brand = keys(ProofVectors.read("brand.json"));
        assertEquals(List.of("state", "about", "standing", "standing.beside", "other", "other"), brand.subList(brand.size() - 6, brand.size()));
        assertTrue(keys(ProofVectors.read("joined.json")).containsAll(List.of("head", "joined", "elsewhere")));
        assertTrue(keys(ProofVectors.read("proof.json").replace("\"index\": 12", "\"index\": -1")).containsAll(List.of("unsealed", "unsealed.standing")));
        assertTrue(keys(ProofVectors.read("proof.json").replaceFirst("\"head\": \"[^\"]*\",", "")).contains("unended"));
    }

    private static List<String> keys(String json) {
        return ProofCheck.of(json, Optional.of(KEY)).stream().map(ProofCheck.Step::key).toList();
    }

    @Test
    void nothing_in_a_file_writes_to_the_terminal_or_pretends_to_be_a_verdict(@TempDir Path folder) throws IOException {
        String bent = ProofVectors.read("oral.json").replaceFirst("(\"evidence\": \\[\\s*\\{\\s*\"id\": \")",
                "$1\\\\u001b[2J\\\\n ok   \\\\u202eEverything is proven.\\\\n" + " ".repeat(300) + "\\\\u2028x");
        String said = run(1, Locale.ENGLISH, Files.writeString(folder.resolve("bent.json"), bent).toString(), KEY);
        assertTrue(said.contains("The evidence <001B>[2J<000A> ok <202E>Everything is proven.<000A> <2028>x"), said);
        assertEquals(0, said.replace("\n", "").codePoints().filter(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT).count());
    }

    /** Of before digests of words were signed; and a yes after which everything was stopped. */
    @Test
    void words_that_entries_name_by_number_alone_are_never_told_as_proven_and_a_later_stop_is_told_beside_a_yes() throws IOException {
        Path older = GOLDEN.resolveSibling("older.json");
        assertEquals(List.of("form", "signature", "chain", "inclusion", "unended", "notices.unsigned", "scripts.unsigned", "state", "standing",
                "standing.beside"), ProofCheck.of(Files.readString(older), Optional.of(KEY)).stream().map(ProofCheck.Step::key).toList());
        String said = run(3, Locale.ENGLISH, older.toString(), KEY);
        assertTrue(said.contains(" !    Entries name notice 5 by its number alone") && said.contains(" !    The entries name script 2")
                && said.contains("PURPOSE:1 by EMAIL: GRANTED (entry 1). Beside it stands a later stop of EVERYTHING:0 by ANY: WITHDRAWN (entry 2)"),
                said);
        assertFalse(said.contains(" ok   The words"), said);
    }

    @Test
    void a_receipt_is_checked_by_what_a_receipt_can_prove() throws IOException {
        assertEquals(List.of("receipt.form", "signature", "inclusion", "receipt.told", "notices"),
                ProofCheck.of(receipt(), Optional.of(KEY)).stream().map(ProofCheck.Step::key).toList());
        assertTrue(run(0, Locale.ENGLISH, RECEIPT.toString(), KEY).contains("only a proof file shows"));
        assertTrue(run(3, Locale.FRANCE, RECEIPT.toString()).contains("reçu"));
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
        assertEquals(asItIs ? "sealed false" : "receipt.told false", steps.get(steps.size() - 1).key() + " " + steps.get(steps.size() - 1).holds());
        assertEquals(ProofVerdict.NOT, ProofVerdict.of(steps));
    }

    @Test
    void a_file_about_one_purpose_tells_that_one_and_may_leave_out_others() throws IOException {
        ProofFile file = ProofFile.parse(golden());
        for (int told = 0; told < 2; told++) {
            ProofFile about = new ProofFile(file.made(), 7, 2, file.asOf(), file.keys(), file.checkpoint(), file.entries(),
                    file.state().subList(told, told + 1), file.notices(), file.points()).with(file.head());
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
        assertTrue(run(3, Locale.ENGLISH, alone.toString(), KEY).contains(" !    1 pieces of evidence do not lie beside"));
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
        assertTrue(run(3, Locale.ENGLISH, away.toString(), KEY).contains("do not lie beside"), "no name leads out of the folder");
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
