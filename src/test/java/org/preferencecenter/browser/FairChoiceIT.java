package org.preferencecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;

import org.preferencecenter.link.control.LinkKeys;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** The patterns of EDPB 03/2022 that only a browser sees; {@code src/docs/edpb.md} lists them all, with their tests. */
@OnServer
class FairChoiceIT {

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

    /** A visitor who counts what they press. */
    private static final class Counting {
        private final Page page;
        private int presses;

        Counting(Page page) {
            this.page = page;
        }

        void press(String button) {
            press(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)));
        }

        void press(Locator target) {
            target.click();
            presses++;
        }
    }

    @Test
    void to_withdraw_takes_no_more_presses_than_to_give() {
        String to = Mailbox.somebody("en", "jazz/EMAIL");
        String path = Mailbox.link(Mailbox.receive(to, "jazz"), "p");
        try (BrowserContext context = chromium.newContext()) {
            Counting leaving = new Counting(context.newPage());
            leaving.page.navigate(Server.baseUrl() + path + "?l=en");
            leaving.press(jazz(leaving.page));
            leaving.press("Save");
            assertThat(leaving.page.getByRole(AriaRole.STATUS)).containsText("You will no longer receive “Jazz”");
            assertFalse(Mailbox.send(to, "jazz").getBoolean("sent"), "left");

            Counting all = new Counting(context.newPage());
            all.page.navigate(Server.baseUrl() + path + "?l=en");
            all.press("Stop everything");
            assertThat(all.page.getByRole(AriaRole.STATUS)).containsText("We will send you nothing more");

            Counting joining = new Counting(context.newPage());
            joining.page.navigate(Server.baseUrl() + path + "?l=en");
            joining.press(jazz(joining.page));
            joining.press("Save");
            assertThat(joining.page.getByRole(AriaRole.STATUS)).containsText("Almost done");
            joining.page.navigate(Server.baseUrl() + Mailbox.confirmation(to) + "?l=en");
            joining.presses++;   // the link in the message
            joining.press("Yes, I confirm");
            assertThat(joining.page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Thank you, it is settled");
            assertTrue(Mailbox.send(to, "jazz").getBoolean("sent"), "joined");

            assertEquals(List.of(2, 1), List.of(leaving.presses, all.presses));
            assertTrue(leaving.presses <= joining.presses && all.presses <= joining.presses, joining.presses + " to give");
        }
    }

    @ParameterizedTest(name = "{0} × {1} in {2}")
    @CsvSource({"320, 640, fr", "320, 640, en", "320, 640, ar", "1280, 720, fr", "1280, 720, en", "1280, 720, ar"})
    void stop_everything_is_in_sight_without_scrolling(int width, int height, String language) {
        try (BrowserContext context = chromium.newContext(new Browser.NewContextOptions().setViewportSize(width, height))) {
            Page page = context.newPage();
            for (String name : List.of("preferences", "one-click-link", "after-a-stop", "everything-stopped", "on-a-break",
                    "waiting")) {
                PublicPages.named(name).open(page, language);
                assertThat(page.locator(".bar button[value=stop]")).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
                assertEquals(0, ((Number) page.evaluate("window.scrollY")).intValue(), name);
            }
        }
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"320, LIGHT", "320, DARK", "1280, LIGHT", "1280, DARK"})
    void to_stop_and_to_keep_weigh_the_same(int width, ColorScheme scheme) {
        try (BrowserContext context = chromium.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 720).setColorScheme(scheme))) {
            Page page = context.newPage();
            PublicPages.named("preferences").open(page, "fr");
            Locator save = page.locator(".bar button[value=save]");
            Locator stop = page.locator(".bar button[value=stop]");
            BoundingBox one = save.boundingBox();
            BoundingBox other = stop.boundingBox();
            assertEquals(one.height, other.height, 1);
            assertEquals(1, one.width / other.width, .25);
            for (String style : List.of("fontSize", "fontWeight", "borderRadius", "borderWidth", "opacity", "cursor")) {
                assertEquals(Weight.css(save, style), Weight.css(stop, style), style);
            }
            String paper = Weight.css(page.locator("body"), "backgroundColor");
            for (Locator button : List.of(save, stop)) {
                assertTrue(Weight.contrast(Weight.css(button, "color"), Weight.css(button, "backgroundColor")) >= 4.5, "its words can be read");
                assertTrue(Weight.visible(button, paper) >= 3, "it can be seen to be a button: " + Weight.visible(button, paper));
            }
            assertEquals(1, Weight.visible(save, paper) / Weight.visible(stop, paper), .5, "neither is pale beside the other");
        }
    }

    @Test
    void who_refused_is_asked_nothing_again_neither_on_the_page_nor_by_mail() {
        String to = Mailbox.somebody("en", "jazz/EMAIL");
        String path = Mailbox.link(Mailbox.receive(to, "jazz"), "p");
        try (BrowserContext context = chromium.newContext()) {
            Page page = context.newPage();
            List<String> dialogs = new ArrayList<>();
            page.onDialog(dialog -> dialogs.add(dialog.message()));
            page.navigate(Server.baseUrl() + path + "?l=en");
            PublicPages.press(page, "Stop everything");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("We will send you nothing more");
            String newest = Mailbox.reading(to);
            for (int visit = 0; visit < 3; visit++) {
                page.navigate(Server.baseUrl() + path + "?l=en");
                assertEquals(0, page.locator("[role=dialog], [role=alertdialog], dialog, [aria-modal=true]").count());
                assertEquals(0, page.locator("form.offer").count(), "nothing asks whether");
                assertEquals(0, page.locator("input[type=checkbox]:checked").count(), "nothing came back by itself");
            }
            assertEquals(List.of(), dialogs);
            assertEquals(newest, Mailbox.reading(to), "no message asks");
        }
    }

    @Test
    void why_is_asked_only_after_the_stop_is_stored_and_may_stay_unanswered() {
        String to = Mailbox.somebody("en", "jazz/EMAIL");
        String path = Mailbox.link(Mailbox.receive(to, "jazz"), "p");
        try (BrowserContext context = chromium.newContext()) {
            Page page = context.newPage();
            page.navigate(Server.baseUrl() + path + "?l=en");
            assertThat(page.locator("form.survey, textarea")).hasCount(0);
            PublicPages.press(page, "Stop everything");
            assertThat(page.locator("form.survey")).isVisible();
            assertFalse(Mailbox.send(to, "jazz").getBoolean("sent"), "stopped before anything was answered");
            assertThat(page.locator("form.survey [required], form.survey [name=reason]:checked")).hasCount(0);
            assertEquals(true, page.evaluate("document.querySelector('.said').compareDocumentPosition("
                    + "document.querySelector('form.survey')) === Node.DOCUMENT_POSITION_FOLLOWING"), "what was done, and undo, come first");
            page.navigate(Server.baseUrl() + path + "?l=en");
            assertFalse(Mailbox.send(to, "jazz").getBoolean("sent"), "passed over, and stopped all the same");
        }
    }

    /** Unticked, all look alike, whether they say yes or no. */
    @ParameterizedTest
    @CsvSource({"320, LIGHT", "1280, DARK"})
    void yes_and_no_of_a_sign_up_weigh_the_same(int width, ColorScheme scheme) {
        try (BrowserContext context = chromium.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 720).setColorScheme(scheme))) {
            Page page = context.newPage();
            PublicPages.named("sign-up").open(page, "fr");
            assertThat(page.locator("main form :checked:not(option)")).hasCount(0);
            assertTrue(page.locator("main .chip input[value=yes]").count() > 1 && page.locator("main .chip input[value=no]").count() > 0,
                    "there is something to take and something to refuse");
            assertEquals(1, ((List<?>) page.evaluate("[...new Set([...document.querySelectorAll('main .chip')].map(chip => {"
                    + "const c = getComputedStyle(chip), i = getComputedStyle(chip.querySelector('input'));"
                    + "return [c.fontSize, c.fontWeight, c.color, c.backgroundColor, c.borderColor, c.borderWidth, c.minHeight, c.opacity,"
                    + " i.width, i.height].join() }))]")).size());
        }
    }

    /** Of all the demo's people, whatever they chose or never chose. */
    @Test
    void no_box_is_ticked_for_which_nobody_said_yes_where_a_yes_is_needed() throws Exception {
        Links links = new Links(new LinkKeys(TestDatabase.served(), new Vault(new Secret(new byte[32])), Clock.systemUTC()));
        // A yes to a purpose is a yes to each of its topics.
        Set<String> granted = rows(("select recipient_id || ' %1$d:' || scope_id || '/' || channel from choice where scope_kind = %1$d and "
                + "state = %3$d union select recipient_id || ' %2$d:' || scope_id || '/' || channel from choice where scope_kind = %2$d and "
                + "state = %3$d union select recipient_id || ' %2$d:' || t.id || '/' || channel from choice c join topic t on "
                + "t.purpose_id = c.scope_id where scope_kind = %1$d and state = %3$d").formatted(Scope.Kind.PURPOSE.code(),
                Scope.Kind.TOPIC.code(), org.preferencecenter.consent.entity.State.GRANTED.code()));
        Set<String> needed = rows("select distinct purpose_id::text from purpose_basis b where basis = 'CONSENT' and jurisdiction = '*' "
                + "union select 't' || t.id from topic t join purpose_basis b using (purpose_id) where basis = 'CONSENT' and jurisdiction = '*'");
        List<String> ticked = new ArrayList<>();
        int boxes = 0;
        for (String recipient : rows("select id::text from recipient")) {
            String path = "/p/" + links.sign(new SignedLink(Power.PAGE, Long.parseLong(recipient), Scope.brand(1), 0));
            Matcher box = Pattern.compile("<input type=\"checkbox\" name=\"on\" value=\"(TOPIC|PURPOSE):(\\d+)/(\\w+)\"( checked=\"checked\")?")
                    .matcher(Visitor.get(path).body());
            while (box.find()) {
                boxes++;
                boolean topic = box.group(1).equals("TOPIC");
                var scope = topic ? Scope.topic(Integer.parseInt(box.group(2))) : Scope.purpose(Integer.parseInt(box.group(2)));
                int channel = org.preferencecenter.law.entity.Channel.valueOf(box.group(3)).code();
                if (box.group(4) != null && needed.contains((topic ? "t" : "") + box.group(2))
                        && !granted.contains(recipient + " " + scope.kind().code() + ":" + scope.id() + "/" + channel)) {
                    ticked.add(recipient + " " + box.group());
                }
            }
        }
        assertTrue(boxes > 500, boxes + " boxes");
        assertEquals(List.of(), ticked);
    }

    private static Set<String> rows(String sql) throws Exception {
        Set<String> rows = new HashSet<>();
        try (Connection connection = TestDatabase.served().getConnection(); Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return rows;
    }

    private static Locator jazz(Page page) {
        return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Jazz")).getByLabel("E-mail");
    }
}
