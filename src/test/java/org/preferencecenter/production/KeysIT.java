package org.preferencecenter.production;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.access.KeyBrand;
import org.preferencecenter.access.control.ApiKeys;
import org.preferencecenter.access.entity.KeyChange;
import org.preferencecenter.access.entity.KeyOrder;
import org.preferencecenter.access.entity.Permission;

/** API keys as their owners and the operator meet them, on a real server. */
class KeysIT {

    private static final String BILLETS = "/api/v1/messages?stream=billets&to=a@example.org";
    private static final String MESSAGE = "From: a@news.theatre-des-vents.example\r\nSubject: hi\r\n\r\nbody\r\n";
    private static final String OPERATOR = "Bearer " + Production.API_KEY;
    private static Production server;

    @BeforeAll
    static void start() throws Exception {
        server = Production.running();
    }

    private static HttpResponse<String> keys(String method, String path, String authorization, String body) {
        Call call = new Call("", 0, method, "").key(authorization);
        return (body == null ? call : call.body("application/json", body)).send(server, "/api/v1/keys" + path);
    }

    private static HttpResponse<String> send(String authorization) {
        return new Call("", 0, "POST", "").key(authorization).body("message/rfc822", MESSAGE).send(server, BILLETS);
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    private static JsonObject make(String members) {
        HttpResponse<String> answer = keys("POST", "", OPERATOR, "{\"name\": \"shop\", " + members + "}");
        assertEquals(201, answer.statusCode(), answer.body());
        return json(answer);
    }

    private static String header(JsonObject key) {
        return "Bearer " + key.getString("key");
    }

    private static JsonObject problem(HttpResponse<String> answer, int status, String word) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
        JsonObject json = json(answer);
        assertTrue(json.getString("detail").contains(word), json.toString());
        assertEquals("urn:request:" + answer.headers().firstValue("X-Request-Id").orElse(""), json.getString("instance"));
        return json;
    }

    private static String challenge(HttpResponse<String> answer) {
        return answer.headers().firstValue("WWW-Authenticate").orElse("");
    }

    @Test
    void a_key_made_now_sends_now_and_a_revoked_one_does_not() {
        JsonObject key = make("\"permissions\": [\"SEND\"]");
        assertEquals(200, send(header(key)).statusCode());
        assertEquals(204, keys("DELETE", "/" + key.getString("id"), OPERATOR, null).statusCode());
        HttpResponse<String> after = send(header(key));
        problem(after, 401, "revoked");
        assertEquals("Bearer error=\"invalid_token\"", challenge(after));
    }

    @Test
    void a_rotated_key_goes_on_beside_the_new_one() {
        JsonObject old = make("\"permissions\": [\"SEND\"]");
        HttpResponse<String> answer = keys("POST", "/" + old.getString("id") + "/rotate", OPERATOR, null);
        assertEquals(201, answer.statusCode(), answer.body());
        assertEquals(old.getString("id"), json(answer).getString("replaces"));
        assertEquals(200, send(header(old)).statusCode());
        assertEquals(200, send(header(json(answer))).statusCode());
    }

    @Test
    @Timeout(180)
    void what_another_node_makes_and_revokes_is_known_here_soon() {
        ApiKeys elsewhere = new ApiKeys(server.database, Clock.systemUTC());
        KeyChange.Made made = (KeyChange.Made) elsewhere.create(new KeyOrder("elsewhere", Set.of(Permission.SEND),
                OptionalInt.empty(), 1_000_000, null));
        String header = "Bearer " + made.text().shownOnce();
        int status = send(header).statusCode();
        while (status == 401) {
            status = send(header).statusCode();
        }
        assertEquals(200, status);
        elsewhere.revoke(made.text().id(), OptionalInt.empty());
        while (status == 200) {
            status = send(header).statusCode();
        }
        assertEquals(401, status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ASK", "REPORT", "IMPORT"})
    void a_permission_that_lacks_is_named(String permission) {
        HttpResponse<String> answer = send(header(make("\"permissions\": [\"" + permission + "\"]")));
        problem(answer, 403, "permission SEND");
        assertEquals("Bearer error=\"insufficient_scope\", scope=\"SEND\"", challenge(answer));
    }

    @Test
    void a_key_of_another_brand_sends_nothing_and_tells_nothing() throws Exception {
        String other = KeyBrand.make(server.database);
        problem(send(header(make("\"permissions\": [\"SEND\"], \"brand\": \"" + other + "\""))), 403, "one brand only");
        assertEquals(200, send(header(make("\"permissions\": [\"SEND\"], \"brand\": \"theatre-des-vents\""))).statusCode());
    }

    @Test
    void a_key_of_another_brand_reaches_no_evidence_and_who_fetches_some_is_written_down() throws Exception {
        HttpResponse<String> stood = server.get("/api/v1/states?recipient=1&purpose=lettre&topic=theatre", "Authorization", OPERATOR);
        String path = "/api/v1/evidence?recipient=1&change=" + json(stood).getString("change");
        String scan = "%PDF-1.4 signed";
        for (String brand : List.of(KeyBrand.make(server.database), "theatre-des-vents")) {
            JsonObject key = make("\"permissions\": [\"IMPORT\", \"PROVE\"], \"brand\": \"" + brand + "\"");
            boolean theirs = brand.equals("theatre-des-vents");
            HttpResponse<String> added = new Call("", 0, "POST", "").key(theirs ? header(key) : OPERATOR).body("application/pdf", scan).send(server, path);
            assertEquals(201, added.statusCode(), added.body());
            String id = json(added).getString("id");
            assertEquals(theirs, server.get("/api/v1/evidence?recipient=1", "Authorization", header(key)).body().contains(id));
            HttpResponse<String> fetched = server.get("/api/v1/evidence/" + id + "?recipient=1", "Authorization", header(key));
            if (theirs) {
                assertEquals(scan + " attachment; filename=\"01-form.pdf\" nosniff", fetched.body() + " " + fetched.headers()
                        .firstValue("Content-Disposition").orElse("") + " " + fetched.headers().firstValue("X-Content-Type-Options").orElse(""));
                assertEquals(key.getString("id"), KeyBrand.text(server.database, "select detail ->> 'key' from audit where action = 'evidence.taken'"
                        + " and detail ->> 'evidence' = ?", id));
                assertEquals("SENDER api", KeyBrand.text(server.database, "select (convert_from(leaf, 'UTF8')::jsonb -> 'facts' ->> 'actor') || ' ' ||"
                        + " (convert_from(leaf, 'UTF8')::jsonb -> 'facts' ->> 'via') from ledger_entry where recipient_id = 1"
                        + " and convert_from(leaf, 'UTF8')::jsonb -> 'facts' ->> 'evidence' = ?", id));
            } else {
                problem(fetched, 404, "none that this key may read");
                problem(new Call("", 0, "POST", "").key(header(key)).body("application/pdf", scan).send(server, path), 403, "one brand only");
            }
        }
        problem(new Call("", 0, "POST", "").key(header(make("\"permissions\": [\"PROVE\"]"))).body("application/pdf", scan).send(server, path),
                403, "IMPORT");
    }

    @Test
    void who_administers_one_brand_manages_its_keys_alone() throws Exception {
        String brand = KeyBrand.make(server.database);
        String admin = header(make("\"permissions\": [\"ADMIN\"], \"brand\": \"" + brand + "\""));
        JsonObject strange = make("\"permissions\": [\"SEND\"]");
        problem(keys("DELETE", "/" + strange.getString("id"), admin, null), 404, "no key");
        problem(keys("POST", "/" + strange.getString("id") + "/rotate", admin, null), 404, "no key");
        problem(keys("POST", "", admin, "{\"name\": \"all\", \"permissions\": [\"ADMIN\"]}"), 403, "one brand only");
        problem(keys("POST", "", admin, "{\"name\": \"x\", \"permissions\": [\"ADMIN\"], \"brand\": \"theatre-des-vents\"}"), 403,
                "one brand only");
        assertEquals(201, keys("POST", "", admin, "{\"name\": \"x\", \"permissions\": [\"ASK\"], \"brand\": \"" + brand + "\"}")
                .statusCode());
        assertEquals(2, json(keys("GET", "", admin, null)).getJsonArray("keys").size());
        assertEquals(200, send(header(strange)).statusCode());
    }

    @Test
    void too_often_is_told_with_when_to_come_back() {
        JsonObject key = make("\"permissions\": [\"SEND\"], \"perMinute\": 1");
        assertEquals(200, send(header(key)).statusCode());
        HttpResponse<String> answer = send(header(key));
        problem(answer, 429, "Retry-After");
        int seconds = Integer.parseInt(answer.headers().firstValue("Retry-After").orElse("0"));
        assertTrue(seconds >= 1 && seconds <= 60, "" + seconds);
        assertEquals(200, send(OPERATOR).statusCode());
    }

    @Test
    void without_a_key_the_answer_asks_for_one() {
        HttpResponse<String> answer = keys("GET", "", "", null);
        problem(answer, 401, "Authorization: Bearer");
        assertEquals("Bearer", challenge(answer));
    }

    @Test
    void two_Authorization_headers_say_nothing_for_certain() {
        HttpResponse<String> answer = server.get("/api/v1/keys", "Authorization", OPERATOR, "Authorization", "Bearer x");
        problem(answer, 401, "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[] | one JSON object", "{ | JSON", "{\"name\": \"x\"} | permissions",
        "{\"name\": \"x\", \"permissions\": []} | ASK, REPORT", "{\"name\": \"x\", \"permissions\": [\"GOD\"]} | ASK, REPORT",
        "{\"permissions\": [\"ASK\"]} | name", "{\"name\": \"x\", \"permissions\": [\"ASK\"], \"perMinute\": 0} | limit",
        "{\"name\": \"x\", \"permissions\": [\"ASK\"], \"perMinute\": 1.5} | whole number",
        "{\"name\": \"x\", \"permissions\": [\"ASK\"], \"expires\": \"soon\"} | 2027",
        "{\"name\": \"x\", \"permissions\": [\"ASK\"], \"expires\": \"2020-01-01T00:00:00Z\"} | future",
        "{\"name\": \"x\\u0000\", \"permissions\": [\"ASK\"]} | name",
        "{\"name\": \"x\", \"permissions\": [\"ASK\"], \"brand\": \"nobody\"} | no brand",
        "{\"name\": \"x\", \"permissions\": [\"ASK\"], \"brnad\": \"x\"} | brand"})
    void a_key_that_cannot_be_made_is_told_why(String body, String word) {
        problem(keys("POST", "", OPERATOR, body), 422, word);
    }

    @ParameterizedTest
    @CsvSource({"GET, /nowhere, , , 404, /openapi", "PUT, /keys, , , 405, GET", "GET, /keys, Accept, image/png, 406, Accept",
        "POST, /keys, Content-Type, image/png, 415, Content-Type"})
    void what_the_server_refuses_before_any_method_is_a_problem_too(String method, String path, String name, String value,
            int status, String word) {
        var request = server.request("/api/v1" + path, "Authorization", OPERATOR)
                .method(method, java.net.http.HttpRequest.BodyPublishers.noBody());
        problem(server.send(name == null ? request : request.header(name, value)), status, word);
    }

    @Test
    void no_list_and_no_log_holds_a_secret() throws Exception {
        JsonObject key = make("\"permissions\": [\"SEND\"]");
        String secret = key.getString("key").substring(20);
        send(header(key));
        send("Bearer pc_0123456789abcdef_" + secret);
        String list = keys("GET", "", OPERATOR, null).body();
        assertTrue(list.contains(key.getString("id")), list);
        assertFalse(list.contains("pc_") || list.contains(secret));
        try (Stream<Path> files = Files.list(server.logs)) {
            for (Path file : files.toList()) {
                assertFalse(Files.readString(file).contains(secret), file + " holds a secret");
            }
        }
    }

    @Test
    @Timeout(180)
    void without_the_database_known_keys_go_on_and_nothing_is_claimed_of_others() throws Exception {
        JsonObject key = make("\"permissions\": [\"SEND\", \"ADMIN\"], \"perMinute\": 1000000");
        String unknown = "Bearer pc_0123456789abcdef_" + "0".repeat(64);
        assertEquals(401, send(unknown).statusCode());
        Production.cutDatabase();
        try {
            int status = send(unknown).statusCode();
            while (status == 401) {
                status = send(unknown).statusCode();
            }
            assertEquals(503, status);
            HttpResponse<String> list = keys("GET", "", header(key), null);
            problem(list, 503, "database is away");
            assertTrue(list.headers().firstValue("Retry-After").isPresent());
            problem(keys("GET", "", "Bearer nonsense", null), 401, "");
        } finally {
            Production.giveDatabaseBack();
        }
        int status = keys("GET", "", header(key), null).statusCode();
        while (status == 503) {
            status = keys("GET", "", header(key), null).statusCode();
        }
        assertEquals(200, status);
        assertTrue(List.of(401, 503).contains(send(unknown).statusCode()));
    }
}
