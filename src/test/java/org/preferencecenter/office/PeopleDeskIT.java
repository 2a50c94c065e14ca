package org.preferencecenter.office;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;

import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.ledger.entity.ProofCheck;
import org.preferencecenter.ledger.entity.ProofCheck.Step;
import org.preferencecenter.ledger.entity.ProofFile;
import org.preferencecenter.platform.TestDatabase;

/** Whoever answers the telephone: finds a person, reads their story, does what they ask for. */
@OnServer
class PeopleDeskIT {

    private static Office office;

    @BeforeAll
    static void open() {
        office = new Office();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static long count(String sql, Object... with) {
        try (Connection connection = TestDatabase.served().getConnection(); PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < with.length; i++) {
                select.setObject(i + 1, with[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long id(String address) {
        return count("select recipient_id from address where channel = 'EMAIL' and normal = ?", address);
    }

    @Test
    void an_agent_records_an_oral_opt_out_by_keyboard_alone_and_takes_it_back() {
        long id = id("margaux.kermarrec@example.org");
        Page page = office.as("agent");
        page.keyboard().press("/");
        page.keyboard().type("kermarrec marg");
        page.keyboard().press("Enter");
        page.waitForURL("**/office/person?id=" + id + "*");
        assertFalse(page.content().contains("margaux.kermarrec@"), "masked until it is shown");
        assertTrue(page.textContent("h1").startsWith("M••••"));
        Office.accessible(page);
        page.focus("[name=why]");
        page.keyboard().type("Appelle au sujet des lettres");
        page.keyboard().press("Tab");
        assertEquals("stop", page.evaluate("document.activeElement.name"), "the next stop of the keyboard is to stop");
        page.keyboard().press("Enter");
        page.waitForURL("**said=person.stopped*");
        assertTrue(page.textContent("#history").contains("Agathe Morel"));
        assertTrue(page.textContent("#history").contains("Appelle au sujet des lettres"));
        assertTrue(page.textContent(".choices").contains("retiré") || page.textContent(".choices").contains("opposé"));
        assertEquals(1, count("select count(*) from agent_act where recipient_id = ? and reason = 'ASKED'", id));
        assertTrue(count("select count(*) from audit where subject = ? and action = 'person.viewed'", "recipient:" + id) >= 1);
        assertEquals(1, count("select count(*) from audit where subject = ? and action = 'person.stopped'", "recipient:" + id));
        assertEquals(0, count("select count(*) from audit where detail::text ilike '%kermarrec%'"), "no name in the audit");
        Office.accessible(page);
        Office.look(page, "office-person");
        page.focus("[name=undo]");
        page.keyboard().press("Enter");
        page.waitForURL("**said=person.undone*");
        assertTrue(page.textContent("#history").contains("remis"));
        page.click("[name=show]");
        assertTrue(page.content().contains("margaux.kermarrec@example.org"), "shown this once");
        assertEquals(1, count("select count(*) from audit where subject = ? and action = 'person.unmasked'", "recipient:" + id));
        Office.look(page, "office-person-shown");
        page.navigate("/office/person?id=" + id);
        assertFalse(page.content().contains("margaux.kermarrec@"), "and masked again");
    }

    @Test
    void an_agent_corrects_an_address_by_its_link_or_on_their_word_and_says_why() {
        long id = id("nolwenn.lemoine@example.net");
        Page page = office.as("agent");
        page.navigate("/office/person?id=" + id);
        page.locator(".reached li", new Page.LocatorOptions().setHasText("e-mail")).locator("a").click();
        page.fill("#new", "nowhere");
        page.fill("#because", "Nouveau fournisseur");
        page.click("[name=correct]");
        assertTrue(page.isVisible("#new-flaw"));
        assertEquals("nowhere", page.inputValue("#new"), "what was typed is kept");
        Office.accessible(page);
        page.fill("#new", "nolwenn.nouvelle@example.net");
        page.fill("#because", "");
        page.click("[name=correct]");
        assertTrue(page.isVisible("#because-flaw"), "a correction says why");
        page.fill("#because", "Nouveau fournisseur");
        page.click("[name=correct]");
        page.waitForURL("**said=person.correct.asked*");
        assertEquals(id, id("nolwenn.lemoine@example.net"), "the old one stays until the link is followed");
        assertTrue(page.textContent(".waits").contains("Nouveau fournisseur"));
        Office.accessible(page);
        page.click("[name=withdraw]");
        page.waitForURL("**said=person.correct.withdrawn*");
        page.locator(".reached li", new Page.LocatorOptions().setHasText("e-mail")).locator("a").click();
        page.fill("#new", "nolwenn.nouvelle@example.net");
        page.check("[name=proof][value=now]");
        page.fill("#because", "Elle l’a dit au guichet");
        page.selectOption("#way4", "desk");
        page.click("[name=correct]");
        page.waitForURL("**said=person.corrected*");
        assertEquals(id, id("nolwenn.nouvelle@example.net"));
        assertEquals(0, count("select count(*) from address where normal = 'nolwenn.lemoine@example.net'"));
        assertTrue(page.textContent("#history").contains("Elle l’a dit au guichet"));
        assertEquals(1, count("select count(*) from confirmation where recipient_id = ? and kind = 'NOTICE' and letter = 'CORRECTED'", id));
        assertEquals(1, count("select count(*) from audit where subject = ? and action = 'person.corrected'", "recipient:" + id));
        assertEquals(0, count("select count(*) from audit where detail::text ilike '%nolwenn%'"), "no address in the audit");
    }

    @Test
    void an_agent_stops_one_topic_makes_another_rarer_and_takes_a_yes_that_the_person_confirms() throws Exception {
        long id = id("camille.martin@example.org");
        Page page = office.as("agent");
        page.navigate("/office/recipients");
        Office.accessible(page);
        page.navigate("/office/recipients?q=camille");
        assertTrue(page.locator(".foundlist tbody tr").count() > 1);
        assertTrue(page.content().contains("Camille Martin"), "an agent may see names");
        assertEquals("A", page.evaluate("document.activeElement.tagName"), "the first found is one Enter away");
        Office.accessible(page);
        Office.look(page, "office-recipients");
        page.navigate("/office/person?id=" + id);
        page.locator(".choices [name=stop]").first().click();
        page.waitForURL("**said=person.stopped*");
        page.click("[name=undo]");
        page.waitForURL("**said=person.undone*");
        page.click("details.unfold >> nth=0");
        page.selectOption("[name=frequency]", "AT_MOST:1:MONTH");
        page.fill("[name=until]", "2001-01-01");
        page.click("[name=set]");
        assertTrue(page.textContent("#flaw").contains("pause"));
        page.click("details.unfold >> nth=0");
        page.selectOption("[name=frequency]", "AT_MOST:1:MONTH");
        page.fill("[name=until]", "");
        page.click("[name=set]");
        page.waitForURL("**said=person.set*");
        page.locator("#yes > summary").click();
        page.locator("#yes [name=want]").last().check();
        page.click("[name=yes]");
        assertTrue(page.isVisible("#flaw"), "not before the words were read");
        page.locator("#yes [name=want]").last().check();
        page.fill("[name=place]", "Guichet du théâtre");
        page.check("[name=read]");
        Office.look(page, "office-person-yes");
        page.click("[name=yes]");
        page.waitForURL("**said=person.*");
        assertTrue(page.url().contains("person.asked"), page.url());
        assertTrue(page.textContent("#history").contains("à confirmer"));
        assertEquals(1, count("select count(*) from confirmation where recipient_id = ? and letter = 'CONFIRM' and lifts is null", id));
        evidence(page, id);
    }

    /** A form is added beside the yes, comes back as it was, is packed for a judge, and is destroyed by whoever may. */
    private static void evidence(Page page, long id) throws Exception {
        page.locator("#history a[href*='attach=']").first().click();
        page.waitForSelector("#proof-file");
        page.setInputFiles("#proof-file", new FilePayload("signed.pdf", "application/pdf", "<html><script>1</script>".getBytes(StandardCharsets.UTF_8)));
        page.click("[name=keep]");
        assertTrue(page.isVisible("#proof-flaw"), "whatever its name says");
        Office.accessible(page);
        byte[] scan = "%PDF-1.7 Oui, Camille".getBytes(StandardCharsets.UTF_8);
        page.setInputFiles("#proof-file", new FilePayload("../Camille signé.html", "text/html", scan));
        Office.look(page, "office-person-attach");
        page.click("[name=keep]");
        page.waitForURL("**said=evidence.added*");
        assertFalse(page.textContent("#evidence").contains("Camille signé"), "a name may name somebody: masked");
        page.click("[name=show]");
        assertTrue(page.textContent("#evidence").contains("Camille signé.pdf"));
        Download file = page.waitForDownload(() -> page.click("[name=take]"));
        assertEquals("Camille signé.pdf", file.suggestedFilename());
        assertArrayEquals(scan, Files.readAllBytes(file.path()));
        Object headers = page.evaluate("fetch('/office/person', {method: 'POST', body: new URLSearchParams("
                + "'id=" + id + "&csrf=' + encodeURIComponent(document.querySelector('[name=csrf]').value) + '&take=' +"
                + " document.querySelector('[name=take]').value)}).then(r => [r.headers.get('content-disposition').split(';')[0],"
                + " r.headers.get('content-type').split(';')[0], r.headers.get('x-content-type-options'), r.headers.get('content-security-policy')].join('|'))");
        assertEquals("attachment|application/pdf|nosniff|default-src 'none'; sandbox", headers);
        assertEquals(2, count("select count(*) from audit where subject = ? and action = 'evidence.taken'", "recipient:" + id));
        assertEquals(0, page.locator("[name=drop]").count(), "an agent adds and does not destroy");
        Page dpo = office.as("dpo");
        dpo.navigate("/office/person?id=" + id);
        dpo.check("[name=reveal]");
        Download parcel = dpo.waitForDownload(() -> dpo.click("[name=prove][value=parcel]"));
        List<String> names = new ArrayList<>();
        try (ZipFile zip = new ZipFile(parcel.path().toFile())) {
            zip.stream().forEach(entry -> names.add(entry.getName()));
            ProofFile proof = ProofFile.parse(new String(zip.getInputStream(zip.getEntry("proof.json")).readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(List.of("Guichet du théâtre"), proof.acts().stream().map(ProofFile.Act::place).filter(place -> !place.isEmpty()).toList());
            assertEquals(1, proof.scripts().size(), "the words that were read aloud");
            assertEquals("%PDF", new String(zip.getInputStream(zip.getEntry("proof.pdf")).readNBytes(4), StandardCharsets.US_ASCII));
            assertArrayEquals(scan, zip.getInputStream(zip.getEntry("evidence/01-form.pdf")).readAllBytes());
        }
        assertEquals(List.of("proof.json", "proof.pdf", "evidence/01-form.pdf"), names);
        dpo.click("[name=drop]");
        dpo.waitForURL("**said=evidence.removed*");
        assertTrue(dpo.textContent("#history").contains("détruite"));
        assertEquals(0, count("select count(*) from evidence where recipient_id = ?", id));
    }

    @Test
    void a_data_protection_officer_takes_a_proof_file_that_anybody_can_check_and_an_agent_is_not_offered_it() throws Exception {
        long id = id("alex.taylor@example.com");
        Page page = office.as("dpo");
        Instant end = Instant.now().plusSeconds(60);
        // What is not sealed yet is not proven.
        while (count("select count(*) from ledger_entry e where recipient_id = ? and not exists (select from ledger_leaf l"
                + " where l.recipient_id = e.recipient_id and l.seq = e.seq)", id) > 0 && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        page.navigate("/office/person?id=" + id);
        Office.accessible(page);
        Office.look(page, "office-person-proof");
        Download file = page.waitForDownload(() -> page.click("[name=prove]"));
        assertTrue(file.suggestedFilename().startsWith("proof-" + id + "-"), file.suggestedFilename());
        String proof = Files.readString(file.path());
        String key = Visitor.get("/log/key").body();
        List<Step> steps = ProofCheck.of(proof, Optional.of(key));
        assertTrue(steps.size() > 3 && steps.stream().allMatch(Step::holds), steps.toString());
        assertFalse(proof.contains("alex.taylor"), "no address");
        assertTrue(ProofFile.parse(proof).notices().stream().anyMatch(notice -> !notice.wording().isBlank()), "the words shown");
        assertEquals(1, count("select count(*) from audit where subject = ? and action = 'person.proven'", "recipient:" + id));
        Download receipt = page.waitForDownload(() -> page.click("[name=receipt][value=json]"));
        List<Step> received = ProofCheck.of(Files.readString(receipt.path()), Optional.of(key));
        assertTrue(received.get(0).key().equals("receipt.form") && received.stream().allMatch(Step::holds), received.toString());
        Download printed = page.waitForDownload(() -> page.click("[name=receipt][value=pdf]"));
        assertTrue(Files.readString(printed.path(), java.nio.charset.StandardCharsets.ISO_8859_1).startsWith("%PDF-1"));
        assertEquals(2, count("select count(*) from audit where subject = ? and action = 'person.receipt'", "recipient:" + id));
        page.click("#state form button");
        page.waitForSelector("#state table");
        assertTrue(page.locator("#state tbody tr").count() >= 2, "the purpose and its topics, channel by channel");
        Office.accessible(page);
        Page agent = office.as("agent");
        agent.navigate("/office/person?id=" + id);
        assertEquals(0, agent.locator("[name=prove]").count());
    }

    @Test
    void a_decision_is_asked_for_and_answered_with_every_reason() {
        Page page = office.as("dpo");
        page.navigate("/office/ask");
        page.fill("[name=address]", "camille.martin@example.org");
        page.click("main form .primary");
        assertTrue(page.locator("ol.reasons li").count() >= 1);
        Office.accessible(page);
        Office.look(page, "office-ask");
        assertEquals(1, count("select count(*) from audit where action = 'decision.asked' and subject = ?",
                "recipient:" + id("camille.martin@example.org")));
    }

    @Test
    void a_suppression_is_lifted_only_when_a_second_person_agrees() {
        String address = "p" + UUID.randomUUID() + "@example.org";
        Page page = office.as("dpo");
        page.navigate("/office/suppressions");
        page.fill("[name=address]", address);
        page.click("[name=look]");
        assertTrue(page.textContent("main").contains("Pas supprimée"));
        page.click("[name=add]");
        assertTrue(page.isVisible("#flaw"), "not without a reason");
        assertEquals(address, page.inputValue("[name=address]"), "what was typed is kept");
        page.fill("[name=why]", "Demande écrite");
        page.click("[name=add]");
        page.waitForURL("**said=suppression.added");
        page.fill("[name=address]", address.toUpperCase());
        page.click("[name=look]");
        page.fill("[name=why]", "Erreur de saisie");
        page.click("[name=ask]");
        page.waitForURL("**said=release.DONE");
        assertTrue(page.textContent("main").contains("quelqu’un d’autre décide"));
        assertEquals(0, page.locator("[name=agree]").count());
        Office.accessible(page);
        Office.look(page, "office-suppressions");
        Page second = office.as("adjointe");
        second.navigate("/office/suppressions");
        second.locator("[name=agree]").last().click();
        second.waitForURL("**said=release.done");
        assertEquals(1, count("select count(*) from suppression_change where lifted and account <> second"));
        assertTrue(second.textContent("main").contains("Demande écrite"), "as it was typed");
        assertEquals(0, count("select count(*) from suppression_change where note like '%@%'"));
    }

    @Test
    void each_role_sees_what_it_may_and_no_more() {
        long id = id("alex.taylor@example.com");
        for (String login : new String[] {"admin", "marketing", "publisher", "dpo", "agent", "librairie", "viewer"}) {
            Page page = office.as(login);
            boolean unmask = login.equals("dpo") || login.equals("agent");
            boolean acts = unmask;
            Response list = page.navigate("/office/recipients?q=BIL-40");
            assertEquals(login.equals("viewer") ? 403 : 200, list.status(), login);
            assertEquals(unmask, page.content().contains("Camille Martin"), login + " in the list");
            Response person = page.navigate("/office/person?id=" + id);
            assertEquals(login.equals("viewer") ? 403 : 200, person.status(), login);
            assertFalse(page.content().contains("alex.taylor@"), login);
            assertEquals(unmask ? 1 : 0, page.locator("[name=show]").count(), login);
            assertEquals(acts, page.locator("[name=stop]").count() > 0, login);
            if (login.equals("viewer")) {
                continue;
            }
            assertEquals(login.equals("librairie") ? 0 : 1, page.locator("h2:has-text('Théâtre des Vents')").count(), login + " sees their brands");
            for (String act : new String[] {"show=1", "stop=EVERYTHING:0/ANY", "undo=x", "set=1&cell=BRAND:1/ANY", "yes=1"}) {
                Object status = page.evaluate("act => fetch('/office/person', {method: 'POST', redirect: 'manual', body: new URLSearchParams("
                        + "'id=" + id + "&csrf=' + encodeURIComponent(document.querySelector('[name=csrf]').value) + '&' + act)})"
                        + ".then(r => r.status)", act);
                if (!unmask) {
                    assertEquals(403, status, login + " " + act);
                }
            }
            assertEquals(login.equals("admin") || login.equals("publisher") ? 403 : 200,
                    page.navigate("/office/suppressions").status(), login);
        }
    }
}
