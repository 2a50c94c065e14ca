package org.preferencecenter.office;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

import org.preferencecenter.browser.Axe;
import org.preferencecenter.browser.Chromium;
import org.preferencecenter.browser.Server;
import org.preferencecenter.demo.control.StaffSeed;

/** The demo's office in a real browser: somebody of each role signs in, and every page they see is held against axe. */
public final class Office implements AutoCloseable {

    private static final int NARROW = 320;

    private final Chromium chromium = Chromium.launch();
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final Map<String, String> signedIn = new HashMap<>();

    /** A page nobody is signed in to, in French, 1280 pixels wide, in light colours. */
    public Page stranger() {
        return page(null);
    }

    /** @param cookies of somebody who is signed in; null: of nobody */
    private Page page(String cookies) {
        BrowserContext context = chromium.newContext(new Browser.NewContextOptions().setStorageState(cookies)
                .setBaseURL(Server.baseUrl().toString()).setLocale("fr-FR").setViewportSize(1280, 900)
                .setColorScheme(ColorScheme.LIGHT).setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(60_000);
        contexts.add(context);
        Page page = context.newPage();
        // A script or style that the content security policy stops is a mistake of ours.
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                throw new AssertionError(message.text());
            }
        });
        return page;
    }

    /**
     * Somebody who has signed in and sees the home page; whoever did so before goes on with the same sign-in.
     *
     * @param login what stands before the @: admin, marketing, publisher, dpo, agent, viewer, librairie
     */
    public Page as(String login) {
        Page page = page(signedIn.get(login));
        page.navigate("/office/home");
        if (page.url().contains("/office/signIn")) {
            signIn(page, login);
            page.waitForURL(url -> !url.contains("/office/signIn"));
            signedIn.put(login, page.context().storageState());
        }
        return page;
    }

    /** Types login and password where the page asks for them. */
    public static void signIn(Page page, String login) {
        page.fill("[type=email]", login + "@theatre-des-vents.example");
        page.fill("[type=password]", StaffSeed.PASSWORD);
        page.click(".primary");
    }

    /** Opens nothing, changes nothing: no violation of WCAG that axe knows, in both colours and on a tablet; nothing too wide for a telephone. */
    public static void accessible(Page page) {
        // axe waits for ever for a frame that may run nothing; what previews show has tests of its own (AccessibilityIT).
        page.evaluate("document.querySelectorAll('iframe[sandbox]').forEach(frame => frame.remove())");
        page.setViewportSize(NARROW, 900);
        assertEquals(NARROW, Math.max(NARROW, (Integer) page.evaluate("document.documentElement.scrollWidth")), page.url() + " is too wide: " + page.evaluate("[...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > innerWidth)"
                + ".slice(-3).map(one => one.outerHTML.slice(0, 300)).join()"));
        for (ColorScheme colours : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            page.setViewportSize(colours == ColorScheme.DARK ? 768 : 1280, 900);
            assertEquals(List.of(), Axe.findings(page), page.url());
        }
    }

    /** Pictures to look at: {@code target/screens/<name>-….png}, 768 and 1280 pixels wide, light and dark. */
    public static void look(Page page, String name) {
        for (ColorScheme colours : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            page.setViewportSize(colours == ColorScheme.DARK ? 768 : 1280, 900);
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screens", name
                    + (colours == ColorScheme.DARK ? "-768-dark" : "-1280-light") + ".png")));
        }
    }

    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
        chromium.close();
    }
}
