package org.preferencecenter.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.preferencecenter.browser.Mailbox;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.PublicPages;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.platform.TestDatabase;

/**
 * Every form of the public pages, every field of it, every line of {@code naughty.txt}, posted as a browser would: never an
 * error of the server, never given back as anything but text, never a header, and nothing stored that was not offered.
 */
@OnServer
class NaughtyStringsIT {

    /** What must never stand in an answer: what only we could have made of it, or what was to be inert. */
    private static final List<String> HARM = List.of("<script", "<img src=x", "<svg/onload", "<iframe src=//", "\"\" autofocus onfocus=",
            ">1337<", " 1337", "root:x", "JSESSIONID", "Exception", "org.postgresql");

    /**
     * A form.
     *
     * @param where  names its address, for a visitor of its own
     * @param fields that it has, or that somebody might think it has
     * @param valid  what is sent in the other fields
     */
    record Form(String name, java.util.function.Supplier<String> where, List<String> fields, List<String> valid) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** A new form is a line here. */
    static final List<Form> FORMS = List.of(
            new Form("preferences", () -> Mailbox.link(message(), "p"), List.of("do", "was", "on", "freq.TOPIC:1", "wasfreq.TOPIC:1",
                    "pause", "l", "shown"), List.of("do", "save")),
            new Form("undo", () -> Mailbox.link(message(), "p"), List.of("change", "l"), List.of("do", "undo")),
            new Form("one click", () -> Mailbox.oneClick(message()), List.of("List-Unsubscribe"), List.of()),
            new Form("confirmation", () -> {
                String to = Mailbox.somebody("fr", "theatre/EMAIL");
                PublicPages.asksToJoin(to);
                return Mailbox.confirmation(to);
            }, List.of("l", "shown", "do"), List.of()),
            new Form("lost link", () -> "/", List.of("address", "l"), List.of()),
            new Form("welcome", () -> own("welcome"), List.of("was", "on", "freq.TOPIC:1", "l"), List.of("do", "save")),
            new Form("details", () -> own("details"), List.of("do", "claim", "address", "use", "country", "l"),
                    List.of("do", "nothing")),
            new Form("number", () -> own("details"), List.of("number", "country", "use"),
                    List.of("do", "number", "country", "FR", "use", "SMS")),
            new Form("code", () -> own("details"), List.of("code", "claim"), List.of("do", "code")),
            new Form("mail", () -> own("details"), List.of("mail"), List.of("do", "mail")),
            new Form("postal", () -> own("details"), List.of("postal"), List.of("do", "postal")),
            new Form("address", () -> own("address"), List.of("do", "l"), List.of()),
            new Form("sign-up", () -> "/s/formulaire", List.of("email", "sms", "phone", "post", "name", "age", "time", "notice", "shown",
                    "to.TOPIC:1/EMAIL", "l"), List.of()),
            new Form("sign-up sent", () -> own("sign-up-sent"), List.of("l", "do"), List.of()));

    /** What is posted here uses some of them up. */
    private static Map<String, String> pages;

    @BeforeAll
    static void pages() {
        pages = PublicPages.own().stream().collect(Collectors.toMap(PublicPages.Shown::name, PublicPages.Shown::path));
    }

    private static String own(String page) {
        return pages.get(page);
    }

    private static MimeMessage message() {
        return Mailbox.receive(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre");
    }

    @ParameterizedTest
    @FieldSource("FORMS")
    void no_form_breaks_gives_back_or_stores_what_it_should_not(Form form) throws Exception {
        String path = form.where().get();
        List<String> harmed = new ArrayList<>();
        for (String field : form.fields()) {
            for (Naughty naughty : Naughty.strings()) {
                HttpResponse<String> answer = post(path, form, field, naughty);
                harm(answer).forEach(what -> harmed.add(field + "=" + naughty + ": " + what));
                answer.headers().firstValue("Location").ifPresent(next -> {
                    if (!next.matches("[!-~]{1,400}")) {
                        harmed.add(field + "=" + naughty + ": goes to " + next);
                    } else if (form.fields().indexOf(field) == 0) {
                        harm(Visitor.get(next)).forEach(what -> harmed.add(field + "=" + naughty + ", afterwards: " + what));
                    }
                });
            }
        }
        assertEquals(List.of(), harmed);
        nothingStrangeIsStored();
    }

    private static HttpResponse<String> post(String path, Form form, String field, Naughty naughty) {
        List<String> valid = new ArrayList<>(form.valid());
        for (int i = valid.size() - 2; i >= 0; i -= 2) {
            if (valid.get(i).equals(field)) {
                valid.subList(i, i + 2).clear();
            }
        }
        String body = new String(Visitor.body(valid), StandardCharsets.US_ASCII);
        body += (body.isEmpty() ? "" : "&") + field + "=" + naughty.sent();
        return Visitor.post(path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/x-www-form-urlencoded");
    }

    private static List<String> harm(HttpResponse<String> answer) {
        List<String> harm = new ArrayList<>();
        if (!Set.of(200, 303, 400, 403, 404, 413, 422, 429).contains(answer.statusCode())) {
            harm.add("answered " + answer.statusCode());
        }
        HARM.stream().filter(answer.body()::contains).forEach(found -> harm.add("gives back " + found));
        if (answer.headers().firstValue("X-Injected").isPresent() || answer.headers().firstValue("Set-Cookie").isPresent()) {
            harm.add("a header was injected");
        }
        return harm;
    }

    /** Names typed in the query are read on GET, too. */
    @Test
    void no_page_breaks_on_its_query_or_its_token() {
        String page = Mailbox.link(message(), "p");
        List<String> harmed = new ArrayList<>();
        for (Naughty naughty : Naughty.strings()) {
            if (naughty.sent().length() > 5_000 || !naughty.sent().matches("([!-$&-~]|%[0-9A-Fa-f]{2})*")) {
                continue;   // no client can send that in an address
            }
            for (String path : List.of(page + "?l=" + naughty.sent(), page + "?c=" + naughty.sent(), "/?l=" + naughty.sent(),
                    "/p/" + naughty.sent().replace("/", "%2F"), "/u/" + naughty.sent().replace("/", "%2F"))) {
                harm(Visitor.get(uri(path))).forEach(what -> harmed.add(naughty + ": " + what));
            }
        }
        assertEquals(List.of(), harmed);
    }

    /** Signs that a URI must not hold as they are. */
    private static String uri(String path) {
        return path.codePoints().mapToObj(c -> "\"<>\\^`{|}".indexOf(c) >= 0 ? String.format("%%%02X", c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    /** What is stored of a choice are ids and words of ours. */
    private static void nothingStrangeIsStored() throws Exception {
        String strange = """
                select count(*) from (
                    select 1 from choice where frequency !~ '^(EVERY_MESSAGE|AT_MOST:[1-9][0-9]{0,3}:(DAY|WEEK|MONTH)|DIGEST:(DAY|WEEK|MONTH))$'
                    union all select 1 from ledger_entry where convert_from(leaf, 'UTF8') ~ '[<>$#%]|alert|\\u202e'
                    union all select 1 from recipient where locale !~ '^[a-z]{2}$') as s""";
        try (Connection connection = TestDatabase.served().getConnection(); Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(strange)) {
            row.next();
            assertEquals(0, row.getInt(1), "strange values are stored");
        }
    }

    /** The demo's subject is typed by a stranger and lands in a header (RFC 5322 §2.2). */
    @Test
    void no_subject_injures_the_headers_of_a_message() throws Exception {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        int sent = 0;
        for (Naughty naughty : Naughty.strings()) {
            var answer = Visitor.post("/demo/send", ("to=" + to + "&topic=billets&subject=" + naughty.sent()).getBytes(StandardCharsets.UTF_8),
                    "Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json");
            assertTrue(answer.statusCode() < 500, naughty + " is answered " + answer.statusCode());
            if (answer.statusCode() != 200 || !answer.body().contains("\"sent\":true")) {
                continue;
            }
            sent++;
            MimeMessage message = Mailbox.newest(to).orElseThrow();
            for (String once : List.of("Subject", "From", "To", "Date", "Message-ID")) {
                assertEquals(1, message.getHeader(once).length, once + " after " + naughty);
            }
            for (String never : List.of("X-Injected", "Bcc", "Set-Cookie", "Cc")) {
                assertEquals(null, message.getHeader(never), never + " after " + naughty);
            }
            assertEquals(List.of(to), List.of(message.getAllRecipients()).stream().map(Object::toString).toList());
        }
        assertTrue(sent > 60, sent + " were sent");
    }
}
