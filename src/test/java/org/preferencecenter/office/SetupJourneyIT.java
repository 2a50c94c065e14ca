package org.preferencecenter.office;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;

import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.platform.Awaited;

/** A house is set up: a brand from nothing, its mail, streams, forms, scripts and keys; and nobody sets up another's. */
@OnServer
class SetupJourneyIT {

    private static final byte[] DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 40'><rect width='120' height='40' rx='8' fill='#0b5d51'/></svg>"
            .getBytes(UTF_8);
    private static Office office;
    private final String name = "m" + UUID.randomUUID().toString().substring(0, 7);

    @BeforeAll
    static void open() {
        office = new Office();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static void save(Page page) {
        page.click("#edit .primary");
    }

    /** Where a form leads once it was carried out; else what the page says instead. */
    private static void arrive(Page page, String url) {
        try {
            page.waitForURL(url);
        } catch (com.microsoft.playwright.TimeoutError elsewhere) {
            throw new AssertionError(page.url() + ": " + page.textContent("main"), elsewhere);
        }
    }

    private static void colour(Page page, String field, String colour) {
        page.locator("#f-" + field).fill(colour);
    }

    private Page brand() {
        Page page = office.as("admin");
        page.navigate("/office/brand");
        page.fill("#f-name", "Cinéma du Port");
        page.fill("#f-code", name);
        page.fill("#f-mailDomain", name + ".example.org");
        page.fill("#f-contactEmail", "bonjour@" + name + ".example.org");
        page.fill("#f-postalAddress", "3 quai du Port, 44000 Nantes");
        return page;
    }

    @Test
    void a_brand_is_made_from_nothing_with_colours_that_can_be_read_a_logo_and_its_dns() {
        Page page = brand();
        colour(page, "accent", "#dddddd");
        assertTrue(page.textContent("#contrast").contains("trop faible"), "while it is chosen");
        page.setInputFiles("#f-logoLIGHT", new FilePayload("logo.png", "image/png", new byte[30_000]));
        save(page);
        assertEquals(1, page.locator("#e-accent").count(), () -> page.textContent("main"));
        assertTrue(page.textContent("#e-accent").contains("4,5"), page.textContent("#e-accent"));
        assertEquals("Cinéma du Port", page.inputValue("#f-name"));
        Office.accessible(page);
        Office.look(page, "setup-brand-flaws");
        colour(page, "accent", "#0b5d51");
        assertTrue(page.textContent("#contrast").contains("tout le monde"));
        page.setInputFiles("#f-logoLIGHT", new FilePayload("logo.png", "image/png", new byte[30_000]));
        save(page);
        assertTrue(page.textContent("#e-logoLIGHT").contains("20"));
        page.setInputFiles("#f-logoLIGHT", new FilePayload("logo.svg", "image/svg+xml", DRAWING));
        save(page);
        arrive(page, "**/office/brand?of=" + name + "&said=brand-added");
        String logo = page.getAttribute(".sample image", "href");
        assertEquals(new String(DRAWING, UTF_8), Visitor.get(logo).body());
        Office.accessible(page);
        Office.look(page, "setup-brand");
        page.navigate("/office/brands");
        assertTrue(page.textContent(".brands").contains(name + ".example.org"));
        Office.accessible(page);
        Office.look(page, "setup-brands");
        dns(page);
        retire(page);
    }

    private void dns(Page page) {
        page.navigate("/office/mailDomains?brand=" + name);
        String zone = page.inputValue("textarea.code");
        assertEquals(4, zone.lines().count(), zone);
        assertTrue(zone.contains("pc-rsa-1._domainkey." + name + ".example.org. 3600 IN TXT \"v=DKIM1"));
        page.click("text=Changer les clés");
        page.click("text=Fabriquer de nouvelles clés");
        arrive(page, "**said=dkim-prepared");
        assertTrue(page.inputValue("textarea.code").contains("pc-ed25519-2._domainkey"));
        Office.accessible(page);
        Office.look(page, "setup-mail-domain");
        page.click("input[type=submit].primary");
        arrive(page, "**said=dkim-changed");
        assertFalse(page.inputValue("textarea.code").contains("pc-rsa-1"));
        assertTrue(page.textContent("table").contains("ne signe plus"));
    }

    private void retire(Page page) {
        page.navigate("/office/brand?of=" + name);
        page.click(".ending summary");
        page.click("#end .danger");
        arrive(page, "**/office/brands?said=retired");
    }

    @Test
    void of_two_who_change_a_brand_the_second_learns_who_was_first_and_loses_nothing() {
        Page page = brand();
        save(page);
        arrive(page, "**said=brand-added");
        Page other = office.as("marketing");
        other.navigate("/office/brand?of=" + name);
        other.fill("#f-postalAddress", "5 quai du Port");
        page.fill("#f-name", "Cinéma des Quais");
        save(page);
        arrive(page, "**said=saved");
        save(other);
        assertTrue(other.textContent("#stale").contains("Alma Diaz"), other.textContent("#stale"));
        assertTrue(other.textContent("#stale").contains("Cinéma des Quais"));
        assertEquals("5 quai du Port", other.inputValue("#f-postalAddress"));
        Office.accessible(other);
        Office.look(other, "setup-stale");
        other.fill("#f-name", "Cinéma des Quais");
        save(other);
        arrive(other, "**said=saved");
        assertEquals("5 quai du Port", other.inputValue("#f-postalAddress"));
        retire(page);
    }

    @Test
    void a_form_is_made_seen_and_embedded() {
        Page page = office.as("marketing");
        page.navigate("/office/points");
        Office.accessible(page);
        Office.look(page, "setup-points");
        page.click("main .button.primary");
        page.selectOption("#f-for", "theatre-des-vents");
        Office.accessible(page);
        page.click("form.card button.primary");
        page.fill("#f-code", name);
        page.check("input[name=purposes] >> nth=0");
        page.check("#f-mandatory");
        page.fill("#f-country", "fr");
        page.fill("#f-sites", "http://www.example.org");
        page.fill("#f-title-fr", "Restons en contact");
        page.fill("#f-intro-fr", "Cochez ce qui vous plaît.");
        save(page);
        assertTrue(page.textContent("#e-mandatory").contains("case vide"), page.textContent("#mistakes"));
        assertTrue(page.textContent("#e-sites").contains("origine"));
        assertTrue(page.isChecked("input[name=purposes] >> nth=0"));
        Office.accessible(page);
        Office.look(page, "setup-point-flaws");
        page.check("input[value=RADIO]");
        page.fill("#f-sites", "https://www.example.org");
        save(page);
        arrive(page, "**/office/point?of=" + name + "&said=point-added");
        assertTrue(page.inputValue("#c-html").contains("/s/" + name + "\" accept-charset"), page.inputValue("#c-html"));
        assertTrue(page.inputValue("#c-frame").contains("/s/" + name + "/frame?l=fr"));
        Office.accessible(page);
        Office.look(page, "setup-point");
        HttpResponse<String> shown = Visitor.get("/s/" + name);
        assertTrue(shown.statusCode() == 200 && shown.body().contains("Restons en contact"));
        page.click(".ending summary");
        page.click("#end .danger");
        arrive(page, "**/office/points?said=retired");
        assertEquals(404, Visitor.get("/s/" + name).statusCode());
    }

    @Test
    void a_script_is_handed_in_and_published_by_somebody_else() {
        Page page = office.as("marketing");
        page.navigate("/office/point?of=guichet");
        Office.accessible(page);
        Office.look(page, "setup-desk");
        int before = page.locator("section.card .lines > li").count();
        page.fill("#f-script-fr", "Oui ?");
        page.click("#script .primary");
        assertTrue(page.textContent("#e-script-fr").contains("20"));
        page.fill("#f-script-fr", "Pouvons-nous vous écrire au sujet de nos spectacles ? Non convient aussi. " + name);
        page.click("#script .primary");
        arrive(page, "**/office/change?id=*");
        String change = page.url().replaceAll(".*id=(\\d+).*", "$1");
        assertTrue(page.locator("dd.diff ins").allTextContents().stream().anyMatch(added -> added.contains(name)));
        assertEquals(0, page.locator("button[value=publish]").count(), "who writes does not publish");
        page.navigate("/office/point?of=guichet");
        assertTrue(page.inputValue("#f-script-fr").contains(name), "as it waits");
        assertEquals(before, page.locator("section.card .lines > li").count(), "and nobody reads it out");
        assertEquals(1, page.locator("a[href='/office/change?id=" + change + "']").count());
        Page pauline = office.as("publisher");
        pauline.navigate("/office/change?id=" + change);
        Office.accessible(pauline);
        Office.look(pauline, "change-script");
        pauline.click("button[value=publish]");
        pauline.waitForURL("**said=change.publish");
        page.navigate("/office/point?of=guichet");
        assertEquals(before + 1, page.locator("section.card .lines > li").count());
    }

    @Test
    void what_a_streams_page_shows_works_as_it_stands() {
        Page page = office.as("marketing");
        page.navigate("/office/streams");
        Office.accessible(page);
        Office.look(page, "setup-streams");
        page.click("text=lettre-jazz");
        Office.accessible(page);
        Office.look(page, "setup-stream");
        HttpResponse<String> decision = curl(page.inputValue("#c-decision"));
        assertTrue(decision.statusCode() == 200 && decision.body().contains("\"verdict\""), decision.body());
        HttpResponse<String> message = curl(page.inputValue("#c-message"));
        assertTrue(List.of(200, 403, 409).contains(message.statusCode()) && message.body().contains("\"verdict\""), message.body());
        assertTrue(page.inputValue("#c-headers").contains("lettre-jazz"));
        page.navigate("/office/stream");
        page.selectOption("#f-channel", "SMS");
        page.fill("#f-code", "Nope");
        save(page);
        assertEquals(1, page.locator("#e-about").count());
        page.navigate("/office/stream?of=invitations");
        assertEquals(200, curl(page.inputValue("#c-contact").replaceFirst("'\\$\\(date[^)]*\\)'", java.time.Instant.now().toString())
                .replace("your-own-name-for-it-1", name)).statusCode());
    }

    /** Sends what a shell would send: address, fields and body of the command as it is shown. */
    private static HttpResponse<String> curl(String command) {
        Matcher url = Pattern.compile("curl --fail-with-body \"?(http[^ \"]+)").matcher(command);
        assertTrue(url.find(), command);
        List<String> headers = new ArrayList<>();
        for (Matcher header = Pattern.compile("-H \"([^:]+): ([^\"]+)\"").matcher(command); header.find();) {
            // The demo asks for no key, and the shell would have put one in.
            if (!header.group(1).equals("Authorization")) {
                headers.addAll(List.of(header.group(1), header.group(2)));
            }
        }
        Matcher here = Pattern.compile("(?s)<<'MESSAGE'\n(.*)MESSAGE\n").matcher(command);
        Matcher data = Pattern.compile("(?s)-d '(.*)'\n").matcher(command);
        String body = here.find() ? here.group(1) : data.find() ? data.group(1) : "";
        String path = url.group(1).replaceFirst("https?://[^/]+", "");
        return Visitor.post(path, body.getBytes(UTF_8), headers.toArray(String[]::new));
    }

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
        Awaited.until("a checkpoint", () -> Visitor.get("/log/checkpoint").statusCode() == 200);
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

    @ParameterizedTest
    @CsvSource({"librairie, brand?of=theatre-des-vents, 403", "librairie, brand, 403", "librairie, stream?of=lettre-jazz, 403",
        "librairie, point?of=guichet, 403", "librairie, point?kind=FORM&for=theatre-des-vents, 403", "librairie, apiKeys, 403",
        "marketing, linkKeys, 403", "viewer, health, 403", "agent, brands, 403", "librairie, brand?of=nobody, 403"})
    void who_works_for_one_brand_sees_nothing_of_another(String login, String path, int status) {
        Page page = office.as(login);
        assertEquals(status, page.navigate("/office/" + path).status());
        if (login.equals("librairie")) {
            for (String list : List.of("brands", "streams", "points", "mailDomains")) {
                page.navigate("/office/" + list);
                assertFalse(page.textContent("main").contains("Théâtre des Vents"), list);
                assertTrue(page.textContent("main").contains("ibrairie"), list);
            }
        }
    }
}
