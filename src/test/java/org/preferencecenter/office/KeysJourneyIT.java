package org.preferencecenter.office;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;

import org.junit.jupiter.api.Test;

import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.platform.Awaited;

/** What is secret or signed is made, shown once, exchanged and ended: keys of the API, logins for the relay, keys of the log. */
@OnServer
class KeysJourneyIT extends Setup {

    @Test
    void a_key_is_shown_once_opens_what_it_may_and_ends_when_it_is_revoked() {
        Page page = office.as("admin");
        page.navigate("/office/apiKeys?new=1");
        page.fill("#f-name", "");
        page.fill("#f-perMinute", "0");
        page.click("#add input.primary");
        assertEquals(3, page.locator("#add p.flaw").count());
        Office.accessible(page);
        Office.look(page, "setup-key-new");
        page.fill("#f-name", name);
        page.check("input[value=ASK]");
        page.fill("#f-perMinute", "100");
        page.click("#add input.primary");
        String key = page.inputValue("#secret");
        Office.accessible(page);
        Office.look(page, "setup-key-made");
        assertEquals(200, ask(key));
        page.navigate("/office/apiKeys");
        assertFalse(page.content().contains(key));
        page.click("tr:has-text('" + name + "') summary");
        Office.accessible(page);
        page.click("tr:has-text('" + name + "') input[type=submit]:not(.danger)");
        String next = page.inputValue("#secret");
        assertEquals(200, ask(next));
        page.navigate("/office/apiKeys");
        page.click("tr:has-text('" + name + "') >> nth=0 >> summary");
        page.click("tr:has-text('" + name + "') >> nth=0 >> .danger");
        arrive(page, "**said=api-key-revoked");
        assertEquals(401, ask(next));
        assertEquals(200, ask(key), "it goes on for a week");
        page.navigate("/office/linkKeys");
        Office.accessible(page);
        Office.look(page, "setup-link-keys");
        page.navigate("/office/health");
        assertEquals(0, page.locator(".checks .bad").count(), () -> page.textContent("main"));
        assertTrue(page.textContent("main").contains("schéma"));
        assertFalse(page.content().contains("AAAAAAAAAAAAAAAA"), "no secret");
        Office.accessible(page);
        Office.look(page, "setup-health");
    }

    @Test
    void the_log_is_audited_held_against_a_witness_and_signed_with_a_new_key() {
        Awaited.until("a checkpoint over something", () -> Visitor.get("/log/checkpoint").body().matches("(?s)\\S+\n[1-9]\\d*\n.*"));
        Page denise = office.as("dpo");
        denise.navigate("/office/log");
        Office.accessible(denise);
        String note = denise.inputValue("#note");
        assertTrue(note.contains("/log\n") && !denise.textContent("main").contains("log.diff"), note);
        assertEquals(0, denise.locator("#sure").count(), "who proves holds no keys");
        denise.click("#ask summary");
        denise.fill("#theirs", "no checkpoint");
        denise.click("[id='ask:whole']");
        assertTrue(denise.textContent("#theirs-flaw").contains("signé"));
        assertEquals("no checkpoint", denise.inputValue("#theirs").strip());
        Office.accessible(denise);
        Office.look(denise, "log-flaw");
        denise.fill("#theirs", note);
        denise.click("[id='ask:whole']");
        arrive(denise, "**/office/log?said=log-audit");
        denise.waitForSelector(".runs li:has-text('Denise')", new Page.WaitForSelectorOptions().setTimeout(180_000));
        assertEquals("aucune différence", denise.textContent(".runs li:has-text('Denise') >> nth=0 >> .tag"), () -> denise.textContent("main"));
        Office.look(denise, "log");
        Page page = office.as("admin");
        page.navigate("/office/log");
        int keys = page.locator(".vkey").count();
        page.click("section:has(#rotate) summary");
        Office.accessible(page);
        page.check("#sure");
        page.click("[id='rotate:rotate']");
        arrive(page, "**/office/log?said=log-key-added");
        assertEquals(keys + 1, page.locator(".vkey").count());
        assertEquals(keys + 1, Visitor.get("/log/key").body().lines().count());
        Office.look(page, "log-keys");
        assertEquals(403, office.as("marketing").navigate("/office/log").status());
    }

    @Test
    void a_login_for_the_relay_is_shown_once_on_the_page_of_its_stream_and_ends_there() {
        Page page = office.as("admin");
        page.navigate("/office/stream?of=lettre-jazz");
        page.click("#senders a.button");
        page.click("#newSender input.primary");
        page.waitForSelector("#newSender p.flaw");
        Office.accessible(page);
        Office.look(page, "setup-sender-new");
        page.fill("#f-sender", name);
        page.check("label:has-text('lettre-theatre') >> nth=0 >> input");
        page.click("#newSender input.primary");
        page.waitForSelector("#sender-user");
        String user = page.textContent("#sender-user");
        String password = page.inputValue("#sender-secret");
        assertTrue(user.matches("send-[0-9a-f]{12}") && password.length() == 43, user);
        Office.accessible(page);
        Office.look(page, "setup-sender-made");
        // The other stream's page names it too; the password is nowhere any more.
        page.navigate("/office/stream?of=lettre-theatre");
        assertFalse(page.content().contains(password));
        page.click("tr:has-text('" + user + "') summary");
        page.click("tr:has-text('" + user + "') .danger");
        arrive(page, "**said=sender-login-revoked");
        assertEquals(0, page.locator("tr:has-text('" + user + "') .danger").count());
    }

    private static int ask(String key) {
        return Visitor.post("/api/v1/decisions", "{\"stream\": \"lettre-jazz\", \"address\": \"camille.martin@example.org\"}".getBytes(UTF_8),
                "Content-Type", "application/json", "Authorization", "Bearer " + key).statusCode();
    }
}
