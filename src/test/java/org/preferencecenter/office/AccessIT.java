package org.preferencecenter.office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.preferencecenter.browser.Mailbox;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.platform.Awaited;
import org.preferencecenter.platform.TestDatabase;

/** People of the office come in, are asked again, lose nothing, and are managed. */
@OnServer
class AccessIT {

    private static final String PASSWORD = "les voiles du port";
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
    void somebody_is_invited_sets_a_password_and_a_second_factor_forgets_and_is_locked_out() throws Exception {
        String login = "marin-" + UUID.randomUUID().toString().substring(0, 8) + "@theatre-des-vents.example";
        Page admin = office.as("admin");
        invite(admin, login);
        Page marin = office.stranger();
        marin.navigate(link(login, 1));
        Office.accessible(marin);
        Office.look(marin, "access-invitation");
        marin.fill("#fresh", "motdepasse2026");
        marin.fill("#again", "motdepasse2026");
        marin.click(".primary");
        assertTrue(marin.textContent("[role=alert]").contains("parmi les plus utilisés"));
        marin.fill("#fresh", PASSWORD);
        marin.fill("#again", PASSWORD);
        marin.click(".primary");
        marin.waitForURL("**/office/signIn?said=password.set");
        enter(marin, login);
        marin.waitForURL("**/office/home");

        byte[] secret = secondFactor(marin);
        Page again = office.stranger();
        again.navigate("/office/me");
        enter(again, login);
        Office.accessible(again);
        Office.look(again, "access-code");
        again.fill("#code", "000000");
        again.click(".primary");
        assertTrue(again.textContent("[role=alert]").contains("pas le code du moment"));
        // The code that turned it on is used; a telephone may be a step ahead.
        again.fill("#code", code(secret, Instant.now().plusSeconds(30)));
        again.click(".primary");
        again.waitForURL("**/office/me");

        again.click(".who summary");
        again.click(".who input[type=submit]");
        again.navigate("/office/forgot");
        Office.accessible(again);
        again.fill("[type=email]", login);
        again.click(".primary");
        again.waitForURL("**/office/signIn?said=reset.asked");
        String link = link(login, 2);
        again.navigate(link);
        again.fill("#fresh", PASSWORD + " encore");
        again.fill("#again", PASSWORD + " encore");
        again.click(".primary");
        again.waitForURL("**/office/signIn?said=password.set");
        again.navigate(link);
        assertTrue(again.textContent("h1").contains("ne sert plus"));
        marin.navigate("/office/me");
        assertTrue(marin.url().contains("/office/signIn"), "signed out everywhere");

        manage(admin, login);
    }

    private static void invite(Page admin, String login) {
        admin.navigate("/office/accounts");
        Office.accessible(admin);
        Office.look(admin, "access-accounts");
        admin.click("text=Inviter quelqu’un");
        admin.fill("#login", login);
        admin.fill("#name", "Marin Le Goff");
        admin.check("[value='VIEWER:*']");
        admin.check("[value='AGENT:*']");
        Office.accessible(admin);
        Office.look(admin, "access-invite");
        admin.click("#invite .primary");
        admin.waitForURL("**/office/accounts?said=invited");
        assertTrue(admin.textContent("table").contains("Marin Le Goff"));
    }

    private static byte[] secondFactor(Page page) throws Exception {
        page.navigate("/office/me");
        Office.accessible(page);
        Office.look(page, "access-me");
        page.click("#begin input[type=submit]");
        byte[] secret = base32(page.textContent(".otp-secret"));
        Office.accessible(page);
        Office.look(page, "access-second-factor");
        page.fill("#code", "000000");
        page.click("#on .primary");
        assertTrue(page.textContent("#code-flaw").contains("pas le code"));
        assertEquals(new String(secret, StandardCharsets.ISO_8859_1), new String(base32(page.textContent(".otp-secret")),
                StandardCharsets.ISO_8859_1), "the telephone need not read another one");
        page.fill("#code", code(secret, Instant.now()));
        page.click("#on .primary");
        page.waitForURL("**/office/me?said=factor.on");
        return secret;
    }

    private static void manage(Page admin, String login) {
        admin.navigate("/office/accounts");
        admin.locator("tr", new Page.LocatorOptions().setHasText(login)).locator("a").click();
        Office.accessible(admin);
        Office.look(admin, "access-account");
        String seen = admin.url();
        admin.uncheck("[value='AGENT:*']");
        admin.click("#roles .primary");
        admin.waitForURL("**said=roles.saved");
        admin.navigate(seen);
        admin.evaluate("document.querySelector('#roles [name=version]').value = 0");
        admin.click("#roles .primary");
        assertTrue(admin.textContent("[role=alert]").contains("Alma Diaz a changé ce compte entre-temps"));
        admin.navigate(seen);
        admin.click("#factor input[type=submit]");
        admin.waitForURL("**said=factor.reset");
        admin.click("#disable input[type=submit]");
        admin.waitForURL("**said=account.disabled");
        Page page = office.stranger();
        page.navigate("/office/signIn");
        page.fill("[type=email]", login);
        page.fill("[type=password]", PASSWORD + " encore");
        page.click(".primary");
        assertTrue(page.textContent("[role=alert]").contains("ne vont pas ensemble"));
    }

    @Test
    void a_form_sent_too_late_is_kept_until_its_sender_is_known_again_and_given_to_nobody_else() throws Exception {
        Page page = office.as("viewer");
        page.navigate("/office/me");
        page.fill("#name", "Victor Klein, le soir");
        age(page, "seen_at", "1 hour");
        page.click("#profile .primary");
        assertTrue(page.textContent("[role=status]").contains("Votre saisie est gardée"));
        Office.accessible(page);
        Office.look(page, "access-held");
        page.fill("[type=email]", "viewer@theatre-des-vents.example");
        page.fill("[type=password]", "wrong");
        page.click(".primary");
        Office.signIn(page, "viewer");
        assertTrue(page.textContent("h1").contains("de nouveau connecté"));
        Office.accessible(page);
        Office.look(page, "access-resume");
        page.click(".primary");
        page.waitForURL("**/office/me?said=profile.saved");
        assertEquals("Victor Klein, le soir", page.inputValue("#name"));

        page.fill("#name", "Somebody else");
        age(page, "seen_at", "1 hour");
        page.click("#profile .primary");
        Office.signIn(page, "agent");
        page.waitForURL("**said=held.other");
        page.navigate("/office/me");
        assertEquals("Agathe Morel", page.inputValue("#name"));
    }

    @Test
    void what_matters_wants_a_proof_of_now_and_goes_on_where_it_was() throws Exception {
        Page dpo = office.as("dpo");
        dpo.navigate("/office/audit");
        Office.accessible(dpo);
        Office.look(dpo, "access-audit");
        dpo.selectOption("#action", "account.signed-in");
        dpo.fill("#from", "2020-01-01");
        dpo.click(".sieve .primary");
        assertTrue(dpo.textContent("table.audit").contains("Denise Laurent"));
        assertFalse(dpo.content().contains("theatre-des-vents.example/"), "no address");
        age(dpo, "proven_at", "11 minutes");
        dpo.click("#take input[type=submit]");
        assertTrue(dpo.textContent("h1").contains("Est-ce bien vous"));
        Office.look(dpo, "access-prove");
        Office.signIn(dpo, "dpo");
        Download file = dpo.waitForDownload(() -> dpo.click(".primary"));
        String csv = Files.readString(file.path());
        assertTrue(csv.startsWith("id,at,account,action,subject,brand,detail") && csv.contains("account.signed-in"), csv);
        assertFalse(csv.contains("account.sign-in-failed"), "only what was asked for");
        dpo.navigate("/office/audit?action=audit.exported");
        assertTrue(dpo.textContent("table.audit").contains("A exporté le journal"));
    }

    private static void enter(Page page, String login) {
        page.fill("[type=email]", login);
        page.fill("[type=password]", PASSWORD);
        page.click(".primary");
    }

    /** Makes the newest sign-in of whoever looks at the page older than it is. */
    private static void age(Page page, String column, String by) throws SQLException {
        String login = page.textContent(".who li.quiet");
        try (Connection connection = TestDatabase.served().getConnection(); PreparedStatement update = connection.prepareStatement(
                "update sign_in set " + column + " = " + column + " - interval '" + by + "' where account_id = (select id from account"
                + " where login = ?)")) {
            update.setString(1, login);
            assertTrue(update.executeUpdate() > 0);
        }
    }

    private static String link(String login, long messages) throws Exception {
        Awaited.until("a letter with a link", () -> Mailbox.count(login) >= messages);
        Matcher link = Pattern.compile("/office/newPassword\\?token=[\\w-]{43}").matcher(Mailbox.text(Mailbox.newest(login).orElseThrow()));
        assertTrue(link.find());
        return link.group();
    }

    private static String code(byte[] secret, Instant at) throws Exception {
        TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
        return codes.generateOneTimePasswordString(new SecretKeySpec(secret, codes.getAlgorithm()), at);
    }

    private static byte[] base32(String typed) {
        String text = typed.replaceAll("\\s", "");
        byte[] bytes = new byte[text.length() * 5 / 8];
        int held = 0;
        int bits = 0;
        int at = 0;
        for (char sign : text.toCharArray()) {
            held = held << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (held >> bits);
            }
        }
        return bytes;
    }
}
