package org.preferencecenter.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.browser.Believing;
import org.preferencecenter.browser.Mailbox;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Server;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.platform.TestDatabase;

/** The one-click route on the real server, with links taken from messages that were really sent (FEATURES 4). */
@OnServer
class OneClickIT {

    private static final byte[] PAIR = "List-Unsubscribe=One-Click".getBytes(StandardCharsets.US_ASCII);
    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

    static Stream<Arguments> bodiesThatRealClientsSend() {
        String part = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
        return Stream.of(Arguments.of("List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"),
                Arguments.of(part, "multipart/form-data; boundary=b"), Arguments.of("", ""),
                Arguments.of("", "application/x-www-form-urlencoded"), Arguments.of("list-unsubscribe=one-click", "text/plain"),
                Arguments.of("{\"json\":true}", "application/json"), Arguments.of("%%%", "application/x-www-form-urlencoded"),
                Arguments.of("--b", "multipart/form-data"), Arguments.of("x", "not a type"));
    }

    @ParameterizedTest
    @MethodSource("bodiesThatRealClientsSend")
    void a_valid_link_stops_whatever_the_body_is(String body, String type) {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        String link = Mailbox.oneClick(Mailbox.receive(to, "theatre"));
        String[] headers = type.isEmpty() ? new String[0] : new String[] {"Content-Type", type};
        stopped(Visitor.post(link, body.getBytes(StandardCharsets.US_ASCII), headers));
        assertFalse(Mailbox.send(to, "theatre").getBoolean("sent"), "the next campaign does not reach them");
    }

    @Test
    void one_click_is_not_blocked_by_cookies_origin_site_agent_or_language() {
        String to = Mailbox.somebody("fr", "jazz/EMAIL");
        String link = Mailbox.oneClick(Mailbox.receive(to, "jazz"));
        stopped(Visitor.post(link, PAIR, "Content-Type", "application/x-www-form-urlencoded", "Cookie", "JSESSIONID=x; a=b",
                "Origin", "chrome-extension://abcdef", "Sec-Fetch-Site", "cross-site", "Referer", "https://evil.example/",
                "User-Agent", "python-requests/2", "Accept-Language", "xx;q=broken", "Accept", "application/json",
                "Authorization", "Basic eDp5", "X-Forwarded-Host", "evil.example"));
        assertFalse(Mailbox.send(to, "jazz").getBoolean("sent"));
    }

    @Test
    void one_click_works_under_any_host_name() throws Exception {
        String link = Mailbox.oneClick(Mailbox.receive(Mailbox.somebody("en", "jazz/EMAIL"), "jazz"));
        URI base = Server.baseUrl();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream().write(("POST " + link + " HTTP/1.1\r\nHost: another.example\r\nConnection: close\r\n"
                    + "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        }
    }

    @Test
    void a_repeat_is_answered_alike_and_changes_nothing() {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        var message = Mailbox.receive(to, "theatre");
        String link = Mailbox.oneClick(message);
        HttpResponse<String> first = Visitor.post(link, PAIR, FORM);
        String page = Visitor.get(Mailbox.link(message, "p")).body();
        HttpResponse<String> second = Visitor.post(link, PAIR, FORM);
        stopped(second);
        assertEquals(first.body(), second.body());
        assertEquals(page, Visitor.get(Mailbox.link(message, "p")).body(), "the same change is told, with the same undo");
    }

    @Test
    void scanners_that_look_a_thousand_times_unsubscribe_nobody() {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        String link = Mailbox.oneClick(Mailbox.receive(to, "theatre"));
        for (int i = 0; i < 1_000; i++) {
            assertEquals(200, i % 2 == 0 ? Visitor.get(link).statusCode() : Visitor.send("HEAD", link).statusCode());
        }
        assertEquals(204, Visitor.send("OPTIONS", link).statusCode());
        assertTrue(Mailbox.send(to, "theatre").getBoolean("sent"));
    }

    @Test
    void only_what_the_message_was_about_stops_and_tickets_always_arrive() {
        String to = Mailbox.somebody("en", "theatre/EMAIL", "jazz/EMAIL");
        stopped(Visitor.post(Mailbox.oneClick(Mailbox.receive(to, "theatre")), PAIR, FORM));
        assertFalse(Mailbox.send(to, "theatre").getBoolean("sent"));
        assertTrue(Mailbox.send(to, "jazz").getBoolean("sent"));
        assertTrue(Mailbox.send(to, "billets").getBoolean("sent"));
    }

    @Test
    void every_wrong_link_gets_the_same_answer() {
        String link = Mailbox.oneClick(Mailbox.receive(Mailbox.somebody("en", "theatre/EMAIL"), "theatre"));
        String token = link.substring("/u/".length());
        HttpResponse<String> unknown = Visitor.post("/u/nonsense", PAIR, FORM);
        assertEquals(404, unknown.statusCode());
        for (String wrong : List.of(token.substring(1), token.substring(0, token.length() - 1), token + "A", token + "=",
                token + "/", token + ".", token + "%00", token + "%2F", token + "%20", token + "%0d%0aX:y", changed(token, 4), changed(token, token.length() - 1), changed(token, 0), "", "A".repeat(10_000))) {
            HttpResponse<String> answer = Visitor.post("/u/" + wrong, PAIR, FORM);
            assertEquals(404, answer.statusCode(), wrong);
            assertEquals(unknown.body(), answer.body());
            assertEquals(unknown.headers().map().keySet(), answer.headers().map().keySet());
        }
        assertEquals(404, Visitor.get("/u/" + changed(token, 9)).statusCode());
    }

    @Test
    void a_link_of_another_power_stops_nothing() {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        var message = Mailbox.receive(to, "theatre");
        assertEquals(404, Visitor.post(Mailbox.link(message, "p").replace("/p/", "/u/"), PAIR, FORM).statusCode());
        assertEquals(404, Visitor.get(Mailbox.oneClick(message).replace("/u/", "/p/")).statusCode());
    }

    @Test
    void a_body_over_8_KiB_is_refused_and_stops_nothing() throws Exception {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        String link = Mailbox.oneClick(Mailbox.receive(to, "theatre"));
        byte[] large = new byte[8 * 1024 + 1];
        assertEquals(413, Visitor.post(link, large, FORM).statusCode());
        HttpRequest chunked = HttpRequest.newBuilder(Server.baseUrl().resolve(link)).POST(
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))).build();
        assertEquals(413, HttpClient.newHttpClient().send(chunked, HttpResponse.BodyHandlers.ofString()).statusCode());
        assertTrue(Mailbox.send(to, "theatre").getBoolean("sent"));
        stopped(Visitor.post(link, new byte[8 * 1024], FORM));
    }

    @Test
    void a_body_announced_larger_than_the_server_takes_anywhere_is_refused_alike() throws Exception {
        String link = Mailbox.oneClick(Mailbox.receive(Mailbox.somebody("en", "theatre/EMAIL"), "theatre"));
        assertEquals("413", raw("POST " + link + " HTTP/1.1\r\nHost: x\r\nContent-Length: 99000000000\r\n\r\n"));
    }

    @Test
    void a_client_that_asks_whether_to_go_on_may() throws Exception {
        String link = Mailbox.oneClick(Mailbox.receive(Mailbox.somebody("en", "theatre/EMAIL"), "theatre"));
        HttpRequest asking = HttpRequest.newBuilder(Server.baseUrl().resolve(link)).expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofByteArray(PAIR)).build();
        stopped(HttpClient.newHttpClient().send(asking, HttpResponse.BodyHandlers.ofString()));
    }

    @Test
    void http_1_0_1_1_and_2_are_answered_alike() throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpClient client = HttpClient.newBuilder().version(version).sslContext(Believing.context()).build();
            assertEquals(version, stopped(client, Server.secureUrl()).version());
            // A proxy that passes an upgrade on to h2c would let its client's next requests past its own rules.
            assertEquals(HttpClient.Version.HTTP_1_1, stopped(client, Server.baseUrl()).version());
        }
        String link = Mailbox.oneClick(Mailbox.receive(Mailbox.somebody("en", "jazz/EMAIL"), "jazz"));
        assertEquals("200", raw("POST " + link + " HTTP/1.0\r\nContent-Length: 1\r\n\r\nx"));
    }

    private static HttpResponse<String> stopped(HttpClient client, URI server) throws Exception {
        String link = Mailbox.oneClick(Mailbox.receive(Mailbox.somebody("fr", "jazz/EMAIL"), "jazz"));
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(server.resolve(link))
                .POST(HttpRequest.BodyPublishers.ofByteArray(PAIR)).build(), HttpResponse.BodyHandlers.ofString());
        stopped(answer);
        return answer;
    }

    @Test
    void a_slow_client_keeps_nobody_waiting_and_is_served_in_the_end() throws Exception {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        String slow = Mailbox.oneClick(Mailbox.receive(to, "theatre"));
        URI base = Server.baseUrl();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream().write(("POST " + slow + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                    + PAIR.length + "\r\n\r\nList").getBytes(StandardCharsets.US_ASCII));
            String other = Mailbox.oneClick(Mailbox.receive(Mailbox.somebody("en", "theatre/EMAIL"), "theatre"));
            stopped(Visitor.post(other, PAIR, FORM));
            assertTrue(Mailbox.send(to, "theatre").getBoolean("sent"), "half a request stops nothing");
            socket.getOutputStream().write(PAIR, 4, PAIR.length - 4);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        }
        assertFalse(Mailbox.send(to, "theatre").getBoolean("sent"));
    }

    @Test
    void two_hundred_repeats_at_once_are_all_answered_200_and_recorded_once() throws Exception {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        HttpRequest stop = HttpRequest.newBuilder(Server.baseUrl().resolve(Mailbox.oneClick(Mailbox.receive(to, "theatre"))))
                .POST(HttpRequest.BodyPublishers.ofByteArray(PAIR)).build();
        long before = entries(to);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 200)
                .mapToObj(i -> client.sendAsync(stop, HttpResponse.BodyHandlers.ofString())).toList();
        answers.forEach(answer -> stopped(answer.join()));
        assertEquals(before + 1, entries(to));
    }

    @Test
    void an_answer_carries_the_same_security_headers_as_a_page() {
        String link = Mailbox.oneClick(Mailbox.receive(Mailbox.somebody("en", "theatre/EMAIL"), "theatre"));
        var page = Visitor.get(link).headers();
        var answer = Visitor.post(link, PAIR, FORM).headers();
        for (String name : List.of("Strict-Transport-Security", "Content-Security-Policy", "X-Content-Type-Options",
                "Referrer-Policy", "Cross-Origin-Opener-Policy", "X-Robots-Tag", "Cache-Control")) {
            assertTrue(page.firstValue(name).isPresent(), name);
            assertEquals(page.firstValue(name), answer.firstValue(name));
        }
        assertTrue(answer.firstValue("X-Request-Id").orElse("").startsWith("u."));
    }

    private static long entries(String to) throws Exception {
        long recipient = new Recipients(TestDatabase.served(), Clock.systemUTC()).byAddress(Channel.EMAIL, to).orElseThrow().id();
        try (Connection connection = TestDatabase.served().getConnection()) {
            return new Ledger().of(connection, recipient).size();
        }
    }

    /** The status that bytes written to the server are answered with. */
    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket(Server.baseUrl().getHost(), Server.baseUrl().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(line, StandardCharsets.US_ASCII).substring("HTTP/1.1 ".length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void other_methods_are_not_allowed(String method) {
        String to = Mailbox.somebody("en", "theatre/EMAIL");
        String link = Mailbox.oneClick(Mailbox.receive(to, "theatre"));
        assertEquals(405, Visitor.send(method, link).statusCode());
        assertTrue(Mailbox.send(to, "theatre").getBoolean("sent"));
    }

    private static void stopped(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().length() < 200 && !answer.body().contains("<"), answer.body());
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"));
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty(), "no cookie");
        assertTrue(answer.headers().firstValue("Location").isEmpty(), "no redirect (RFC 8058 §3.1)");
    }

    private static String changed(String token, int at) {
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        return token.substring(0, at) + other + token.substring(at + 1);
    }
}
