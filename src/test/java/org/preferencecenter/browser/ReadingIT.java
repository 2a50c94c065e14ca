package org.preferencecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;

import org.preferencecenter.browser.PublicPages.Shown;

/** Every public page as people set their browsers: wide spacing, 400 %, no stylesheet; and how much it weighs. */
@OnServer
class ReadingIT {

    /** DESIGN 7: everything a page loads, before compression, in octets. */
    private static final int HEAVIEST = 50 * 1024;
    /** WCAG 1.4.12. */
    private static final String WIDE = "* { line-height: 1.5 !important; letter-spacing: .12em !important; "
            + "word-spacing: .16em !important } p { margin-block-end: 2em !important }";
    /** Text cut off by its box. */
    private static final String CUT = "[...document.querySelectorAll('main *, header *, footer *')].filter(e => "
            + "!e.closest('.hidden') && ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1)"
            + ".map(e => e.outerHTML.slice(0, 120))";
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

    static Stream<Shown> pages() {
        return PublicPages.all().stream();
    }

    @Test
    void nothing_is_cut_off_or_wider_than_the_window_with_wide_spacing() {
        assertEquals(List.of(), unfit(320, 640, WIDE));
    }

    /** 1280 × 1024 at 400 % (WCAG 1.4.10). */
    @Test
    void nothing_is_wider_than_the_window_at_400_percent() {
        assertEquals(List.of(), unfit(320, 256, ""));
    }

    @SuppressWarnings("unchecked")
    private static List<String> unfit(int width, int height, String style) {
        List<String> flaws = new ArrayList<>();
        // The page's own policy forbids such a style; people's browsers set it all the same.
        try (BrowserContext context = chromium.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setBypassCSP(true))) {
            Page page = context.newPage();
            // The demo's list of messages cuts what is long, as mail programs do.
            for (Shown shown : PublicPages.all().stream().filter(one -> !one.path().startsWith("/demo/")).toList()) {
                for (String language : PublicPages.LANGUAGES) {
                    shown.open(page, language);
                    if (!style.isEmpty()) {
                        page.addStyleTag(new Page.AddStyleTagOptions().setContent(style));
                    }
                    int overflow = (Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
                    if (overflow > 0) {
                        flaws.add(shown.name() + " in " + language + " is wider by " + overflow + " px");
                    }
                    ((List<String>) page.evaluate(CUT)).forEach(cut -> flaws.add(shown.name() + " in " + language + " cuts " + cut));
                }
            }
        }
        return flaws;
    }

    /** In the order of the page: skip link, languages, heading, content, foot. And it still works. */
    @Test
    void the_page_can_be_read_and_used_without_its_stylesheet() {
        String to = Mailbox.somebody("fr", "jazz/EMAIL");
        String path = Mailbox.link(Mailbox.receive(to, "jazz"), "p");
        try (BrowserContext context = chromium.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            context.route("**/*.css*", Route::abort);
            Page page = context.newPage();
            page.navigate(Server.baseUrl() + path);
            String text = page.locator("body").innerText();
            List<String> order = List.of("Aller au contenu", "Français", "Choisissez ce que vous recevez", "Jazz", "Faire une pause",
                    "Enregistrer", "Ce n’est pas moi");
            for (int i = 1; i < order.size(); i++) {
                assertTrue(text.indexOf(order.get(i - 1)) < text.indexOf(order.get(i)), order.get(i) + " comes after " + order.get(i - 1));
            }
            PublicPages.press(page, "Tout arrêter");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Nous ne vous enverrons plus rien");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void a_page_weighs_50_KB_at_most_all_in(Shown shown) {
        // The demo's inbox and the rule book are no pages of a recipient; the book is as long as the law.
        if (shown.path().startsWith("/demo/") || shown.path().startsWith("/law")) {
            return;
        }
        for (String language : PublicPages.LANGUAGES) {
            HttpResponse<String> page = Visitor.get(shown.in(language));
            assertEquals(shown.status(), page.statusCode());
            int weight = page.body().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            for (String part : parts(page.body())) {
                HttpResponse<String> loaded = Visitor.get(part);
                assertEquals(200, loaded.statusCode(), part);
                weight += loaded.body().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            }
            assertTrue(weight > 4_000 && weight <= HEAVIEST, shown.name() + " in " + language + " weighs " + weight);
        }
    }

    /** What a browser loads with the page; nothing of anybody else's. */
    private static Set<String> parts(String html) {
        Set<String> parts = new LinkedHashSet<>();
        Matcher part = Pattern.compile("<(?:link[^>]* href|img[^>]* src|source[^>]* srcset|iframe[^>]* src)=\"([^\"]+)\"").matcher(html);
        while (part.find()) {
            assertTrue(part.group(1).startsWith("/") && !part.group(1).startsWith("//"), part.group(1) + " is ours");
            parts.add(part.group(1).replace("&amp;", "&"));
        }
        assertTrue(!parts.isEmpty() && !html.contains("<script") && !html.contains("style="), "a stylesheet, no script, no style");
        return parts;
    }
}
