package org.preferencecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.internet.MimeMessage;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways to one's own page without a message at hand, and the welcome after a confirmation (W-12, S-25, S-49). */
@OnServer
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WaysInIT {

    private static final String FORM = "application/x-www-form-urlencoded";
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
    void who_types_a_known_address_gets_a_link_that_opens_their_page(boolean script) throws Exception {
        String to = Mailbox.somebody("en", "jazz/EMAIL");
        long before = Mailbox.count(to);
        try (BrowserContext context = context(script)) {
            Page page = context.newPage();
            page.navigate(Server.baseUrl() + "/?l=en");
            page.getByLabel("Your e\u2011mail address").fill(to.toUpperCase(java.util.Locale.ROOT));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send me the link")).click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("If we know this address, a message is on its way.");
            assertFalse(page.url().contains("@") || page.content().toLowerCase().contains(to), "the address is nowhere");
            MimeMessage letter = Mailbox.awaited(to, "p", before + 1);
            assertEquals("auto-generated", letter.getHeader("Auto-Submitted", ","));
            assertEquals(null, letter.getHeader("List-Unsubscribe"));
            assertTrue(letter.getHeader("DKIM-Signature").length > 0);
            page.navigate(Server.baseUrl() + Mailbox.link(letter, "p"));
            assertThat(page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Jazz")).getByLabel("E-mail")).isChecked();
            assertTrue(context.cookies().isEmpty());
        }
    }

    @Test
    void known_and_unknown_are_answered_with_the_same_bytes() {
        String known = Mailbox.somebody("fr", "jazz/EMAIL");
        String unknown = UUID.randomUUID() + "@nobody.example";
        long before = Mailbox.count(known);
        HttpResponse<String> one = ask(known);
        HttpResponse<String> other = ask(unknown);
        assertEquals(303, one.statusCode());
        assertEquals(told(one), told(other));
        assertEquals("/?c=sent", one.headers().firstValue("Location").orElseThrow());
        assertEquals(Visitor.get("/?c=sent").body(), Visitor.get(other.headers().firstValue("Location").orElseThrow()).body());
        Mailbox.awaited(known, "p", before + 1);
        assertTrue(Mailbox.newest(unknown).isEmpty());
    }

    @Test
    void a_fourth_link_within_the_hour_is_answered_alike_and_not_mailed() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        List<Object> told = new ArrayList<>();
        long before = Mailbox.count(to);
        for (int i = 0; i < 3; i++) {
            told.add(told(ask(to)));
            Mailbox.awaited(to, "p", before + i + 1);
        }
        told.add(told(ask(to)));
        assertEquals(1, told.stream().distinct().count());
        // Somebody else's comes after it in the same queue: once it is there, the fourth would be.
        String after = Mailbox.somebody("fr", "jazz/EMAIL");
        long others = Mailbox.count(after);
        ask(after);
        Mailbox.awaited(after, "p", others + 1);
        assertEquals(before + 3, Mailbox.count(to));
    }

    @ParameterizedTest
    @CsvSource({"claire", "claire@", "@example.org", "claire@example", "claire@@example.org", "a b@example.org", "''"})
    void a_slip_is_told_beside_the_field_and_what_was_typed_is_kept(String typed) {
        HttpResponse<String> answer = Visitor.post("/", Visitor.body(List.of("address", typed, "shown", "en", "l", "en")),
                "Content-Type", FORM);
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("aria-invalid=\"true\"") && answer.body().contains("This is not a whole"));
        assertTrue(answer.body().contains(" value=\"" + typed + "\"") || typed.isEmpty(), answer.body());
    }

    @Test
    void a_form_of_another_site_asks_for_nothing() {
        assertEquals(403, Visitor.post("/", Visitor.body(List.of("address", "a@example.org")), "Content-Type", FORM,
                "Sec-Fetch-Site", "cross-site").statusCode());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void confirming_welcomes_by_page_and_by_mail_and_fewer_this_month_counts_at_once(boolean script) throws Exception {
        String to = Mailbox.somebody("en", "jazz/EMAIL");
        String confirm = waiting(to);
        for (int i = 0; i < 3; i++) {
            Visitor.send("HEAD", confirm);
            HttpResponse<String> shown = Visitor.get(confirm + "?l=en");
            assertTrue(shown.body().contains("Jazz") && shown.body().contains("Yes, I confirm"), "looking uses nothing up");
        }
        try (BrowserContext context = context(script)) {
            Page page = context.newPage();
            page.navigate(Server.baseUrl() + confirm + "?l=en");
            assertThat(page.locator("blockquote").first()).isVisible();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Yes, I confirm")).click();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText("Thank you, it is settled");
            page.getByLabel("Jazz").selectOption("AT_MOST:1:MONTH");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save")).click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Your choices are saved.");
            assertThat(page.getByLabel("Jazz")).hasValue("AT_MOST:1:MONTH");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("See and change all my choices")).click();
            assertThat(page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Jazz")).getByLabel("E-mail")).isChecked();
            assertTrue(context.cookies().isEmpty());
        }
        MimeMessage welcome = Mailbox.awaited(to, "w");
        assertEquals("auto-generated", welcome.getHeader("Auto-Submitted", ","));
        assertEquals("List-Unsubscribe=One-Click", welcome.getHeader("List-Unsubscribe-Post", ","));
        assertTrue(welcome.getHeader("DKIM-Signature")[0].contains("List-Unsubscribe-Post"));
        Mailbox.send(to, "jazz");
        assertEquals("DEFER", Mailbox.send(to, "jazz").getString("verdict"), "one came this month already");
        assertEquals(200, Visitor.post(Mailbox.oneClick(welcome), new byte[0]).statusCode());
        assertEquals("REFUSE", Mailbox.send(to, "jazz").getString("verdict"), "one click in the welcome stops it");
    }

    @Test
    void a_confirmation_followed_twice_offers_a_fresh_link_by_mail() {
        String to = Mailbox.somebody("en", "jazz/EMAIL");
        String confirm = waiting(to);
        Visitor.submit(confirm, List.of());
        HttpResponse<String> late = Visitor.submit(confirm, List.of("shown", "en", "l", "en"));
        assertTrue(late.body().contains("Send me a fresh link"), late.body());
        Mailbox.awaited(to, "w");
        long before = Mailbox.count(to);
        HttpResponse<String> told = Visitor.submit(confirm, List.of("do", "again", "shown", "en", "l", "en"));
        assertTrue(told.body().contains("Look into your mailbox"));
        assertFalse(Mailbox.link(Mailbox.awaited(to, "p", before + 1), "p").isEmpty());
    }

    /** Last: it uses up what this network may ask for. */
    @Test
    @Order(Integer.MAX_VALUE)
    void who_asks_too_often_from_one_place_is_told_how_long_to_wait_and_every_link_still_works() {
        String to = Mailbox.somebody("en", "jazz/EMAIL");
        String link = Mailbox.link(Mailbox.receive(to, "jazz"), "p");
        HttpResponse<String> answer = ask("x" + UUID.randomUUID() + "@nobody.example");
        for (int i = 0; i < 25 && answer.statusCode() == 303; i++) {
            answer = ask("x" + UUID.randomUUID() + "@nobody.example");
        }
        assertEquals(429, answer.statusCode());
        assertTrue(answer.body().contains("Réessayez dans environ"), answer.body());
        assertTrue(answer.body().contains("Le lien de chacun de nos messages fonctionne toujours"));
        assertEquals(200, Visitor.get(link).statusCode());
        picture("/?l=fr", "home-again");
    }

    @ParameterizedTest
    @CsvSource({"fr, 320, LIGHT", "en, 320, DARK", "fr, 768, DARK", "en, 1280, LIGHT"})
    void the_pages_can_be_looked_at(String language, int width, ColorScheme scheme) {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        String confirm = waiting(to);
        Map<String, String> paths = new TreeMap<>(Map.of("home", "/", "sent", "/?c=sent", "confirm", confirm));
        paths.forEach((name, path) -> picture(path, name, language, width, scheme));
        HttpResponse<String> done = Visitor.post(confirm, Visitor.body(List.of()), "Content-Type", FORM);
        picture(done.headers().firstValue("Location").orElseThrow(), "welcome", language, width, scheme);
        picture(confirm, "late", language, width, scheme);
        Mailbox.awaited(to, "w");
        picture(Mailbox.reading(to), "welcome-mail", language, width, scheme);
    }

    private static void picture(String path, String name) {
        picture(path, name, "fr", 1280, ColorScheme.LIGHT);
    }

    private static void picture(String path, String name, String language, int width, ColorScheme scheme) {
        try (BrowserContext context = chromium.newContext(new Browser.NewContextOptions().setViewportSize(width, 700)
                .setColorScheme(scheme))) {
            Page page = context.newPage();
            page.navigate(Server.baseUrl() + path + (path.contains("?") ? "&l=" : "?l=") + language);
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screens",
                    "ways-" + name + "-" + width + "-" + scheme + ".png")));
            int overflow = (Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
            assertTrue(overflow <= 0, name + " is wider than " + width + " px by " + overflow);
        }
    }

    private static HttpResponse<String> ask(String address) {
        return Visitor.post("/", Visitor.body(List.of("address", address)), "Content-Type", FORM);
    }

    /** Everything of an answer but its day and its number. */
    private static Object told(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(List.of("date", "x-request-id", "Date", "X-Request-Id"));
        return List.of(answer.statusCode(), headers, answer.body());
    }

    /** Stops everything, asks for Jazz by e-mail again. @return the path of the confirmation link that is mailed */
    private static String waiting(String to) {
        String page = Mailbox.link(Mailbox.receive(to, Mailbox.takes(to)), "p");
        return confirmation(to, page);
    }

    private static String confirmation(String to, String page) {
        Visitor.submit(page, List.of("do", "stop"));
        List<String> form = Visitor.form(Visitor.get(page + "?l=en").body());
        form.addAll(List.of("on", jazz(Visitor.get(page + "?l=en").body()), "do", "save"));
        Visitor.submit(page, form);
        return Mailbox.link(Mailbox.awaited(to, "c"), "c");
    }

    private static String jazz(String html) {
        String row = html.substring(html.indexOf(">Jazz<"));
        Matcher box = Pattern.compile("value=\"(TOPIC:\\d+/EMAIL)\"").matcher(row);
        assertTrue(box.find(), "a box for Jazz");
        return box.group(1);
    }

    private static BrowserContext context(boolean script) {
        return chromium.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(script).setLocale("en-GB"));
    }
}
