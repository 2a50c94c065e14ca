package org.preferencecenter.office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.preferencecenter.browser.OnServer;
import org.preferencecenter.demo.control.HistorySeed;
import org.preferencecenter.platform.Awaited;
import org.preferencecenter.platform.TestDatabase;

/** Home and bursts in a real browser, on the demo's ninety days: what a data protection officer does of a morning. */
@OnServer
class HomeIT {

    private static Office office;

    @BeforeAll
    static void open() {
        office = new Office();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static String value(String sql) throws SQLException {
        try (Connection connection = TestDatabase.served().getConnection(); Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /** The page shows the past once it is counted; it is reloaded until then. */
    private static void until(Page page, String url, String selector) {
        Awaited.until(url + " shows " + selector, () -> {
            page.navigate(url);
            return page.locator(selector).count() > 0;
        });
    }

    @Test
    void a_dpo_sees_what_needs_them_judges_a_burst_and_who_robots_stopped_is_restored() throws SQLException {
        Page page = office.as("dpo");
        until(page, "/office/home", "a:has-text('" + HistorySeed.SCANNED + "')");
        until(page, "/office/home", ".bars:has-text('trop souvent')");
        Office.accessible(page);
        Office.look(page, "home");
        assertTrue(page.textContent("svg.chart .name").contains("oui"));
        page.locator("section:has(svg.chart) details summary").click();
        assertEquals(30, page.locator("section:has(svg.chart) tbody tr").count());
        page.navigate("/office/home?days=90&brand=theatre-des-vents");
        assertEquals(90, page.locator("section:has(svg.chart) tbody tr").count());
        Office.look(page, "home-90");

        page.locator(".bars li:has-text('mairie-du-bourg.example') a").click();
        assertTrue(page.textContent("h1").contains("mairie-du-bourg.example"));
        assertTrue(page.locator("tbody tr").count() > 4);
        assertFalse(page.textContent("main").contains("@mairie-du-bourg.example"), "addresses are masked");
        Office.accessible(page);
        Office.look(page, "choices");
        page.navigate("/office/home?brand=theatre-des-vents");
        page.locator(".by-purpose td.num a").first().click();
        assertTrue(page.locator(".masked li").count() > 20, page.textContent("main"));
        Office.accessible(page);
        Office.look(page, "group");

        // Reasons and consents that end are lists, too, with as many lines as the number says.
        Awaited.until("as many reasons are listed as were counted, a minute ago at most", () -> {
            page.navigate("/office/home?brand=theatre-des-vents");
            String told = page.locator(".bars li:has-text('trop souvent') a").textContent();
            page.locator(".bars li:has-text('trop souvent') a").click();
            page.locator("main tbody tr").first().waitFor();
            return Integer.parseInt(told.strip()) == page.locator("main tbody tr").count();
        });
        assertFalse(page.textContent("main").contains("@example."), "addresses are masked");
        Office.accessible(page);
        Office.look(page, "told");
        page.navigate("/office/home?brand=theatre-des-vents");
        page.locator("#ending td a").last().click();
        assertTrue(page.textContent("h1").contains("échéance") && page.locator("main tbody tr").count() > 0, page.textContent("main"));
        Office.accessible(page);
        assertEquals(200, page.navigate("/office/told?of=late").status());
        Office.accessible(page);

        page.navigate("/office/bursts");
        Office.accessible(page);
        Office.look(page, "bursts");
        page.click("a:has-text('" + HistorySeed.SCANNED + "')");
        Office.look(page, "burst");
        page.click("text=rétablir");
        assertTrue(page.textContent("[role=alert]").contains("Dites en quelques mots"), "without a reason nothing is done");
        Office.accessible(page);
        page.fill("[id='verdict:reason']", "Filtre du lycée, confirmé par téléphone.");
        page.click("[id='verdict:restore']");
        page.waitForURL("**/office/burst?id=*&said=burst.restored");
        String wave = page.url().replaceAll(".*id=(\\d+).*", "$1");
        until(page, "/office/burst?id=" + wave, "p:has-text('14 rétablis et avertis')");
        Office.accessible(page);
        Office.look(page, "burst-restored");
        assertEquals("14", value("select count(*) from confirmation where letter = 'RESTORED' and recipient_id in (select recipient_id"
                + " from address where normal like '%" + HistorySeed.SCANNED + "')"));
        assertEquals("burst.restored", value("select action from audit where subject = 'burst:" + wave + "'"));
    }

    @Test
    void a_viewer_sees_numbers_without_a_list_behind_them_and_somebody_of_one_brand_sees_no_other() {
        Page page = office.as("viewer");
        until(page, "/office/home", ".bars li");
        assertEquals(0, page.locator("main a[href*='choices'], main a[href*='group'], main a[href*='burst']").count());
        for (String closed : new String[] {"choices", "told?of=late", "group?kind=REACHABLE&of=1", "bursts", "burst?id=1"}) {
            Response response = page.navigate("/office/" + closed);
            assertEquals(403, response.status(), closed);
        }
        Page louise = office.as("librairie");
        louise.navigate("/office/home");
        assertFalse(louise.textContent("main").contains("Théâtre"));
        assertEquals(403, louise.navigate("/office/group?kind=REACHABLE&of=1&purpose=1&channel=EMAIL").status());
        louise.navigate("/office/choices?topic=1");
        assertEquals(0, louise.locator("tbody tr").count(), "another brand's topic");
    }
}
