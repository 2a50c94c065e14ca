package org.preferencecenter.handbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import javax.imageio.ImageIO;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

import org.preferencecenter.handbook.Camera.Print;

/** The pictures of what proves: evidence, proof file and its paper, receipts, the log, requests about data, retention. */
final class ProofPictures {

    private static final int DPI = 96;
    /** A sheet of paper is shown so wide. */
    private static final int SHEET = 560;

    private final Camera camera;
    private final String demo;
    private Page page;

    ProofPictures(Camera camera, String demo) {
        this.camera = camera;
        this.demo = demo;
    }

    /** What a data protection officer sees. @param signedIn as one @param address of somebody beside whose choice lies evidence */
    void officer(Page signedIn, String address) throws IOException {
        page = signedIn;
        proving(address);
        retention();
    }

    private void proving(String address) throws IOException {
        open("/office/recipients?q=" + address);
        camera.take("evidence", page, page.locator("#evidence"));
        camera.take("handover", page, page.locator("#handover"));
        page.locator("#proof-language").selectOption("en");
        Download parcel = page.waitForDownload(() -> page.locator("[value=parcel]").click());
        try (ZipFile zip = new ZipFile(parcel.path().toFile()); InputStream paper = zip.getInputStream(zip.getEntry("proof.pdf"))) {
            byte[] pdf = paper.readAllBytes();
            camera.compose("proof-paper", List.of(new Print(sheet(pdf, 0), SHEET), new Print(sheet(pdf, 1), SHEET)));
        }
        page.locator("#state button").click();
        page.locator("#state table").waitFor();
        camera.take("state", page, page.locator("#state"));
        open("/office/log");
        page.locator("[id='ask:whole']").click();
        page.locator(".runs strong", new Page.LocatorOptions().setHasText("Everything")).first().waitFor();
        open("/office/log");
        camera.take("log", page, 1000);
        open("/office/rights");
        camera.take("rights", page, 700);
    }

    private void retention() {
        open("/office/retention");
        page.locator("svg.columns").waitFor();
        camera.take("retention", page, 1000);
        page.locator("[name=dry]").click();
        page.waitForURL("**/office/retentionRun?id=*");
        while (page.locator("[name=confirm]").count() == 0) {
            page.reload();
        }
        camera.take("retention-run", page, 900);
    }

    /** The receipt of somebody's latest choice, on a telephone and on paper. */
    void recipient() throws IOException {
        page = camera.window(390, 844, ColorScheme.LIGHT, null);
        open(link(page).replace("/p/", "/receipt/"));
        page.locator(".receipts a").first().click();
        page.locator(".receipt-ways").waitFor();
        byte[] pdf = page.request().get(demo + page.locator(".receipt-ways a").first().getAttribute("href")).body();
        camera.compose("receipt", List.of(new Print(page.screenshot(), 390), new Print(sheet(pdf, 0), SHEET)));
        page.context().close();
    }

    /** The way to somebody's page, as the newest letter in the demo's inbox that has one says; read in English. */
    String link(Page window) {
        try (JsonReader inbox = Json.createReader(new StringReader(window.request().get(demo + "/demo/inbox.json").text()))) {
            return inbox.readArray().getValuesAs(JsonObject.class).stream().map(letter -> new String(Base64.getDecoder()
                    .decode(letter.getString("raw")), StandardCharsets.UTF_8).replace("=\r\n", ""))
                    .map(letter -> Pattern.compile("/p/[A-Za-z0-9_-]+").matcher(letter)).filter(Matcher::find).findFirst()
                    .orElseThrow(() -> new IllegalStateException("no letter with a link in the demo's inbox")).group() + "?l=en";
        }
    }

    /** A page of a PDF. */
    private static byte[] sheet(byte[] pdf, int number) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(new PDFRenderer(document).renderImageWithDPI(number, DPI), "png", png);
            return png.toByteArray();
        }
    }

    private void open(String path) {
        page.navigate(demo + path);
    }
}
