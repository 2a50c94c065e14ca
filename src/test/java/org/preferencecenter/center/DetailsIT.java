package org.preferencecenter.center;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

import org.preferencecenter.browser.Axe;
import org.preferencecenter.browser.Chromium;
import org.preferencecenter.browser.Mailbox;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Server;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.platform.Awaited;

/** The page of addresses as a person meets it: by a fresh link only, with the demo's telephone and inbox. */
@OnServer
@Timeout(300)
class DetailsIT {

    private static Chromium chromium;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** The page of addresses behind a link mailed just now, on that page's own button. */
    private static String fresh(String to) {
        String stale = Mailbox.link(Mailbox.receive(to, "theatre"), "p").replace("/p/", "/d/");
        Visitor.submit(stale, List.of("do", "link", "shown", "en"));
        return awaited(to, "p", stale.replace("/d/", "/p/")).replace("/p/", "/d/");
    }

    private static String awaited(String to, String route, String not) {
        return Awaited.until("another link to /" + route, () -> Mailbox.newest(to).filter(newest -> Mailbox.text(newest).contains("/" + route
                + "/")).map(newest -> Mailbox.link(newest, route)).filter(link -> !link.equals(not)));
    }

    @Test
    void a_footer_link_sees_no_address_and_changes_none() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        String path = Mailbox.link(Mailbox.receive(to, "theatre"), "p").replace("/p/", "/d/");
        HttpResponse<String> page = Visitor.get(path + "?l=en");
        assertEquals(200, page.statusCode());
        assertTrue(page.headers().allValues("Set-Cookie").isEmpty());
        assertTrue(page.body().contains("Send me a new link") && !page.body().contains("••••"), page.body());
        String after = Visitor.submit(path, List.of("do", "postal", "postal", "1 rue des Vents, 35000 Rennes", "shown", "en", "l", "en")).body();
        assertTrue(after.contains("This link is too old to change addresses."), after);
        assertFalse(Visitor.get(fresh(to)).body().contains("Postal address") || after.contains("Rennes"));
    }

    @Test
    void wrong_links_get_the_same_answer_and_other_sites_forms_none() {
        for (String wrong : List.of("/d/nonsense", "/d/", "/a/nonsense", "/a/")) {
            HttpResponse<String> answer = Visitor.get(wrong, "Accept-Language", "en");
            assertEquals(404, answer.statusCode(), wrong);
            assertEquals(Visitor.get("/p/nonsense", "Accept-Language", "en").body(), answer.body());
        }
        String path = fresh(Mailbox.somebody("fr", "theatre/EMAIL"));
        assertEquals(403, Visitor.post(path, Visitor.body(List.of("do", "link")), "Sec-Fetch-Site", "cross-site").statusCode());
        assertEquals(404, Visitor.get("/center/details.xhtml").statusCode());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_number_is_typed_as_people_write_it_and_proven_by_the_code(boolean script) {
        String path = fresh(Mailbox.somebody("fr", "theatre/EMAIL"));
        String number = Numbers.nobodys();
        String national = "0" + number.substring(3, 4) + "." + number.substring(4, 6) + " " + number.substring(6, 8) + "-"
                + number.substring(8, 10) + " " + number.substring(10);
        try (BrowserContext context = chromium.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(script))) {
            Page page = context.newPage();
            page.navigate(Server.baseUrl() + path + "?l=en");
            assertThat(page.locator("#country")).hasValue("FR");
            page.getByLabel("Mobile number").fill("06 39");
            press(page, "Send me a code");
            assertThat(page.getByLabel("Mobile number")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#number-flaw")).containsText("For example: 06 12 34 56 78");
            assertThat(page.getByLabel("Mobile number")).hasValue("06 39");
            page.getByLabel("Mobile number").fill(national);
            press(page, "Send me a code");
            assertThat(page.locator("#use-flaw")).containsText("tick at least one");
            page.getByLabel("SMS").check();
            page.getByLabel("Phone calls").check();
            press(page, "Send me a code");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("We have sent a code");
            assertThat(page.locator("#code")).hasAttribute("autocomplete", "one-time-code");
            String code = Numbers.code(number);
            page.locator("#code").fill(code.equals("000000") ? "000001" : "000000");
            press(page, "Confirm the number");
            assertThat(page.locator("#code-flaw")).containsText("Attempts left: 4");
            shots(page, "code");
            page.locator("#code").fill(code.substring(0, 3) + " " + code.substring(3));
            press(page, "Confirm the number");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("The address is added.");
            assertThat(page.locator(".own")).containsText("•• •• •• •• " + number.substring(10));
            assertThat(page.locator(".own")).containsText("Phone and SMS");
            assertFalse(page.content().contains(number.substring(4)), "masked");
            assertTrue(context.cookies().isEmpty());
        }
    }

    @Test
    void another_mail_address_is_proven_by_its_link_which_a_scanner_cannot_use_up() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        String path = fresh(to);
        String other = "autre." + UUID.randomUUID() + "@example.org";
        assertTrue(Visitor.submit(path, List.of("do", "mail", "mail", other, "shown", "en", "l", "en")).body().contains("One more step."));
        String link = awaited(other, "a", "");
        for (int i = 0; i < 3; i++) {
            assertTrue(Visitor.get(link + "?l=en").body().contains("Yes, both are mine"));
            assertEquals(200, Visitor.send("HEAD", link).statusCode());
        }
        assertFalse(Visitor.get(path).body().contains("a••••@e••••••.org</bdi></strong> <small>E-mail · utilisée"), "not yet");
        assertTrue(Visitor.submit(link, List.of("shown", "en", "l", "en")).body().contains("The address is yours"));
        assertTrue(Visitor.submit(link, List.of("shown", "en", "l", "en")).body().contains("This link does not work any more"));
        String list = Visitor.get(path + "?l=en").body();
        assertTrue(list.contains("used first") && list.contains("Remove: "), list);
        Matcher last = Pattern.compile("name=\"address\" value=\"([^\"]+)\"").matcher(list);
        assertTrue(last.find());
        String removed = Visitor.submit(path, List.of("do", "remove", "address", last.group(1), "l", "en", "shown", "en")).body();
        assertTrue(removed.contains("Removed."), removed);
        assertFalse(removed.matches("(?s).*Remove: [^\"]*@.*"), "the last mail address stays");
    }

    @Test
    void two_who_are_one_are_joined_and_the_links_of_both_stop_what_either_receives() {
        String one = Mailbox.somebody("fr", "theatre/EMAIL", "jazz/EMAIL");
        String two = Mailbox.somebody("fr", "theatre/EMAIL", "jazz/EMAIL");
        MimeMessage old = Mailbox.receive(two, "theatre");
        Visitor.post(Mailbox.oneClick(Mailbox.receive(two, "jazz")), new byte[0]);
        String path = fresh(one);
        String before = Mailbox.link(old, "p");
        Visitor.submit(path, List.of("do", "mail", "mail", two.toUpperCase(java.util.Locale.ROOT), "shown", "en", "l", "en"));
        String link = awaited(two, "a", before);
        String joined = Visitor.submit(link, List.of("shown", "en", "l", "en")).body();
        assertTrue(joined.contains("Stopped there, so stopped everywhere") && joined.contains("Jazz"), joined);
        assertFalse(Mailbox.send(one, "jazz").getBoolean("sent"), "stops win");
        assertTrue(Mailbox.send(two, "theatre").getBoolean("sent"), "by either address");
        assertEquals(200, Visitor.post(Mailbox.oneClick(old), new byte[0]).statusCode());
        assertFalse(Mailbox.send(one, "theatre").getBoolean("sent"), "the link of the one that was joined");
        String page = Visitor.get(before).body();
        Matcher change = Pattern.compile("name=\"change\" value=\"([^\"]+)\"").matcher(page);
        assertTrue(change.find(), "undo, by the old link");
        Visitor.submit(before, List.of("do", "undo", "change", change.group(1)));
        assertTrue(Mailbox.send(one, "theatre").getBoolean("sent"));
    }

    @Test
    void a_postal_address_is_kept_and_a_wrong_one_is_shown_again_as_it_was_typed() {
        String path = fresh(Mailbox.somebody("fr", "theatre/EMAIL"));
        HttpResponse<String> wrong = Visitor.post(path, Visitor.body(List.of("do", "postal", "postal", "<b>x", "shown", "en", "l", "en")));
        assertEquals(422, wrong.statusCode());
        assertTrue(wrong.body().contains("&lt;b&gt;x</textarea>") && wrong.body().contains("as on an envelope"), wrong.body());
        String street = "Zoé Élan\n" + UUID.randomUUID() + " rue des Vents\n35000 Rennes";
        assertTrue(Visitor.submit(path, List.of("do", "postal", "postal", street, "l", "en", "shown", "en")).body().contains("Done."));
    }

    @Test
    void axe_finds_nothing_wide_or_narrow_light_or_dark() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        String path = fresh(to);
        Visitor.submit(path, List.of("do", "number", "number", Numbers.nobodys(), "country", "FR", "use", "SMS", "shown", "en"));
        String stale = Mailbox.link(Mailbox.receive(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre"), "p").replace("/p/", "/d/");
        String other = "axe." + UUID.randomUUID() + "@example.org";
        Visitor.submit(path, List.of("do", "mail", "mail", other, "shown", "en"));
        String claim = awaited(other, "a", "");
        for (int width : new int[] {320, 768, 1280}) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (BrowserContext context = chromium.newContext(
                        new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme))) {
                    Page page = context.newPage();
                    look(page, path + "?c=sent&l=fr", "list", width, scheme);
                    look(page, stale + "?l=en", "stale", width, scheme);
                    look(page, claim + "?l=fr", "claim", width, scheme);
                }
            }
        }
    }

    private static void look(Page page, String path, String name, int width, ColorScheme scheme) {
        page.setViewportSize(width, 800);
        page.navigate(Server.baseUrl() + path);
        page.setViewportSize(width, (Integer) page.evaluate("document.documentElement.scrollHeight"));
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                .setPath(Path.of("target/screens/details-" + name + "-" + width + "-" + scheme + ".png")));
        assertEquals(List.of(), Axe.findings(page, Axe.STANDARDS), name);
        int overflow = (Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        assertTrue(overflow <= 0, name + " overflows at " + width);
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
    }

    private static void shots(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screens/details-" + name + ".png")));
    }
}
