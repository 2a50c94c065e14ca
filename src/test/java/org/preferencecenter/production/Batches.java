package org.preferencecenter.production;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeAll;

/** What tests of batches and audiences ask the server in production with, and how they read its answers. */
abstract class Batches {

    static final String BATCH = "/api/v1/decisions:batch";
    static final String JAZZ = "?stream=lettre-jazz";
    static Production server;

    @BeforeAll
    static void start() throws Exception {
        server = Production.running();
    }

    static HttpResponse<String> send(String query, String type, byte[] body, String... more) {
        String[] headers = new String[more.length + 4];
        System.arraycopy(more, 0, headers, 4, more.length);
        headers[0] = "Content-Type";
        headers[1] = type;
        headers[2] = "Authorization";
        headers[3] = "Bearer " + Production.API_KEY;
        return server.send(server.request(BATCH + query, headers).POST(BodyPublishers.ofByteArray(body)));
    }

    static List<JsonObject> ask(String query, String... lines) {
        HttpResponse<String> answer = send(query, "application/x-ndjson", bytes(String.join("\n", lines)));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("application/x-ndjson", answer.headers().firstValue("Content-Type").orElse(""));
        return parsed(answer.body());
    }

    static List<JsonObject> parsed(String ndjson) {
        return ndjson.lines().map(line -> Json.createReader(new StringReader(line)).readObject()).toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static JsonObject single(String address) {
        HttpResponse<String> answer = server.send(server.request("/api/v1/decisions?lang=en", "Content-Type", "application/json",
                "Authorization", "Bearer " + Production.API_KEY).POST(BodyPublishers.ofString(
                        "{\"stream\":\"lettre-jazz\",\"address\":\"" + address + "\"}")));
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    static JsonObject problem(HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
        return Json.createReader(new StringReader(answer.body())).readObject();
    }
}
