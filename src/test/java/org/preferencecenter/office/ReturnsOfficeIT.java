package org.preferencecenter.office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Page;

import org.preferencecenter.browser.OnServer;
import org.preferencecenter.platform.TestDatabase;

/** What came back by mail: an agent reads a reply, does what it asks, and nothing of its words is left. */
@OnServer
class ReturnsOfficeIT {

    private static Office office;

    @BeforeAll
    static void open() {
        office = new Office();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static long count(String sql) throws SQLException {
        try (Connection connection = TestDatabase.served().getConnection(); Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void an_agent_reads_a_reply_that_asks_to_stop_and_stops_everything() throws SQLException {
        Page page = office.as("agent");
        page.navigate(page.url().replaceAll("/office/.*", "/office/returns"));
        assertTrue(page.textContent("main").contains("me désinscrire de vos envois"), page.textContent("main"));
        Office.accessible(page);
        page.focus("button[name=stop]");
        page.keyboard().press("Enter");
        page.waitForURL("**said=returns.stopped*");
        assertFalse(page.textContent("main").contains("me désinscrire de vos envois"));
        assertEquals(1, count("select count(*) from kept_mail where accepted and length(sealed) = 0"), "its words are forgotten");
        assertEquals(1, count("select count(*) from audit where action = 'returns.stopped'"));
        page.navigate(page.url().replaceAll("/office/.*", "/office/returns"));
        page.focus("button[name=complaint]");
        page.keyboard().press("Enter");
        page.waitForURL("**said=returns.complaint*");
        assertEquals(0, page.locator("button[name=complaint]").count());
        assertEquals(1, count("select count(*) from audit where action = 'returns.complaint'"));
        assertEquals(1, count("select count(*) from kept_mail where accepted and about_recipient is not null and named is null"));
        long simon = count("select recipient_id from address where channel = 'EMAIL' and normal = 'simon.maes@example.net'");
        page.navigate(page.url().replaceAll("/office/.*", "/office/person?id=" + simon));
        assertTrue(page.textContent("#history").contains("Agathe Morel"), "recorded in the agent's name");
    }

    @Test
    void whoever_may_act_for_nobody_does_not_get_there() {
        Page page = office.as("marketing");
        assertEquals(0, page.locator("nav a[href='/office/returns']").count());
        page.navigate(page.url().replaceAll("/office/.*", "/office/returns"));
        assertEquals(0, page.locator("button[name=done]").count());
    }
}
