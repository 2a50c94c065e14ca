package org.preferencecenter.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.browser.Mailbox;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Visits;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.control.LinkKeys;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** The buttons of the preference page beyond save, stop and undo, on the real server. */
@OnServer
class PageButtonsIT {

    private static final Clock CLOCK = Clock.systemUTC();

    /** Stopped everything, then said yes to the theatre again: a link from before is old now. */
    private static MimeMessage before(String to) {
        MimeMessage old = Mailbox.receive(to, "theatre");
        String path = Mailbox.link(old, "p");
        Visitor.submit(path, List.of("do", "stop"));
        List<String> form = new ArrayList<>(Visitor.form(Visitor.get(path).body()));
        form.addAll(List.of("on", "TOPIC:" + topic("theatre") + "/EMAIL", "do", "save"));
        Visitor.submit(path, form);
        Visitor.submit(Mailbox.confirmation(to), List.of());
        assertTrue(Mailbox.send(to, "theatre").getBoolean("sent"), "signed up again");
        return old;
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop-this", "stop"})
    void an_old_link_asks_before_it_revokes_a_newer_yes_and_then_does(String what) {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        String path = Mailbox.link(before(to), "p");
        assertTrue(Visitor.get(path).body().contains("You signed up again on "), "never without a word");
        String asked = Visitor.submit(path, List.of("do", what)).body();
        assertTrue(asked.contains("Stop all the same?") && asked.contains("name=\"sure\" value=\"1\""), asked);
        assertTrue(Mailbox.send(to, "theatre").getBoolean("sent"), "nothing has changed so far");
        assertTrue(Visitor.submit(path, List.of("do", what, "sure", "1")).body().contains("value=\"undo\""));
        assertFalse(Mailbox.send(to, "theatre").getBoolean("sent"));
    }

    @Test
    void the_mail_clients_button_of_an_old_message_stops_at_once_all_the_same() {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        MimeMessage old = before(to);
        assertEquals(200, Visitor.post(Mailbox.oneClick(old), new byte[0]).statusCode());
        assertFalse(Mailbox.send(to, "theatre").getBoolean("sent"));
    }

    @Test
    void the_link_of_todays_message_asks_nothing() {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        before(to);
        String today = Mailbox.link(Mailbox.receive(to, "theatre"), "p");
        assertFalse(Visitor.get(today).body().contains("You signed up again on "));
        assertTrue(Visitor.submit(today, List.of("do", "stop")).body().contains("value=\"undo\""));
    }

    @Test
    void a_pause_until_a_date_holds_letters_back() {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        String path = Mailbox.link(Mailbox.receive(to, "theatre"), "p");
        LocalDate day = LocalDate.now(CLOCK).plusDays(20);
        assertTrue(Visitor.submit(path, List.of("do", "save", "pause", "until", "until", day.toString())).body().contains("On a break until "));
        assertFalse(Mailbox.send(to, "theatre").getBoolean("sent"));
        assertTrue(Visitor.submit(path, List.of("do", "save", "pause", "end")).body().contains("The break is over."));
        assertTrue(Mailbox.send(to, "theatre").getBoolean("sent"));
    }

    @ParameterizedTest
    @CsvSource({"2020-01-01,here already", "2999-01-01,too far", "31.12.2026,cannot read", "'',Choose the date"})
    void a_wrong_date_is_answered_beside_the_field_with_everything_typed_kept_and_nothing_saved(String date, String flaw) {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        String path = Mailbox.link(Mailbox.receive(to, "theatre"), "p");
        List<String> form = new ArrayList<>(Visitor.form(Visitor.get(path).body()));
        int pause = form.indexOf("pause");
        form.subList(pause, pause + 2).clear();
        int box = form.lastIndexOf("TOPIC:" + topic("theatre") + "/EMAIL");
        form.subList(box - 1, box + 1).clear();
        form.addAll(List.of("pause", "until", "until", date, "do", "save"));
        HttpResponse<String> answer = Visitor.post(path, Visitor.body(form), "Content-Type", "application/x-www-form-urlencoded");
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains(flaw) && answer.body().contains("aria-describedby=\"until-flaw\""), answer.body());
        assertTrue(date.isEmpty() || answer.body().contains("name=\"until\" value=\"" + date + "\""), "as typed");
        assertFalse(Pattern.compile("value=\"TOPIC:" + topic("theatre") + "/EMAIL\" checked").matcher(answer.body()).find(), "as unticked");
        assertTrue(Mailbox.send(to, "theatre").getBoolean("sent"), "nothing was saved");
    }

    @Test
    void less_and_a_pause_stand_beside_the_stop_of_a_one_click_link_and_do_what_they_say() {
        String to = Mailbox.somebody("en", "jazz/EMAIL");
        String html = Visitor.get(Mailbox.oneClick(Mailbox.receive(to, "jazz"))).body();
        Matcher action = Pattern.compile("<form class=\"card offer\" method=\"post\" action=\"([^\"]+)\"").matcher(html);
        assertTrue(action.find());
        assertTrue(html.contains("value=\"less:AT_MOST:1:MONTH\"") && html.contains("value=\"pause:30\""), html);
        assertTrue(Visitor.submit(action.group(1), List.of("do", "less:AT_MOST:1:MONTH")).body().contains("Your choices are saved."));
        assertEquals("DEFER", Mailbox.send(to, "jazz").getString("verdict"), "one came this month already");
        assertTrue(Visitor.submit(action.group(1), List.of("do", "pause:30")).body().contains("On a break until "));
    }

    @Test
    void after_a_stop_one_question_may_be_answered_once_and_undo_stays() throws Exception {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        String path = Mailbox.link(Mailbox.receive(to, "theatre"), "p");
        assertFalse(Visitor.get(path).body().contains("<textarea"), "never before");
        String stopped = Visitor.submit(path, List.of("do", "stop")).body();
        Matcher change = Pattern.compile("name=\"change\" value=\"([^\"]+)\"").matcher(stopped);
        assertTrue(change.find() && stopped.contains("name=\"reason\" value=\"TOO_OFTEN\""), stopped);
        String id = change.group(1);
        assertTrue(Visitor.submit(path, List.of("do", "reason", "change", id)).body().contains("<textarea"), "skipped: nothing stored");
        HttpResponse<String> endless = Visitor.post(path, Visitor.body(List.of("do", "reason", "change", id, "text", "x".repeat(501), "shown", "en")));
        assertTrue(endless.statusCode() == 422 && endless.body().contains("This is longer than 500") && endless.body().contains("xxxx"));
        String thanks = Visitor.submit(path, List.of("do", "reason", "change", id, "reason", "TOO_OFTEN", "text", "<b>every</b> day")).body();
        assertTrue(thanks.contains("Thank you for your answer.") && thanks.contains("value=\"undo\""), thanks);
        assertFalse(thanks.contains("<textarea"), "asked once");
        assertEquals(1, number("select count(*) from stop_reason where change_id = '" + id + "' and reason = 'TOO_OFTEN' and text = '<b>every</b> day'"));
        Visitor.submit(path, List.of("do", "reason", "change", "5b1f2a52-0f0e-4a4e-9d1e-000000000000", "reason", "OTHER"));
        assertEquals(0, number("select count(*) from stop_reason where change_id = '5b1f2a52-0f0e-4a4e-9d1e-000000000000'"));
        assertTrue(Visitor.submit(path, List.of("do", "undo", "change", id)).body().contains("Undone."));
    }

    @Test
    void a_language_picked_by_the_person_is_remembered_and_one_of_the_browser_is_not() {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        String path = Mailbox.link(Mailbox.receive(to, "theatre"), "p");
        Visitor.submit(path, List.of("do", "save", "shown", "fr"));
        assertTrue(Visitor.get(path).body().contains("lang=\"en\""));
        Visitor.submit(path, List.of("do", "save", "l", "fr", "shown", "fr"));
        assertTrue(Visitor.get(path, "Accept-Language", "en").body().contains("lang=\"fr\""));
        Visitor.submit(path, List.of("do", "save", "l", "xx", "shown", "fr"));
        assertTrue(Visitor.get(path).body().contains("lang=\"fr\""));
    }

    @Test
    void a_fresh_visit_adds_at_once_and_a_footers_link_only_after_a_confirmation() throws Exception {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        long recipient = recipient(to);
        int brand = number("select id from brand where code = 'theatre-des-vents'");
        int visit = new Visits(TestDatabase.served(), CLOCK).open(recipient, brand);
        String path = "/p/" + new Links(new LinkKeys(TestDatabase.served(), new Vault(new Secret(new byte[32])), CLOCK))
                .sign(new SignedLink(Power.VISIT, recipient, Scope.confirmation(visit), 0));
        Visitor.submit(path, List.of("do", "stop"));
        String html = Visitor.get(path).body();
        assertTrue(html.contains("What you tick or untick counts at once.") && html.contains("href=\"/d/"), html);
        List<String> form = new ArrayList<>(Visitor.form(html));
        form.addAll(List.of("on", "TOPIC:" + topic("theatre") + "/EMAIL", "do", "save"));
        assertTrue(Visitor.submit(path, form).body().contains("You will receive "));
        assertTrue(Mailbox.send(to, "theatre").getBoolean("sent"));
        assertEquals(1, number("select count(*) from confirmation where id = " + visit + " and used_at is not null"), "the sitting has begun");
    }

    @Test
    void a_fresh_link_is_mailed_on_request_three_times_an_hour() {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        String path = Mailbox.link(Mailbox.receive(to, "theatre"), "p");
        assertTrue(Visitor.get(path).body().contains("value=\"fresh\""));
        for (int i = 0; i < 3; i++) {
            assertTrue(Visitor.submit(path, List.of("do", "fresh", "shown", "en")).body().contains("We have just sent you a link"));
        }
        assertTrue(Visitor.submit(path, List.of("do", "fresh")).body().contains("several links already"));
    }

    @Test
    void why_opens_the_words_read_and_the_place() {
        String html = Visitor.get(Mailbox.link(Mailbox.receive(Mailbox.reader("en", "theatre/EMAIL"), "theatre"), "p")).body();
        assertTrue(html.contains("The words you agreed to (version 1 of ") && html.contains("<blockquote"), html);
        assertTrue(html.contains("Where: ") && html.contains("Since "), html);
    }

    private static long recipient(String address) {
        return new Recipients(TestDatabase.served(), CLOCK).byAddress(Channel.EMAIL, address).orElseThrow().id();
    }

    private static int topic(String code) {
        return number("select id from topic where code = '" + code + "'");
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
