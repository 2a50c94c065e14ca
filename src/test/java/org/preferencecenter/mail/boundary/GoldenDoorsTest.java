package org.preferencecenter.mail.boundary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.HouseRule;
import org.preferencecenter.mail.client.Existing;
import org.preferencecenter.mail.client.Preferences;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.HeaderField;
import org.preferencecenter.mail.entity.MilterFrame;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Stamps;

/**
 * One stamp, four doors: every golden case comes out of each of them the same, byte for byte. {@code PostfixMilterIT} has a
 * real Postfix do it, {@code LibraryIT} a real server.
 */
class GoldenDoorsTest {

    private static HttpServer server;
    private static Preferences library;

    /** A door: what goes in, with the policy, and what comes out. Throws where the policy refuses. */
    private interface Door {
        RawMessage through(RawMessage in, ExistingPolicy policy) throws Exception;
    }

    private static final Map<String, Door> DOORS = Map.of("relay", GoldenDoorsTest::relay, "milter", GoldenDoorsTest::milter,
            "API", GoldenDoorsTest::api, "library", GoldenDoorsTest::library);

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/headers", GoldenDoorsTest::answer);
        server.start();
        library = Preferences.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), "key");
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @TestFactory
    Stream<DynamicTest> every_golden_case_comes_out_of_every_door_the_same() throws Exception {
        Path golden = Path.of(GoldenDoorsTest.class.getResource("/mail").toURI());
        List<Path> cases = Files.list(golden).filter(Files::isDirectory).sorted().toList();
        return DOORS.keySet().stream().sorted().flatMap(door -> cases.stream().map(folder -> DynamicTest.dynamicTest(
                door + ": " + folder.getFileName(), () -> check(DOORS.get(door), folder, door.equals("library")))));
    }

    private static void check(Door door, Path folder, boolean linesAnew) throws Exception {
        RawMessage in = RawMessage.of(Files.readAllBytes(folder.resolve("in.eml")));
        ExistingPolicy policy = ExistingPolicy.valueOf(Files.readString(folder.resolve("policy")).strip());
        if (folder.endsWith("existing-reject")) {
            Exception refused = assertThrows(Exception.class, () -> door.through(in, policy));
            assertTrue(refused.getMessage().contains("List-Unsubscribe, List-Unsubscribe-Post, List-ID"),
                    refused.getMessage());
            return;
        }
        String out = text(RawMessage.of(Files.readAllBytes(folder.resolve("out.eml"))));
        String came = text(door.through(in, policy));
        // Jakarta Mail writes a header with CRLF, and an empty line after it: all else is as it was.
        boolean header = linesAnew && !out.replace("\r", "").contains("\n\n");
        assertEquals(linesAnew ? (out.endsWith("\n") || !header ? out : out + "\r\n").replaceAll("\r?\n", "\r\n") + (header
                ? "\r\n" : "")
                : out, linesAnew ? came.replaceAll("\r?\n", "\r\n") : came);
    }

    private static RawMessage relay(RawMessage in, ExistingPolicy policy) {
        return in.with(Stamps.fixed().changes(in, policy));
    }

    private static RawMessage milter(RawMessage in, ExistingPolicy policy) {
        MilterPeer peer = new MilterPeer(new TestClearance().rules(false, true, policy)).begin(49152, null,
                "a@mail.example.org");
        peer.rcpt("ada@example.net");
        List<MilterFrame> told = peer.end(in);
        if (told.get(0).command() == 'y') {
            throw new BadMessage(told.get(0).data());
        }
        return MilterPeer.carryOut(in, told);
    }

    /** A sender that builds its mail itself, and does what the answer says. */
    private static RawMessage api(RawMessage in, ExistingPolicy policy) {
        List<HeaderField> added = new ArrayList<>();
        List<HeaderField> kept = new ArrayList<>(in.fields());
        String lineEnd = text(in).contains("\r\n") ? "\r\n" : "\n";
        JsonObject answer = Json.createReader(new StringReader(stamped(in, policy))).readObject();
        for (JsonObject change : answer.getJsonArray("changes").getValuesAs(JsonObject.class)) {
            String name = change.getString("name");
            if (change.getString("change").equals("add")) {
                added.add(new HeaderField(name, name + ": " + String.join(lineEnd + " ", change.getJsonArray("lines")
                        .getValuesAs(jakarta.json.JsonString.class).stream().map(jakarta.json.JsonString::getString)
                        .toList()) + lineEnd));
            } else {
                kept.remove(in.fields(name).get(change.getInt("instance") - 1));
            }
        }
        StringBuilder out = new StringBuilder();
        added.forEach(field -> out.append(field.raw()));
        kept.forEach(field -> out.append(field.raw()));
        String rest = text(in).substring(in.fields().stream().mapToInt(field -> field.raw().length()).sum());
        return RawMessage.of(out.append(rest).toString().getBytes(ISO_8859_1));
    }

    private static RawMessage library(RawMessage in, ExistingPolicy policy) throws Exception {
        MimeMessage message = new MimeMessage(Session.getInstance(new java.util.Properties()),
                new ByteArrayInputStream(in.bytes()));
        assertTrue(library.stamp(message, "letter", "ada@example.net", Existing.valueOf(policy.name())).allowed());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        return RawMessage.of(out.toByteArray());
    }

    /** As the server answers an allowed message. */
    private static String stamped(RawMessage header, ExistingPolicy policy) {
        Decision decision = new Decision(new UUID(0, 1), Decision.Verdict.ALLOW, null, List.of(HouseRule.SERVICE.reason()),
                List.of(),
                42, Optional.empty(), "book", null);
        return HeadersResource.answer(decision, Stamps.fixed().changes(header, policy), "en");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = 200;
        String answer;
        try {
            assertTrue(query.startsWith("stream=letter&existing=") && !query.contains("@"), query);
            assertEquals("Bearer key", exchange.getRequestHeaders().getFirst("Authorization"));
            assertTrue(!new String(body, ISO_8859_1).contains("Tonight"), "the subject is nobody's business");
            answer = stamped(RawMessage.of(body), ExistingPolicy.valueOf(query.replaceAll(".*=", "").toUpperCase()));
        } catch (BadMessage refused) {
            status = 422;
            answer = "{\"title\": \"no\", \"detail\": \"" + refused.getMessage() + "\"}";
        } catch (AssertionError wrong) {
            status = 400;
            answer = "{\"title\": \"asked wrongly\", \"detail\": \"" + wrong.getMessage() + "\"}";
        }
        exchange.sendResponseHeaders(status, answer.getBytes(UTF_8).length);
        exchange.getResponseBody().write(answer.getBytes(UTF_8));
        exchange.close();
    }

    private static String text(RawMessage message) {
        return new String(message.bytes(), ISO_8859_1);
    }
}
