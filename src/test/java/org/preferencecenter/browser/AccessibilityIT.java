package org.preferencecenter.browser;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import org.preferencecenter.browser.PublicPages.Shown;

/**
 * Every public page, light and dark, narrow to wide: axe finds nothing. Each page is seen at each width in each scheme,
 * over that in three languages, and is the same without JavaScript; the pictures are kept in {@code target/screens}.
 */
@OnServer
class AccessibilityIT {

    private static final List<String> STANDARDS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final Path SCREENS = Path.of("target/screens");
    /** Headings that skip a level: {@code h4} right after {@code h2}. */
    private static final String SKIPPED = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => +h.tagName[1])"
            + ".filter((level, i, all) => level > (i === 0 ? 1 : all[i - 1] + 1))";
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

    @ParameterizedTest(name = "at {1} px, {2}")
    @CsvSource({"0, 320, LIGHT", "1, 320, DARK", "2, 768, LIGHT", "3, 768, DARK", "4, 1280, LIGHT", "5, 1280, DARK"})
    void axe_finds_nothing_and_nothing_overflows(int turn, int width, ColorScheme scheme) {
        List<String> languages = PublicPages.LANGUAGES;
        // The pages of the house are long, and no recipient's: seen narrow and light, wide and dark.
        boolean house = turn == 0 || turn == 5;
        List<Shown> pages = PublicPages.all().stream().filter(page -> house || page.languages() == languages).toList();
        try (BrowserContext scripts = context(width, scheme, true); BrowserContext none = context(width, scheme, false)) {
            Page window = scripts.newPage();
            Page plain = none.newPage();
            assertAll(IntStream.range(0, pages.size()).mapToObj(i -> () -> {
                String language = pages.get(i).spoken(languages.get((turn + i) % languages.size()));
                String name = pages.get(i).name() + "-" + width + "-" + scheme.name().toLowerCase() + "-" + language;
                String seen = look(window, pages.get(i), width, language, name);
                // axe itself is a script; where the page is the same without any, its findings are too.
                plain.setViewportSize(width, 800);
                pages.get(i).open(plain, language);
                assertEquals("", difference(seen, html(plain)), name + " is another page without JavaScript");
            }));
        }
    }

    /** @return the page's HTML */
    private static String look(Page page, Shown shown, int width, String language, String name) {
        page.setViewportSize(width, 800);
        shown.open(page, language);
        String seen = html(page);
        // As tall as the page: the bar at the bottom of the window then covers no half of a control.
        page.setViewportSize(width, (Integer) page.evaluate("document.documentElement.scrollHeight"));
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")).setFullPage(true));
        List<String> found = new AxeBuilder(page).withTags(STANDARDS).analyze().getViolations().stream()
                .map(AccessibilityIT::told).toList();
        assertEquals(List.of(), found, name);
        assertEquals(language, page.locator("html").getAttribute("lang"), name);
        assertEquals(language.equals("ar") ? "rtl" : "ltr",
                page.evaluate("getComputedStyle(document.documentElement).direction"), name);
        assertTrue(!page.title().isBlank() && !page.title().startsWith("·"), name + " has a title");
        assertEquals(1, page.locator("h1").count(), name + " has one heading above all");
        assertEquals(List.of(), page.evaluate(SKIPPED), name);
        int overflow = (Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        assertTrue(overflow <= 0, name + " is wider than " + width + " px by " + overflow);
        return seen;
    }

    /** But for the minute that is printed, and the time a form was opened at. */
    private static String html(Page page) {
        return page.locator("body").innerHTML().replaceAll("name=\"time\" value=\"[^\"]*\"|<p class=\"printed\">.*?</p>", "");
    }

    private static String difference(String one, String other) {
        int at = 0;
        while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return one.equals(other) ? "" : part(one, at) + " <> " + part(other, at);
    }

    private static String part(String html, int at) {
        return html.substring(Math.max(0, at - 80), Math.min(html.length(), at + 80));
    }

    private static BrowserContext context(int width, ColorScheme scheme, boolean script) {
        return chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(width, 800)
                .setColorScheme(scheme).setJavaScriptEnabled(script));
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().stream().map(n -> String.valueOf(n.getTarget())).toList();
    }
}
