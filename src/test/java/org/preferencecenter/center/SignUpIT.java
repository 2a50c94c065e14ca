package org.preferencecenter.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.browser.Mailbox;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.consent.entity.State;

/** The sign-up forms on the real server, request by request. */
@OnServer
class SignUpIT {

    private static final String FORM = "/s/formulaire";

    @Test
    void the_form_is_light_needs_no_script_sets_no_cookie_and_ticks_nothing() {
        for (String path : List.of(FORM, "/s/inscription", FORM + "/frame", FORM + "/embed")) {
            HttpResponse<String> answer = Visitor.get(path + "?l=fr");
            assertEquals(200, answer.statusCode(), path);
            String html = answer.body();
            assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty(), "no session");
            List.of("<script", "style=", "<style", "checked=\"checked\"", "selected=\"selected\"")
                    .forEach(part -> assertFalse(html.contains(part), path + " holds " + part));
            assertTrue(html.getBytes(StandardCharsets.UTF_8).length < 35_000, "light");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/s/nothing", "/s/guichet", "/s/", "/s/formulaire/", "/s/formulaire/sent/x", "/s/formulaire/frame/embed",
            "/s/inscription/frame", "/s/FORMULAIRE", "/s/formulaire/sent/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void unknown_drafts_and_forms_that_no_site_may_frame_are_the_same_page(String path) {
        HttpResponse<String> answer = Visitor.get(path, "Accept-Language", "en");
        assertEquals(404, answer.statusCode());
        assertEquals(Visitor.get("/p/nonsense", "Accept-Language", "en").body(), answer.body());
        assertTrue(answer.headers().firstValue("Content-Security-Policy").orElse("").contains("frame-ancestors 'none'"));
    }

    @Test
    void only_the_frame_may_be_framed_and_only_by_its_sites() {
        assertTrue(policy(FORM + "/frame").endsWith("frame-ancestors https://www.theatre-des-vents.example"));
        for (String path : List.of(FORM, FORM + "/embed", "/", "/p/nonsense", "/s/inscription")) {
            assertTrue(policy(path).endsWith("frame-ancestors 'none'"), path);
        }
    }

    private static String policy(String path) {
        return Visitor.get(path).headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    @Test
    void known_and_unknown_addresses_get_the_same_answers_to_the_byte() {
        String known = Mailbox.somebody("en", "jazz/EMAIL");
        String unknown = SignUps.stranger();
        HttpResponse<String> one = SignUps.send(SignUps.jazz(known));
        HttpResponse<String> other = SignUps.send(SignUps.jazz(unknown));
        assertEquals(303, one.statusCode());
        assertEquals(told(one), told(other));
        String path = one.headers().firstValue("Location").orElseThrow();
        String others = other.headers().firstValue("Location").orElseThrow();
        assertEquals(told(Visitor.get(path)), told(Visitor.get(others)));
        assertEquals(told(SignUps.send(path, List.of())), told(SignUps.send(others, List.of())));
        assertEquals(told(Visitor.get(path + "?c=again")), told(Visitor.get(others + "?c=again")));
        assertFalse(Visitor.get(path).body().contains(known), "the page after it holds no address");
    }

    /** Status, headers and body, less what differs from request to request for everybody. */
    private static String told(HttpResponse<String> answer) {
        return SignUps.tokenless(answer.statusCode() + " " + new java.util.TreeMap<>(answer.headers().map()) + answer.body())
                .replaceAll("x-request-id=\\[[^]]+]", "").replaceAll("date=\\[[^]]+]", "");
    }

    @Test
    void a_robot_that_fills_in_everything_is_thanked_and_not_stored() {
        String email = SignUps.stranger();
        List<String> fields = SignUps.jazz(email);
        fields.addAll(List.of("homepage", "https://spam.example"));
        String page = Visitor.submit(FORM, fields).body();
        assertTrue(page.contains("Almost done"));
        assertEquals(0, SignUps.stored(email));
    }

    @Test
    void too_fast_is_asked_once_more_and_twice_is_a_robot() {
        String email = SignUps.stranger();
        List<String> fields = SignUps.jazz(email);
        SignUps.set(fields, "time", SignUps.openSince("formulaire", Instant.now().plus(Duration.ofHours(1)), 0));
        HttpResponse<String> again = SignUps.send(fields);
        assertEquals(422, again.statusCode());
        assertTrue(again.body().contains("That was very quick") && again.body().contains("value=\"" + email + "\""));
        SignUps.set(fields, "time", SignUps.openSince("formulaire", Instant.now().plus(Duration.ofHours(1)), 1));
        assertEquals(303, SignUps.send(fields).statusCode());
        assertEquals(0, SignUps.stored(email));
    }

    @Test
    void after_a_day_the_form_comes_back_filled_in_and_can_be_sent_at_once() {
        String email = SignUps.stranger();
        List<String> fields = SignUps.jazz(email);
        SignUps.set(fields, "time", SignUps.openSince("formulaire", Instant.now().minus(Duration.ofHours(25)), 0));
        HttpResponse<String> old = SignUps.send(fields);
        assertTrue(old.statusCode() == 422 && old.body().contains("more than a day"));
        List<String> second = Visitor.form(old.body());
        second.addAll(List.of("email", email));
        assertEquals(303, SignUps.send(second).statusCode());
        SignUps.becomes(State.PENDING.code(), () -> SignUps.state(email, "jazz"));
    }

    @Test
    void somebody_too_young_is_told_so_and_nothing_is_kept() {
        String email = SignUps.stranger();
        List<String> fields = SignUps.jazz(email);
        SignUps.set(fields, "age", "no");
        String page = Visitor.submit(FORM, fields).body();
        assertTrue(page.contains("Ask a parent") && page.contains("We have kept nothing"));
        assertEquals(0, SignUps.stored(email));
        assertTrue(Visitor.get(FORM + "?l=en").body().contains("Are you 15 or older?"));
    }

    @Test
    void an_age_that_was_not_told_is_asked_for_beside_the_question() {
        List<String> fields = SignUps.jazz(SignUps.stranger());
        SignUps.set(fields, "age", "");
        HttpResponse<String> answer = SignUps.send(fields);
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("id=\"age-e\"") && answer.body().contains("href=\"#age\""));
    }

    @Test
    void words_that_changed_since_are_shown_again_and_their_answers_asked_anew() {
        String email = SignUps.stranger();
        List<String> fields = SignUps.jazz(email);
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equals("notice")) {
                fields.set(i + 1, "999999");
            }
        }
        HttpResponse<String> answer = SignUps.send(fields);
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("We have changed a text") && answer.body().contains("value=\"" + email + "\""));
        assertFalse(answer.body().contains("name=\"" + SignUps.field("jazz", "EMAIL") + "\" value=\"yes\" checked"));
        assertEquals(0, SignUps.stored(email));
    }

    @Test
    void a_plain_form_of_another_site_is_shown_again_here_before_it_counts() {
        String html = Visitor.get(FORM + "/embed?l=en").body();
        assertTrue(html.contains("&lt;form method=\"post\" action=\"http://localhost:"), html);
        String email = SignUps.stranger();
        List<String> fields = SignUps.jazz(email);
        SignUps.set(fields, "time", "");
        HttpResponse<String> check = SignUps.send(fields, "Origin", "https://shop.example", "Sec-Fetch-Site", "cross-site");
        assertEquals(200, check.statusCode());
        assertTrue(check.body().contains("Check and send") && check.body().contains("value=\"" + email + "\""));
        assertTrue(Pattern.compile(Pattern.quote(SignUps.field("jazz", "EMAIL")) + "\" value=\"yes\" checked").matcher(check.body()).find());
        assertEquals(0, SignUps.stored(email));
    }

    @Test
    void a_refusal_acts_at_once_and_sends_no_message() {
        String email = SignUps.stranger();
        List<String> fields = SignUps.empty();
        fields.addAll(List.of("email", email, "age", "yes", SignUps.refusal("offres"), "no"));
        String page = Visitor.submit(FORM, fields).body();
        assertTrue(page.contains("Noted"), page);
        SignUps.becomes(State.REFUSED.code(), () -> SignUps.number("""
                select c.state from choice c join address a using (recipient_id)
                where a.normal = ? and c.scope_id = (select id from purpose where code = 'offres') and c.channel = 0""", email));
        assertEquals(State.NONE.code(), SignUps.number("""
                select c.state from choice c join address a using (recipient_id)
                where a.normal = ? and c.scope_id = (select id from purpose where code = 'brochure') and c.channel = 0""", email));
        assertTrue(Mailbox.newest(email).isEmpty());
    }

    @Test
    void asking_again_sends_the_same_confirmation_and_only_three_times_in_all() {
        String email = SignUps.stranger();
        String path = SignUps.send(SignUps.jazz(email)).headers().firstValue("Location").orElseThrow();
        String first = SignUps.confirmation(email);
        for (int i = 0; i < 4; i++) {
            assertEquals(303, SignUps.send(path, List.of()).statusCode());
        }
        assertEquals(first, SignUps.confirmation(email), "the same link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no address", "a@b", "a@@example.org", "<script>alert(1)</script>@example.org", "a\r\nBcc: x@example.org",
            "x@example.org\nSubject: hello", "\u202Eelpmaxe@example.org", "a b@example.org", "a@exa mple.org", "\"a\"@example.org",
            "'; drop table recipient; --@example.org", "a,b@example.org", "a@example.org,b@example.org", ".a@example.org", "a..b@example.org"})
    void what_is_no_address_comes_back_beside_its_field_with_what_was_typed(String typed) {
        List<String> fields = SignUps.jazz(typed);
        HttpResponse<String> answer = SignUps.send(fields);
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("id=\"email-e\"") && answer.body().contains("aria-invalid=\"true\""));
        assertFalse(answer.body().contains("<script"));
    }

    @Test
    void endless_and_strange_input_is_answered_in_plain_words() {
        String endless = "x".repeat(10_000);
        List<String> fields = SignUps.jazz(endless + "@example.org");
        fields.addAll(List.of("post", "\u202E😀<b>" + endless, "sms", "💩", "phone", "'; --", "to.TOPIC:99999/EMAIL", "yes",
                "to.<script>", "yes", "notice", "-1", "l", "xx", "shown", "en", "pause", "\0"));
        HttpResponse<String> answer = SignUps.send(fields);
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("This address is too long") && answer.body().contains("sms-e") && answer.body().contains("phone-e"));
        assertFalse(answer.body().contains("<b>x"));
        assertEquals(413, Visitor.post(FORM, new byte[200_000]).statusCode());
        assertEquals(400, Visitor.post(FORM, "a=%zz".getBytes(StandardCharsets.US_ASCII)).statusCode());
        assertEquals(200, Visitor.post(FORM, new byte[0]).statusCode(), "an empty form is shown, not stored");
    }

    @Test
    void an_address_typed_like_a_sentence_of_sql_or_with_emoji_in_the_street_is_stored_as_typed() {
        String email = "o'brien+" + SignUps.stranger();
        List<String> fields = SignUps.jazz(email);
        fields.addAll(List.of("post", "12 rue de l'Été 🏠\r\n44000 \u202ENantes'); drop table address; --"));
        assertEquals(303, SignUps.send(fields).statusCode());
        SignUps.becomes(State.PENDING.code(), () -> SignUps.state(email.toLowerCase(Locale.ROOT), "jazz"));
        assertEquals(1, SignUps.number("select count(*)::int from address where recipient_id = (select recipient_id from address where "
                + "normal = ?) and channel = 'POST' and value like '12 rue de l''Été 🏠%Nantes''); drop table address; --'", email));
    }

    @Test
    void looking_stores_nothing_and_confirms_nothing() {
        String email = SignUps.stranger();
        SignUps.send(SignUps.jazz(email));
        String link = SignUps.confirmation(email);
        for (String method : List.of("GET", "HEAD", "GET", "GET")) {
            assertNotEquals(500, Visitor.send(method, link).statusCode());
        }
        assertEquals(State.PENDING.code(), SignUps.state(email, "jazz"));
        Visitor.submit(link, List.of("shown", "en"));
        assertEquals(State.GRANTED.code(), SignUps.state(email, "jazz"));
    }

    @Test
    void signing_up_again_for_what_waits_or_is_already_received_adds_nothing() {
        String email = SignUps.stranger();
        SignUps.send(SignUps.jazz(email));
        String first = SignUps.confirmation(email);
        SignUps.send(SignUps.jazz(email.toUpperCase(Locale.ROOT)));
        SignUps.becomes(2, () -> SignUps.number("""
                select count(*)::int from sign_up where recipient_id = (select recipient_id from address where normal = ?)""", email));
        assertEquals(1, SignUps.number("""
                select count(*)::int from confirmation where recipient_id = (select recipient_id from address where normal = ?)""", email));
        assertEquals(first, SignUps.confirmation(email));
    }

    @Test
    void a_list_that_wants_an_answer_says_so_for_each_question() {
        List<String> fields = SignUps.empty("/s/inscription");
        fields.addAll(List.of("email", SignUps.stranger(), "age", "yes", SignUps.field("jazz", "EMAIL"), "yes"));
        HttpResponse<String> answer = SignUps.send("/s/inscription", fields);
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("Theatre: E-mail: choose yes or no"), answer.body());
        assertTrue(answer.body().contains("value=\"yes\" selected=\"selected\""), "what was chosen is kept");
    }
}
