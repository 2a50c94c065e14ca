package org.preferencecenter.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.preferencecenter.ledger.boundary.ProofVectors;
import org.preferencecenter.ledger.entity.ProofCheck;
import org.preferencecenter.ledger.entity.ProofVerdict;

/** The page that checks proof files, opened from a file, without a server and without a network. */
class VerifierIT {

    private static final String GOLDEN = "src/test/resources/ledger/golden/proof.json";
    private static final Path ORAL = Path.of("src/test/resources/ledger/golden/oral.json");
    private static final Path PAGE = Path.of("src/main/resources/verifier/verifier.html").toAbsolutePath();

    @Test
    void it_says_what_was_checked_and_the_first_thing_that_fails(@TempDir Path folder) throws IOException {
        try (Chromium chromium = Chromium.launch(); BrowserContext context = chromium.newContext()) {
            context.setOffline(true);
            Page page = context.newPage();
            page.navigate(PAGE.toUri().toString());
            String golden = Files.readString(Path.of(GOLDEN));
            page.evaluate("key => { document.getElementById('key').value = key; }", ProofVectors.KEY);
            List<String> holds = check(page, folder, golden, "all");
            assertEquals(9, holds.size(), holds.toString());
            assertTrue(holds.get(1).contains("golden.example/log over 13 entries is signed by the key"), holds.toString());
            assertTrue(page.locator("#history").textContent().contains("Je souhaite recevoir le programme"));
            assertEquals(List.of(), new AxeBuilder(page).analyze().getViolations());
            oral(page, folder);
            List<String> older = check(page, folder, Files.readString(Path.of(GOLDEN).resolveSibling("older.json")), "most");
            assertTrue(older.stream().anyMatch(line -> line.startsWith("!Entries name notice 5 by its number alone")) && older.stream().anyMatch(
                    line -> line.contains("PURPOSE:1 by EMAIL: GRANTED (entry 1). Beside it stands a later stop of EVERYTHING:0")), older.toString());
            // A receipt holds single entries; what it says of them is checked against them.
            String receipt = Files.readString(Path.of(GOLDEN).resolveSibling("receipt.jsonld"));
            List<String> received = check(page, folder, receipt, "all");
            assertTrue(received.get(0).contains("receipt of 1 answers") && received.size() == 5, received.toString());
            List<String> strange = check(page, folder, golden.replaceFirst("\"asOf\": \"[^\"]*", "\"asOf\": \"x\\\\u202e\\\\u001b"), "not");
            assertTrue(strange.get(0).contains("asOf") && strange.size() == 1, strange.toString());
            String bent = Files.readString(ORAL).replaceFirst("(\"evidence\": \\[\\s*\\{\\s*\"id\": \")", "$1\\\\u202e\\\\u001b");
            List<String> told = check(page, folder, bent, "not");
            assertTrue(told.get(told.size() - 1).contains("<202E><001B>0000"), told.toString());
            page.fill("#key", "golden.example/log+118eb708+AWbRRAv0fCP4Opd2LaNapYkdgHNJR9+6wve8FpSkYRaQ");
            assertTrue(check(page, folder, golden, "not").get(1).contains("not signed by golden.example/log+118eb708"));
        }
    }

    /** Step for step, of every file as it was made or bent. */
    @Test
    void it_says_what_the_java_verifier_says(@TempDir Path folder) throws IOException {
        try (Chromium chromium = Chromium.launch(); BrowserContext context = chromium.browser().newContext()) {
            context.setOffline(true);
            Page page = context.newPage();
            page.navigate(PAGE.toUri().toString());
            for (ProofVectors.Vector vector : ProofVectors.all()) {
                List<ProofCheck.Step> steps = ProofCheck.of(vector.json(), vector.key());
                page.evaluate("key => { document.getElementById('key').value = key; }", vector.key().orElse(""));
                page.evaluate("document.getElementById('verdict').removeAttribute('data-end')");
                page.setInputFiles("#file", Files.writeString(Files.createTempFile(folder, "file", ".json"), vector.json()));
                page.waitForSelector("#verdict[data-end]");
                assertEquals(steps.stream().map(ProofCheck.Step::key).toList(),
                        page.locator("#steps li").evaluateAll("all => all.map(li => li.dataset.step)"), vector.name());
                assertEquals(ProofVerdict.of(steps).name().toLowerCase(Locale.ROOT), page.getAttribute("#verdict", "data-end"), vector.name());
            }
        }
    }

    /** The words read aloud, and the form that was signed, chosen with the proof file; exchanged, or left at home. */
    private static void oral(Page page, Path folder) throws IOException {
        String oral = Files.readString(ORAL);
        List<String> alone = check(page, folder, oral, "most");
        assertTrue(alone.stream().anyMatch(line -> line.contains("1 scripts that were read aloud"))
                && alone.stream().anyMatch(line -> line.contains("1 pieces of evidence were not chosen")), alone.toString());
        assertTrue(page.locator("#history").textContent().contains("Le théâtre peut-il vous écrire"));
        Path scan = ORAL.resolveSibling("evidence/01-form.pdf");
        Path proof = Files.writeString(folder.resolve("oral.json"), oral);
        assertTrue(chosen(page, "all", scan, proof).stream().anyMatch(line -> line.contains("01-form.pdf is the very file")));
        Path other = Files.writeString(folder.resolve("01-form.pdf"), "%PDF-1.4 signed somewhere else");
        List<String> exchanged = chosen(page, "not", proof, other);
        assertTrue(exchanged.get(exchanged.size() - 1).contains("is not the file that was added"), exchanged.toString());
        List<String> words = check(page, folder, oral.replace("Vous pouvez dire non", "Vous devez dire oui"), "not");
        assertTrue(words.get(words.size() - 1).contains("Script 2"), words.toString());
        List<String> left = check(page, folder, oral.replaceFirst("(?s)\"evidence\": \\[.*]", "\"evidence\": []"), "not");
        assertTrue(left.get(left.size() - 1).contains("something was left out"), left.toString());
    }

    private static List<String> check(Page page, Path folder, String json, String end) throws IOException {
        Path file = Files.createTempFile(folder, "proof", ".json");
        Files.writeString(file, json);
        return chosen(page, end, file);
    }

    private static List<String> chosen(Page page, String end, Path... files) {
        page.evaluate("document.getElementById('verdict').removeAttribute('data-end')");
        page.setInputFiles("#file", files);
        page.waitForSelector("#verdict[data-end='" + end + "']");
        return page.locator("#steps li").allTextContents();
    }
}
