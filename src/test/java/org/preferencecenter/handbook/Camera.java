package org.preferencecenter.handbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;

import org.preferencecenter.browser.Chromium;

/** Takes the handbook's pictures: of a page from its top, of a part of it, of several pages side by side. Each is made small. */
final class Camera implements AutoCloseable {

    static final int WIDTH = 1280;
    private static final int AIR = 8;
    private static final int TALLEST = 960;
    private static final String DESK = "<!doctype html><style>body{margin:0;background:#e9e9ee;display:flex;gap:24px;padding:24px;align-items:flex-start;"
            + "width:max-content}img{border-radius:14px;box-shadow:0 6px 24px #0003;display:block}</style>";

    private final Path folder;
    private final Chromium chromium = Chromium.launch();

    /** A picture that becomes a part of one. @param width it is shown so wide */
    record Print(byte[] picture, int width) {
    }

    Camera(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** A window of its own, in English and on light paper. */
    Page window() {
        return window(WIDTH, 900, ColorScheme.LIGHT, null);
    }

    /** @param cookies of somebody who is signed in; null: of nobody */
    Page window(int width, int height, ColorScheme paper, String cookies) {
        return chromium.browser().newContext(new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(width, height)
                .setStorageState(cookies).setColorScheme(paper).setExtraHTTPHeaders(Map.of("Accept-Language", "en"))).newPage();
    }

    /** The page from its top. */
    void take(String name, Page page, int height) {
        page.setViewportSize(WIDTH, height);
        keep(name, page.screenshot());
    }

    /** One part of a page, with a little air around it. */
    void take(String name, Page page, Locator part) {
        part.scrollIntoViewIfNeeded();
        page.evaluate("document.querySelectorAll('.savebar').forEach(bar => bar.style.position = 'static')");
        BoundingBox box = part.boundingBox();
        double top = ((Number) page.evaluate("scrollY")).doubleValue();
        keep(name, page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                .setClip(box.x - AIR, box.y + top - AIR, box.width + 2 * AIR, Math.min(box.height + 2 * AIR, TALLEST))));
    }

    /** Pictures side by side, as on a desk. */
    void compose(String name, List<Print> prints) {
        Page page = window();
        StringBuilder html = new StringBuilder(DESK);
        prints.forEach(print -> html.append("<img width=\"").append(print.width()).append("\" src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(print.picture())).append("\">"));
        page.setContent(html.toString());
        page.setViewportSize((Integer) page.evaluate("document.body.offsetWidth"), (Integer) page.evaluate("document.body.offsetHeight"));
        keep(name, page.screenshot());
        page.context().close();
    }

    /** A picture of something else than a page. */
    void keep(String name, byte[] picture) {
        try {
            byte[] small = Palette.of(picture);
            Files.write(folder.resolve(name + ".png"), small);
            System.out.println(List.of(name, small.length / 1000 + " kB"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        chromium.close();
    }
}
