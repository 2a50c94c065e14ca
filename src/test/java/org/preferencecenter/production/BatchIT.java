package org.preferencecenter.production;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.StringReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/v1/decisions:batch} and {@code GET /api/v1/audiences} as a marketing desk's program meets them. */
class BatchIT {

    private static final String BATCH = "/api/v1/decisions:batch";
    private static final String JAZZ = "?stream=lettre-jazz";
    private static Production server;

    @BeforeAll
    static void start() throws Exception {
        server = Production.running();
    }

    private static HttpResponse<String> send(String query, String type, byte[] body, String... more) {
        String[] headers = new String[more.length + 4];
        System.arraycopy(more, 0, headers, 4, more.length);
        headers[0] = "Content-Type";
        headers[1] = type;
        headers[2] = "Authorization";
        headers[3] = "Bearer " + Production.API_KEY;
        return server.send(server.request(BATCH + query, headers).POST(BodyPublishers.ofByteArray(body)));
    }

    private static List<JsonObject> ask(String query, String... lines) {
        HttpResponse<String> answer = send(query, "application/x-ndjson", bytes(String.join("\n", lines)));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("application/x-ndjson", answer.headers().firstValue("Content-Type").orElse(""));
        return parsed(answer.body());
    }

    private static List<JsonObject> parsed(String ndjson) {
        return ndjson.lines().map(line -> Json.createReader(new StringReader(line)).readObject()).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void every_line_is_answered_in_order_as_if_it_were_asked_alone() {
        List<JsonObject> answers = ask(JAZZ, "{\"address\": \"callum.adeyemi@example.com\", \"ref\": \"a-1\"}",
                "{\"address\":\"nobody@example.com\",\"ref\":17}",
                "{\"stream\":\"billets\",\"address\":\"nobody@example.com\",\"openPixel\":true}",
                "{\"address\": \"callum.adeyemi@example.com\", \"at\": \"2026-11-22T10:00:00+01:00\"}");
        assertEquals(List.of(1, 2, 3, 4), answers.stream().map(a -> a.getInt("line")).toList());
        assertEquals("a-1", answers.get(0).getString("ref"));
        assertEquals(17, answers.get(1).getInt("ref"));
        assertEquals("recipient-unknown", answers.get(1).getJsonArray("reasons").getJsonObject(0).getString("rule"));
        assertEquals("ALLOW", answers.get(2).getString("verdict"));
        for (String address : List.of("callum.adeyemi@example.com", "nobody@example.com", "fatou.renaud@example.net")) {
            JsonObject alone = single(address);
            JsonObject inBatch = ask(JAZZ + "&lang=en", "{\"address\":\"" + address + "\"}").get(0);
            assertEquals(without(alone, "decision"), without(inBatch, "decision", "line"));
        }
    }

    private static JsonObject single(String address) {
        HttpResponse<String> answer = server.send(server.request("/api/v1/decisions?lang=en", "Content-Type", "application/json",
                "Authorization", "Bearer " + Production.API_KEY).POST(BodyPublishers.ofString(
                        "{\"stream\":\"lettre-jazz\",\"address\":\"" + address + "\"}")));
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    private static JsonObject without(JsonObject object, String... names) {
        var copy = Json.createObjectBuilder(object);
        Arrays.stream(names).forEach(copy::remove);
        return copy.build();
    }

    /** The list of bad input: each line is told what is wrong with it, and the next one is answered. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "not json at all | not JSON", "{\"address\": \"a@b.example\" | not JSON", "[] | one JSON object", "17 | one JSON object",
        "{} | Nobody", "{\"address\":null} | Nobody", "{\"address\":\"\"} | empty", "{\"address\":17} | text",
        "{\"address\":[\"a@b.example\"]} | text", "{\"address\":\"a@b.example\",\"recipient\":1} | Both",
        "{\"recipient\":0} | 1 or more", "{\"recipient\":1.5} | whole number", "{\"recipient\":99999999999999999999} | whole number",
        "{\"recipient\":\"1\"} | whole number", "{\"address\":\"a@b.example\",\"stream\":\"nope\"} | stream",
        "{\"address\":\"a@b.example\",\"at\":\"1999-12-31T23:59:59Z\"} | 2000",
        "{\"address\":\"a@b.example\",\"at\":\"2099-01-01T00:00:00Z\"} | five years",
        "{\"address\":\"a@b.example\",\"at\":\"yesterday\"} | instant", "{\"address\":\"a@b.example\",\"at\":\"2026-02-30T00:00:00Z\"} | instant",
        "{\"address\":\"a@b.example\",\"at\":\"+1000000000-12-31T23:59:59Z\"} | five years",
        "{\"address\":\"a@b.example\",\"at\":1795341600} | text", "{\"address\":\"a@b.example\",\"openPixel\":\"yes\"} | true or false",
        "{\"address\":\"a@b.example\",\"address\":\"c@d.example\"} | twice", "{\"address\":\"a@b.example\",\"adress\":\"x\"} | known are",
        "{\"address\":\"a@b.example\"}{\"address\":\"c@d.example\"} | follows", "{\"address\":\"a\\u0000b@c.example\"} | NUL",
        "{\"address\":\"a\\ud800b@c.example\"} | broken", "{\"address\":\"a@b.example\",\"ref\":{}} | text", "~ ~ | empty"})
    void a_bad_line_is_answered_in_its_place(String line, String problem) {
        List<JsonObject> answers = ask(JAZZ, "{\"address\":\"nobody@example.com\"}", line, "{\"address\":\"nobody@example.com\"}");
        assertEquals(3, answers.size());
        assertTrue(answers.get(1).getString("problem").contains(problem), answers.get(1).toString());
        assertFalse(answers.get(1).containsKey("verdict"));
        assertEquals("REFUSE", answers.get(0).getString("verdict"));
        assertEquals("REFUSE", answers.get(2).getString("verdict"));
    }

    @Test
    void bytes_that_are_no_text_spoil_their_own_line_alone() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] line : List.of(bytes("{\"address\":\"nobody@example.com\"}"), "{\"address\":\"zoé@b.example\"}".getBytes(StandardCharsets.ISO_8859_1),
                new byte[] {'{', 0, '}'}, bytes("{\"address\":\"zoé@b.example\"}"), bytes("{\"address\":\"a@b.example\"}\r"),
                new byte[] {(byte) 0xc0, (byte) 0x80}, bytes("{\"address\":\"a@b.example\"}"))) {
            body.writeBytes(line);
            body.write('\n');
        }
        List<JsonObject> answers = parsed(send(JAZZ, "application/jsonl", body.toByteArray()).body());
        assertEquals(List.of("-", "UTF-8", "NUL", "-", "-", "UTF-8", "-"), answers.stream().map(a -> !a.containsKey("problem") ? "-"
                : a.getString("problem").contains("NUL") ? "NUL" : a.getString("problem").contains("UTF-8") ? "UTF-8" : "?").toList());
    }

    @Test
    void a_line_of_a_hundred_megabytes_is_passed_over_and_the_rest_answered() {
        byte[] chunk = bytes("x".repeat(1024 * 1024));
        InputStream body = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(bytes("{\"address\":\"nobody@example.com\"}\n{\"address\":\"")),
                new SequenceInputStream(Collections.enumeration(IntStream.range(0, 100).mapToObj(i -> (InputStream)
                        new ByteArrayInputStream(chunk)).toList())),
                new ByteArrayInputStream(bytes("\"}\n{\"address\":\"callum.adeyemi@example.com\"}")))));
        HttpResponse<String> answer = server.send(server.request(BATCH + JAZZ, "Content-Type", "application/x-ndjson", "Authorization",
                "Bearer " + Production.API_KEY).POST(BodyPublishers.ofInputStream(() -> body)));
        List<JsonObject> answers = parsed(answer.body());
        assertEquals(3, answers.size());
        assertTrue(answers.get(1).getString("problem").contains("64 KiB"));
        assertTrue(answers.get(2).containsKey("verdict"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "multipart/form-data; boundary=x", "text/csv; charset=EBCDIC",
            "text/csv; charset=no-such", "application/x-ndjson; charset=ISO-8859-1"})
    void another_type_is_not_taken(String type) {
        problem(send(JAZZ, type, bytes("{}")), 415);
        problem(send(JAZZ, "text/csv", bytes("address\n"), "Content-Encoding", "br"), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?reasons=some", "?lang=tlh", "?log=maybe", "?summary=1"})
    void a_parameter_that_means_nothing_is_refused(String query) {
        problem(send(query, "application/x-ndjson", bytes("{}")), 422);
        problem(send("?stream=nope", "application/x-ndjson", bytes("{}")), 404);
        problem(send("?summary=true", "text/csv", bytes("address\n")), 422);
    }

    private static JsonObject problem(HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    @Test
    void an_empty_batch_has_an_empty_answer() {
        for (String type : List.of("application/x-ndjson", "text/csv")) {
            HttpResponse<String> answer = send(JAZZ, type, new byte[0]);
            assertEquals(200, answer.statusCode(), type);
            assertEquals("", answer.body(), type);
        }
        assertEquals(1, send(JAZZ, "text/csv", bytes("address\n")).body().lines().count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"address;ref | ;", "ref,address | ,", "ref\taddress\tat | \t", "\"address\";\"ref\" | ;",
            "address | ,"}, ignoreLeadingAndTrailingWhitespace = false)
    void csv_is_answered_as_csv_with_the_separator_it_came_with(String header, String separator) {
        String between = separator.substring(1);
        String[] columns = header.strip().replace("\"", "").split(between);
        String row = String.join(between, Arrays.stream(columns).map(c -> c.equals("address") ? "\"nobody@example.com\""
                : c.equals("at") ? "" : "r1").toList());
        List<String> lines = send(JAZZ, "text/csv", bytes(header.strip() + "\r\n" + row + "\r\n" + "a\"b" + "\n" + row)).body().lines().toList();
        assertEquals(4, lines.size(), lines.toString());
        assertEquals("line" + between + "ref" + between + "decision" + between + "verdict", lines.get(0).split(between + "notBefore")[0]);
        assertTrue(lines.get(1).contains(between + "REFUSE" + between) && lines.get(1).startsWith("2" + between), lines.get(1));
        assertTrue(lines.get(2).contains("quotation mark"), lines.get(2));
        assertTrue(lines.get(3).startsWith("4" + between), lines.get(3));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, text/csv, ''", "UTF-8, text/csv, \ufeff", "ISO-8859-1, text/csv; charset=ISO-8859-1, ''",
            "windows-1252, text/csv;charset=windows-1252, ''", "UTF-16LE, text/csv, \ufeff", "UTF-16BE, text/csv, \ufeff",
            "UTF-16LE, text/csv; charset=UTF-16LE, ''"})
    void csv_is_read_in_the_encoding_it_has(String charset, String type, String mark) {
        byte[] body = (mark + "address;ref\nnobody@example.com;é\ncallum.adeyemi@example.com;œ2".replace("œ", "ù"))
                .getBytes(Charset.forName(charset));
        List<String> lines = send(JAZZ, type, body).body().lines().toList();
        assertEquals(3, lines.size(), lines.toString());
        assertTrue(lines.get(1).startsWith("2;é;") && lines.get(2).startsWith("3;ù2;"), lines.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"address;addres | none of them", "address;address | twice", "who;where | none of them"})
    void a_header_that_names_no_known_column_is_refused_at_once(String header, String detail) {
        JsonObject problem = problem(send(JAZZ, "text/csv", bytes(header.strip() + "\na@b.example;c")), 422);
        assertTrue(problem.getString("detail").contains(detail), problem.toString());
    }

    @Test
    void a_packed_batch_is_unpacked_and_one_that_breaks_off_says_so() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 20_000; i++) {
                gzip.write(bytes("{\"address\":\"n" + i * 7919 + "@example.com\"}\n"));
            }
        }
        byte[] whole = packed.toByteArray();
        assertEquals(20_000, parsed(send(JAZZ + "&log=false", "application/x-ndjson", whole, "Content-Encoding", "gzip").body()).size());
        List<JsonObject> part = parsed(send(JAZZ + "&log=false", "application/x-ndjson", Arrays.copyOf(whole, whole.length / 2),
                "Content-Encoding", "gzip").body());
        assertTrue(part.size() < 20_000);
        assertTrue(part.get(part.size() - 1).getString("problem").contains("cannot be read any further"));
        problem(send(JAZZ, "application/x-ndjson", bytes("{}"), "Content-Encoding", "gzip"), 422);
    }

    @Test
    void a_sender_that_reads_nothing_before_it_has_sent_all_is_answered_whole() throws IOException {
        int lines = 60_000;
        byte[] line = bytes("{\"address\":\"callum.adeyemi@example.com\",\"ref\":\"" + "r".repeat(150) + "\"}\n");
        try (Socket socket = open(JAZZ + "&log=false&summary=true", (long) lines * line.length)) {
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < lines; i++) {
                out.write(line);
            }
            out.flush();
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(all.contains("{\"summary\":{\"lines\":" + lines + ","), all.substring(all.length() - 200));
        }
    }

    @Test
    void lines_that_come_one_by_one_are_answered_one_by_one() throws IOException {
        byte[] line = bytes("{\"address\":\"nobody@example.com\"}\n");
        try (Socket socket = open(JAZZ + "&log=false", 2L * line.length)) {
            socket.getOutputStream().write(line);
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().contains("\"line\":1") || !answer.toString().endsWith("}\n")) {
                answer.append((char) in.read());
            }
            socket.getOutputStream().write(line);
            socket.getOutputStream().flush();
            assertTrue(new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("\"line\":2"));
        }
    }

    private static Socket open(String query, long length) throws IOException {
        Socket socket = new Socket("localhost", server.request("/").build().uri().getPort());
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(bytes("POST " + BATCH + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/x-ndjson\r\nAuthorization: Bearer " + Production.API_KEY + "\r\nContent-Length: " + length
                + "\r\n\r\n"));
        return socket;
    }

    @Test
    void when_the_database_goes_away_in_the_middle_the_rest_is_refused_and_nothing_left_out() throws Exception {
        byte[] line = bytes("{\"stream\":\"billets\",\"address\":\"nobody@example.com\"}\n");
        int half = 3000;
        try (Socket socket = open("?summary=true", 2L * half * line.length)) {
            InputStream in = socket.getInputStream();
            write(socket, line, half);
            String first = until(in, "\"line\":" + half + ",");
            assertFalse(first.contains("unavailable"));
            Production.cutDatabase();
            try {
                write(socket, line, half);
                String rest = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(rest.contains("\"allow\":" + half + ",\"defer\":0,\"refuse\":" + half + ","), rest.substring(rest.length() - 200));
                assertTrue(rest.contains("\"rule\":\"unavailable\""));
            } finally {
                Production.giveDatabaseBack();
            }
        }
    }

    private static void write(Socket socket, byte[] line, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            socket.getOutputStream().write(line);
        }
        socket.getOutputStream().flush();
    }

    private static String until(InputStream in, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        byte[] some = new byte[8192];
        while (read.indexOf(text) < 0) {
            int n = in.read(some);
            assertTrue(n > 0, "the answer ends");
            read.append(new String(some, 0, n, StandardCharsets.ISO_8859_1));
        }
        return read.toString();
    }

    @Test
    void decisions_are_kept_unless_it_is_a_trial() throws SQLException {
        assertEquals(0, kept(ask(JAZZ + "&log=false", "{\"address\":\"nobody@example.com\"}")));
        assertEquals(1, kept(ask(JAZZ, "{\"address\":\"nobody@example.com\"}")));
    }

    private static int kept(List<JsonObject> answers) throws SQLException {
        try (Connection connection = server.database.getConnection(); Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select count(*) from decision where id = '" + answers.get(0).getString("decision") + "'")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void reasons_and_sentences_are_told_as_asked() {
        String line = "{\"address\":\"nobody@example.com\"}";
        JsonObject reason = ask(JAZZ + "&lang=fr", line).get(0).getJsonArray("reasons").getJsonObject(0);
        assertTrue(reason.getString("sentence").length() > 20, reason.toString());
        assertFalse(ask(JAZZ, line).get(0).getJsonArray("reasons").getJsonObject(0).containsKey("sentence"));
        assertEquals(1, ask(JAZZ + "&reasons=first", line).get(0).getJsonArray("reasons").size());
    }

    @Test
    void an_audience_is_told_by_key_and_can_be_resumed_anywhere() {
        List<JsonObject> all = parsed(audience("lettre-jazz?include=deferred").body());
        assertTrue(all.size() > 3, all.size() + " people");
        List<Integer> ids = all.stream().map(a -> a.getInt("recipient")).toList();
        assertEquals(ids.stream().sorted().distinct().toList(), ids);
        List<JsonObject> rest = parsed(audience("lettre-jazz?include=deferred&limit=2&after=" + ids.get(0)).body());
        assertEquals(ids.subList(1, 3), rest.stream().map(a -> a.getInt("recipient")).toList());
        for (JsonObject one : all.subList(0, 3)) {
            JsonObject asked = single(one.getString("address"));
            assertEquals(one.getString("verdict"), asked.getString("verdict"));
            assertEquals(one.getInt("recipient"), asked.getInt("recipient"));
        }
        HttpResponse<String> csv = server.get("/api/v1/audiences/lettre-jazz?include=deferred", "Accept", "text/csv", "Authorization",
                "Bearer " + Production.API_KEY);
        assertEquals(all.size() + 1, csv.body().lines().count());
        assertTrue(csv.body().startsWith("recipient,address,locale,decision,verdict,notBefore,obligations,problem\n"));
    }

    @ParameterizedTest
    @CsvSource({"nope, 404", "lettre-jazz?after=-1, 422", "lettre-jazz?limit=0, 422", "lettre-jazz?limit=many, 422",
            "lettre-jazz?include=all, 422"})
    void an_audience_that_cannot_be_told_is_a_problem(String path, int status) {
        problem(audience(path), status);
    }

    private static HttpResponse<String> audience(String path) {
        return server.get("/api/v1/audiences/" + path, "Authorization", "Bearer " + Production.API_KEY);
    }

    @Test
    void without_the_key_nobody_learns_anything() {
        assertEquals(401, server.get("/api/v1/audiences/lettre-jazz").statusCode());
        assertEquals(401, server.post(BATCH, bytes("{}"), "Content-Type", "application/x-ndjson").statusCode());
    }
}
