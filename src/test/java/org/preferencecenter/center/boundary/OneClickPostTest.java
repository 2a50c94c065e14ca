package org.preferencecenter.center.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.undertow.Undertow;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.control.NetworkVeil;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** What a one-click POST is told when things go well and when they break, on a web server of its own without a database. */
class OneClickPostTest {

    private static final Clock CLOCK = Clock.fixed(java.time.Instant.parse("2026-11-22T10:00:00Z"), java.time.ZoneOffset.UTC);
    private final NetworkVeil veil = new NetworkVeil(new Vault(new Secret(new byte[32])));

    private static final Outcome STOPPED = new Outcome(UUID.randomUUID(), List.of(), false, OptionalInt.empty());

    private final List<OneClick> asked = new ArrayList<>();
    private CompletionStage<Outcome> becomes = CompletableFuture.completedFuture(STOPPED);
    private Undertow server;

    @BeforeEach
    void start() {
        Links links = new Links(null) {
            @Override
            public Optional<SignedLink> verify(String token, Power power) {
                return token.equals("good") && power == Power.ONE_CLICK
                        ? Optional.of(new SignedLink(power, 5, Scope.topic(21), 3)) : Optional.empty();
            }
        };
        Consents consents = new Consents(null, Clock.systemUTC(), Duration.ofDays(1), Duration.ofDays(1), (Reach) null, null,
                needed -> { }, 0) {
            @Override
            public CompletionStage<Outcome> withdraw(OneClick stop) {
                asked.add(stop);
                if (becomes == null) {
                    throw new IllegalStateException("broken");
                }
                return becomes;
            }
        };
        server = Undertow.builder().addHttpListener(0, "127.0.0.1").setIoThreads(1).setWorkerThreads(1)
                .setHandler(new OneClickPost(links, consents, veil, CLOCK)).build();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void a_durable_stop_is_answered_with_200_and_the_pair_is_recorded() throws Exception {
        assertEquals(200, post("good", "List-Unsubscribe=One-Click").statusCode());
        assertEquals(200, post("good", "").statusCode());
        String network = veil.name("127.0.0.1", CLOCK.instant());
        assertEquals(List.of(new OneClick(5, Scope.topic(21), 3, true, network),
                new OneClick(5, Scope.topic(21), 3, false, network)), asked);
    }

    @Test
    void nothing_is_answered_before_the_stop_is_durable() throws Exception {
        CompletableFuture<Outcome> commit = new CompletableFuture<>();
        becomes = commit;
        CompletableFuture<HttpResponse<String>> answer = HttpClient.newHttpClient()
                .sendAsync(request("good").POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
        post("bad", "");    // the only I/O thread has gone on to another request, so this one waits for its commit
        assertFalse(answer.isDone());
        commit.complete(STOPPED);
        assertEquals(200, answer.join().statusCode());
    }

    @Test
    void a_database_that_is_away_is_answered_with_503_and_when_to_come_back() throws Exception {
        becomes = CompletableFuture.failedFuture(new DatabaseAway(new java.sql.SQLException("away")));
        away(post("good", "List-Unsubscribe=One-Click"));
        becomes = null;
        away(post("good", "List-Unsubscribe=One-Click"));
    }

    @Test
    void a_commit_that_never_comes_is_answered_with_503() throws Exception {
        becomes = new CompletableFuture<>();
        away(post("good", "List-Unsubscribe=One-Click"));
    }

    @Test
    void a_wrong_link_asks_nothing_of_the_database() throws Exception {
        assertEquals(404, post("bad", "List-Unsubscribe=One-Click").statusCode());
        assertEquals(List.of(), asked);
    }

    @Test
    void a_body_over_8_KiB_is_refused_whether_its_length_is_told_or_not() throws Exception {
        byte[] large = new byte[8 * 1024 + 1];
        assertEquals(413, send(request("good").POST(HttpRequest.BodyPublishers.ofByteArray(large))).statusCode());
        assertEquals(413, send(request("good")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))).statusCode());
        assertEquals(List.of(), asked);
        assertEquals(200, send(request("good").POST(HttpRequest.BodyPublishers.ofByteArray(new byte[8 * 1024]))).statusCode());
    }

    /** A connection closed with a part of the body still under way is reset, and the answer is lost (RFC 9112 §9.6). */
    @Test
    void a_sender_still_writing_its_too_large_body_gets_the_answer_and_keeps_its_connection() throws Exception {
        try (Socket sender = new Socket("127.0.0.1", port())) {
            sender.setSoTimeout(20_000);
            OutputStream out = sender.getOutputStream();
            BufferedReader in = new BufferedReader(new InputStreamReader(sender.getInputStream(), StandardCharsets.US_ASCII));
            out.write("POST /u/good HTTP/1.1\r\nHost: x\r\nContent-Length: 30000\r\n\r\nbegun".getBytes(StandardCharsets.US_ASCII));
            assertEquals("HTTP/1.1 413 Request Entity Too Large", in.readLine());
            out.write(new byte[30_000 - "begun".length()]);
            out.write("POST /u/good HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals("HTTP/1.1 200 OK", in.lines().filter(line -> line.startsWith("HTTP/")).findFirst().orElse("closed"));
        }
        assertEquals(1, asked.size());
    }

    private static void away(HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode());
        assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    }

    private HttpResponse<String> post(String token, String body) throws Exception {
        return send(request(token).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    private HttpRequest.Builder request(String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/u/" + token))
                .header("Content-Type", "application/x-www-form-urlencoded");
    }
}
