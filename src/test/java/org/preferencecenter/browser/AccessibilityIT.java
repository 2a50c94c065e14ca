package org.preferencecenter.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

/** Every public page, light and dark, narrow to wide, in each language: axe finds nothing, nothing overflows. */
@OnServer
class AccessibilityIT {

    private static final List<String> STANDARDS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static Chromium chromium;
    private static final Map<String, String> PATHS = new LinkedHashMap<>();

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
        String to = Mailbox.somebody("fr", "theatre/EMAIL", "jazz/EMAIL");
        var message = Mailbox.receive(to, "jazz");
        PATHS.put("home", "/");
        PATHS.put("preferences", Mailbox.link(message, "p"));
        PATHS.put("one-click link", Mailbox.oneClick(message));
        PATHS.put("wrong link", "/p/nonsense");
        String stopped = Mailbox.somebody("fr", "theatre/EMAIL");
        String link = Mailbox.oneClick(Mailbox.receive(stopped, "theatre"));
        Visitor.post(link, new byte[0]);
        PATHS.put("after a stop", link);
        String asking = Mailbox.link(Mailbox.receive(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre"), "p");
        Visitor.submit(asking, List.of("do", "save", "pause", "30"));
        PATHS.put("on a break", asking);
        PATHS.put("inbox", "/demo/inbox");
        PATHS.put("law", "/law?jurisdiction=CH");
        PATHS.put("law of another day", "/law?jurisdiction=BE&at=2026-08-10");
        PATHS.put("law of no day", "/law?jurisdiction=CH&at=never");
        PATHS.put("message", Mailbox.reading(to));
        String joining = Mailbox.somebody("fr", "theatre/EMAIL");
        String page = Mailbox.link(Mailbox.receive(joining, "theatre"), "p");
        Visitor.submit(page, List.of("do", "stop"));
        List<String> form = Visitor.form(Visitor.get(page).body());
        form.addAll(List.of("on", form.stream().filter(field -> field.matches("TOPIC:\\d+/EMAIL=0")).findFirst().orElseThrow()
                .replace("=0", ""), "do", "save"));
        Visitor.submit(page, form);
        PATHS.put("waiting", page);
        PATHS.put("confirm", Mailbox.confirmation(joining));
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"320, LIGHT, fr", "320, DARK, en", "768, LIGHT, en", "768, DARK, fr", "1280, LIGHT, fr", "1280, DARK, en",
            "320, LIGHT, en", "320, DARK, fr"})
    void axe_finds_nothing_and_nothing_overflows(int width, ColorScheme scheme, String language) {
        Browser.NewContextOptions options = new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme);
        try (BrowserContext context = chromium.browser().newContext(options)) {
            Page page = context.newPage();
            PATHS.forEach((name, path) -> {
                page.setViewportSize(width, 800);
                page.navigate(Server.baseUrl() + path + (path.contains("?") ? "&l=" : "?l=") + language);
                // As tall as the page: the bar at the bottom of the window then covers no half of a control.
                page.setViewportSize(width, (Integer) page.evaluate("document.documentElement.scrollHeight"));
                List<String> found = new AxeBuilder(page).withTags(STANDARDS).analyze().getViolations().stream()
                        .map(AccessibilityIT::told).toList();
                assertEquals(List.of(), found, name);
                assertEquals(language, page.locator("html").getAttribute("lang"), name);
                int overflow = (Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
                assertTrue(overflow <= 0, name + " is wider than " + width + " px by " + overflow);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"320", "1280"})
    void every_target_is_large_enough_for_a_thumb(int width) {
        try (BrowserContext context = chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(width, 800))) {
            Page page = context.newPage();
            page.navigate(Server.baseUrl() + PATHS.get("preferences"));
            Object small = page.evaluate("[...document.querySelectorAll('button, select, summary, .chip, nav a')]"
                    + ".filter(e => { const r = e.getBoundingClientRect(); return r.height < 24 || r.width < 24 })"
                    + ".map(e => e.outerHTML)");
            assertEquals(List.of(), small);
        }
    }

    /** The page holds no script, so axe must see the same page as a visitor without JavaScript. */
    @ParameterizedTest
    @CsvSource({"preferences", "home", "after a stop", "inbox", "message", "confirm", "law"})
    void the_page_is_the_same_without_JavaScript(String name) {
        assertEquals(content(name, true), content(name, false));
    }

    private static String content(String name, boolean script) {
        try (BrowserContext context = chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(script))) {
            Page page = context.newPage();
            page.navigate(Server.baseUrl() + PATHS.get(name));
            return page.locator("main").innerText();
        }
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().stream().map(n -> String.valueOf(n.getTarget())).toList();
    }
}
