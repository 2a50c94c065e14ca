package org.preferencecenter.sms.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.platform.FreePort;
import org.preferencecenter.platform.entity.Secret;
import org.preferencecenter.platform.entity.Settings;
import org.preferencecenter.sms.entity.TextMessage;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

class GatewayTest {

    private static final TextMessage CODE = new TextMessage(1, "+33639980001", "Théâtre: “123456” € ✓\r\n.\r\nX: y");
    private static final Brand BRAND = new Brand("theatre", "Théâtre des Vents", "news.theatre.example", "bonjour@theatre.example",
            "1 quai, Nantes", "#7a1f3d", "#ffffff", "fr");

    private record Asked(String method, Map<String, List<String>> headers, String body) {
    }

    private static HttpServer server(int status, List<Asked> asked, Map<String, String> headers) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", (HttpExchange exchange) -> {
            asked.add(new Asked(exchange.getRequestMethod() + " " + exchange.getRequestURI(), exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static URI at(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/send?x=1");
    }

    @Test
    void an_https_gateway_is_told_the_number_the_text_the_brand_and_an_id_with_its_token() throws Exception {
        List<Asked> asked = new CopyOnWriteArrayList<>();
        HttpServer server = server(202, asked, Map.of());
        try {
            HttpGateway gateway = new HttpGateway(at(server), Optional.of(new Secret("a-token".getBytes(StandardCharsets.UTF_8))));
            assertTrue(gateway.send(CODE, "theatre"));
            assertTrue(gateway.send(CODE, "theatre"));
        } finally {
            server.stop(0);
        }
        assertEquals("POST /send?x=1", asked.get(0).method());
        assertEquals(List.of("Bearer a-token"), asked.get(0).headers().get("Authorization"));
        assertEquals(List.of("application/json"), asked.get(0).headers().get("Content-type"));
        JsonObject body = Json.createReader(new StringReader(asked.get(0).body())).readObject();
        assertEquals(List.of("brand", "id", "text", "to"), body.keySet().stream().sorted().toList());
        assertEquals(CODE.number(), body.getString("to"));
        assertEquals(CODE.text(), body.getString("text"));
        assertEquals("theatre", body.getString("brand"));
        String second = Json.createReader(new StringReader(asked.get(1).body())).readObject().getString("id");
        assertFalse(second.equals(body.getString("id")), "each text has an id of its own");
    }

    @ParameterizedTest
    @CsvSource({"200, true", "201, true", "204, true", "302, false", "307, false", "400, false", "401, false", "429, false", "500, false"})
    void two_hundred_and_its_kind_say_that_it_was_taken_and_nobody_is_sent_elsewhere(int status, boolean taken) throws Exception {
        List<Asked> asked = new CopyOnWriteArrayList<>();
        HttpServer server = server(status, asked, Map.of("Location", "/elsewhere"));
        try {
            assertEquals(taken, new HttpGateway(at(server), Optional.empty()).send(CODE, "theatre"));
        } finally {
            server.stop(0);
        }
        assertEquals(1, asked.size());
        assertFalse(asked.get(0).headers().containsKey("Authorization"));
    }

    @Test
    void a_gateway_that_never_answers_is_given_up_without_a_word_about_whom() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            HttpGateway gateway = new HttpGateway(URI.create("http://127.0.0.1:" + silent.getLocalPort()), Optional.empty(),
                    Duration.ofMillis(200));
            tellsNothing(assertThrows(IllegalStateException.class, () -> gateway.send(CODE, "theatre")));
        }
        HttpGateway away = new HttpGateway(URI.create("http://127.0.0.1:" + FreePort.next()), Optional.empty());
        tellsNothing(assertThrows(IllegalStateException.class, () -> away.send(CODE, "theatre")));
    }

    private static void tellsNothing(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new java.io.PrintWriter(trace));
        assertFalse(trace.toString().contains("639980001") || trace.toString().contains("123456"), trace.toString());
    }

    private static Settings hop(int port) {
        return Settings.read(Map.of("PC_DEMO", "true", "PC_SECRET", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "PC_SMTP_HOST", "127.0.0.1", "PC_SMTP_PORT", Integer.toString(port)));
    }

    @Test
    void a_mail_gateway_gets_a_plain_mail_whose_body_is_the_text() throws Exception {
        List<String> envelopes = new CopyOnWriteArrayList<>();
        List<byte[]> raw = new CopyOnWriteArrayList<>();
        SMTPServer sink = SMTPServer.port(0).bindAddress(InetAddress.getLoopbackAddress()).insertReceivedHeaders(false)
                .messageHandler((context, from, to, data) -> {
                    envelopes.add(from + " " + to);
                    raw.add(data);
                }).build();
        sink.start();
        try {
            assertTrue(new MailGateway("{number}@sms.example.org", hop(sink.getPortAllocated()), Clock.systemUTC()).send(CODE, BRAND));
        } finally {
            sink.stop();
        }
        assertEquals(List.of("bonjour@news.theatre.example 33639980001@sms.example.org"), envelopes);
        MimeMessage mail = new MimeMessage(Session.getInstance(new java.util.Properties()), new java.io.ByteArrayInputStream(raw.get(0)));
        assertEquals(CODE.text(), mail.getContent().toString().stripTrailing());
        assertTrue(mail.isMimeType("text/plain"), "no other part");
        assertEquals("", mail.getSubject() == null ? "" : mail.getSubject());
        assertEquals(null, mail.getHeader("X"), "no line of the text becomes a field");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_refusal_is_no_and_a_missing_mail_server_is_told_without_a_word_about_whom(boolean refuses) throws Exception {
        SMTPServer sink = SMTPServer.port(0).bindAddress(InetAddress.getLoopbackAddress()).messageHandler((context, from, to, data) -> {
            throw new RejectException(554, "no");
        }).build();
        sink.start();
        int port = sink.getPortAllocated();
        if (!refuses) {
            sink.stop();
        }
        MailGateway gateway = new MailGateway("{number}@sms.example.org", hop(port), Clock.systemUTC());
        try {
            if (refuses) {
                assertFalse(gateway.send(CODE, BRAND));
            } else {
                tellsNothing(assertThrows(IllegalStateException.class, () -> gateway.send(CODE, BRAND)));
            }
        } finally {
            sink.stop();
        }
    }

    @Test
    void without_a_gateway_nothing_is_ready_until_the_demo_lends_its_telephones() {
        Gateway gateway = new Gateway(hop(25), new Catalog(null), Clock.systemUTC());
        assertFalse(gateway.ready());
        assertFalse(gateway.send(CODE));
        gateway.pretend(gateway);
        assertTrue(gateway.ready());
        assertFalse(CODE.toString().contains("639980001"));
    }
}
