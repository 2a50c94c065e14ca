package org.preferencecenter.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;

import org.preferencecenter.browser.PublicPages.Shown;
import org.preferencecenter.office.Office;

/**
 * Every public page with the Tab key alone: all that can be used is reached, in the order of the page, is seen to have the
 * focus, is never hidden under the bar at the bottom, and is large enough for a thumb (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7,
 * 2.4.11, 2.5.8).
 */
@OnServer
class KeyboardIT {

    /** Whatever takes part in the Tab order, each marked with its place. Of a group of radio buttons one takes part. */
    private static final String MARK = """
            root => { const radio = new Set(); let n = 0;
              for (const e of document.querySelector(root).querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')) {
                if (e.type === 'hidden' || e.disabled || e.tabIndex < 0 || !e.checkVisibility()) continue;
                if (e.type === 'radio') {
                  const group = [...e.form.elements].filter(r => r.name === e.name && r.type === 'radio');
                  const one = group.find(r => r.checked) || group[0];
                  if (radio.has(e.name) || e !== one) continue;
                  radio.add(e.name);
                }
                e.dataset.place = ++n;
              } return n }""";
    /** What has the focus: its place, whether that shows, and whether any of it can be seen. */
    private static final String FOCUS = """
            () => { const e = document.activeElement;
              if (!e || e === document.body || e === document.documentElement) return {place: '0'};
              const ring = [e, e.closest('label')].some(x => x
                && getComputedStyle(x).outlineStyle !== 'none' && parseFloat(getComputedStyle(x).outlineWidth) >= 2);
              const points = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]];
              // A link that goes on in the next line is two boxes; between them is text that is not the link.
              // Of what is taller than the window, the part that is in it.
              const seen = [...e.getClientRects()].some(r => points.some(([x, y]) => {
                const left = Math.max(r.left, 0), above = Math.max(r.top, 0);
                const top = document.elementFromPoint(left + x * (Math.min(r.right, innerWidth) - left),
                    above + y * (Math.min(r.bottom, innerHeight) - above));
                return top && (e.contains(top) || top.contains(e) && top.tagName === 'LABEL') }));
              return {place: e.dataset.place || '?', ring: ring, seen: seen, html: e.outerHTML.slice(0, 120)} }""";
    /** Smaller than 24 px, unless it is in a line of text (WCAG 2.5.8). */
    private static final String SMALL = """
            [...document.querySelectorAll('[data-place]')].filter(e => !e.matches('.skip')).filter(e => {
              const target = e.closest('label') || e, r = target.getBoundingClientRect();
              const inText = e.tagName === 'A' && getComputedStyle(e).display === 'inline' && e.closest('p, li, dd, h4');
              return !inText && (r.height < 24 || r.width < 24) }).map(e => e.outerHTML.slice(0, 120))""";
    /** The next Tab leads to the first thing on the page, whatever was clicked before. */
    private static final String FROM_THE_TOP = """
            root => { const from = document.querySelector(root); from.tabIndex = -1; from.focus();
              if (root === 'body') from.removeAttribute('tabindex');
              window.scrollTo(0, 0) }""";
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

    /** A telephone, a laptop, and a laptop at 400 %. */
    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"320, 640, fr", "1280, 720, en", "320, 180, ar"})
    void everything_is_reached_in_order_and_seen(int width, int height, String wanted) {
        try (BrowserContext context = chromium.newContext(new Browser.NewContextOptions().setViewportSize(width, height))) {
            Page page = context.newPage();
            List<String> flaws = new ArrayList<>();
            for (Shown shown : PublicPages.all()) {
                shown.open(page, PublicPages.LANGUAGES.contains(wanted) ? wanted : "fr");
                flaws.addAll(walk(page, "body").stream().map(flaw -> shown.name() + ": " + flaw).toList());
            }
            assertEquals(List.of(), flaws);
        }
    }

    /** The office's pages of proof, in French and without their frame, which the journeys of the office use by keyboard. */
    @Test
    void everything_is_reached_in_order_and_seen_where_the_office_proves() {
        try (Office office = new Office()) {
            Page page = office.as("dpo");
            List<String> flaws = new ArrayList<>();
            for (String path : proving(page)) {
                for (int width : new int[] {320, 1280}) {
                    page.setViewportSize(width, 720);
                    page.navigate(path);
                    flaws.addAll(walk(page, "#main").stream().map(flaw -> path + " at " + width + " px: " + flaw).toList());
                }
            }
            assertEquals(List.of(), flaws);
        }
    }

    /** Their addresses; a dry run is counted for its page. */
    private static List<String> proving(Page page) {
        List<String> paths = new ArrayList<>(List.of("/office/log", "/office/retention", "/office/rights", "/office/person?id=1"));
        page.navigate("/office/rights");
        paths.add(page.locator("a[href^='/office/right?id=']").first().getAttribute("href"));
        page.navigate("/office/retention");
        paths.add(page.locator("a[href^='/office/retentionDue']").first().getAttribute("href"));
        page.click("button[name=dry]");
        page.waitForURL("**/office/retentionRun?id=*");
        while (page.locator("button[name=confirm]").count() == 0) {
            page.reload();
        }
        paths.add(page.url());
        return paths;
    }

    @SuppressWarnings("unchecked")
    private static List<String> walk(Page page, String root) {
        List<String> flaws = new ArrayList<>();
        page.evaluate(FROM_THE_TOP, root);
        int last = (Integer) page.evaluate(MARK, root);
        // Long pages of rules are links and nothing else: what holds for fifty of them holds for all.
        for (int place = 1; place <= Math.min(last, 50); place++) {
            Map<String, Object> focus;
            int parts = 0;
            do {   // A date with its time has up to eight parts, each with its own Tab.
                page.keyboard().press("Tab");
                focus = (Map<String, Object>) page.evaluate(FOCUS);
            } while (focus.get("place").equals(Integer.toString(place - 1)) && parts++ < 8);
            if (!focus.get("place").equals(Integer.toString(place))) {
                flaws.add("Tab " + place + " of " + last + " leads to " + focus);
                return flaws;
            }
            if (!Boolean.TRUE.equals(focus.get("ring")) || !Boolean.TRUE.equals(focus.get("seen"))) {
                flaws.add("not seen to have the focus: " + focus);
            }
        }
        flaws.addAll(((List<String>) page.evaluate(SMALL)).stream().map(html -> "too small: " + html).toList());
        return flaws;
    }
}
