package org.preferencecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The whole journey as a person makes it: from the demo inbox to a recorded choice, with and without JavaScript. */
@OnServer
class JourneyIT {

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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void one_click_then_undo_then_weekly_and_the_next_messages_obey(boolean script) {
        String to = Mailbox.somebody("en", "jazz/EMAIL");
        Mailbox.receive(to, "jazz");
        try (BrowserContext context = context(script, 1280)) {
            Page page = context.newPage();
            open(page, to);
            page.locator("#unsubscribe").click();
            assertThat(page.locator("#status")).hasText("200");

            page.navigate(Server.baseUrl() + Mailbox.link(Mailbox.newest(to).orElseThrow(), "p"));
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("You will no longer receive “Jazz” by e\u2011mail.");
            assertThat(jazz(page).getByLabel("E-mail")).not().isChecked();
            assertFalse(Mailbox.send(to, "jazz").getBoolean("sent"), "stopped at once");

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo")).click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Everything is as it was before.");
            assertThat(jazz(page).getByLabel("E-mail")).isChecked();

            jazz(page).getByRole(AriaRole.COMBOBOX).selectOption("AT_MOST:1:WEEK");
            save(page);
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Your choices are saved.");
            assertThat(jazz(page).getByRole(AriaRole.COMBOBOX)).hasValue("AT_MOST:1:WEEK");
            page.reload();
            assertThat(jazz(page).getByRole(AriaRole.COMBOBOX)).hasValue("AT_MOST:1:WEEK");

            assertEquals("DEFER", Mailbox.send(to, "jazz").getString("verdict"), "one came this week already");
            assertTrue(Mailbox.send(to, "billets").getBoolean("sent"), "tickets always arrive");
            assertTrue(context.cookies().isEmpty(), "no cookie on the whole way");
        }
    }

    @Test
    void the_footer_link_leads_to_the_page_and_everything_stops_with_one_press_and_comes_back_with_another() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL", "jazz/EMAIL");
        Mailbox.receive(to, "theatre");
        try (BrowserContext context = context(false, 320)) {
            Page page = context.newPage();
            open(page, to);
            page.locator("#body a[href*='/p/']").first().click();
            Locator stop = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Tout arrêter"));
            Locator save = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enregistrer"));
            assertThat(stop).isInViewport();
            assertEquals(save.boundingBox().height, stop.boundingBox().height, "the same weight");
            assertEquals(save.boundingBox().width, stop.boundingBox().width, 40, "the same weight");
            stop.click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Nous ne vous enverrons plus rien");
            String undo = page.url();
            receipt(page, to);
            page.navigate(undo);
            assertFalse(Mailbox.send(to, "jazz").getBoolean("sent"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Annuler")).click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Tout est de nouveau comme avant.");
            assertTrue(Mailbox.send(to, "jazz").getBoolean("sent"));
        }
    }

    /** What was just done can be kept: to read, to print, for other services; and it names nobody. */
    private static void receipt(Page page, String to) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Reçu de ce choix")).click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Reçu");
        assertThat(page.locator("main")).containsText("Vous avez retiré votre accord.");
        String json = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("JSON-LD")).getAttribute("href");
        HttpResponse<String> file = Visitor.get(json);
        assertEquals(200, file.statusCode());
        assertEquals("application/ld+json", file.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", ""));
        assertEquals("no-store", file.headers().firstValue("Cache-Control").orElse(""));
        assertTrue(file.body().contains("\"dpv:ConsentWithdrawn\"") && !file.body().contains(to), file.body());
        HttpResponse<String> pdf = Visitor.get(json.replace("as=json", "as=pdf"));
        assertEquals("200 application/pdf", pdf.statusCode() + " " + pdf.headers().firstValue("Content-Type").orElse(""));
        assertTrue(pdf.body().startsWith("%PDF-1"));
        String another = Mailbox.link(Mailbox.receive(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre"), "p");
        for (String wrong : List.of(json.replaceFirst("/receipt/[^?]*", another.replace("/p/", "/receipt/")), json.replaceFirst("/receipt/", "/receipt/x"),
                json.replaceFirst("c=[0-9a-f]{8}", "c=00000000"), json.replaceFirst("c=.*", "c=nonsense"))) {
            assertEquals(404, Visitor.get(wrong).statusCode(), "somebody else's, or none");
        }
    }

    @Test
    void a_scanner_with_JavaScript_that_opens_the_link_stops_nothing() {
        String to = Mailbox.somebody("fr", "jazz/EMAIL");
        String link = Mailbox.oneClick(Mailbox.receive(to, "jazz"));
        try (BrowserContext context = context(true, 1280)) {
            Page page = context.newPage();
            page.navigate(Server.baseUrl() + link);
            page.waitForLoadState();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).isVisible();
        }
        assertTrue(Mailbox.send(to, "jazz").getBoolean("sent"));
    }

    @Test
    void the_whole_page_can_be_used_by_keyboard() {
        String to = Mailbox.somebody("en", "jazz/EMAIL");
        String path = Mailbox.link(Mailbox.receive(to, "jazz"), "p");
        try (BrowserContext context = context(true, 768)) {
            Page page = context.newPage();
            page.navigate(Server.baseUrl() + path);
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            Locator box = jazz(page).getByLabel("E-mail");
            for (int i = 0; i < 60 && !focused(box); i++) {
                page.keyboard().press("Tab");
            }
            assertThat(box).isFocused();
            page.keyboard().press("Space");
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("You will no longer receive “Jazz” by e\u2011mail.");
        }
    }

    private static boolean focused(Locator box) {
        return (Boolean) box.evaluate("e => e === document.activeElement");
    }

    private static BrowserContext context(boolean script, int width) {
        return chromium.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(script)
                .setViewportSize(width, 800).setLocale("en-GB"));
    }

    private static void open(Page inbox, String to) {
        inbox.navigate(Server.baseUrl() + "/demo/inbox?l=en");
        inbox.locator("#messages a").filter(new Locator.FilterOptions().setHasText(to)).first().click();
    }

    private static Locator jazz(Page page) {
        return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Jazz"));
    }

    private static void save(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save")).click();
    }
}
