package org.preferencecenter.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that checks proof files, opened from a file, without a server and without a network. */
class VerifierIT {

    private static final String GOLDEN = "src/test/resources/ledger/golden/proof.json";
    private static final Path ORAL = Path.of("src/test/resources/ledger/golden/oral.json");
    private static final Path PAGE = Path.of("src/main/resources/verifier/verifier.html").toAbsolutePath();

    @Test
    void it_says_what_was_checked_and_the_first_thing_that_fails(@TempDir Path folder) throws IOException {
        try (Chromium chromium = Chromium.launch(); BrowserContext context = chromium.browser().newContext()) {
            context.setOffline(true);
            Page page = context.newPage();
            page.navigate(PAGE.toUri().toString());
            String golden = Files.readString(Path.of(GOLDEN));
            List<String> holds = check(page, folder, golden, "all");
            assertEquals(9, holds.size(), holds.toString());
            assertTrue(holds.get(1).contains("golden.example/log over 13 entries is signed by the key"), holds.toString());
            assertTrue(page.locator("#history").textContent().contains("Je souhaite recevoir le programme"));
            assertEquals(List.of(), new AxeBuilder(page).analyze().getViolations());

            String[][] changes = {{"\"purpose\": 0", "\"purpose\": 0,", "proof file"}, {"EY63BzQ", "EY63BzR", "not signed"},
                {"GRANTED\\\"", "REFUSED\\\"", "Entry 2 does not follow"}, {"I6oLskfpORD", "I6oLskfpORE", "Entry 1 is not in the signed log"},
                {"programme du", "programme de", "Notice 5"}, {"\"version\": 1", "\"version\": 2", "Notice 5"},
                {"\"locale\": \"fr\"", "\"locale\": \"nl\"", "Notice 5"}, {"\"published\": \"2026", "\"published\": \"2025", "Notice 5"},
                {"\"purpose\": \"programme\"", "\"purpose\": \"concerts\"", "Notice 5"}, {"\"entry\": 3", "\"entry\": 1", "not those the entries lead to"}};
            for (String[] change : changes) {
                String changed = golden.replaceFirst(java.util.regex.Pattern.quote(change[0]),
                        java.util.regex.Matcher.quoteReplacement(change[1]));
                assertTrue(!changed.equals(golden));
                List<String> fails = check(page, folder, changed, "not");
                assertTrue(fails.get(fails.size() - 1).contains(change[2]), fails.toString());
            }
            // Words and the hash beside them: the entry signed others.
            String hashed = golden.replace("programme du", "programme de").replaceFirst("\"sha256\": \"[^\"]*",
                    "\"sha256\": \"" + sha256("Je souhaite recevoir le programme de théâtre par e-mail."));
            assertTrue(check(page, folder, hashed, "not").stream().anyMatch(line -> line.contains("Notice 5 is missing, or its words are not")));
            List<String> older = check(page, folder, Files.readString(Path.of(GOLDEN).resolveSibling("older.json")), "all");
            assertTrue(older.stream().anyMatch(line -> line.startsWith("!Entries name notice 5 by its number alone")) && older.stream().anyMatch(
                    line -> line.contains("PURPOSE:1 by EMAIL: GRANTED (entry 1). Beside it stands a later stop of EVERYTHING:0")), older.toString());
            oral(page, folder);
            // A receipt holds single entries; what it says of them is checked against them.
            String receipt = Files.readString(Path.of(GOLDEN).resolveSibling("receipt.jsonld"));
            List<String> received = check(page, folder, receipt, "all");
            assertTrue(received.get(0).contains("receipt of 1 answers") && received.size() == 6, received.toString());
            List<String> forged = check(page, folder, receipt.replaceFirst("\"state\": \"GRANTED", "\"state\": \"REFUSED"), "not");
            assertTrue(forged.get(forged.size() - 1).contains("is not what its entry says"), forged.toString());
            List<String> bent = check(page, folder, receipt.replace("recevoir la lettre", "recevoir les lettres").replaceFirst(
                    "\"pc:sha256\": \"[^\"]*", "\"pc:sha256\": \"" + sha256("Je souhaite recevoir les lettres.")), "not");
            assertTrue(bent.get(bent.size() - 1).contains("Notice 31"), bent.toString());
            List<String> unnamed = check(page, folder, receipt.replaceFirst(",\\s*\"notice\": 31", ""), "not");
            assertTrue(unnamed.get(unnamed.size() - 1).contains("is not what its entry says"), unnamed.toString());
            page.fill("#key", "golden.example/log+118eb708+AWbRRAv0fCP4Opd2LaNapYkdgHNJR9+6wve8FpSkYRaQ");
            assertTrue(check(page, folder, golden, "not").get(1).contains("not signed by golden.example/log+118eb708"));
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The words read aloud, and the form that was signed, chosen with the proof file; exchanged, or left at home. */
    private static void oral(Page page, Path folder) throws IOException {
        String oral = Files.readString(ORAL);
        List<String> alone = check(page, folder, oral, "all");
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
