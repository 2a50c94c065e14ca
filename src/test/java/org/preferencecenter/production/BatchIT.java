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
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /api/v1/decisions:batch} line by line, as a marketing desk's program meets it. */
class BatchIT extends Batches {

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
}
