package org.preferencecenter.production;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.demo.entity.Person;
import org.preferencecenter.mail.entity.MilterFrame;
import org.preferencecenter.mail.entity.MilterFrames;
import org.preferencecenter.platform.FreePort;

/**
 * The doors for mail that others send, on a real server: headers by API, the library in an application of its own, milter.
 */
class DoorsIT {

    private static final String FROM = "From: a@news.theatre-des-vents.example\r\n";
    private static Production server;

    @BeforeAll
    static void start() throws Exception {
        server = Production.running();
        server.sow(Stream.of("api", "held", "library", "milter", "given-back").map(name -> Person.parse("doors-" + name
                + "@example.net;en;GB;Europe/London;CONSUMER;formulaire;;;;;;;;;;formulaire;jazz/EMAIL=AT_MOST:1:WEEK;Robin Doors;"))
                .toList());
    }

    private static HttpResponse<String> headers(String query, String header) {
        return server.send(server.request("/api/v1/headers" + query, "Content-Type", "text/rfc822-headers", "Authorization",
                "Bearer " + Production.API_KEY).POST(BodyPublishers.ofString(header)));
    }

    private static JsonObject json(HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    @Test
    void what_may_go_is_told_with_what_to_change_and_counts_at_once() {
        String header = FROM
                + "To: Robin <doors-api@example.net>\r\nList-ID: <old.example.org>\r\nList-ID: <older.example.org>\r\n";
        JsonObject answer = json(headers("?stream=lettre-jazz", header), 200);
        assertEquals("ALLOW", answer.getString("verdict"));
        assertFalse(answer.containsKey("reservation"), "it counts");
        List<String> changes = answer.getJsonArray("changes").getValuesAs(JsonObject.class).stream()
                .map(c -> c.getString("change") + " " + c.getString("name") + (c.containsKey("instance") ? " "
                + c.getInt("instance") : ""))
                .toList();
        assertTrue(changes.containsAll(List.of("add List-Unsubscribe", "add List-Unsubscribe-Post", "add List-ID",
                "delete List-ID 1",
                "delete List-ID 2", "add List-Help", "add Feedback-ID")), changes.toString());
        JsonObject unsubscribe = answer.getJsonArray("changes").getValuesAs(JsonObject.class).stream()
                .filter(c -> c.getString("name").equals("List-Unsubscribe")).findFirst().orElseThrow();
        String link = unsubscribe.getJsonArray("lines").getString(0);
        assertTrue(link.matches("<https://p\\.example\\.org/u/[A-Za-z0-9_.-]+>,"), link);
        assertEquals(200, server.get(URI.create(link.substring(1, link.length() - 2)).getPath()).statusCode());
        assertEquals("DEFER", json(headers("?stream=lettre-jazz", header), 409).getString("verdict"), "one a week");
    }

    @Test
    void what_is_held_may_be_given_back() {
        JsonObject held = json(headers("?stream=lettre-jazz&to=doors-held@example.net&reserve=true", FROM), 200);
        assertEquals(held.getString("decision"), held.getString("reservation"));
        json(headers("?stream=lettre-jazz&to=doors-held@example.net&reserve=true", FROM), 409);
        assertEquals(204, server.send(server.request("/api/v1/decisions/" + held.getString("decision") + "/reservation",
                "Authorization", "Bearer " + Production.API_KEY).DELETE()).statusCode());
        json(headers("?stream=lettre-jazz&to=doors-held@example.net", FROM), 200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?stream=lettre-jazz&to=nobody@example.com                     | From: a@b.example                        | 403 | address
            ?stream=lettre-jazz&to=noemie.bernard@example.net             | From: a@b.example                        | 403 |
            ?stream=nope&to=a@b.example                                   | From: a@b.example                        | 404 | stream
            ?to=a@b.example                                               | From: a@b.example                        | 422 | stream
            ?stream=billets                                               | From: a@b.example                        | 422 | parameter to
            ?stream=billets&to=a@b.example                                | Subject: no sender                       | 422 | From
            ?stream=billets&to=a@b.example                                | no header                                | 422 |
            ?stream=billets&to=a@b.example&reserve=perhaps                | From: a@b.example                        | 422 | reserve
            ?stream=invitations&to=a@b.example                            | From: a@b.example                        | 422 | e-mail
            ?stream=lettre-jazz&to=callum.adeyemi@example.com&existing=reject | From: a@b.example~List-ID: <x.example> | 422 | List-ID
            """)
    void what_will_not_do_is_told_as_for_messages(String query, String header, int status, String detail) {
        HttpResponse<String> answer = headers(query, header.replace("~", "\r\n") + "\r\n");
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(json(answer, status).getString("detail").contains(detail == null ? "" : detail), answer.body());
    }

    @Test
    void a_service_message_needs_no_change_and_a_header_without_end_is_not_read() {
        assertEquals(0, json(headers("?stream=billets&to=a@b.example", FROM), 200).getJsonArray("changes").size());
        json(headers("?stream=billets&to=a@b.example", FROM + "X-Long: " + "x".repeat(1 << 20)), 413);
    }

    @Test
    void an_application_with_the_jar_and_jakarta_mail_alone_asks_and_stamps() throws Exception {
        List<URL> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.matches(".*(jakarta\\.mail-api|angus-mail|jakarta\\.activation-api|angus-activation)-.*\\.jar")) {
                jars.add(Path.of(entry).toUri().toURL());
            }
        }
        jars.add(Path.of(System.getProperty("pc.server.home")).resolveSibling("preference-center-mail.jar").toUri().toURL());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader alone = new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            // Jakarta Mail looks for its parts there.
            Thread.currentThread().setContextClassLoader(alone);
            assertThrows(ClassNotFoundException.class, () -> alone.loadClass("org.preferencecenter.mail.entity.Stamp"));
            Application application = new Application(alone);
            String server = "http://localhost:" + DoorsIT.server.request("/").build().uri().getPort();
            assertEquals("Allowed", application.ask(server, Production.API_KEY, "doors-library@example.net"));
            assertEquals("https", application.header("List-Unsubscribe").substring(1, 6));
            assertEquals("List-Unsubscribe=One-Click", application.header("List-Unsubscribe-Post"));
            assertEquals("Deferred", application.ask(server, Production.API_KEY, "doors-library@example.net"));
            assertEquals(null, application.header("List-Unsubscribe"), "as it was");
            assertEquals("Refused", application.ask(server, Production.API_KEY, "nobody@example.com"));
            Throwable wrong = assertThrows(InvocationTargetException.class,
                    () -> application.ask(server, "wrong-key-wrong-key-wrong", "nobody@example.com")).getCause();
            assertInstanceOf(IllegalArgumentException.class, wrong);
            assertTrue(wrong.getMessage().startsWith("401 "), wrong.getMessage());
            int nobody = FreePort.next();
            assertInstanceOf(IOException.class, assertThrows(InvocationTargetException.class,
                    () -> application.ask("http://127.0.0.1:" + nobody, Production.API_KEY, "nobody@example.com"))
                    .getCause());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** An application that knows nothing of ours but the jar. */
    private static final class Application {

        private final Class<?> message;
        private final Class<?> preferences;
        private final Object session;
        private Object last;

        Application(ClassLoader alone) throws Exception {
            message = alone.loadClass("jakarta.mail.internet.MimeMessage");
            preferences = alone.loadClass("org.preferencecenter.mail.client.Preferences");
            session = alone.loadClass("jakarta.mail.Session").getMethod("getInstance", Properties.class).invoke(null,
                    new Properties());
        }

        /** @return the kind of answer */
        String ask(String server, String key, String recipient) throws Exception {
            last = message.getConstructor(session.getClass()).newInstance(session);
            message.getMethod("setFrom", String.class).invoke(last, "a@news.theatre-des-vents.example");
            message.getMethod("setSubject", String.class, String.class).invoke(last, "Soir\u00e9e", "UTF-8");
            message.getMethod("setText", String.class).invoke(last, "Good evening");
            Object center = preferences.getMethod("at", URI.class, String.class).invoke(null, URI.create(server), key);
            return preferences.getMethod("stamp", message, String.class, String.class).invoke(center, last, "lettre-jazz",
                    recipient)
                    .getClass().getSimpleName();
        }

        String header(String name) throws Exception {
            String[] all = (String[]) message.getMethod("getHeader", String.class).invoke(last, name);
            return all == null ? null : all[0];
        }
    }

    @Test
    void a_mail_server_asks_at_the_milters_door() throws Exception {
        try (Line line = new Line(server.milter)) {
            assertEquals("c", line.rcpt("doors-milter@example.net"));
            line.say('L', "From\0 a@jazz.theatre-des-vents.example\0");
            String end = line.ask('E', "");
            assertTrue(end.contains("List-Unsubscribe\0 <https://p.example.org/u/") && end.endsWith("c"), end);
            String later = line.rcpt("doors-milter@example.net");
            assertTrue(later.matches("y450 4\\.7\\.1 Not before 20.*decision [0-9a-f-]{36} \\(https://p\\.example\\.org/.*\0"), later);
            assertTrue(line.rcpt("nobody@example.com").startsWith("y550 5.7.1 Refused by decision "));
            assertEquals("c", line.rcpt("doors-given-back@example.net"));
            line.say('A', "");
            assertEquals("c", line.rcpt("doors-given-back@example.net"), "what was aborted is given back");
        }
    }

    /** A mail server's line to the milter. */
    private static final class Line implements AutoCloseable {

        private final Socket socket;
        private final MilterFrames frames = new MilterFrames();

        Line(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(60_000);
            ask('O', new String(ByteBuffer.allocate(12).putInt(6).putInt(0x1ff).putInt(0x1fffff).array(), ISO_8859_1));
            say('C', "client.example\0" + "4\u00c0\0" + "127.0.0.1\0");
        }

        String rcpt(String recipient) throws IOException {
            say('M', "<news@jazz.theatre-des-vents.example>\0");
            return ask('R', "<" + recipient + ">\0");
        }

        void say(char command, String data) throws IOException {
            socket.getOutputStream().write(new MilterFrame(command, data).bytes());
        }

        /** Everything up to an answer that ends it. */
        String ask(char command, String data) throws IOException {
            say(command, data);
            StringBuilder said = new StringBuilder();
            byte[] buffer = new byte[4096];
            while (true) {
                for (Optional<MilterFrame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                    said.append(frame.get().command()).append(frame.get().data());
                    if ("cyO".indexOf(frame.get().command()) >= 0) {
                        return said.toString();
                    }
                }
                int length = socket.getInputStream().read(buffer);
                if (length < 0) {
                    return said + "closed";
                }
                frames.add(buffer, length);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
