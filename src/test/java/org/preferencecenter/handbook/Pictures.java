package org.preferencecenter.handbook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

import org.preferencecenter.demo.control.StaffSeed;
import org.preferencecenter.handbook.Camera.Print;

/**
 * Makes the pictures of the handbook from a running demo, in English and on light paper, so that they show what is and not
 * what once was: {@code mvn test-compile exec:exec@pictures} (CONTRIBUTING). It leaves little behind in the demo: sign-ins,
 * looks at people, a message sent, one refused, an uploaded file, a dry run and an audit; whoever it signs in as reads
 * French again afterwards.
 */
public final class Pictures implements AutoCloseable {

    /** Somebody of the demo who stopped the theatre's letter at the desk, after a yes. */
    private static final String STOPPED = "hugo.diallo@example.net";
    /** Somebody of the demo who said yes at the desk and signed a form there. */
    private static final String SIGNED = "gwenael.faure@example.org";
    private static final String LIST = """
            e-mail;first name;name;letter;day
            lea.moreau@example.org;Léa;Moreau;yes;2026-10-02
            paul.girard@example.net;Paul;Girard;yes;2026-10-03
            lea.moreau@example.org;Léa;Moreau;yes;2026-10-02
            not-an-address;Jean;Dupuis;yes;2026-10-05
            """;

    private static final String HELLO = """
            From: bonjour@news.theatre-des-vents.example
            To: camille.martin@example.org
            Subject: Hello
            Content-Type: text/plain; charset=utf-8

            Hello.
            """;

    private final String demo;
    private final Camera camera;
    private final ProofPictures proof;
    private Page page;

    private Pictures(String demo, Path folder) throws IOException {
        this.demo = demo;
        this.camera = new Camera(folder);
        this.proof = new ProofPictures(camera, demo);
    }

    /** @param arguments the demo's address, and the folder to write into */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Pictures pictures = new Pictures(arguments[0].replaceAll("/$", ""), Path.of(arguments[1]))) {
            pictures.as("marketing", pictures::marketing);
            pictures.as("publisher", pictures::publisher);
            pictures.as("agent", pictures::agent);
            pictures.as("dpo", pictures::dpo);
            pictures.as("admin", pictures::operator);
            pictures.developer();
            pictures.proof.recipient();
            pictures.title();
        }
    }

    /** What somebody does at their desk. */
    private interface Work {
        void begin() throws IOException, InterruptedException;
    }

    private void as(String login, Work work) throws IOException, InterruptedException {
        page = camera.window();
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
        camera.take("purpose-law", page, page.locator(".ground").first());
        open("/office/purpose?purpose=1");
        page.frameLocator("iframe").locator("h1").waitFor();
        camera.take("purpose-editor", page, 900);
        open("/office/point?of=inscription");
        camera.take("form-code", page, page.locator("section.card", new Page.LocatorOptions().setHasText("As HTML")));
        upload();
        camera.take("import-columns", page, page.locator("section.card, form .card").nth(1));
        open("/office/stream?of=lettre-jazz");
        camera.take("stream-code", page, page.locator("section[aria-labelledby=code-t]"));
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
        camera.take("change", page, 1000);
    }

    private void agent() {
        open("/office/recipients?q=martin");
        page.locator("#act").waitFor();
        camera.take("person", page, 900);
        page.locator("#yes > summary").click();
        camera.take("spoken-yes", page, page.locator("#yes"));
    }

    private void dpo() throws IOException, InterruptedException {
        post("/demo/send", "application/json", "{\"to\": \"" + STOPPED + "\", \"topic\": \"theatre\"}");
        open("/office/recipients?q=" + STOPPED);
        page.locator("#decisions").waitFor();
        camera.take("decisions", page, page.locator("#decisions"));
        camera.take("history", page, page.locator("#history"));
        open("/office/bursts");
        page.locator("main table a").first().click();
        page.waitForURL("**/office/burst?id=*");
        camera.take("burst", page, 900);
        open("/office/audit");
        camera.take("audit", page, 700);
        proof.officer(page, SIGNED);
    }

    private void operator() {
        open("/office/mailDomains?brand=theatre-des-vents");
        camera.take("mail-domain", page, page.locator(".domain").first());
        open("/office/apiKeys?new=1");
        camera.take("api-key", page, 900);
        open("/office/health");
        camera.take("health", page, 700);
    }

    /** The message that a stream's page has for copying, as it arrives. */
    private void developer() throws IOException, InterruptedException {
        post("/api/v1/messages?stream=lettre-jazz", "message/rfc822", HELLO);
        page = camera.window();
        open("/demo/inbox?l=en");
        camera.take("inbox", page, 900);
        page.context().close();
    }

    /** The pictures at the top of the README and of the office's page. */
    private void title() throws IOException, InterruptedException {
        List<Print> prints = new ArrayList<>();
        page = camera.window();
        String link = proof.link(page);
        page.context().close();
        for (ColorScheme paper : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page = paper == ColorScheme.LIGHT ? camera.window(900, 860, paper, null) : camera.window(390, 860, paper, null);
            open(link);
            prints.add(new Print(page.screenshot(), paper == ColorScheme.LIGHT ? 780 : 338));
            page.context().close();
        }
        camera.compose("preferences", prints);
        prints.clear();
        as("publisher", () -> prints.add(print("/office/home", ColorScheme.LIGHT)));
        as("marketing", () -> prints.add(print("/office/purpose?purpose=1", ColorScheme.DARK)));
        camera.compose("office", prints);
    }

    private Print print(String path, ColorScheme paper) {
        page.setViewportSize(1180, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(paper));
        open(path);
        if (page.locator("iframe").count() > 0) {
            page.frameLocator("iframe").locator("h1").waitFor();
        }
        return new Print(page.screenshot(), 760);
    }

    private void post(String path, String type, String body) throws IOException, InterruptedException {
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(demo + path)).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.discarding());
    }

    private void open(String path) {
        page.navigate(demo + path);
    }

    @Override
    public void close() {
        camera.close();
    }
}
