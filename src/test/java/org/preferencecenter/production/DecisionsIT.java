package org.preferencecenter.production;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.demo.control.RecipientSeed;
import org.preferencecenter.demo.entity.Person.Said;
import org.preferencecenter.law.entity.Channel;

/** {@code /api/v1/decisions} and {@code /api/v1/contacts} as a developer meets them. */
class DecisionsIT {

    private static final String DECISIONS = "/api/v1/decisions";
    private static final String CONTACTS = "/api/v1/contacts";
    private static final String OPERATOR = "Bearer " + Production.API_KEY;
    private static Production server;

    @BeforeAll
    static void start() throws Exception {
        server = Production.running();
    }

    private static HttpResponse<String> post(String path, String body, String... headers) {
        String[] all = new String[headers.length + 4];
        System.arraycopy(new String[] {"Authorization", OPERATOR, "Content-Type", "application/json"}, 0, all, 0, 4);
        System.arraycopy(headers, 0, all, 4, headers.length);
        return server.send(server.request(path, all).POST(BodyPublishers.ofString(body)));
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    private static JsonObject ask(String fields) {
        HttpResponse<String> answer = post(DECISIONS, "{" + fields.replace('\'', '"') + "}");
        assertEquals(200, answer.statusCode(), answer.body());
        return json(answer);
    }

    private static JsonObject first(JsonObject decision) {
        return decision.getJsonArray("reasons").getJsonObject(0);
    }

    private static String report(String key, String recipient, String outcome, String more) {
        return ("{'key': '" + key + "', 'stream': 'lettre-jazz', " + recipient + ", 'at': '"
                + Instant.now().truncatedTo(ChronoUnit.HOURS) + "', 'outcome': '" + outcome + "'" + more + "}").replace('\'', '"');
    }

    @Test
    void a_yes_says_why_on_what_it_relies_and_what_is_owed() {
        JsonObject yes = ask("'stream': 'lettre-jazz', 'address': 'Camille.Martin@example.org', 'lang': 'fr'");
        assertEquals("ALLOW", yes.getString("verdict"));
        assertEquals("FR-01", first(yes).getString("rule"));
        assertTrue(first(yes).getString("citation").contains("L34-5"));
        assertTrue(yes.getJsonObject("relied").getInt("entry") >= 1);
        assertEquals("GRANTED", yes.getJsonObject("relied").getString("state"));
        assertTrue(yes.getJsonArray("obligations").size() > 3);
        assertFalse(yes.containsKey("reservation"));
        assertEquals(yes.getJsonNumber("recipient"), ask("'stream': 'lettre-jazz', 'recipient': " + yes.getJsonNumber("recipient"))
                .getJsonNumber("recipient"));
    }

    @Test
    void a_no_is_an_answer_and_no_error_with_all_its_reasons() {
        JsonObject no = ask("'stream': 'lettre-jazz', 'address': 'noemie.bernard@example.net'");
        assertEquals("REFUSE", no.getString("verdict"));
        assertEquals("withdrawn", first(no).getString("rule"));
        assertEquals("agent", first(no).getString("cause"), "noted at the desk, not their own click (S-37)");
        assertTrue(no.getJsonArray("reasons").size() > 1);
        assertTrue(no.getJsonArray("obligations").isEmpty());
        assertEquals("recipient-unknown", first(ask("'stream': 'lettre-jazz', 'address': 'nobody@example.com'")).getString("rule"));
    }

    @ParameterizedTest
    @CsvSource({"'', '', Nobody", "?lang=fr, '', Personne", "'', fr-CA;q=0.9, Personne", "'', de, Nobody", "?lang=en, fr, Nobody"})
    void the_sentences_come_in_the_language_asked_for(String query, String accepts, String begins) {
        String body = "{\"stream\": \"lettre-jazz\", \"address\": \"nobody@example.com\"}";
        HttpResponse<String> answer = accepts.isEmpty() ? post(DECISIONS + query, body)
                : post(DECISIONS + query, body, "Accept-Language", accepts);
        assertTrue(first(json(answer)).getString("sentence").startsWith(begins), answer.body());
    }

    @Test
    void a_reserved_place_is_held_given_back_and_reported() {
        String who = "'stream': 'lettre-jazz', 'address': '" + weekly() + "'";
        JsonObject one = ask(who + ", 'reserve': true");
        assertEquals(one.getString("decision"), one.getString("reservation"), one.toString());
        JsonObject full = ask(who);
        assertEquals("DEFER", full.getString("verdict"));
        assertEquals("cap-reached", first(full).getString("rule"));
        assertTrue(full.getString("notBefore").endsWith("Z"));
        String place = DECISIONS + "/" + one.getString("decision") + "/reservation";
        assertEquals(204, server.send(server.request(place, "Authorization", OPERATOR).DELETE()).statusCode());
        JsonObject two = ask(who + ", 'reserve': true");
        assertEquals("ALLOW", two.getString("verdict"));
        String told = report("held-" + two.getString("decision"), "'recipient': " + two.getJsonNumber("recipient"), "SENT",
                ", 'reservation': '" + two.getString("reservation") + "'");
        assertEquals("STORED", json(post(CONTACTS, told)).getString("result"));
        assertEquals("REPEATED", json(post(CONTACTS, told)).getString("result"));
        assertEquals(204, server.send(server.request(DECISIONS + "/" + two.getString("decision") + "/reservation", "Authorization",
                OPERATOR).DELETE()).statusCode());
        assertEquals("DEFER", ask(who).getString("verdict"), "what was reported stays counted");
    }

    private static String weekly() {
        // Not the first ones: other tests use up the place of those.
        return RecipientSeed.people().stream().filter(p -> p.recipient().jurisdiction().equals("DE")
                && p.answers().stream().anyMatch(a -> a.code().equals("jazz") && a.channel() == Channel.EMAIL
                        && a.said() == Said.YES && a.frequency() != null && a.frequency().kind() == Frequency.Kind.AT_MOST))
                .findFirst().orElseThrow().recipient().address(Channel.EMAIL).orElseThrow();
    }

    @Test
    void why_it_was_refused_can_be_asked_later() {
        JsonObject no = ask("'stream': 'lettre-jazz', 'address': 'noemie.bernard@example.net', 'lang': 'fr'");
        HttpResponse<String> answer = server.get(DECISIONS + "/" + no.getString("decision") + "?lang=fr", "Authorization", OPERATOR);
        JsonObject past = json(answer);
        assertEquals(no.getJsonArray("reasons"), past.getJsonArray("reasons"));
        assertEquals("lettre-jazz", past.getString("stream"));
        assertFalse(past.getString("askedBy").isEmpty());
        assertTrue(past.getBoolean("ruleBookInForce"));
        assertEquals(404, server.get(DECISIONS + "/nonsense", "Authorization", OPERATOR).statusCode());
    }

    @Test
    void a_key_of_another_brand_learns_and_reports_nothing() throws Exception {
        try (var connection = server.database.getConnection(); var sql = connection.createStatement()) {
            sql.execute("insert into brand (code, name, mail_domain, contact_email, postal_address, accent, accent_ink, default_locale) "
                    + "values ('other', 'Other', 'o.example', 'o@o.example', '1 quai', '#000000', '#ffffff', 'fr') on conflict do nothing");
        }
        HttpResponse<String> made = post("/api/v1/keys",
                "{\"name\": \"other\", \"permissions\": [\"ASK\", \"REPORT\"], \"brand\": \"other\"}");
        assertEquals(201, made.statusCode(), made.body());
        String[] key = {"Authorization", "Bearer " + json(made).getString("key"), "Content-Type", "application/json"};
        String id = ask("'stream': 'lettre-jazz', 'recipient': 1").getString("decision");
        for (HttpResponse<String> answer : List.of(
                server.send(server.request(DECISIONS, key).POST(BodyPublishers.ofString("{\"stream\": \"lettre-jazz\", \"recipient\": 1}"))),
                server.send(server.request(CONTACTS, key).POST(BodyPublishers.ofString(report("k", "'recipient': 1", "SENT", "")))),
                server.send(server.request(DECISIONS + "/" + id, key).GET()),
                server.send(server.request(DECISIONS + "/" + id + "/reservation", key).DELETE()))) {
            assertEquals(403, answer.statusCode(), answer.body());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{ | application/json | 400", "{} | application/json | 422", "{} | text/plain | 415",
        "{'stream': 'nope', 'recipient': 1} | application/json | 404"})
    void what_is_no_question_is_told_as_a_problem(String body, String type, int status) {
        HttpResponse<String> answer = server.send(server.request(DECISIONS, "Authorization", OPERATOR, "Content-Type", type)
                .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(json(answer).getString("detail").length() > 10);
    }

    @Test
    void lines_are_answered_each_in_its_place_and_none_keeps_the_next_from_being_stored() {
        String same = report("line-" + System.nanoTime(), "'recipient': 7", "UNANSWERED", "");
        String lines = same + "\nnonsense\n\r\n" + same + "\r\n" + same.replace("UNANSWERED", "REFUSED") + "\n"
                + report("x", "'address': 'nobody@example.com'", "SENT", "") + "\n" + "x".repeat(70_000) + "\n"
                + same.replace("lettre-jazz", "nope") + "\n\u0000";
        HttpResponse<String> answer = server.send(server.request(CONTACTS, "Authorization", OPERATOR, "Content-Type",
                "application/x-ndjson").POST(BodyPublishers.ofByteArray(lines.getBytes(StandardCharsets.UTF_8))));
        assertEquals(200, answer.statusCode(), answer.body());
        List<String> told = answer.body().lines().map(line -> Json.createReader(new StringReader(line)).readObject())
                .map(line -> line.getInt("line") + " " + (line.containsKey("result") ? line.getString("result") : "" + line.getInt("status")))
                .toList();
        assertEquals(List.of("1 STORED", "2 400", "4 REPEATED", "5 409", "6 RECIPIENT_UNKNOWN", "7 413", "8 404", "9 400"), told);
    }

    @Test
    void without_the_database_the_answer_is_no_and_nothing_is_claimed() throws Exception {
        Production.cutDatabase();
        try {
            JsonObject no = ask("'stream': 'billets', 'recipient': 1");
            assertEquals("REFUSE", no.getString("verdict"));
            assertEquals("unavailable", first(no).getString("rule"));
            HttpResponse<String> answer = post(CONTACTS, report("away", "'recipient': 1", "SENT", ""));
            assertEquals(503, answer.statusCode(), answer.body());
            assertTrue(answer.headers().firstValue("Retry-After").isPresent());
        } finally {
            Production.giveDatabaseBack();
        }
        while (!ask("'stream': 'billets', 'recipient': 1").getString("verdict").equals("ALLOW")) {
            Thread.onSpinWait();
        }
    }
}
