package org.preferencecenter.production;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same batch as files: CSV in every shape and encoding, packed, and other types refused. */
class BatchFilesIT extends Batches {

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
}
