package org.preferencecenter.office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;

import org.preferencecenter.browser.OnServer;

/** Files in and out, as somebody of marketing does it: a bad file, a good one, its import, its undoing, an export. */
@OnServer
class ExchangeIT {

    private static Office office;

    @BeforeAll
    static void open() {
        office = new Office();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static void send(Page page, String name, byte[] content) {
        page.navigate("/office/exchange");
        page.setInputFiles("#file", new FilePayload(name, "text/csv", content));
        page.click("form[enctype] button.primary");
    }

    /** Waits until the job on the page has ended. */
    private static void ended(Page page) {
        page.waitForSelector("#live[data-again=no]", new Page.WaitForSelectorOptions().setTimeout(180_000));
    }

    private static String figure(Page page, String key) {
        return page.textContent(".figures ." + key + " dd").strip();
    }

    @Test
    void a_bad_file_is_told_and_a_good_one_is_checked_imported_and_taken_back() {
        Page page = office.as("marketing");
        page.navigate("/office/exchange");
        Office.accessible(page);
        Office.look(page, "exchange");
        send(page, "nothing.csv", new byte[0]);
        assertTrue(page.textContent("#flaw").contains("vide"));
        send(page, "old.xls", new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1, 2});
        assertTrue(page.textContent("#flaw").contains("XLSX"));

        String mark = UUID.randomUUID().toString().substring(0, 8);
        String file = "Nom;E-mail;Portable;Remarque;Abonné\n\"Léa; Durand\";lea@" + mark + ".example;06 39 98 00 11;x;oui\n"
                + "Max;max@" + mark + ".example;;;non\nUma;keine Adresse;;;oui\nZoé;zoe@" + mark + ".example;12;;oui\n";
        send(page, "abonnés.csv", file.getBytes(Charset.forName("windows-1252")));
        page.waitForURL("**/office/import?file=*");
        assertEquals("windows-1252 ;", page.inputValue("#charset") + " " + page.inputValue("#separator"));
        assertEquals("name email mobile ignore", page.inputValue("#c0") + " " + page.inputValue("#c1") + " " + page.inputValue("#c2") + " "
                + page.inputValue("#c3"));
        assertTrue(page.textContent(".sheet").contains("Léa; Durand"));
        Office.accessible(page);
        Office.look(page, "import");
        page.click("[id='plan:check']");
        assertTrue(page.textContent("#basis-flaw").contains("fondez"), "nothing goes on without saying on what it stands");
        Office.accessible(page);
        page.selectOption("#c4", new SelectOption().setIndex(firstAnswer(page)));
        page.check("input[name=basis][value=CONSENT]");
        page.click("[id='plan:check']");
        assertEquals("true true", page.getAttribute("#day", "aria-invalid") + " " + page.getAttribute("#point", "aria-invalid"));
        assertTrue(page.isChecked("input[name=basis][value=CONSENT]"), "what was filled in is kept");
        Office.look(page, "import-flaws");
        page.fill("#day", "2025-05-05");
        page.selectOption("#point", new SelectOption().setIndex(1));
        for (var words : page.querySelectorAll("select[name^=notice]")) {
            words.selectOption(new SelectOption().setIndex(1));
        }
        page.selectOption("#country", "FR");
        page.fill("#remember", "guichet " + mark);
        page.click("[id='plan:check']");
        page.waitForURL("**/office/job?id=*");
        ended(page);
        assertEquals("4 2 2", figure(page, "lines") + " " + figure(page, "fresh") + " " + figure(page, "bad"));
        Office.accessible(page);
        Office.look(page, "job-check");
        Download lines = page.waitForDownload(() -> page.click("input[value^='Télécharger ces lignes']"));
        String bad = read(lines);
        assertTrue(bad.contains("Uma") && bad.contains("Ce n’est pas une adresse mail") && !bad.contains("Max"), bad);
        page.click("input[value='Importer maintenant']");
        ended(page);
        assertEquals("2", figure(page, "fresh"));
        Office.look(page, "job-import");
        assertTrue(page.textContent("#log ~ ol").contains("Terminé"));

        send(page, "again.csv", file.getBytes(StandardCharsets.UTF_8));
        assertEquals("UTF-8", page.inputValue("#charset"));
        assertTrue(page.textContent("#origin").contains("guichet " + mark), "its columns are remembered");
        page.goBack();
        page.navigate("/office/jobs");
        Office.accessible(page);
        Office.look(page, "jobs");
        page.click("tbody a:has-text('Import ') >> nth=0");
        page.click("input[value='Annuler cet import']");
        ended(page);
        assertEquals("2", figure(page, "erased"));
    }

    /** The place of the first answer in the list of what a column may hold. */
    private static int firstAnswer(Page page) {
        return (int) page.evaluate("[...document.querySelector('#c4').options].findIndex(o => o.value.startsWith('answer/'))");
    }

    private static String read(Download download) {
        try {
            return Files.readString(download.path());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void an_audience_is_made_in_the_background_and_downloaded() {
        Page page = office.as("dpo");
        page.navigate("/office/exchange");
        assertFalse(page.isVisible("#file"), "who may not import is not asked to");
        page.click("a[href*='what=AUDIENCE']");
        Office.accessible(page);
        page.click("[id='export:begin']");
        assertTrue(page.textContent("#flaw").contains("flux"));
        Office.look(page, "export");
        page.selectOption("#stream", new SelectOption().setIndex(1));
        page.click("[id='export:begin']");
        page.waitForURL("**/office/job?id=*");
        ended(page);
        Office.look(page, "job-export");
        String csv = read(page.waitForDownload(() -> page.click("input[value='Télécharger le fichier']")));
        assertTrue(csv.startsWith("\ufeffid,address,name"), csv);
        assertEquals(Integer.parseInt(figure(page, "written")), csv.lines().count() - 1);
        page.navigate("/office/screening");
        Office.accessible(page);
        Office.look(page, "screening");
    }

    @Test
    void an_opposition_list_is_sent_loaded_and_a_call_file_is_held_against_it() throws IOException {
        Page page = office.as("marketing");
        page.navigate("/office/oppositionLists");
        Office.accessible(page);
        put(page, "ctps.txt", "020 7946 0001\n020 7946 0002\n");
        page.waitForURL("**/office/oppositionLists?file=*");
        Office.accessible(page);
        Office.look(page, "lists-load");
        page.selectOption("#list", "CTPS");
        page.fill("#date", "2199-01-01");
        page.click("#load .primary");
        assertTrue(page.textContent("#flaw-date").contains("pas encore venu"));
        assertEquals("CTPS", page.inputValue("#list"), "what was chosen stays");
        page.fill("#date", java.time.LocalDate.now(java.time.ZoneOffset.UTC).minusDays(1).toString());
        page.click("#load .primary");
        page.waitForURL("**/office/job?id=*");
        ended(page);
        assertEquals("2", figure(page, "entries"));
        page.navigate("/office/oppositionLists");
        assertTrue(page.textContent("tr:has-text('CTPS')").contains("Malik Benali"), page.textContent("main"));
        Office.look(page, "lists");
        page.navigate("/office/screening");
        Office.accessible(page);
        put(page, "calls.csv", "name,tel\nAda,020 7946 0001\nBo,020 7946 0099\nCy,none\n");
        page.waitForURL("**/office/screening?file=*");
        page.selectOption("#list", "CTPS");
        page.selectOption("#column", "tel");
        page.click("#screen .primary");
        page.waitForURL("**/office/job?id=*");
        ended(page);
        assertEquals("1 1 1", figure(page, "listed") + " " + figure(page, "free") + " " + figure(page, "bad"));
        assertTrue(page.textContent("main").contains("UK-03.business"), "counted by rule: " + page.textContent("main"));
        Office.accessible(page);
        Office.look(page, "job-screening");
        String lines = read(page.waitForDownload(() -> page.click("input[value^='Télécharger ces lignes']")));
        assertTrue(lines.contains("Ada") && lines.contains("UK-03.business") && !lines.contains("Bo"), lines);
        Page denise = office.as("dpo");
        denise.navigate("/office/oppositionLists");
        assertEquals(0, denise.locator("input[type=file]").count(), "sees them, and loads none");
    }

    private static void put(Page page, String name, String text) {
        page.setInputFiles("#file", new FilePayload(name, "text/plain", text.getBytes(StandardCharsets.UTF_8)));
        page.click("main form[enctype] .primary");
    }

    @Test
    void who_only_looks_at_numbers_gets_no_file_and_steers_no_job() {
        Page page = office.as("viewer");
        for (String path : new String[] {"exchange", "export", "import?file=1", "job?id=1", "jobs", "screening", "upload"}) {
            assertEquals(403, page.navigate("/office/" + path).status(), path);
        }
        Page publisher = office.as("publisher");
        assertEquals(403, publisher.navigate("/office/exchange").status());
        assertEquals(200, publisher.navigate("/office/jobs").status());
        assertEquals(403, publisher.evaluate("(() => { const form = new FormData(); form.append('of', 'x'); "
                + "return fetch('/office/upload?to=import', {method: 'POST', body: form}).then(r => r.status); })()"));
    }
}
