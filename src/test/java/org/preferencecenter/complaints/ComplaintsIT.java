package org.preferencecenter.complaints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.browser.Mailbox;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.control.LinkKeys;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/**
 * What people complain about elsewhere (FEATURES 4), as far as it concerns the path from a message to a recorded choice.
 * Every complaint is named once: those that another class tests well are listed in the first test, the rest are below.
 */
@OnServer
class ComplaintsIT {

    private static final Clock CLOCK = Clock.systemUTC();

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            scanners unsubscribed a whole domain, center.OneClickIT, scanners_that_look_a_thousand_times_unsubscribe_nobody
            and with JavaScript too, browser.JourneyIT, a_scanner_with_JavaScript_that_opens_the_link_stops_nothing
            and by following every link, center.ScannerRobotIT, whatever_a_scanner_fetches_runs_follows_or_prefetches_nothing_changes
            statistics inflated by scanners, center.ScannerRobotIT, whatever_a_scanner_fetches_runs_follows_or_prefetches_nothing_changes
            blocked by CSRF or the Origin, center.OneClickIT, one_click_is_not_blocked_by_cookies_origin_site_agent_or_language
            blocked by JSON-only parsing, center.OneClickIT, a_valid_link_stops_whatever_the_body_is
            answered with a redirect, center.OneClickIT, a_valid_link_stops_whatever_the_body_is
            redirected to https, production.ProductionIT, one_click_is_not_redirected_to_https_or_anywhere_else
            the link died with its key, link.control.LinkKeysIT, a_restart_and_many_rotations_break_no_link
            an old link revoked fresh consent, consent.control.OneClickIT, a_link_of_an_old_epoch_still_stops_and_is_recorded_as_stale
            without a word, center.PreferencesPageIT, an_old_stop_link_says_what_it_stopped_after_a_fresh_consent
            forwarded mail adds contact, center.PreferencesPageIT, adding_contact_waits_for_the_link_of_a_fresh_message_which_works_once
            forwarded mail shows the address, center.PreferencesPageIT, a_forwarded_mail_does_not_show_the_address
            unticking all is a global stop, center.PreferencesPageIT, unticking_every_box_is_not_a_global_stop_and_never_stops_tickets
            a stop stops password resets, center.PreferencesPageIT, stop_everything_stops_everything_but_tickets
            a stop stops service mail, decision.entity.JudgementTest, no_answer_pause_cap_digest_silence_or_wording_stops_a_service_message
            a pause is ignored, center.PreferencesPageIT, a_pause_holds_letters_back_and_ends_on_request
            a cap is ignored, center.PreferencesPageIT, a_cap_chosen_on_the_page_is_kept
            a cap is ignored in a hurry, consent.control.ContactHistoryIT, sixty_four_senders_at_once_never_exceed_a_cap
            cannot re-subscribe, center.PreferencesPageIT, adding_contact_waits_for_the_link_of_a_fresh_message_which_works_once
            the page is in the wrong language, center.PreferencesPageIT, the_page_speaks_the_recipients_language_unless_asked_otherwise
            labels are missing, browser.AccessibilityIT, axe_finds_nothing_and_nothing_overflows
            survey before the stop is stored, browser.FairChoiceIT, why_is_asked_only_after_the_stop_is_stored_and_may_stay_unanswered
            an old link asks before it revokes fresh consent, center.entity.OffersTest, an_old_link_asks_before_it_revokes_a_newer_yes
            signing up again adds what was stopped, center.SignUpIT, signing_up_again_for_what_waits_or_is_already_received_adds_nothing
            sign-up tells who is known, center.SignUpIT, known_and_unknown_addresses_get_the_same_answers_to_the_byte
            must write to support to come back, browser.WaysInIT, who_types_a_known_address_gets_a_link_that_opens_their_page
            forced login, center.NoSessionIT, no_method_on_any_page_sets_a_cookie_whatever_cookies_come
            private lists shown to the public, center.entity.PageViewTest, purposes_stand_in_order_and_private_retired_and_foreign_things_are_not_shown
            even on their own link, center.entity.PageViewTest, a_private_purpose_is_not_named_even_on_its_own_link
            a long folded header broke DKIM, mail.control.DkimInteropIT, both_signatures_of_every_golden_case_are_accepted
            """)
    void other_classes_test(String complaint, String type, String test) throws Exception {
        Class<?> found = Class.forName("org.preferencecenter." + type);
        assertTrue(Arrays.stream(found.getDeclaredMethods()).anyMatch(m -> m.getName().equals(test)
                && Arrays.stream(m.getAnnotations()).anyMatch(a -> a.annotationType().getSimpleName().contains("Test"))));
    }

    @Test
    void a_link_works_after_its_topic_or_purpose_was_retired_or_never_heard_of_again() throws Exception {
        long recipient = recipient(Mailbox.somebody("fr", "danse/EMAIL"));
        int retired = number("select id from topic where code = 'danse' and retired_at is not null");
        for (Scope scope : List.of(Scope.topic(retired), Scope.topic(999_999_999), Scope.purpose(999_999_999))) {
            String path = "/u/" + links(CLOCK).sign(new SignedLink(Power.ONE_CLICK, recipient, scope, 0));
            assertEquals(200, Visitor.get(path).statusCode(), "the page " + scope);
            assertEquals(200, Visitor.post(path, new byte[0]).statusCode(), scope.toString());
            assertEquals(1, entries(recipient).stream().filter(e -> scope.toString().equals(e.facts().get("scope"))
                    && "one-click".equals(e.facts().get("via"))).count(), scope.toString());
        }
    }

    @Test
    void a_link_does_not_expire_after_two_months_or_sixty_years() {
        String old = Mailbox.oneClick(Mailbox.receive(Mailbox.somebody("fr", "jazz/EMAIL"), "jazz"));
        Clock later = Clock.offset(CLOCK, Duration.ofDays(60 * 365));
        assertTrue(links(later).verify(old.substring("/u/".length()), Power.ONE_CLICK).isPresent());
    }

    @Test
    void a_link_outlives_the_key_it_was_signed_with_and_a_new_key_is_known_at_once() {
        String to = Mailbox.somebody("fr", "jazz/EMAIL");
        String old = Mailbox.oneClick(Mailbox.receive(to, "jazz"));
        LinkKeys keys = keys(CLOCK);
        keys.rotate();
        assertEquals(200, Visitor.post(old, new byte[0]).statusCode());
        String fresh = new Links(keys).sign(new SignedLink(Power.ONE_CLICK, recipient(to), Scope.purpose(1), 0));
        assertEquals(200, Visitor.post("/u/" + fresh, new byte[0]).statusCode());
    }

    @Test
    void an_opt_out_stops_the_very_next_message_however_long_it_was_planned() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        String link = Mailbox.oneClick(Mailbox.receive(to, "theatre"));
        assertTrue(Mailbox.send(to, "theatre").getBoolean("sent"), "the campaign runs");
        assertEquals(200, Visitor.post(link, new byte[0]).statusCode());
        // The decision is made as each message is sent, not when a campaign was queued; and not in 10 to 14 days.
        var next = Mailbox.send(to, "theatre");
        assertEquals("REFUSE", next.getString("verdict"));
        assertEquals("withdrawn", next.getJsonArray("reasons").getJsonObject(0).getString("rule"));
    }

    @Test
    void a_cap_of_zero_is_refused_and_never_blocks_everything() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        String path = Mailbox.link(Mailbox.receive(to, "theatre"), "p");
        int topic = number("select id from topic where code = 'theatre'");
        for (String cap : List.of("AT_MOST:0:WEEK", "AT_MOST:-1:WEEK", "0", "AT_MOST:1000000:DAY")) {
            int status = Visitor.post(path, Visitor.body(List.of("do", "save", "was", "TOPIC:" + topic + "/EMAIL:on", "on",
                    "TOPIC:" + topic + "/EMAIL", "wasfreq.TOPIC:" + topic, "EVERY_MESSAGE", "freq.TOPIC:" + topic, cap)),
                    "Content-Type", "application/x-www-form-urlencoded").statusCode();
            assertTrue(status == 303 || status == 400, cap + " " + status);
            assertTrue(Mailbox.send(to, "theatre").getBoolean("sent"), cap);
            assertEquals(0, number("select count(*) from choice where frequency = '" + cap + "'"));
        }
    }

    @Test
    void who_came_without_a_link_sees_no_list() {
        String html = Visitor.get("/").body();
        for (String list : List.of("Jazz", "Théâtre</h", "Lettre", "Billets", "type=\"checkbox\"", "<select")) {
            assertFalse(html.contains(list), list);
        }
    }

    @Test
    void a_list_that_ended_is_not_shown_to_those_who_never_had_it() {
        String html = Visitor.get(Mailbox.link(Mailbox.receive(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre"), "p")).body();
        assertTrue(html.contains("Jazz") && !html.contains(">Danse<"));
    }

    @Test
    void neither_a_login_nor_a_name_nor_a_reason_is_asked_for() {
        HttpResponse<String> page = Visitor.get(Mailbox.link(Mailbox.receive(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre"), "p"));
        assertEquals(200, page.statusCode());
        assertTrue(page.headers().firstValue("WWW-Authenticate").isEmpty());
        for (String asking : List.of("type=\"text\"", "type=\"email\"", "type=\"password\"", "<textarea", "required")) {
            assertFalse(page.body().contains(asking), asking);
        }
    }

    @Test
    void the_ledger_proves_who_said_what_when_and_from_where() throws Exception {
        String to = Mailbox.somebody("fr", "theatre/EMAIL", "jazz/EMAIL");
        long recipient = recipient(to);
        var message = Mailbox.receive(to, "theatre");
        Instant before = CLOCK.instant();
        Visitor.post(Mailbox.oneClick(message), "List-Unsubscribe=One-Click".getBytes(), "Content-Type",
                "application/x-www-form-urlencoded");
        Visitor.submit(Mailbox.link(message, "p"), List.of("do", "stop", "shown", "fr"));
        List<Entry> entries = entries(recipient);
        Map<String, Object> click = entries.get(entries.size() - 2).facts();
        assertEquals(List.of("one-click", "RECIPIENT", true), List.of(click.get("via"), click.get("actor"), click.get("pair")));
        Entry stop = entries.get(entries.size() - 1);
        assertEquals(List.of("page", "RECIPIENT", "fr"),
                List.of(stop.facts().get("via"), stop.facts().get("actor"), stop.facts().get("locale")));
        assertFalse(stop.at().isBefore(before.minusSeconds(1)) || stop.at().isAfter(CLOCK.instant().plusSeconds(1)));
        assertTrue(entries.get(0).facts().containsKey("notice") && entries.get(0).facts().containsKey("collectionPoint"),
                "and how the first yes came about, with the wording shown");
    }

    private static LinkKeys keys(Clock clock) {
        return new LinkKeys(TestDatabase.served(), new Vault(new Secret(new byte[32])), clock);
    }

    private static Links links(Clock clock) {
        return new Links(keys(clock));
    }

    private static long recipient(String address) {
        return new Recipients(TestDatabase.served(), CLOCK).byAddress(Channel.EMAIL, address).orElseThrow().id();
    }

    private static List<Entry> entries(long recipient) throws Exception {
        try (Connection connection = TestDatabase.served().getConnection()) {
            return new Ledger().of(connection, recipient);
        }
    }

    private static int number(String sql) {
        try (Connection connection = TestDatabase.served().getConnection(); Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }
}
