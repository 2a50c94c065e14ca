package org.preferencecenter.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.preferencecenter.platform.FreePort;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.run.ServerProcess;

/**
 * An office that starts empty, on two nodes with one database: its first administrator comes in with the password that was
 * printed, chooses another, and goes on working on the second node when the first is killed with a form open.
 */
class TwoNodesIT {

    private static final String DATABASE = "nodes";
    private static final String PASSWORD = "les voiles du port";
    private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private String cookie = "";

    @Test
    void a_killed_node_takes_neither_the_sign_in_nor_the_open_form_along(@TempDir Path folder) throws Exception {
        try (Connection connection = TestDatabase.dataSource().getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("drop database if exists " + DATABASE);
            sql.execute("create database " + DATABASE);
        }
        Path home = Path.of(System.getProperty("pc.server.home"));
        Map<String, String> envA = environment();
        Map<String, String> envB = environment();
        Path logA = folder.resolve("a.log");
        Path logB = folder.resolve("b.log");
        ServerProcess a = ServerProcess.start(home, ServerProcess.copyOfBase(home, folder.resolve("a")), envA, logA);
        ServerProcess b = null;
        try {
            a.awaitStarted(logA);
            b = ServerProcess.start(home, ServerProcess.copyOfBase(home, folder.resolve("b")), envB, logB);
            Matcher told = Pattern.compile("one-time password (\\S+) at").matcher(Files.readString(logA));
            assertTrue(told.find(), "told on standard output");
            String form = chooseAPassword(envA, told.group(1));
            b.awaitStarted(logB);
            assertTrue(!Files.readString(logB).contains("one-time password"), "told once");

            a.kill();
            List<String> fields = List.of("profile", "profile", "csrf", first(form, "name=\"csrf\" value=\"([^\"]+)\""),
                    "name", "Camille", "locale", "fr", button(form, "profile"), "x", "jakarta.faces.ViewState", "stateless");
            HttpResponse<String> saved = send(post(envB, "/office/me", fields));
            assertEquals("/office/me?said=profile.saved", saved.headers().firstValue("Location").orElse("none"), saved.body());
            assertTrue(send(get(envB, "/office/me")).body().contains("value=\"Camille\""));
        } finally {
            a.stop();
            if (b != null) {
                b.stop();
            }
        }
    }

    /** @return the page of one's own account, as node A shows it */
    private String chooseAPassword(Map<String, String> env, String once) throws Exception {
        String door = send(get(env, "/office/signIn")).body();
        HttpResponse<String> in = send(post(env, "/office/signIn", List.of("enter", "enter", "enter:login", "camille@example.org",
                "enter:password", once, button(door, "enter"), "x", "jakarta.faces.ViewState", "stateless")));
        assertTrue(in.headers().firstValue("Location").orElse("none").startsWith("/office/signIn?change=1"), in.body());
        assertEquals(303, send(get(env, "/office/me")).statusCode(), "nothing opens before it is changed");
        String change = send(get(env, "/office/signIn?change=1")).body();
        HttpResponse<String> changed = send(post(env, "/office/signIn?change=1", List.of("change", "change", "current", once,
                "fresh", PASSWORD, "again", PASSWORD, button(change, "change"), "x", "jakarta.faces.ViewState", "stateless")));
        assertEquals(303, changed.statusCode(), changed.body());
        String me = send(get(env, "/office/me")).body();
        assertTrue(me.contains("camille@example.org"), me);
        return me;
    }

    private static String button(String page, String form) {
        return first(page.substring(page.indexOf("<form id=\"" + form + "\"")), "type=\"submit\" name=\"([^\"]+)\"");
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), () -> pattern + " in " + text);
        return matcher.group(1);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = http.send(request.header("Cookie", cookie).build(), BodyHandlers.ofString());
        answer.headers().firstValue("Set-Cookie").ifPresent(given -> {
            assertTrue(given.matches("(?i)__Host-office=.*; secure; HttpOnly; SameSite=Lax"), given);
            cookie = given.replaceFirst(";.*", "");
        });
        return answer;
    }

    private static HttpRequest.Builder get(Map<String, String> env, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + env.get("PC_HTTP_PORT") + path));
    }

    private static HttpRequest.Builder post(Map<String, String> env, String path, List<String> fields) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.size(); i += 2) {
            body.append(i == 0 ? "" : "&").append(URLEncoder.encode(fields.get(i), StandardCharsets.UTF_8)).append('=')
                    .append(URLEncoder.encode(fields.get(i + 1), StandardCharsets.UTF_8));
        }
        return get(env, path).header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body.toString()));
    }

    private static Map<String, String> environment() {
        Map<String, String> env = new HashMap<>(Map.of("PC_DATABASE_URL", TestDatabase.postgres().getJdbcUrl("postgres", DATABASE),
                "PC_DATABASE_USER", "postgres", "PC_DATABASE_PASSWORD", "postgres", "PC_BASE_URL", "https://localhost",
                "PC_SECRET", Base64.getEncoder().encodeToString(new byte[32]), "PC_SMTP_HOST", "127.0.0.1",
                "PC_ADMIN", "Camille@example.org"));
        for (String port : List.of("PC_HTTP_PORT", "PC_HTTPS_PORT", "PC_MANAGEMENT_PORT")) {
            env.put(port, Integer.toString(FreePort.next()));
        }
        return env;
    }
}
