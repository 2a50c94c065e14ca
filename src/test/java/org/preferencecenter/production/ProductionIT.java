package org.preferencecenter.production;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.run.CannotStart;
import org.preferencecenter.run.ServerProcess;

/** The server as operators run it: without the demo, behind a proxy or not, and when its database goes away. */
class ProductionIT {

    private static final byte[] PAIR = "List-Unsubscribe=One-Click".getBytes(StandardCharsets.US_ASCII);
    private static Production server;

    @BeforeAll
    static void start() throws Exception {
        server = Production.running();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo", "/demo/", "/demo/inbox", "/demo/inbox.json", "/demo/dns.json", "/demo/send",
            "/demo/inbox.xhtml", "/demo/inbox.xhtml;x", "/demo/nothing"})
    void nothing_lies_under_demo(String path) {
        for (HttpResponse<String> answer : List.of(server.get(path), server.post(path, PAIR))) {
            assertEquals(404, answer.statusCode());
            assertEquals("", answer.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/noconsole.html", "/management", "/health", "/WEB-INF/web.xml", "/center/home.xhtml"})
    void nothing_else_is_served(String path) {
        assertEquals(404, server.get(path).statusCode());
    }

    @Test
    void no_answer_sets_a_cookie_or_starts_a_session() {
        String token = token(Power.PAGE, 21);
        String click = token(Power.ONE_CLICK, 21);
        for (HttpResponse<String> answer : List.of(server.get("/"), server.get("/p/" + token), server.get("/u/" + click),
                server.get("/c/none"), server.post("/u/" + click, PAIR), server.post("/p/" + token, "do=save".getBytes()),
                server.post("/api/v1/messages", PAIR), server.get("/nowhere"), server.get("/brand/0.css"))) {
            assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty(), answer.uri().toString());
            assertFalse(answer.body().contains("jsessionid"), answer.uri().toString());
        }
    }

    /** The page's forms believe the host they were asked under; who may say so is the proxy's business alone. */
    @Test
    void forwarded_headers_are_not_believed_unless_a_proxy_is_announced() {
        String path = "/p/" + token(Power.PAGE, 22);
        HttpResponse<String> answer = server.post(path, "do=stop".getBytes(), "Origin", "https://evil.example",
                "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https", "X-Forwarded-For", "1.2.3.4");
        assertEquals(403, answer.statusCode());
    }

    @Test
    void one_click_is_not_redirected_to_https_or_anywhere_else() {
        assertEquals(200, server.post("/u/" + token(Power.ONE_CLICK, 23), PAIR, "X-Forwarded-Proto", "http").statusCode());
    }

    /** One of them: what each variable may be is {@code SettingsTest}'s. */
    @Test
    void a_wrong_setting_stops_the_start_and_the_log_names_it(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("server.log");
        ServerProcess wrong = server.start(folder.resolve("base"), log, Map.of("PC_UNDO_HOURS", "0"));
        String said = assertThrows(CannotStart.class, () -> wrong.awaitStarted(log)).getMessage();
        String sentence = "PC_UNDO_HOURS is '0', but must be a whole number from 1 to 720; for example PC_UNDO_HOURS=24";
        assertTrue(said.contains(sentence), said);
        assertTrue(Files.readString(log).contains(sentence));
    }

    @Test
    @Timeout(180)
    void without_its_database_nothing_is_claimed_and_with_it_everything_goes_on() throws Exception {
        String click = "/u/" + token(Power.ONE_CLICK, 24);
        Production.cutDatabase();
        try {
            HttpResponse<String> away = server.post(click, PAIR);
            assertEquals(503, away.statusCode());
            assertTrue(away.headers().firstValue("Retry-After").isPresent());
            assertEquals(404, server.post("/u/nonsense", PAIR).statusCode(), "a wrong link is wrong all the same");
            HttpResponse<String> page = server.get("/p/" + token(Power.PAGE, 24));
            assertEquals(503, page.statusCode());
            assertTrue(page.headers().firstValue("Retry-After").isPresent());
            assertTrue(page.body().contains("<h1>") && !page.body().contains("Exception"), page.body());
        } finally {
            Production.letDatabaseBeFound();
        }
        int status = server.post(click, PAIR).statusCode();
        while (status == 503) {
            status = server.post(click, PAIR).statusCode();
        }
        assertEquals(200, status);
        Production.giveDatabaseBack();
    }

    @Test
    void no_log_holds_a_token_or_an_address() throws Exception {
        String click = token(Power.ONE_CLICK, 25);
        String page = token(Power.PAGE, 25);
        server.post("/u/" + click, PAIR);
        server.get("/p/" + page);
        server.get("/p/" + page + "x?l=fr");
        server.post("/api/v1/messages?stream=lettre-jazz&to=somebody%40log.example", "From: a@b.example\r\n\r\nsecret-text"
                .getBytes(), "Content-Type", "message/rfc822", "Authorization", "Bearer " + Production.API_KEY);
        try (Stream<Path> files = Files.list(server.logs)) {
            List<Path> all = files.toList();
            assertTrue(all.stream().anyMatch(f -> f.getFileName().toString().startsWith("access.")), all.toString());
            for (Path file : all) {
                String text = Files.readString(file);
                for (String secret : List.of(click, page, "log.example", "secret-text", Production.API_KEY)) {
                    assertFalse(text.contains(secret), file + " holds " + secret);
                }
            }
        }
    }

    private static String token(Power power, long recipient) {
        return server.links.sign(new SignedLink(power, recipient, Scope.topic(1), 0));
    }
}
