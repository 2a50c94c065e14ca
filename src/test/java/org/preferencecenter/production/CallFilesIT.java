package org.preferencecenter.production;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opposition lists over the API as a call centre meets them. */
class CallFilesIT {

    private static final String BLOCTEL = "/api/v1/opposition-lists/BLOCTEL";
    private static final String LISTED = "+33 6 39 98 00 00";
    private static Production server;

    @BeforeAll
    static void start() throws Exception {
        server = Production.running();
        assertEquals(200, put(BLOCTEL + "?date=2026-08-01&force=true", "text/plain", LISTED + "\n06 39 98 00 01\n").statusCode());
    }

    private static HttpResponse<String> put(String path, String type, String body) {
        return server.send(server.request(path, "Content-Type", type, "Authorization", "Bearer " + Production.API_KEY)
                .PUT(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> screen(String query, String type, String body) {
        return server.post(BLOCTEL + "/screening" + query, body.getBytes(StandardCharsets.UTF_8), "Content-Type", type,
                "Authorization", "Bearer " + Production.API_KEY);
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    @ParameterizedTest
    @CsvSource({ "2026-08-10, yes, FR-06.listed", "2026-08-11, no, FR-07", "2026-08-10T23:30:00+02:00, yes, FR-06.listed",
            "2026-08-10T23:30:00Z, no, FR-07" })
    void a_call_file_comes_back_in_its_order_with_what_the_list_and_the_day_say(String at, String matters, String rule) {
        HttpResponse<String> answer = screen("?column=tel&at=" + at.replace("+", "%2B"), "text/csv",
                "nom;tel;note\r\nAnne;0639980000;=1+1\r\nBea;0639980009;\"a;b\"\r\nCéline;néant;-\r\nDan;+33639980001;@x\r\n");
        assertEquals(200, answer.statusCode(), answer.body());
        List<String> lines = answer.body().lines().toList();
        assertEquals("nom;tel;note;listed;matters;rule;citation;list_date;list_age", lines.get(0));
        // The caller's own columns come back as they came, formulas too: they are the caller's.
        assertTrue(lines.get(1).startsWith("Anne;0639980000;=1+1;yes;" + matters + ";"), lines.get(1));
        assertTrue(lines.get(2).startsWith("Bea;0639980009;\"a;b\";no;" + matters + ";"), lines.get(2));
        assertTrue(lines.get(3).startsWith("Céline;néant;-;unreadable;" + matters + ";"), lines.get(3));
        assertTrue(lines.get(4).startsWith("Dan;+33639980001;@x;yes;" + matters + ";"), lines.get(4));
        assertTrue((" " + lines.get(1).split(";")[5] + " ").contains(" " + rule + " "), lines.get(1));
        assertTrue(lines.get(1).endsWith(";2026-08-01;current"), lines.get(1));
        assertEquals(5, lines.size());
    }

    @Test
    void lines_come_back_with_tabs_between_blank_ones_blank_and_the_age_of_the_list_is_told() {
        HttpResponse<String> answer = screen("?at=2026-07-31", "text/plain", "0639980000\n\nx");
        List<String> lines = answer.body().lines().toList();
        assertTrue(lines.get(0).startsWith("0639980000\tyes\tyes\t"), lines.get(0));
        assertTrue(lines.get(0).endsWith("\t2026-08-01\tlater"), lines.get(0));
        assertEquals("", lines.get(1));
        assertTrue(lines.get(2).startsWith("x\tunreadable\tyes\t"), lines.get(2));
        assertFalse(answer.body().endsWith("\n"));
    }

    @Test
    void half_a_million_lines_go_through_in_their_order() {
        String file = IntStream.range(0, 500_000).mapToObj(i -> "+3361%07d".formatted(i)).collect(Collectors.joining("\n"));
        HttpResponse<String> answer = screen("?at=2026-08-10", "text/plain", file);
        assertEquals(file, answer.body().lines().map(line -> line.substring(0, line.indexOf('\t'))).collect(Collectors.joining("\n")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "/screening?at=soon|text/plain|0639980000|422|must be a date",
            "/screening?column=phone|text/csv|a;tel~1;2|422|phone", "/screening|text/csv|a;tel~1;2|422|2 columns",
            "/screening|text/csv|''|422|name its columns", "/screening|application/json|{}|415|Content-Type",
            "/screening|text/plain; charset=utf-16|06|422|charset", "/screening|text/plain; charset=klingon|06|422|charset" })
    void what_cannot_be_screened_is_told_with_the_way_out(String path, String type, String body, int status, String said) {
        problem(server.post(BLOCTEL + path, body.replace('~', '\n').getBytes(StandardCharsets.UTF_8), "Content-Type", type,
                "Authorization", "Bearer " + Production.API_KEY), status, said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "BLOCTEL?date=2026-07-01|text/plain|0639980000|409|2026-08-01",
            "BLOCTEL|text/plain|0639980000|422|must be a date", "BLOCTEL?date=2999-01-01|text/plain|0639980000|422|future",
            "BLOCTEL?date=2026-09-01&form=md5|text/plain|0639980000|422|sha256-national",
            "BLOCTEL?date=2026-09-01|text/plain|''|422|no line", "BLOCTEL?date=2026-09-01|text/plain|x~y~0639980000|422|line 1",
            "BLOCTEL?date=2026-09-01&form=sha256|text/plain|0639980000|422|sha256", "BLOKTEL?date=2026-09-01|text/plain|06|404|BLOCTEL",
            "BLOCTEL?date=2026-09-01&column=x|text/csv|tel~0639980000|422|does not" })
    void a_list_that_cannot_be_imported_is_told_and_the_one_in_force_stays(String path, String type, String body, int status,
            String said) {
        HttpResponse<String> answer = put("/api/v1/opposition-lists/" + path, type, body.replace('~', '\n'));
        problem(answer, status, said);
        assertFalse(answer.body().contains("639980000"), "no number is repeated");
        assertTrue(screen("?at=2026-08-10", "text/plain", LISTED).body().contains("\tyes\tyes\t"));
    }

    private static void problem(HttpResponse<String> answer, int status, String said) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse("").split(";")[0]);
        assertTrue(json(answer).getString("detail").contains(said), answer.body());
    }

    @Test
    void an_import_tells_what_it_read_and_the_list_of_lists_what_is_in_force() {
        HttpResponse<String> answer = put("/api/v1/opposition-lists/TPS?date=2026-11-02&column=Phone", "text/csv",
                "Phone,Postcode\n07700 900001,E8\nnonsense,E9\n+44 7700 900002,E8\n");
        JsonObject done = json(answer);
        assertEquals(List.of(3, 2, 1), List.of(done.getInt("lines"), done.getInt("kept"), done.getInt("bad")), answer.body());
        assertEquals("[3]", done.getJsonArray("badLines").toString());
        List<JsonObject> lists = json(server.get("/api/v1/opposition-lists", "Authorization", "Bearer " + Production.API_KEY))
                .getJsonArray("lists").getValuesAs(JsonObject.class);
        JsonObject tps = lists.stream().filter(list -> list.getString("code").equals("TPS")).findFirst().orElseThrow();
        assertEquals("2026-11-02", tps.getString("date"));
        assertEquals(2, tps.getInt("entries"));
        assertTrue(lists.stream().anyMatch(list -> !list.getBoolean("imported") && !list.containsKey("date")));
    }

    @Test
    void an_upload_that_breaks_off_leaves_the_list_in_force() throws Exception {
        URI at = server.request(BLOCTEL).build().uri();
        try (Socket socket = new Socket(at.getHost(), at.getPort()); OutputStream out = socket.getOutputStream()) {
            out.write(("PUT " + BLOCTEL + "?date=2026-10-01 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + Production.API_KEY + "\r\nContent-Type: text/plain\r\nContent-Length: 1000000\r\n\r\n0639980007\n0639980008\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                // Whatever it answers: the end of its answer is the end of its work.
                in.readAllBytes();
            } catch (IOException reset) {
                // as good an end
            }
        }
        String after = screen("?at=2026-08-10", "text/plain", LISTED + "\n0639980007").body();
        assertEquals(List.of("yes", "no"), after.lines().map(line -> line.split("\t")[1]).toList());
        assertTrue(after.contains("2026-08-01"));
    }

    @Test
    void only_who_may_import_does_and_no_number_is_ever_logged() throws Exception {
        assertEquals(401, server.send(server.request(BLOCTEL + "?date=2026-09-01", "Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString("06"))).statusCode());
        String asks = key("{\"name\": \"asks\", \"permissions\": [\"ASK\"]}");
        assertEquals(403, server.send(server.request(BLOCTEL + "?date=2026-09-01", "Content-Type", "text/plain", "Authorization",
                "Bearer " + asks).PUT(BodyPublishers.ofString("06"))).statusCode());
        String ofOneBrand = key("{\"name\": \"one\", \"permissions\": [\"IMPORT\"], \"brand\": \"theatre-des-vents\"}");
        HttpResponse<String> refused = server.send(server.request(BLOCTEL + "?date=2026-09-01", "Content-Type", "text/plain",
                "Authorization", "Bearer " + ofOneBrand).PUT(BodyPublishers.ofString("06")));
        problem(refused, 403, "every brand");
        screen("?at=2026-08-10", "text/plain", "0639981234\nnonsense\n");
        try (var logs = Files.walk(server.logs)) {
            for (var log : logs.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(log, StandardCharsets.ISO_8859_1);
                assertTrue(Arrays.asList("639981234", "639980000").stream().noneMatch(text::contains), log.toString());
            }
        }
    }

    private static String key(String order) {
        HttpResponse<String> made = server.post("/api/v1/keys", order.getBytes(StandardCharsets.UTF_8), "Content-Type",
                "application/json", "Authorization", "Bearer " + Production.API_KEY);
        return json(made).getString("key");
    }
}
