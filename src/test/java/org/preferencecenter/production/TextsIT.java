package org.preferencecenter.production;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.access.KeyBrand;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.sms.control.SmsNumbers;

/** {@code POST /api/v1/texts} as an SMS gateway meets it, on a real server. */
class TextsIT {

    private static final String OPERATOR = "Bearer " + Production.API_KEY;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BRAND = "theatre-des-vents";
    /** The theatre's own number; kept for fiction by ARCEP. */
    private static final String THEATRE = "+33639989998";
    private static Production server;

    @BeforeAll
    static void start() throws Exception {
        server = Production.running();
        new SmsNumbers(server.database).put(THEATRE, null, BRAND);
    }

    private static String number() {
        return "+336" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
    }

    private static long person(String number) {
        return new Recipients(server.database, Clock.systemUTC()).add(new Recipient(0, Audience.CONSUMER, "test", "FR", "fr", null,
                Map.of(), List.of(new Recipient.Address(Channel.SMS, number)))).id();
    }

    private static HttpResponse<String> tell(String query, String key, String type, String body) {
        return new Call("", 0, "POST", "").key(key).body(type, body).send(server, "/api/v1/texts" + query);
    }

    private static HttpResponse<String> tell(String id, String from, String text) {
        return tell("?reply=answer", OPERATOR, "application/json", Json.createObjectBuilder().add("id", id).add("from", from)
                .add("to", THEATRE).add("text", text).build().toString());
    }

    private static JsonObject heard(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    private static String stored(String sql, String parameter) throws Exception {
        return KeyBrand.text(server.database, sql, parameter);
    }

    private static String stops(long recipient) throws Exception {
        return stored("select count(*)::text from ledger_entry where recipient_id = ?::bigint", Long.toString(recipient));
    }

    @Test
    void a_stop_holds_once_it_is_answered_and_says_what_the_law_wants() throws Exception {
        String number = number();
        long id = person(number);
        JsonObject answer = heard(tell("sm-" + id, number, "STOP 36111"));
        assertEquals("STOP", answer.getString("meaning"));
        assertEquals("STOPPED", answer.getString("done"));
        assertEquals("now", answer.getString("effective"));
        assertEquals(BRAND, answer.getString("brand"));
        assertEquals(id, answer.getJsonArray("recipients").getJsonNumber(0).longValue());
        assertTrue(answer.getString("reply").contains("START"), answer.toString());
        assertEquals("1", stops(id));
        JsonObject american = heard(tell("us-" + id, "+12025550143", "stop"));
        assertTrue(american.getJsonArray("rules").toString().contains("US-02.stop"), american.toString());
        assertTrue(american.containsKey("honourBy") && american.containsKey("confirmationBy"));
    }

    @Test
    void a_text_told_twice_is_answered_the_same_and_acted_for_once() throws Exception {
        String number = number();
        long id = person(number);
        String name = UUID.randomUUID().toString();
        JsonObject first = heard(tell(name, number, "STOP"));
        JsonObject again = heard(tell(name, number, "STOP"));
        assertEquals(List.of(false, true), List.of(first.getBoolean("repeated"), again.getBoolean("repeated")));
        assertEquals(Json.createObjectBuilder(first).remove("repeated").build(), Json.createObjectBuilder(again).remove("repeated").build());
        assertEquals("1", stops(id));
    }

    @Test
    void texts_told_all_at_once_are_acted_for_once() throws Exception {
        String number = number();
        long id = person(number);
        List<CompletableFuture<JsonObject>> all = IntStream.range(0, 16).mapToObj(i -> CompletableFuture.supplyAsync(
                () -> heard(tell("once-" + id, number, "STOP")))).toList();
        assertEquals(1, all.stream().map(CompletableFuture::join).filter(a -> !a.getBoolean("repeated")).count());
        assertEquals("1", stops(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MessageSid=SM1&From=%s&To=%s&Body=Stop", "msisdn=%s&to=%s&messageId=1&text=ARR%%C3%%8AT&keyword=ARRET",
        "sender=%s&receiver=%s&message=d%%C3%%A9sabo"})
    void common_gateways_post_their_forms(String form) throws Exception {
        String number = number();
        long id = person(number);
        String body = form.formatted(number.replace("+", "%2B"), THEATRE.replace("+", ""));
        assertEquals("STOPPED", heard(tell("", OPERATOR, FORM, body)).getString("done"), body);
        assertEquals("1", stops(id));
    }

    @Test
    void without_a_gateway_of_ours_the_reply_is_left_to_whoever_calls() {
        JsonObject answer = heard(tell("?reply=send", OPERATOR, FORM, "from=" + number().substring(1) + "&to=" + THEATRE.substring(1)
                + "&text=HELP"));
        assertFalse(answer.getBoolean("sending"));
        assertTrue(answer.getString("reply").contains("@"), answer.toString());
    }

    @Test
    void a_number_nobody_has_is_kept_from_being_texted() throws Exception {
        String before = stored("select count(*)::text from suppression where ? is not null", "");
        JsonObject answer = heard(tell(UUID.randomUUID().toString(), number(), "unsubscribe"));
        assertEquals("STOPPED", answer.getString("done"));
        assertEquals(0, answer.getJsonArray("recipients").size());
        assertEquals(Integer.parseInt(before) + 1, Integer.parseInt(stored("select count(*)::text from suppression where ? is not null", "")));
    }

    @Test
    void who_may_not_report_is_refused_and_nothing_is_stopped() throws Exception {
        String number = number();
        long id = person(number);
        String body = "from=" + number.substring(1) + "&to=" + THEATRE.substring(1) + "&text=STOP";
        assertEquals(401, tell("", "", FORM, body).statusCode());
        assertEquals(401, tell("", "Bearer nonsense", FORM, body).statusCode());
        assertEquals(403, tell("", key("[\"ASK\", \"SEND\", \"IMPORT\"]", null), FORM, body).statusCode());
        String other = KeyBrand.make(server.database);
        HttpResponse<String> wrongBrand = tell("", key("[\"REPORT\"]", other), FORM, body);
        assertEquals(403, wrongBrand.statusCode());
        assertTrue(wrongBrand.body().contains("one brand only"), wrongBrand.body());
        assertEquals("0", stops(id));
        assertEquals(200, tell("", key("[\"REPORT\"]", BRAND), FORM, body).statusCode());
        assertEquals("1", stops(id));
    }

    @Test
    void a_number_we_do_not_know_is_of_the_keys_one_brand_and_else_told() throws Exception {
        String number = number();
        person(number);
        KeyBrand.make(server.database);
        String body = "from=" + number.substring(1) + "&to=33639980000&text=STOP";
        assertEquals(BRAND, heard(tell("", key("[\"REPORT\"]", BRAND), FORM, body)).getString("brand"));
    }

    private static String key(String permissions, String brand) {
        HttpResponse<String> made = new Call("", 0, "POST", "").body("application/json", "{\"name\": \"gateway\", \"permissions\": "
                + permissions + (brand == null ? "" : ", \"brand\": \"" + brand + "\"") + "}").send(server, "/api/v1/keys");
        assertEquals(201, made.statusCode(), made.body());
        return "Bearer " + Json.createReader(new StringReader(made.body())).readObject().getString("key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"application/json | [] | 400 | JSON object",
        "application/json | {\"from\":\"INFO\",\"to\":\"+33639989998\",\"text\":\"STOP\"} | 422 | telephone number",
        "application/json | {\"to\":\"+33639989998\",\"text\":\"STOP\"} | 422 | from is missing",
        "application/json | {\"from\":\"+33639980001\",\"text\":\"STOP\"} | 422 | to is missing",
        "application/x-www-form-urlencoded | from=%zz | 400 | percent", "application/x-www-form-urlencoded | ~ ~ | 422 | missing",
        "text/plain | STOP | 415 | Content-Type"})
    void what_cannot_be_taken_is_told_why(String type, String body, int status, String word) {
        HttpResponse<String> answer = tell("", OPERATOR, type, body);
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(answer.body().contains(word), answer.body());
    }

    @Test
    void a_reply_by_neither_way_is_told() {
        assertEquals(422, tell("?reply=pigeon", OPERATOR, FORM, "from=33639980001&to=33639989998&text=STOP").statusCode());
    }

    @Test
    void no_log_holds_a_number_or_what_somebody_wrote() throws Exception {
        String number = number();
        String words = "leave-me-" + UUID.randomUUID();
        assertEquals("KEPT_TO_READ", heard(tell("?reply=answer", OPERATOR, "application/json", Json.createObjectBuilder()
                .add("from", number).add("to", THEATRE).add("text", "please leave me alone " + words).build().toString()))
                .getString("done"));
        tell("", OPERATOR, FORM, "from=" + number.substring(1) + "&to=1&text=" + words);
        try (Stream<Path> files = Files.list(server.logs)) {
            for (Path file : files.toList()) {
                String log = Files.readString(file, StandardCharsets.UTF_8);
                assertFalse(log.contains(number.substring(3)) || log.contains(words), file.toString());
            }
        }
    }

    @Test
    void looking_does_nothing() {
        assertEquals(405, server.get("/api/v1/texts?from=33639980001&to=33639989998&text=STOP", "Authorization", OPERATOR).statusCode());
    }

    @Test
    void without_the_demo_there_are_no_telephones() {
        for (String path : List.of("/demo/phone", "/demo/phone.json", "/demo/phone.xhtml")) {
            assertEquals(404, server.get(path).statusCode(), path);
        }
    }
}
