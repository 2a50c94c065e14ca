package org.preferencecenter.handbook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;

import org.preferencecenter.browser.Chromium;
import org.preferencecenter.demo.control.StaffSeed;

/**
 * Makes the pictures of the handbook from a running demo, in English and on light paper, so that they show what is and not
 * what once was: {@code mvn -Ppictures} (CONTRIBUTING). It leaves little behind in the demo: sign-ins, looks at people, one
 * refused message and an uploaded file; whoever it signs in as reads French again afterwards.
 */
public final class Pictures implements AutoCloseable {

    private static final int WIDTH = 1280;
    private static final int AIR = 8;
    private static final int TALLEST = 960;
    /** Somebody of the demo who stopped the theatre's letter at the desk, after a yes. */
    private static final String STOPPED = "hugo.diallo@example.net";
    private static final String LIST = """
            e-mail;first name;name;letter;day
            lea.moreau@example.org;Léa;Moreau;yes;2026-10-02
            paul.girard@example.net;Paul;Girard;yes;2026-10-03
            lea.moreau@example.org;Léa;Moreau;yes;2026-10-02
            not-an-address;Jean;Dupuis;yes;2026-10-05
            """;

    private final String demo;
    private final Path folder;
    private final Chromium chromium = Chromium.launch();
    private Page page;

    private Pictures(String demo, Path folder) {
        this.demo = demo;
        this.folder = folder;
    }

    /** @param arguments the demo's address, and the folder to write into */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Pictures pictures = new Pictures(arguments[0].replaceAll("/$", ""), Path.of(arguments[1]))) {
            Files.createDirectories(pictures.folder);
            pictures.as("marketing", pictures::marketing);
            pictures.as("publisher", pictures::publisher);
            pictures.as("agent", pictures::agent);
            pictures.as("dpo", pictures::dpo);
            pictures.as("admin", pictures::operator);
            pictures.developer();
        }
    }

    /** What somebody does at their desk. */
    private interface Work {
        void begin() throws IOException, InterruptedException;
    }

    private void as(String login, Work work) throws IOException, InterruptedException {
        newPage();
        open("/office/signIn");
        page.getByLabel("Mail address").fill(login + "@theatre-des-vents.example");
        page.getByLabel("Password").fill(StaffSeed.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
        page.waitForURL(demo + "/office/**");
        reading("en");
        try {
            work.begin();
        } finally {
            reading("fr");
            page.context().close();
        }
    }

    private void reading(String language) {
        open("/office/me");
        page.locator("#locale").selectOption(language);
        page.locator("#profile .primary").click();
        page.locator("html[lang=" + language + "] .said").waitFor();
    }

    private void marketing() throws IOException {
        open("/office/purpose?in=theatre-des-vents");
        page.locator("[name=code]").fill("dance");
        page.locator("[name='basis.CONSUMER']").selectOption("CONSENT");
        page.locator("[name='title.fr']").fill("Le carnet de danse");
        page.locator("[name='about.fr']").fill("Une fois par mois, les coulisses des ballets invités.");
        page.locator("[name='notice.fr']").fill("Je veux recevoir le carnet de danse du Théâtre des Vents par e-mail.");
        page.locator(".answer").first().waitFor();
        take("purpose-law", page.locator(".ground").first());
        open("/office/purpose?purpose=1");
        page.frameLocator("iframe").locator("h1").waitFor();
        take("purpose-editor", 900);
        open("/office/point?of=inscription");
        take("form-code", page.locator("section.card", new Page.LocatorOptions().setHasText("As HTML")));
        upload();
        take("import-columns", page.locator("section.card, form .card").nth(1));
        open("/office/stream?of=lettre-jazz");
        take("stream-code", page.locator("section[aria-labelledby=code-t]"));
    }

    private void upload() throws IOException {
        Path list = Files.createTempDirectory("handbook").resolve("summer-festival.csv");
        Files.writeString(list, LIST);
        open("/office/exchange");
        page.locator("input[type=file]").setInputFiles(list);
        page.locator("main .primary").click();
        page.waitForURL("**/office/import?file=*");
        Files.delete(list);
    }

    private void publisher() {
        open("/office/purposes");
        page.locator("a[href^='/office/change']").last().click();
        page.frameLocator("iframe").locator("h1").waitFor();
        take("change", 1000);
    }

    private void agent() {
        open("/office/recipients?q=martin");
        page.locator("#act").waitFor();
        take("person", 900);
        page.locator("#yes > summary").click();
        take("spoken-yes", page.locator("#yes"));
    }

    private void dpo() throws IOException, InterruptedException {
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(demo + "/demo/send"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"to\": \"" + STOPPED + "\", \"topic\": \"theatre\"}")).build(),
                HttpResponse.BodyHandlers.discarding());
        open("/office/recipients?q=" + STOPPED);
        page.locator("#decisions").waitFor();
        take("decisions", page.locator("#decisions"));
        take("history", page.locator("#history"));
        open("/office/bursts");
        page.locator("main table a").first().click();
        page.waitForURL("**/office/burst?id=*");
        take("burst", 900);
        open("/office/audit");
        take("audit", 700);
    }

    private void operator() {
        open("/office/mailDomains?brand=theatre-des-vents");
        take("mail-domain", page.locator(".domain").first());
        open("/office/apiKeys?new=1");
        take("api-key", 900);
        open("/office/health");
        take("health", 700);
    }

    private void developer() {
        newPage();
        open("/demo/inbox?l=en");
        take("inbox", 900);
        page.context().close();
    }

    private void newPage() {
        page = chromium.browser().newContext(new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(WIDTH, 900)
                .setColorScheme(ColorScheme.LIGHT).setExtraHTTPHeaders(Map.of("Accept-Language", "en"))).newPage();
    }

    private void open(String path) {
        page.navigate(demo + path);
    }

    /** The page from its top. */
    private void take(String name, int height) {
        page.setViewportSize(WIDTH, height);
        keep(name, page.screenshot());
    }

    /** One part of a page, with a little air around it. */
    private void take(String name, Locator part) {
        part.scrollIntoViewIfNeeded();
        page.evaluate("document.querySelectorAll('.savebar').forEach(bar => bar.style.position = 'static')");
        BoundingBox box = part.boundingBox();
        double top = ((Number) page.evaluate("scrollY")).doubleValue();
        keep(name, page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                .setClip(box.x - AIR, box.y + top - AIR, box.width + 2 * AIR, Math.min(box.height + 2 * AIR, TALLEST))));
    }

    private void keep(String name, byte[] picture) {
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
