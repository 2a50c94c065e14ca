package org.preferencecenter.production;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/v1/messages} as a developer meets it: every status with what, where, why and how to go on. */
class MessagesIT {

    private static final String MESSAGE = "From: a@news.theatre-des-vents.example\r\nTo: callum.adeyemi@example.com\r\n"
            + "Subject: hi\r\n\r\nbody\r\n";
    private static Production server;

    @BeforeAll
    static void start() throws Exception {
        server = Production.running();
    }

    @AfterEach
    void hopSaysYesAgain() {
        server.hopSays.clear();
    }

    @Test
    void what_the_next_hop_took_is_acknowledged_with_the_decision() {
        HttpResponse<String> answer = send("?stream=lettre-jazz", MESSAGE);
        assertEquals(200, answer.statusCode(), answer.body());
        JsonObject json = json(answer);
        assertEquals("ALLOW", json.getString("verdict"));
        assertEquals("UK-01", json.getJsonArray("reasons").getJsonObject(0).getString("rule"));
        assertEquals("ALLOW", json.getJsonArray("reasons").getJsonObject(0).getString("verdict"));
        assertTrue(json.getJsonArray("obligations").getValuesAs(JsonObject.class).stream()
                .anyMatch(owed -> owed.getString("obligation").equals("NAME_SENDER") && !owed.getString("sentence").isEmpty()),
                json.toString());
        assertTrue(json.getString("ruleBook").matches("[0-9a-f]{64}"));
        assertFalse(json.containsKey("reservation"), "it is settled");
        assertFalse(json.getJsonArray("reasons").getJsonObject(0).getString("citation").isEmpty());
        assertEquals(250, json.getJsonObject("reply").getInt("code"));
        assertEquals("2.0.0 kept as 42", json.getJsonObject("reply").getString("text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer wrong-key-wrong-key-wrong", "Basic YTpi", "a-key-for-tests-of-32-characters"})
    void without_the_key_nobody_gets_in(String authorization) {
        HttpResponse<String> answer = server.send(server.request("/api/v1/messages?stream=lettre-jazz", "Content-Type",
                "message/rfc822", "Authorization", authorization).POST(BodyPublishers.ofString(MESSAGE)));
        problem(answer, 401, "Authorization: Bearer");
        assertFalse(answer.body().contains("key-for-tests"));
    }

    @ParameterizedTest
    @CsvSource({"lettre-theatre, callum.adeyemi@example.com, UK-01", "lettre-jazz, nobody@example.com, recipient-unknown",
            "lettre-jazz, noemie.bernard@example.net, withdrawn"})
    void who_may_not_be_written_to_is_refused_with_every_reason(String stream, String to, String rule) {
        JsonObject json = problem(send("?stream=" + stream + "&to=" + to, MESSAGE), 403, "");
        assertEquals("REFUSE", json.getString("verdict"));
        assertTrue(json.getJsonArray("reasons").getValuesAs(JsonObject.class).stream()
                .anyMatch(reason -> reason.getString("rule").equals(rule)), json.toString());
    }

    @Test
    void the_sentences_come_in_the_language_asked_for() {
        String query = "?stream=lettre-jazz&to=nobody@example.com";
        assertTrue(problem(send(query, MESSAGE), 403, "").getString("detail").contains("Nobody here has this address"));
        assertTrue(problem(send(query + "&lang=fr", MESSAGE), 403, "").getString("detail").contains("Personne n’a cette adresse"));
    }

    @Test
    void who_wants_one_a_week_gets_the_second_later_and_the_sender_is_told_when() {
        String query = "?stream=lettre-jazz&to=alex.taylor@example.com";
        assertEquals(200, send(query, MESSAGE).statusCode());
        JsonObject json = problem(send(query, MESSAGE), 409, "");
        assertEquals("DEFER", json.getString("verdict"));
        assertTrue(json.getString("notBefore").matches("\\d{4}-\\d\\d-\\d\\dT.*Z"), json.toString());
    }

    @Test
    void an_unknown_stream_is_told_and_so_is_a_missing_one() {
        problem(send("?stream=nope", MESSAGE), 404, "stream");
        problem(send("", MESSAGE), 422, "stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no header at all", "Subject: x\r\n\r\nno From", "From: a@b.example\r\nFrom: c@d.example\r\n\r\nx"})
    void what_is_no_message_is_refused_with_the_reason(String message) {
        problem(send("?stream=lettre-jazz&to=callum.adeyemi@example.com", message), 422, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?stream=billets&to=a%0d%0aRCPT%20TO:%3Cx@y.z%3E", "?stream=billets&to=a@example.org%00",
            "?stream=billets&to=a@example.org,b@example.org", "?stream=billets&to=a@example.org&from=%3E%0d%0aDATA",
            "?stream=billets&to=a@example.org&existing=nonsense", "?stream=invitations&to=a@example.org"})
    void no_parameter_becomes_a_command_or_a_guess(String query) {
        problem(send(query, MESSAGE), 422, "");
    }

    @Test
    void two_people_in_To_are_not_one_recipient() {
        problem(send("?stream=billets", MESSAGE.replace("To: ", "To: a@example.org, ")), 422, "parameter to");
    }

    @ParameterizedTest
    @ValueSource(ints = {25 * 1024 * 1024 + 1, 28_000_000})
    void a_message_over_25_MiB_is_too_large(int octets) {
        byte[] large = new byte[octets];
        problem(server.send(authorized("?stream=lettre-jazz").POST(BodyPublishers.ofByteArray(large))), 413, "25 MiB");
    }

    @Test
    void another_method_or_type_is_told_what_would_do() {
        problem(server.send(authorized("").GET()), 405, "POST");
        problem(server.post("/api/v1/messages", "{}".getBytes(StandardCharsets.US_ASCII), "Content-Type", "application/json",
                "Authorization", "Bearer " + Production.API_KEY), 415, "Content-Type");
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 550 5.1.1 no such mailbox, 502, 550", "DOT, 554 5.7.1 no, 502, 554",
            "DOT, 451 4.7.1 greylisted, 503, 451", "MAIL, 421 4.3.2 closing, 503, 421"})
    void what_the_next_hop_refuses_comes_back_as_it_said_it(String step, String says, int status, int code) {
        server.hopSays.put(step, says);
        JsonObject json = problem(send("?stream=billets&to=a@example.org", MESSAGE), status, says);
        assertEquals(code, json.getJsonObject("reply").getInt("code"));
    }

    @Test
    void a_next_hop_that_hangs_up_has_taken_nothing() {
        server.hopSays.put("DOT", "");
        problem(send("?stream=billets&to=a@example.org", MESSAGE), 503, "");
    }

    @Test
    void a_refused_message_does_not_use_up_the_weeks_only_place() {
        String query = "?stream=lettre-jazz&to=helene.fontaine@example.com";
        server.hopSays.put("DOT", "451 4.7.1 greylisted");
        assertEquals(503, send(query, MESSAGE).statusCode());
        server.hopSays.clear();
        assertEquals(200, send(query, MESSAGE).statusCode());
    }

    private static HttpResponse<String> send(String query, String message) {
        return server.send(authorized(query).POST(BodyPublishers.ofString(message)));
    }

    private static java.net.http.HttpRequest.Builder authorized(String query) {
        return server.request("/api/v1/messages" + query, "Content-Type", "message/rfc822", "Authorization",
                "bearer " + Production.API_KEY);
    }

    /** RFC 9457, with the request id that the log repeats. */
    private static JsonObject problem(HttpResponse<String> answer, int status, String detail) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
        JsonObject json = json(answer);
        assertEquals(status, json.getInt("status"));
        assertFalse(json.getString("type").isEmpty() || json.getString("title").isEmpty());
        assertTrue(json.getString("detail").length() > 10 && json.getString("detail").contains(detail), json.toString());
        assertEquals("urn:request:" + answer.headers().firstValue("X-Request-Id").orElse(""), json.getString("instance"));
        return json;
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return Json.createReader(new StringReader(answer.body())).readObject();
    }
}
