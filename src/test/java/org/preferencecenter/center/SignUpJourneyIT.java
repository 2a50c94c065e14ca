package org.preferencecenter.center;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

import org.preferencecenter.browser.Axe;
import org.preferencecenter.browser.Chromium;
import org.preferencecenter.browser.Mailbox;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Server;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.consent.entity.State;

/** Signing up as a person does it: the form, the message, its link; on our page, on another site's, and in a frame there. */
@OnServer
class SignUpJourneyIT {

    /** A site that may frame the theatre's form. It is nowhere: the browser is told what it would answer. */
    private static final String SITE = "https://www.theatre-des-vents.example/";
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
    void from_an_empty_form_to_the_first_letter(boolean script) {
        String email = SignUps.stranger();
        try (BrowserContext context = context(script)) {
            Page page = context.newPage();
            page.navigate(Server.baseUrl() + "/s/formulaire?l=en");
            assertEquals(0, page.locator(":checked").count(), "nothing is ticked beforehand");
            page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Jazz")).getByLabel("E-mail").check();
            page.getByLabel("E-mail address").fill(email);
            take(page);
            send(page, "Sign up");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Say whether you are 15 or older.");
            assertThat(page.getByLabel("E-mail address")).hasValue(email);
            page.locator("#age").check();
            send(page, "Sign up");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Almost done");
            page.navigate(Server.baseUrl() + SignUps.confirmation(email));
            assertFalse(Mailbox.send(email, "jazz").getBoolean("sent"), "looking confirms nothing");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Yes, I confirm")).click();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Thank you, it is settled");
            assertTrue(Mailbox.send(email, "jazz").getBoolean("sent"));
            assertTrue(context.cookies().isEmpty(), "no cookie on the whole way");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_number_is_reachable_only_once_its_code_was_typed(boolean script) {
        String email = SignUps.stranger();
        String number = Numbers.nobodys();
        try (BrowserContext context = context(script)) {
            Page page = context.newPage();
            page.navigate(Server.baseUrl() + "/s/formulaire?l=en");
            page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Jazz")).getByLabel("E-mail").check();
            page.locator("#email").fill(email);
            page.locator("#sms").fill(number);
            page.locator("#age").check();
            send(page, "Sign up");
            page.navigate(Server.baseUrl() + SignUps.confirmation(email) + "?l=en");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Yes, I confirm")).click();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("A number not confirmed yet"))).isVisible();
            assertEquals(0, Numbers.texts(number), "nothing is sent before they ask");
            assertEquals(0, SignUps.number("select count(*)::int from address where normal = ?", number.substring(1)));
            look(page, script, "number-welcome");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send me a code")).click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("We have sent a code");
            look(page, script, "number-code");
            page.locator("#code").fill(Numbers.code(number));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Confirm the number")).click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("The address is added.");
            assertEquals(0, page.getByText("A number not confirmed yet").count());
            assertEquals(1, SignUps.number("select count(*)::int from address where normal = ? and channel = 'SMS'"
                    + " and verified_at is not null", number.substring(1)));
        }
    }

    @Test
    void a_number_can_be_forgotten_instead() {
        String email = SignUps.stranger();
        List<String> fields = SignUps.jazz(email);
        String number = Numbers.nobodys();
        SignUps.set(fields, "sms", number);
        SignUps.send(fields);
        String welcome = Visitor.submit(SignUps.confirmation(email), List.of("shown", "en", "l", "en")).body();
        Matcher form = Pattern.compile("action=\"(/d/[^\"]+)\"><input type=\"hidden\" name=\"noted\" value=\"(\\d+)\"").matcher(welcome);
        assertTrue(form.find(), welcome);
        assertTrue(welcome.contains("•• •• •• •• " + number.substring(10)) && !welcome.contains(number.substring(4)), "masked");
        String after = Visitor.submit(form.group(1), List.of("do", "forget", "noted", form.group(2), "shown", "en", "l", "en")).body();
        assertTrue(after.contains("We have deleted this number.") && !after.contains("not confirmed yet</h2>"), after);
        assertTrue(Visitor.submit(form.group(1), List.of("do", "send", "noted", form.group(2), "shown", "en", "l", "en")).body()
                .contains("Nothing has changed."));
    }

    /** Pictures of what stands there, narrow and wide, and what axe, itself a script, finds in it. */
    private static void look(Page page, boolean script, String name) {
        for (int width : new int[] {320, 1280}) {
            page.setViewportSize(width, 800);
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                    .setPath(Path.of("target/screens/signup-" + name + "-" + width + ".png")));
            if (script) {
                assertEquals(List.of(), Axe.findings(page, Axe.STANDARDS),
                        name);
            }
            assertTrue((Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, name);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_form_works_in_a_frame_of_another_site(boolean script) {
        String email = SignUps.stranger();
        try (BrowserContext context = context(script)) {
            Page page = context.newPage();
            answering(page, SITE, snippet(0));
            page.navigate(SITE);
            FrameLocator frame = page.frameLocator("iframe");
            assertThat(frame.locator("h1")).hasText("News from the theatre");
            frame.getByRole(AriaRole.GROUP, new FrameLocator.GetByRoleOptions().setName("Jazz")).getByLabel("E-mail").check();
            frame.getByLabel("E-mail address").fill(email);
            frame.locator("#age").check();
            frame.locator("[name=time]").evaluate("(field, time) => field.value = time",
                    SignUps.openSince("formulaire", Instant.now().minusSeconds(9), 0));
            frame.getByRole(AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName("Sign up")).click();
            assertThat(frame.locator("h1")).hasText("Almost done");
            assertEquals(SITE, page.url());
            Visitor.submit(SignUps.confirmation(email), List.of("shown", "en"));
            assertEquals(State.GRANTED.code(), SignUps.state(email, "jazz"));
        }
    }

    @Test
    void a_site_that_is_not_named_shows_no_frame() {
        try (BrowserContext context = context(true)) {
            Page page = context.newPage();
            answering(page, "https://evil.example/", snippet(0));
            page.navigate("https://evil.example/");
            page.waitForLoadState();
            assertEquals(0, page.frameLocator("iframe").locator("form").count());
        }
    }

    @Test
    void the_plain_form_in_another_site_leads_to_ours_and_only_there_counts() {
        String email = SignUps.stranger();
        try (BrowserContext context = context(false)) {
            Page page = context.newPage();
            answering(page, "https://shop.example/", snippet(1));
            page.navigate("https://shop.example/");
            page.getByLabel("Jazz: E-mail").check();
            page.getByLabel("E-mail address").fill(email);
            page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Yes")).check();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign up")).click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Please check");
            assertTrue(page.url().startsWith(Server.baseUrl().toString()));
            assertEquals(0, SignUps.stored(email));
            send(page, "Check and send");
            assertThat(page.locator("h1")).hasText("Almost done");
            assertTrue(SignUps.confirmation(email).startsWith("/c/"));
        }
    }

    /** What an admin copies from the page about embedding: the frame, and the plain form. */
    private static String snippet(int which) {
        try (BrowserContext context = context(false)) {
            Page page = context.newPage();
            page.navigate(Server.baseUrl() + "/s/formulaire/embed?l=en");
            // The server under test believes to be reached at another port than the one it was given.
            return page.locator("textarea").nth(which).inputValue();
        }
    }

    private static void answering(Page page, String site, String snippet) {
        page.route(site, route -> route.fulfill(new Route.FulfillOptions().setContentType("text/html;charset=utf-8")
                .setBody("<!DOCTYPE html><html lang=\"en\"><title>A site</title><h2>Our site</h2>" + snippet)));
    }

    @ParameterizedTest
    @CsvSource({"320, LIGHT, en", "320, DARK, fr", "768, LIGHT, fr", "1280, LIGHT, en", "1280, DARK, fr"})
    void axe_finds_nothing_and_nothing_overflows(int width, ColorScheme scheme, String language) {
        try (BrowserContext context = chromium.newContext(new Browser.NewContextOptions().setViewportSize(width, 800)
                .setColorScheme(scheme))) {
            Page page = context.newPage();
            Map<String, Runnable> pages = new LinkedHashMap<>();
            for (String path : List.of("/s/formulaire", "/s/inscription", "/s/formulaire/frame", "/s/formulaire/embed",
                    "/s/formulaire?c=young")) {
                pages.put(path.replaceAll("\\W+", "-"), () -> page.navigate(Server.baseUrl() + path
                        + (path.contains("?") ? "&" : "?") + "l=" + language));
            }
            for (String path : List.of("/s/inscription", "/s/formulaire")) {
                pages.put(path.replaceAll("\\W+", "-") + "-wrong", () -> {
                    page.navigate(Server.baseUrl() + path + "?l=" + language);
                    page.locator("#email").fill("nobody");
                    page.locator("[name$='/EMAIL']").first().evaluate("f => f.tagName == 'SELECT' ? f.value = 'yes' : f.checked = true");
                    SignUpJourneyIT.send(page, null);
                });
            }
            pages.put("-s-sent", () -> page.navigate(Server.baseUrl() + SignUps.send(SignUps.jazz(SignUps.stranger())).headers()
                    .firstValue("Location").orElseThrow().replaceFirst("l=en", "l=" + language)));
            pages.forEach((name, open) -> {
                page.setViewportSize(width, 800);
                open.run();
                page.setViewportSize(width, (Integer) page.evaluate("document.documentElement.scrollHeight"));
                page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screens/signup" + name + "-" + width + "-"
                        + scheme + ".png")).setFullPage(true));
                assertEquals(List.of(), Axe.findings(page, Axe.STANDARDS), name);
                int overflow = (Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
                assertTrue(overflow <= 0, name + " is wider than " + width + " px by " + overflow);
            });
        }
    }

    private static BrowserContext context(boolean script) {
        BrowserContext context = chromium.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(script));
        // The browser asks its user before a public site, as it believes, may show what is on this machine.
        context.grantPermissions(List.of("local-network-access"));
        return context;
    }

    private static void take(Page page) {
        String form = page.url().replaceAll(".*/s/([a-z]+).*", "$1");
        page.locator("[name=time]").evaluate("(field, time) => field.value = time",
                SignUps.openSince(form, Instant.now().minusSeconds(9), 0));
    }

    /** Nobody needs to wait two seconds in a test. @param button its name, or null for the only one */
    private static void send(Page page, String button) {
        take(page);
        if (button == null) {
            page.locator("form button").last().click();
        } else {
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
        }
    }
}
