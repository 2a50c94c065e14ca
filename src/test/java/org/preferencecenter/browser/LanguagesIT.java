package org.preferencecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import org.preferencecenter.platform.entity.Locales;

/** The pages in nine languages as a browser shows them: which one is chosen, how it is changed, what is read right to left. */
@OnServer
class LanguagesIT {

    private static final String TOPIC = "jeune-public";
    private static final Map<String, String> PATHS = new LinkedHashMap<>();
    private static Chromium chromium;
    private static String page;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
        // Reads Arabic, lives in France, and the theatre has no word of Arabic.
        page = Mailbox.link(Mailbox.receive(Mailbox.somebody("ar", TOPIC + "/EMAIL"), TOPIC), "p");
        PATHS.put("preferences", page);
        PATHS.put("switch", page);
        PATHS.put("home", "/");
        PATHS.put("form", "/s/formulaire");
        PATHS.put("wrong-link", "/p/nonsense");
        String joining = Mailbox.somebody("fr", "theatre/EMAIL");
        String theirs = Mailbox.link(Mailbox.receive(joining, "theatre"), "p");
        Visitor.submit(theirs, List.of("do", "stop"));
        PATHS.put("stopped", theirs);
        String asking = Mailbox.somebody("fr", "theatre/EMAIL");
        String before = Mailbox.link(Mailbox.receive(asking, "theatre"), "p");
        Visitor.submit(before, List.of("do", "stop"));
        List<String> form = Visitor.form(Visitor.get(before).body());
        form.addAll(List.of("on", form.stream().filter(field -> field.matches("TOPIC:\\d+/EMAIL=0")).findFirst().orElseThrow()
                .replace("=0", ""), "do", "save"));
        Visitor.submit(before, form);
        PATHS.put("confirm", Mailbox.confirmation(asking));
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"stored, -, de, ar", "stored, fr, de, fr", "/, -, pl, pl", "/, -, 'zh, pt-BR;q=0.8, en;q=0.7', pt",
            "/, -, 'en;q=0.2, ar;q=0.9', ar", "/, -, ja, fr", "/, -, -, fr", "/, it, ar, it", "/, xx, nl, nl", "/p/nonsense, -, es-MX, es"})
    void asked_then_stored_then_the_browsers_then_the_brands(String path, String asked, String browser, String shown) {
        String address = (path.equals("stored") ? page : path) + (asked == null ? "" : "?l=" + asked);
        String html = (browser == null ? Visitor.get(address) : Visitor.get(address, "Accept-Language", browser)).body();
        assertTrue(html.contains(" lang=\"" + shown + "\" dir=\"" + Locales.direction(shown) + "\">"), html.substring(0, 300));
    }

    @ParameterizedTest
    @CsvSource({"320, true", "320, false", "1280, true"})
    void the_language_is_changed_with_the_keyboard_alone(int width, boolean script) {
        try (BrowserContext context = context(width, ColorScheme.LIGHT, script)) {
            Page shown = open(context, "fr");
            Locator language = shown.locator(".languages summary");
            for (int i = 0; i < 5 && !language.evaluate("e => e === document.activeElement").equals(true); i++) {
                shown.keyboard().press("Tab");
            }
            assertThat(language).isFocused();
            shown.keyboard().press("Enter");
            Locator arabic = shown.locator(".languages a[hreflang=ar]");
            assertThat(arabic).isVisible();
            assertThat(shown.locator(".languages a[aria-current=true]")).hasText("Français");
            for (int i = 0; i < 9; i++) {
                shown.keyboard().press("Tab");
            }
            assertThat(arabic).isFocused();
            shown.keyboard().press("Enter");
            assertThat(shown.locator("html")).hasAttribute("dir", "rtl");
            assertThat(shown.locator("h1")).hasText("اختر ما تتلقاه منا");
            assertTrue(context.cookies().isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({"fr", "en", "de", "es", "it", "nl", "pt", "pl", "ar"})
    void every_language_fits_a_small_telephone_with_the_switch_shut_and_open(String language) {
        try (BrowserContext context = context(320, ColorScheme.LIGHT, true)) {
            Page shown = open(context, language);
            shown.locator(".languages summary").click();
            assertEquals(9, shown.locator(".languages a:visible").count());
            assertEquals(0, shown.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
            assertEquals(List.of(), shown.evaluate("[...document.querySelectorAll('.languages a, .languages summary')].filter(e => {"
                    + "const r = e.getBoundingClientRect(); return r.left < 0 || r.right > innerWidth || r.height < 24 })"
                    + ".map(e => e.outerHTML)"), "within the window, and large enough for a thumb");
        }
    }

    @Test
    void what_was_done_stays_said_when_the_language_is_changed() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        String path = Mailbox.link(Mailbox.receive(to, "theatre"), "p");
        try (BrowserContext context = context(320, ColorScheme.LIGHT, false)) {
            Page shown = context.newPage();
            shown.navigate(Server.baseUrl() + path);
            shown.locator("button.stop[value=stop]").click();
            shown.locator(".languages summary").click();
            shown.locator(".languages a[hreflang=pl]").click();
            assertThat(shown.locator("[role=status]")).containsText("Nie wyślemy Ci już niczego");
            shown.locator("button[value=undo]").click();
            assertThat(shown.locator("[role=status]")).containsText("Cofnięto.");
        }
    }

    @Test
    void an_address_is_read_from_its_own_end_in_an_Arabic_page() {
        try (BrowserContext context = context(320, ColorScheme.LIGHT, true)) {
            Page shown = open(context, "ar");
            Locator address = shown.locator(".who strong [dir]");
            assertEquals("ltr", address.evaluate("e => getComputedStyle(e).direction"));
            assertEquals("rtl", shown.locator("h1").evaluate("e => getComputedStyle(e).direction"));
            assertEquals(true, shown.evaluate("document.querySelector('.mark').getBoundingClientRect().left > innerWidth / 2"),
                    "the page begins at its right");
        }
    }

    @ParameterizedTest
    @CsvSource({"de, (auf Französisch)", "ar, (باللغة الفرنسية)", "pl, (język: francuski)", "en, ''"})
    void texts_that_are_not_there_in_the_pages_language_are_marked_and_say_so(String language, String note) {
        try (BrowserContext context = context(768, ColorScheme.LIGHT, true)) {
            Page shown = open(context, language);
            Locator notes = shown.locator("fieldset .foreign").filter(new Locator.FilterOptions().setHasText(note));
            if (note.isEmpty()) {
                assertEquals(0, shown.locator("legend [lang]").count(), "all is there in English");
            } else {
                assertThat(notes.first()).isVisible();
                assertThat(shown.locator("legend h2[lang=fr][dir=ltr]").first()).isVisible();
            }
        }
    }

    /** Beside {@link AccessibilityIT}, which sees French, English and Arabic: the longest words, and pictures of them. */
    @ParameterizedTest
    @CsvSource({"ar, 320, DARK", "de, 320, LIGHT", "pl, 320, DARK"})
    void pages_in_every_shape_hold_no_mistake_axe_knows(String language, int width, ColorScheme scheme) {
        try (BrowserContext context = context(width, scheme, true)) {
            for (Map.Entry<String, String> path : PATHS.entrySet()) {
                Page shown = context.newPage();
                shown.navigate(Server.baseUrl() + path.getValue() + (path.getValue().contains("?") ? "&l=" : "?l=") + language);
                if (path.getKey().equals("switch")) {
                    shown.locator(".languages summary").click();
                } else {
                    // As tall as the page: the bar at the bottom of the window then covers no half of a control.
                    shown.setViewportSize(width, (Integer) shown.evaluate("document.documentElement.scrollHeight"));
                }
                shown.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screens",
                        "lang-" + path.getKey() + "-" + language + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
                assertEquals(List.of(), Axe.findings(shown),
                        path.getKey());
                shown.close();
            }
        }
    }

    private static BrowserContext context(int width, ColorScheme scheme, boolean script) {
        return chromium.newContext(new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme)
                .setJavaScriptEnabled(script));
    }

    private static Page open(BrowserContext context, String language) {
        Page shown = context.newPage();
        shown.navigate(Server.baseUrl() + page + "?l=" + language);
        return shown;
    }
}
