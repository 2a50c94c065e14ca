package org.preferencecenter.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

import org.preferencecenter.browser.Axe;
import org.preferencecenter.browser.Chromium;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Server;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.center.Numbers;
import org.preferencecenter.platform.Awaited;

/** The demo's telephones, and the webhook behind them, as a visitor and a stranger's script see them. */
@OnServer
class PhoneIT {

    /** So that no other test's person is stopped. */
    private static String number() {
        return Numbers.nobodys();
    }

    private static JsonArray phone(String number) {
        HttpResponse<String> answer = Visitor.get("/demo/phone.json?to=" + number.replace("+", "%2B"));
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json"));
        return Json.createReader(new StringReader(answer.body())).readArray();
    }

    private static JsonObject tell(String number, String text) {
        HttpResponse<String> answer = Visitor.post("/api/v1/texts", Json.createObjectBuilder().add("from", number)
                .add("to", "+33639989999").add("text", text).build().toString().getBytes(StandardCharsets.UTF_8),
                "Content-Type", "application/json");
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    @Test
    void a_stop_is_confirmed_on_the_telephone_it_came_from_once() throws Exception {
        String number = number();
        assertTrue(tell(number, "Stop!").getBoolean("sending"));
        Awaited.until("a text", () -> !phone(number).isEmpty());
        assertFalse(tell(number, "STOP").getBoolean("sending"));
        JsonObject text = phone(number).getJsonObject(0);
        assertEquals(Set.of("id", "to", "brand", "at", "text"), text.keySet());
        assertEquals(number, text.getString("to"));
        assertTrue(text.getString("text").contains("START"), text.toString());
        assertEquals(1, phone(number).size());
    }

    @Test
    void the_page_texts_as_a_gateway_would_and_shows_the_exchange() {
        String number = number();
        HttpResponse<String> page = Visitor.post("/demo/phone?l=en", Visitor.body(List.of("from", number, "text", "Don’t stop")),
                "Content-Type", "application/x-www-form-urlencoded");
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("KEPT_TO_READ") && page.body().contains("/api/v1/texts"), page.body());
        assertTrue(page.headers().allValues("Set-Cookie").isEmpty());
    }

    @Test
    void looking_at_the_telephones_sends_nothing() {
        String number = number();
        assertEquals(200, Visitor.get("/demo/phone?l=fr&from=" + number.replace("+", "%2B") + "&text=STOP").statusCode());
        assertEquals(0, phone(number).size());
    }

    @Test
    void axe_finds_nothing_and_nothing_overflows() {
        String number = number();
        tell(number, "HELP");
        tell(number, "START");
        try (Chromium chromium = Chromium.launch()) {
            for (int width : new int[] {320, 768, 1280}) {
                for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    for (String language : List.of("fr", "en")) {
                        look(chromium, width, scheme, language, number);
                    }
                }
            }
        }
    }

    private static void look(Chromium chromium, int width, ColorScheme scheme, String language, String number) {
        try (BrowserContext context = chromium.newContext(new Browser.NewContextOptions().setViewportSize(width, 800)
                .setColorScheme(scheme).setJavaScriptEnabled(true))) {
            Page page = context.newPage();
            page.navigate(Server.baseUrl() + "/demo/phone?l=" + language);
            page.locator("#text-from").fill(number);
            page.locator("#text-text").fill("STOP");
            page.locator("#text-send").click();
            page.waitForLoadState();
            assertEquals(List.of(), Axe.findings(page, Axe.STANDARDS));
            int overflow = (Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
            assertTrue(overflow <= 0, "wider than " + width + " px by " + overflow);
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                    .setPath(Path.of("target/screens/phone-" + width + "-" + scheme + "-" + language + ".png")));
        }
    }
}
