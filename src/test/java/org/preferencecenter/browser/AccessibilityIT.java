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

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

import org.preferencecenter.browser.PublicPages.Shown;

/**
 * Every public page, light and dark, narrow to wide: axe finds nothing. Each page is seen at each width in each scheme,
 * over that in three languages, and is the same without JavaScript; the pictures are kept in {@code target/screens}.
 */
@OnServer
class AccessibilityIT {

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

    @ParameterizedTest(name = "at {1} px")
    @CsvSource({"0, 320", "1, 768", "2, 1280"})
    void axe_finds_nothing_and_nothing_overflows(int turn, int width) {
        List<String> languages = PublicPages.LANGUAGES;
        List<Shown> pages = PublicPages.all().stream().filter(page -> page.languages() == languages || width != 768).toList();
        try (BrowserContext scripts = context(width, true); BrowserContext none = context(width, false)) {
            Page window = scripts.newPage();
            Page plain = none.newPage();
            assertAll(IntStream.range(0, pages.size()).mapToObj(i -> () -> {
                Shown shown = pages.get(i);
                String language = shown.spoken(languages.get((turn + i) % languages.size()));
                window.setViewportSize(width, 800);
                shown.open(window, language);
                String seen = html(window);
                // The pages of the house are long, and no recipient's: seen narrow and light, wide and dark.
                List<ColorScheme> schemes = shown.languages() == languages ? List.of(ColorScheme.LIGHT, ColorScheme.DARK)
                        : List.of(width == 320 ? ColorScheme.LIGHT : ColorScheme.DARK);
                for (ColorScheme scheme : schemes) {
                    look(window, width, scheme, language, shown.name());
                }
                // axe itself is a script; where the page is the same without any, its findings are too.
                shown.open(plain, language);
                assertEquals("", difference(seen, html(plain)), shown.name() + " in " + language + " is another page without JavaScript");
            }));
        }
    }

    private static void look(Page page, int width, ColorScheme scheme, String language, String what) {
        String name = what + "-" + width + "-" + scheme.name().toLowerCase() + "-" + language;
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        // As tall as the page: the bar at the bottom of the window then covers no half of a control.
        page.setViewportSize(width, (Integer) page.evaluate("document.documentElement.scrollHeight"));
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")).setFullPage(true));
        assertEquals(List.of(), Axe.findings(page, Axe.STANDARDS), name);
        assertEquals(language, page.locator("html").getAttribute("lang"), name);
        assertEquals(language.equals("ar") ? "rtl" : "ltr",
                page.evaluate("getComputedStyle(document.documentElement).direction"), name);
        assertTrue(!page.title().isBlank() && !page.title().startsWith("·"), name + " has a title");
        assertEquals(1, page.locator("h1").count(), name + " has one heading above all");
        assertEquals(List.of(), page.evaluate(SKIPPED), name);
        int overflow = (Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        assertTrue(overflow <= 0, name + " is wider than " + width + " px by " + overflow);
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

    private static BrowserContext context(int width, boolean script) {
        return chromium.newContext(new Browser.NewContextOptions().setViewportSize(width, 800)
                .setReducedMotion(ReducedMotion.REDUCE).setJavaScriptEnabled(script));
    }
}
