package org.preferencecenter.office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Page;

import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Visitor;

/** The door of the office: who comes in, who does not, and what is taken from whom. */
@OnServer
class OfficeDoorIT {

    private static Office office;

    @BeforeAll
    static void open() {
        office = new Office();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @Test
    void whoever_is_not_signed_in_is_asked_who_they_are_and_led_to_where_they_wanted() {
        Page page = office.stranger();
        page.navigate("/office/home?brand=theatre-des-vents");
        Office.accessible(page);
        Office.look(page, "office-sign-in");
        page.fill("[type=email]", "nobody@theatre-des-vents.example");
        page.fill("[type=password]", "wrong");
        page.click(".primary");
        assertEquals("nobody@theatre-des-vents.example", page.inputValue("[type=email]"));
        assertTrue(page.textContent("[role=alert]").contains("ne vont pas ensemble"));
        Office.signIn(page, "dpo");
        page.waitForURL("**/office/home?brand=theatre-des-vents");
        Office.accessible(page);
        Office.look(page, "office-home");
        page.keyboard().press("/");
        assertEquals("q", page.evaluate("document.activeElement.id"));
        page.click(".who summary");
        page.click(".who input[type=submit]");
        page.waitForURL("**/office/signIn?said=left");
        page.navigate("/office/home");
        assertTrue(page.url().contains("/office/signIn?to="));
    }

    @Test
    void what_is_not_in_the_table_does_not_exist_and_nothing_of_it_answers_on_a_brands_host() {
        assertEquals(404, Visitor.get("/office/nowhere").statusCode());
        assertEquals(404, Visitor.get("/office/../WEB-INF/templates/office.xhtml").statusCode());
        assertEquals(3, Visitor.get("/office").statusCode() / 100);
        assertEquals(404, Visitor.get("/office/home.xhtml").statusCode());
        // No provider is set here: nothing of it exists.
        for (String path : List.of("/office/sso", "/office/sso?code=x&state=y", "/office/provider", "/office/provider?leave=1")) {
            assertEquals(404, Visitor.get(path).statusCode(), path);
        }
        assertFalse(Visitor.get("/office/signIn").body().contains("/office/provider"));
        HttpResponse<String> home = Visitor.get("/office/home");
        assertTrue(home.statusCode() == 303 && home.body().isEmpty(), "never shown to nobody");
    }

    @Test
    void a_form_of_somebody_elses_page_is_not_taken() {
        Page page = office.as("admin");
        Object status = page.evaluate("fetch('/office/home', {method: 'POST', body: new URLSearchParams({csrf: 'x'})}).then(r => r.status)");
        assertEquals(403, status);
        assertEquals(403, Visitor.post("/office/signIn", Visitor.body(List.of("a", "b")), "Content-Type",
                "application/x-www-form-urlencoded", "Origin", "https://elsewhere.example").statusCode());
    }
}
