package org.preferencecenter.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.preferencecenter.browser.Mailbox;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Visitor;

/** The preference and confirmation pages on the real server, reached by the links of messages really sent. */
@OnServer
class PreferencesPageIT {

    @Test
    void the_page_is_light_needs_no_script_and_sets_no_cookie() {
        String path = page(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre");
        HttpResponse<String> answer = Visitor.get(path);
        String html = answer.body();
        assertEquals(200, answer.statusCode());
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty(), "no session");
        List.of("<script", "style=", "<style", "<img").forEach(part -> assertFalse(html.contains(part), part));
        Matcher sheet = Pattern.compile("rel=\"stylesheet\" href=\"([^\"]+)\"").matcher(html);
        assertTrue(sheet.find());
        HttpResponse<String> css = Visitor.get(sheet.group(1));
        assertEquals("public, max-age=31536000, immutable", css.headers().firstValue("Cache-Control").orElse(""));
        int weight = html.getBytes(StandardCharsets.UTF_8).length + css.body().length();
        assertTrue(weight < 50_000, "50 KB all in, not " + weight);
        assertFalse(sheet.find(), "one stylesheet");
    }

    @Test
    void a_forwarded_mail_does_not_show_the_address() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        String html = Visitor.get(page(to, "theatre")).body();
        assertFalse(html.contains(to) || html.contains(to.substring(0, to.indexOf('@'))));
        assertTrue(html.contains(to.charAt(0) + "••••@"));
    }

    @Test
    void the_page_speaks_the_recipients_language_unless_asked_otherwise() {
        String path = page(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre");
        assertTrue(Visitor.get(path, "Accept-Language", "en").body().contains("lang=\"fr\""));
        String english = Visitor.get(path + "?l=en").body();
        assertTrue(english.contains("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" dir=\"ltr\">"));
        assertTrue(english.contains("Choose what you receive"));
        assertTrue(Visitor.submit(path, with(Visitor.form(english), "do", "save")).body().contains("Nothing has changed."));
    }

    @Test
    void every_wrong_link_shows_the_same_friendly_page() {
        String path = page(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre");
        HttpResponse<String> unknown = Visitor.get("/p/nonsense", "Accept-Language", "en");
        assertEquals(404, unknown.statusCode());
        assertTrue(unknown.body().contains("This link leads nowhere"));
        for (String wrong : List.of(path + "A", path.substring(0, path.length() - 1), "/p/", "/c/x", "/u/x")) {
            HttpResponse<String> answer = Visitor.get(wrong, "Accept-Language", "en");
            assertEquals(404, answer.statusCode(), wrong);
            assertEquals(unknown.body(), answer.body());
        }
        assertEquals(404, Visitor.get("/center/preferences.xhtml").statusCode());
        assertEquals(404, Visitor.get("/faces/center/preferences.xhtml").statusCode());
        assertEquals(404, Visitor.post("/p/nonsense", new byte[0]).statusCode());
    }

    @Test
    void a_stop_acts_at_once_and_undo_puts_it_back() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL", "jazz/EMAIL");
        String path = page(to, "jazz");
        List<String> form = Visitor.form(Visitor.get(path).body());
        untick(form, "jazz", path);
        String stopped = Visitor.submit(path, with(form, "do", "save")).body();
        assertTrue(stopped.contains("C’est fait.") && stopped.contains("Vous ne recevrez plus «\u00a0Jazz"), stopped);
        assertFalse(Mailbox.send(to, "jazz").getBoolean("sent"));
        Matcher change = Pattern.compile("name=\"change\" value=\"([^\"]+)\"").matcher(stopped);
        assertTrue(change.find(), "undo after every stop");
        assertTrue(Visitor.submit(path, List.of("do", "undo", "change", change.group(1))).body().contains("C’est annulé."));
        assertTrue(Mailbox.send(to, "jazz").getBoolean("sent"));
        assertTrue(Visitor.submit(path, List.of("do", "undo", "change", change.group(1))).body().contains("Trop tard"));
    }

    @Test
    void unticking_every_box_is_not_a_global_stop_and_never_stops_tickets() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        String path = page(to, "theatre");
        List<String> form = Visitor.form(Visitor.get(path).body());
        remove(form, "on");
        Visitor.submit(path, with(form, "do", "save"));
        assertFalse(Mailbox.send(to, "theatre").getBoolean("sent"));
        assertTrue(Mailbox.send(to, "billets").getBoolean("sent"));
        assertFalse(Visitor.get(path).body().contains("Nous ne vous enverrons plus rien"));
    }

    @Test
    void stop_everything_stops_everything_but_tickets() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL", "jazz/EMAIL");
        String path = page(to, "theatre");
        String html = Visitor.submit(path, List.of("do", "stop")).body();
        assertTrue(html.contains("Nous ne vous enverrons plus rien") && html.contains("value=\"undo\""));
        assertFalse(html.contains("checked=\"checked\" /> E-mail"));
        assertFalse(Mailbox.send(to, "theatre").getBoolean("sent") || Mailbox.send(to, "jazz").getBoolean("sent"));
        assertTrue(Mailbox.send(to, "billets").getBoolean("sent"));
    }

    @Test
    void adding_contact_waits_for_the_link_of_a_fresh_message_which_works_once() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        String path = page(to, "theatre");
        Visitor.submit(path, List.of("do", "stop"));
        List<String> form = Visitor.form(Visitor.get(path).body());
        tick(form, "theatre", path);
        String asked = Visitor.submit(path, with(form, "do", "save")).body();
        assertTrue(asked.contains("Presque fini.") && asked.contains("en attente de votre confirmation"), asked);
        assertFalse(Mailbox.send(to, "theatre").getBoolean("sent"), "a mailed link must never add contact");
        form = Visitor.form(Visitor.get(path).body());
        tick(form, "theatre", path);
        String again = Visitor.submit(path, with(form, "do", "save")).body();
        assertTrue(again.contains("Il ne manque que votre confirmation."), again);
        String confirm = Mailbox.confirmation(to);
        assertTrue(Visitor.get(confirm).body().contains("Oui, je confirme"));
        assertFalse(Mailbox.send(to, "theatre").getBoolean("sent"), "looking confirms nothing");
        String confirmed = Visitor.submit(confirm, List.of("shown", "fr")).body();
        assertTrue(confirmed.contains("Merci, c’est réglé") && confirmed.contains("«\u00a0Théâtre\u00a0»"), confirmed);
        assertTrue(Mailbox.send(to, "theatre").getBoolean("sent"), "one can always come back");
        assertTrue(Visitor.submit(confirm, List.of()).body().contains("Ce lien a déjà servi"));
    }

    @Test
    void an_old_stop_link_says_what_it_stopped_after_a_fresh_consent() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        var old = Mailbox.receive(to, "theatre");
        String path = Mailbox.link(old, "p");
        Visitor.submit(path, List.of("do", "stop"));
        List<String> form = Visitor.form(Visitor.get(path).body());
        tick(form, "theatre", path);
        Visitor.submit(path, with(form, "do", "save"));
        Visitor.submit(Mailbox.confirmation(to), List.of());
        assertEquals(200, Visitor.post(Mailbox.oneClick(old), new byte[0]).statusCode());
        String told = Visitor.get(path).body();
        assertTrue(told.contains("Vous ne recevrez plus «\u00a0") && told.contains("value=\"undo\""), "never without a word");
    }

    @Test
    void a_cap_chosen_on_the_page_is_kept() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL", "jazz/EMAIL");
        String path = page(to, "theatre");
        List<String> form = Visitor.form(Visitor.get(path).body());
        for (int i = 0; i < form.size(); i += 2) {
            if (form.get(i).startsWith("freq.TOPIC")) {
                form.set(i + 1, "AT_MOST:1:WEEK");
            }
        }
        assertTrue(Visitor.submit(path, with(form, "do", "save")).body().contains("Vos choix sont enregistrés."));
        assertTrue(Mailbox.send(to, "jazz").getBoolean("sent"));
        assertEquals("DEFER", Mailbox.send(to, "jazz").getString("verdict"));
    }

    @Test
    void a_pause_holds_letters_back_and_ends_on_request() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        String path = page(to, "theatre");
        assertTrue(Visitor.submit(path, List.of("do", "save", "pause", "30")).body().contains("En pause jusqu’au"));
        assertFalse(Mailbox.send(to, "theatre").getBoolean("sent"));
        assertTrue(Mailbox.send(to, "billets").getBoolean("sent"));
        assertTrue(Visitor.submit(path, List.of("do", "save", "pause", "end")).body().contains("La pause est finie."));
        assertTrue(Mailbox.send(to, "theatre").getBoolean("sent"));
    }

    @Test
    void a_form_of_another_site_is_refused_and_changes_nothing() {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        String path = page(to, "theatre");
        byte[] stop = Visitor.body(List.of("do", "stop"));
        assertEquals(403, Visitor.post(path, stop, "Sec-Fetch-Site", "cross-site").statusCode());
        assertEquals(403, Visitor.post(path, stop, "Origin", "https://evil.example").statusCode());
        assertTrue(Mailbox.send(to, "theatre").getBoolean("sent"));
        assertEquals(303, Visitor.post(path, stop, "Origin", "null", "Sec-Fetch-Site", "same-origin").statusCode());
    }

    @Test
    void huge_and_broken_forms_are_refused_in_plain_words() {
        String path = page(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre");
        HttpResponse<String> many = Visitor.post(path, "a=b&".repeat(10_000).getBytes(StandardCharsets.US_ASCII));
        assertTrue(many.statusCode() == 400 && many.body().contains("<h1>"));
        assertEquals(400, Visitor.post(path, "a=%zz".getBytes(StandardCharsets.US_ASCII)).statusCode());
        assertEquals(413, Visitor.post(path, new byte[200_000]).statusCode());
        assertEquals(303, Visitor.post(path, new byte[0]).statusCode());
    }

    @Test
    void the_stop_link_of_a_message_offers_its_own_topic_first() {
        String to = Mailbox.somebody("fr", "jazz/EMAIL");
        String link = Mailbox.oneClick(Mailbox.receive(to, "jazz"));
        String html = Visitor.get(link).body();
        Matcher action = Pattern.compile("<form class=\"card offer\" method=\"post\" action=\"([^\"]+)\"").matcher(html);
        assertTrue(action.find() && action.group(1).startsWith("/p/"), "never the one-click route");
        assertTrue(Visitor.submit(action.group(1), List.of("do", "stop-this")).body().contains("C’est fait."));
        assertFalse(Mailbox.send(to, "jazz").getBoolean("sent"));
    }

    private static String page(String to, String topic) {
        return Mailbox.link(Mailbox.receive(to, topic), "p");
    }

    private static List<String> with(List<String> form, String name, String value) {
        return Stream.concat(form.stream(), Stream.of(name, value)).toList();
    }

    private static void untick(List<String> form, String topic, String path) {
        int at = form.lastIndexOf(cell(topic, path));
        form.subList(at - 1, at + 1).clear();
    }

    private static void tick(List<String> form, String topic, String path) {
        form.addAll(List.of("on", cell(topic, path)));
    }

    /** The e-mail box of the topic with that title on the page. */
    private static String cell(String topic, String path) {
        String title = topic.equals("theatre") ? "Théâtre" : "Jazz";
        Matcher box = Pattern.compile("<h3 id=\"TOPIC-(\\d+)\">" + title + "</h3>").matcher(Visitor.get(path).body());
        assertTrue(box.find(), "no topic " + title);
        return "TOPIC:" + box.group(1) + "/EMAIL";
    }

    private static void remove(List<String> form, String name) {
        for (int i = form.size() - 2; i >= 0; i -= 2) {
            if (form.get(i).equals(name)) {
                form.subList(i, i + 2).clear();
            }
        }
    }
}
