package org.preferencecenter.office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Visitor;

/** A marketing desk launches a newsletter on Tuesday: written by one person, published by another, seen by the public then. */
@OnServer
class PurposesOfficeIT {

    private static final String BRAND = "theatre-des-vents";
    private static Office office;

    @BeforeAll
    static void open() {
        office = new Office();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static FrameLocator preview(Page page) {
        return page.frameLocator("iframe[name=preview]");
    }

    @Test
    void marketing_drafts_a_newsletter_a_publisher_publishes_it_and_the_public_form_asks_about_it() {
        String code = "mardi" + Long.toString(System.nanoTime(), 36).toLowerCase(Locale.ROOT);
        String title = "La lettre du mardi " + code;
        Page malik = office.as("marketing");
        malik.navigate("/office/purposes?brand=" + BRAND);
        Office.accessible(malik);
        Office.look(malik, "purposes");
        malik.click("a.primary");
        malik.fill("#code", code);
        malik.fill("#title-fr", title);
        malik.fill("#about-fr", "Chaque mardi, ce qui se joue cette semaine.");
        malik.fill("#notice-fr", "Je veux recevoir la lettre du mardi du Théâtre des Vents, par e-mail. Je peux arrêter en un clic.");

        // Soft opt-in by SMS: what is not lawful is said beside, while it is typed, with the rule.
        malik.check("[name=channel][value=SMS]");
        malik.selectOption("#basis-CONSUMER", "SOFT_OPT_IN");
        malik.waitForSelector("#answer-CONSUMER .bad");
        assertTrue(malik.textContent("#answer-CONSUMER").contains("consentement"), malik.textContent("#answer-CONSUMER"));
        malik.uncheck("[name=channel][value=SMS]");
        malik.selectOption("#basis-CONSUMER", "CONSENT");
        malik.waitForSelector("#answer-CONSUMER:not(:has(.bad)) .ok");
        malik.click("#answer-CONSUMER .ok summary");
        assertTrue(malik.textContent("#answer-CONSUMER").contains("EU-02"), "the rule is cited");
        // The brand's own country in full, the others folded, one line for all with the same answer.
        assertEquals(1, malik.locator("#answer-CONSUMER .own").count());
        assertTrue(malik.textContent("#answer-CONSUMER .own").contains("France"));
        assertTrue(malik.locator("#answer-CONSUMER details.answer > summary").allTextContents().stream()
                .anyMatch(line -> line.contains("Allemagne") && line.contains("confirmé deux fois")));

        // A topic, and the form that asks.
        malik.click("details.topic:last-of-type > summary");
        malik.fill("#topic-0-code", "matinees");
        malik.fill("#topic-0-rate", "4");
        malik.fill("#topic-0-title-fr", "Matinées");
        malik.fill("#topic-0-about-fr", "Le mardi à 11 heures.");
        malik.check("[name=form][value=formulaire]");

        // The preview shows it, on the page and on the form, dark too; the public sees nothing yet.
        preview(malik).locator("h2", new FrameLocator.LocatorOptions().setHasText(title)).waitFor();
        malik.selectOption("#look-page", "formulaire");
        malik.check("[name='look.paper'][value=dark]");
        preview(malik).locator("h1", new FrameLocator.LocatorOptions().setHasText("")).first().waitFor();
        preview(malik).locator("input[name=notice]").first().waitFor(new com.microsoft.playwright.Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
        assertEquals(0, preview(malik).locator("a[href]").count(), "nothing leads anywhere");
        assertTrue(preview(malik).locator("body").evaluate("b => getComputedStyle(b).backgroundColor").toString().contains("21, 22, 26"));
        Office.look(malik, "purpose-new");
        Office.accessible(malik);
        assertFalse(Visitor.get("/s/formulaire").body().contains(title), "a draft is nobody's yet");

        // How it is looked at outlives saving and reloading.
        malik.click("button[value=save]");
        malik.waitForURL(url -> url.contains("change=") && url.contains("look.paper=dark"));
        malik.reload();
        assertEquals("formulaire", malik.inputValue("#look-page"));
        assertTrue(malik.isChecked("[name='look.paper'][value=dark]"));
        assertTrue(malik.getAttribute("iframe[name=preview]", "src").contains("look.page=formulaire"));

        malik.click("button[value=submit]");
        malik.waitForURL("**/office/change?id=*");
        String change = malik.url().replaceAll(".*id=(\\d+).*", "$1");
        assertEquals(0, malik.locator("button[value=publish]").count(), "who writes does not publish");
        assertTrue(malik.textContent("main").contains(title));

        Page pauline = office.as("publisher");
        assertEquals(1, pauline.locator("main a[href='/office/change?id=" + change + "']").count(), "home tells whom it waits for");
        pauline.navigate("/office/purposes?brand=" + BRAND);
        pauline.click("a[href='/office/change?id=" + change + "']");
        Office.look(pauline, "change");
        Office.accessible(pauline);
        pauline.click("button[value=publish]");
        pauline.waitForURL("**said=change.publish");
        assertTrue(Visitor.get("/s/formulaire").body().contains(title), "live at once on this server");

        // What was done is written down, with who and when, and can be compared.
        pauline.navigate("/office/change?id=" + change);
        assertTrue(pauline.textContent("main").contains("Malik Benali") && pauline.textContent("main").contains("Pauline Roy"));
        pauline.click("a[href^='/office/purposeHistory']");
        Office.accessible(pauline);
        Office.look(pauline, "purpose-history");
        ended(malik, pauline, title);
    }

    /** It ends as it began, by two people, and the public is asked what it was asked before. */
    private static void ended(Page malik, Page pauline, String title) {
        malik.navigate("/office/purposes?brand=" + BRAND);
        malik.click("tr:has-text('" + title + "') button[name=retire]");
        malik.waitForURL("**/office/change?id=*");
        malik.click("button[value=submit]");
        malik.waitForURL("**said=change.submit*");
        pauline.navigate(malik.url().replaceFirst("&.*", ""));
        pauline.click("button[value=publish]");
        pauline.waitForURL("**said=change.publish*");
        assertFalse(Visitor.get("/s/formulaire").body().contains(title), "nobody is asked any more");
    }

    @Test
    void a_new_wording_shows_what_differs_and_whom_it_touches_and_is_only_returned_with_a_word_why() {
        Page denise = office.as("dpo");
        denise.navigate("/office/purposes?brand=" + BRAND);
        denise.locator("td a.tag.warn").first().click();
        denise.waitForURL("**/office/change?id=*");
        assertTrue(denise.locator("dd.diff ins").count() > 0);
        assertTrue(denise.textContent(".impact").matches("(?s).*\\d.*"), denise.textContent(".impact"));
        Office.look(denise, "change-wording");
        Office.accessible(denise);
        denise.click("button[value=return]");
        assertTrue(denise.textContent("[role=alert]").contains("pourquoi"));
        // Not her draft, and she does not edit: there is no way to the editor, not by its address either.
        assertEquals(0, denise.locator("a[href^='/office/purpose?']").count());
        assertEquals(403, denise.navigate("/office/purpose?in=" + BRAND).status());
    }

    @Test
    void what_was_typed_stays_where_it_has_flaws_and_other_brands_are_not_reached() {
        Page louise = office.as("librairie");
        assertEquals(403, louise.navigate("/office/purpose?in=" + BRAND).status());
        louise.navigate("/office/purposes");
        louise.locator("a.primary").first().click();
        louise.fill("#code", "Not a code");
        louise.fill("#title-fr", "Les nouveautés");
        louise.click(".savebar button[value=check]");
        assertEquals("Not a code", louise.inputValue("#code"));
        assertEquals("Les nouveautés", louise.inputValue("#title-fr"));
        assertEquals("true", louise.getAttribute("#code", "aria-invalid"));
        assertTrue(louise.textContent("#flaw-code").contains("Not a code"));
        assertEquals(List.of(), louise.locator(".editor [aria-describedby]").all().stream().filter(field -> List.of(
                String.valueOf(field.getAttribute("aria-describedby")).split(" ")).stream().anyMatch(id ->
                        louise.locator("[id='" + id + "']").count() == 0)).map(field -> field.getAttribute("name")).toList());
    }
}
