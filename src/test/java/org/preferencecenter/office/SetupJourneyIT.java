package org.preferencecenter.office;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Visitor;

/** A house is set up: a brand from nothing, its mail, streams, forms and scripts; and nobody sets up another's. */
@OnServer
class SetupJourneyIT extends Setup {

    private static final byte[] DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 40'><rect width='120' height='40' rx='8' fill='#0b5d51'/></svg>"
            .getBytes(UTF_8);

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
