package org.preferencecenter.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.preferencecenter.browser.Mailbox;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.PublicPages;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.office.Office;
import org.preferencecenter.platform.Awaited;
import org.preferencecenter.platform.TestDatabase;

/** A person asks for their data and for its end; an agent takes a request by telephone; the officer answers and erases. */
@OnServer
@Timeout(600)
class RightsJourneyIT {

    private static Office office;

    @BeforeAll
    static void open() {
        office = new Office();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = TestDatabase.served().getConnection(); Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** How many entries of a person's ledger tell of their requests. */
    private static long told(String address) throws SQLException {
        return number("select count(*) from ledger_entry where recipient_id = " + id(address)
                + " and convert_from(leaf, 'UTF8') like '%\"kind\":\"right\"%'");
    }

    private static long id(String address) throws SQLException {
        return number("select recipient_id from address where channel = 'EMAIL' and normal = '" + address + "'");
    }

    @Test
    void whoever_asks_proves_their_mailbox_sees_everything_and_is_erased_by_the_officer() throws Exception {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        var message = Mailbox.receive(to, "theatre");
        String footer = Mailbox.link(message, "p");
        String oneClick = Mailbox.oneClick(message);
        long id = id(to);
        Page page = office.stranger();
        page.navigate("/?l=fr");
        page.click("main a[href='/r']");
        page.fill("#address", to);
        page.click("form.lost button");
        page.waitForURL("**/r?c=sent*");
        String sent = page.textContent("main");
        String link = Mailbox.link(Mailbox.awaited(to, "r"), "r");
        assertEquals(404, Visitor.get(footer.replace("/p/", "/r/")).statusCode(), "a footer link is no proof");
        page.navigate(link);
        assertFalse(page.textContent("main").contains(to), "masked until a button is pressed");
        page.click("button[value=copy]");
        page.locator("section.data").first().waitFor();
        assertTrue(page.textContent("main").contains(to));
        Download json = page.waitForDownload(() -> page.click("button[value=json]"));
        assertEquals("data.json", json.suggestedFilename());
        String data = Files.readString(json.path());
        assertTrue(data.contains("\"value\": \"" + to + "\"") || data.contains("\"value\":\"" + to + "\""), data);
        assertTrue(data.contains("\"ledger_entry\"") && data.contains("GRANTED"), data);
        assertTrue(Files.size(page.waitForDownload(() -> page.click("button[value=zip]")).path()) > 500);
        assertEquals(1, number("select count(*) from rights_request where recipient_id = " + id + " and kind = 'ACCESS' and state = 'DONE'"),
                "asked once, answered once");
        page.navigate(link);
        page.click("button[value=erase]");
        page.locator("[name=sure]").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        assertEquals(0, number("select count(*) from rights_request where recipient_id = " + id + " and kind = 'ERASURE'"), "asked first");
        page.click("button[value=erase]");
        page.waitForURL("**c=erase*");
        assertFalse(Mailbox.send(to, "theatre").getBoolean("sent"), "nothing is sent from now on");
        long nr = number("select nr from rights_request where recipient_id = " + id + " and kind = 'ERASURE' and identity = 'MAILBOX'");
        assertTrue(nr > 0);
        // Whoever is not known is answered alike.
        page.navigate("/r?l=fr");
        page.fill("#address", "nobody-" + System.nanoTime() + "@example.org");
        page.click("form.lost button");
        page.waitForURL("**/r?c=sent*");
        assertEquals(sent, page.textContent("main"));
        erasedByTheOfficer(nr, id, to);
        HttpResponse<String> old = Visitor.get(footer + "?l=en");
        assertEquals(200, old.statusCode());
        assertTrue(old.body().contains("Your data was erased"), old.body());
        assertEquals(200, Visitor.post(oneClick, "List-Unsubscribe=One-Click".getBytes()).statusCode());
        assertTrue(Visitor.get(oneClick + "?l=en").body().contains("Your data was erased"));
        assertEquals(404, Visitor.get(link).statusCode());
    }

    private static void erasedByTheOfficer(long nr, long id, String to) throws SQLException {
        Page dpo = office.as("dpo");
        dpo.navigate("/office/home");
        assertTrue(dpo.locator("a[href='/office/right?id=" + nr + "']").count() > 0 || number("select count(*) from rights_request"
                + " where state = 'OPEN'") > 5, "what is due is on home");
        dpo.navigate("/office/rights");
        Office.accessible(dpo);
        dpo.click("a[href='/office/right?id=" + nr + "']");
        dpo.locator("button[name=do]").waitFor();
        Office.accessible(dpo);
        dpo.click("button[name=do]");
        dpo.locator("[name=sure]").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        Office.accessible(dpo);
        assertEquals(1, number("select count(*) from address where recipient_id = " + id + " and channel = 'EMAIL'"), "not by one press");
        dpo.click("button[name=do]");
        dpo.waitForURL("**said=rights.erased*");
        assertEquals(0, number("select count(*) from address where recipient_id = " + id));
        assertEquals(1, number("select count(*) from audit where action = 'right.erased' and subject = 'right:" + nr + "'"));
        assertTrue(dpo.textContent("ul.lines").contains("A effacé une personne"), "the closing is told");
        Office.look(dpo, "right-closed");
        Awaited.until("the last letter", () -> Mailbox.newest(to).filter(letter -> Mailbox.text(letter).contains("notre dernier message")));
    }

    /** Nothing is agreed to here: that would end and erase people whom other tests meet. */
    @Test
    void whoever_gave_no_sign_is_counted_and_listed_and_renews_by_a_button_and_by_nothing_else() throws SQLException {
        Page dpo = office.as("dpo");
        dpo.navigate("/office/retention");
        Office.accessible(dpo);
        Office.look(dpo, "retention");
        dpo.click("button[name=dry]");
        dpo.waitForURL("**/office/retentionRun?id=*");
        Awaited.until("a dry run that is over", () -> {
            dpo.reload();
            return dpo.locator("button[name=confirm]").count() > 0;
        });
        Office.accessible(dpo);
        dpo.navigate("/office/retentionDue?purpose=" + number("select purpose_id from topic where code = 'theatre'"));
        dpo.locator("main h1").waitFor();
        Office.accessible(dpo);
        String silent = "bruno.chauvet@example.org";
        long id = id(silent);
        // The letter of the demo's beginning, once more: whatever else was mailed since.
        long asked = number("update confirmation set due_at = now() where recipient_id = " + id + " and letter = 'RENEW' returning id");
        Page page = office.stranger();
        page.navigate("/r?l=fr");
        // Whoever asks for a link makes the post go its round.
        page.fill("#address", Mailbox.somebody("fr", "theatre/EMAIL"));
        page.click("form.lost button");
        page.waitForURL("**/r?c=sent*");
        // Until then the newest may be one of the letters the demo begins with.
        page.navigate(Awaited.until("the letter that asks", () -> Mailbox.newest(silent).map(letter -> Mailbox.link(letter, "p"))
                .filter(link -> Visitor.get(link).body().contains("value=\"renew\""))));
        page.locator("button[value=renew]").waitFor();
        Office.accessible(page);
        assertEquals(0, page.locator("main a[href^='/d/']").count(), "worth a footer's link and no more");
        assertEquals(0, number("select count(*) from confirmation where id = " + asked + " and used_at is not null"), "looking says nothing");
        page.click("button[value=renew]");
        page.waitForURL("**c=*");
        assertEquals(0, page.locator("button[value=renew]").count());
        assertEquals(1, number("select count(*) from confirmation where id = " + asked + " and used_at is not null"));
        assertEquals(1, number("select count(*) from choice where recipient_id = " + id + " and state = 1 and since > now() - interval '1 day'"));
        dpo.navigate("/office/person?id=" + id);
        assertTrue(dpo.textContent("#kept").contains(String.valueOf(java.time.LocalDate.now(java.time.ZoneId.of("Europe/Paris")).getYear() + 3)));
        Office.accessible(dpo);
    }

    @Test
    void an_agent_takes_a_request_by_telephone_and_the_officer_takes_longer_then_refuses() throws SQLException, IOException {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        // The demo has asked for some of its people before.
        long before = told(to);
        Page agent = office.as("agent");
        agent.navigate("/office/rights");
        agent.click("#enter summary");
        agent.fill("#address", " ");
        agent.click("button[name=enter]");
        agent.locator("#flaw").waitFor();
        agent.fill("#address", to);
        agent.selectOption("#kind", "RECTIFICATION");
        agent.selectOption("#way", "PHONE");
        agent.fill("#words", "Mon prénom est mal écrit.");
        agent.click("button[name=enter]");
        agent.waitForURL("**said=rights.entered*");
        assertEquals(0, agent.locator("button[name=refuse]").count(), "an agent takes it in");
        agent.click("button[name=do]");
        agent.locator("#flaw").waitFor();
        agent.selectOption("#identity", "QUESTIONS");
        agent.click("button[name=identify]");
        agent.waitForURL("**said=rights.identified*");
        long nr = number("select max(nr) from rights_request where kind = 'RECTIFICATION' and recipient_id = " + id(to));
        Page dpo = office.as("dpo");
        dpo.navigate("/office/right?id=" + nr);
        assertTrue(dpo.textContent("main").contains("Mon prénom est mal écrit."));
        dpo.fill("#why", "Nous cherchons l’original.");
        dpo.click("button[name=extend]");
        dpo.waitForURL("**said=rights.extended*");
        assertEquals(0, dpo.locator("button[name=extend]").count(), "once");
        // The agent's page is older than what the officer did.
        agent.click("button[name=do]");
        agent.waitForURL("**said=rights.changed*");
        dpo.fill("#why", "C’est un autre registre.");
        dpo.click("button[name=refuse]");
        dpo.waitForURL("**said=rights.refused*");
        assertFalse(dpo.textContent("main").contains("Mon prénom est mal écrit."), "forgotten with the answer");
        assertEquals(3, told(to) - before);
    }

    @Test
    void the_page_is_light_and_needs_no_script() {
        HttpResponse<String> page = Visitor.get(PublicPages.dataLink(Mailbox.somebody("fr", "theatre/EMAIL")));
        assertTrue(page.body().length() < 30_000 && !page.body().contains("<script"), page.body());
        assertEquals(List.of(), page.headers().allValues("Set-Cookie"));
    }
}
