package org.preferencecenter.mail.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Reply;
import org.preferencecenter.platform.entity.Settings;

/** Connections that are kept, protected, logged in, or not to be had. */
class NextHopConnectionsTest {

    private static final RawMessage MESSAGE = RawMessage.of("From: a@example.org\r\n\r\n.dot\r\n".getBytes(US_ASCII));
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;
    private static SSLContext ours;
    private static String authority;

    /** Keys by the tool that comes with Java: one for localhost and 127.0.0.1. */
    @BeforeAll
    static void certificates() throws Exception {
        Path store = folder.resolve("hop.p12");
        authority = folder.resolve("hop.pem").toString();
        keytool("-genkeypair", "-alias", "hop", "-keyalg", "EC", "-dname", "CN=hop", "-ext", "SAN=dns:localhost", "-validity", "2",
                "-keystore", store.toString(), "-storepass", PASSWORD);
        keytool("-exportcert", "-rfc", "-alias", "hop", "-file", authority, "-keystore", store.toString(), "-storepass", PASSWORD);
        ours = RelayCertificate.of(store.toString(), PASSWORD.toCharArray());
        expired(store.toString());
    }

    /** Two that were good until a week ago: one that somebody trusts by itself, and one by an authority that is trusted. */
    private static void expired(String authorities) throws Exception {
        for (String name : List.of("alone", "signed")) {
            String store = folder.resolve(name + ".p12").toString();
            keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=hop", "-ext", "SAN=dns:localhost", "-startdate", "-9d",
                    "-validity", "2", "-keystore", store, "-storepass", PASSWORD);
            if (name.equals("signed")) {
                String asked = folder.resolve("asked").toString();
                String given = folder.resolve("given").toString();
                keytool("-genkeypair", "-alias", "authority", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c", "-validity", "2",
                        "-keystore", authorities, "-storepass", PASSWORD);
                keytool("-certreq", "-alias", name, "-file", asked, "-keystore", store, "-storepass", PASSWORD);
                keytool("-gencert", "-alias", "authority", "-infile", asked, "-outfile", given, "-ext", "SAN=dns:localhost", "-startdate",
                        "-9d", "-validity", "2", "-rfc", "-keystore", authorities, "-storepass", PASSWORD);
                keytool("-exportcert", "-rfc", "-alias", "authority", "-file", folder.resolve("signed.pem").toString(), "-keystore",
                        authorities, "-storepass", PASSWORD);
                keytool("-importcert", "-noprompt", "-alias", "authority", "-file", folder.resolve("signed.pem").toString(), "-keystore",
                        store, "-storepass", PASSWORD);
                keytool("-importcert", "-alias", name, "-file", given, "-keystore", store, "-storepass", PASSWORD);
            } else {
                keytool("-exportcert", "-rfc", "-alias", name, "-file", folder.resolve("alone.pem").toString(), "-keystore", store,
                        "-storepass", PASSWORD);
            }
        }
    }

    private static SSLContext shown(String name) throws Exception {
        KeyStore store = KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertTrue(tool.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, tool.exitValue());
    }

    private static NextHop hop(int port, Map<String, String> more) {
        Map<String, String> env = new HashMap<>(Map.of("PC_DEMO", "true", "PC_SECRET",
                Base64.getEncoder().encodeToString(new byte[32]), "PC_SMTP_HOST", "127.0.0.1", "PC_SMTP_PORT", Integer.toString(port),
                "PC_SMTP_TIMEOUT_SECONDS", "5"));
        env.putAll(more);
        return new NextHop(Settings.read(env));
    }

    private static Reply send(NextHop hop) {
        return hop.send(MESSAGE, "ada@example.net", "b@example.org");
    }

    @Test
    void messages_share_a_connection_until_it_is_gone() {
        try (Peer peer = new Peer(Map.of())) {
            NextHop hop = hop(peer.port(), Map.of());
            for (int i = 0; i < 3; i++) {
                assertTrue(send(hop).accepted());
            }
            assertEquals(1, count(peer, "EHLO"));
            assertEquals(1, peer.cut());
            assertTrue(send(hop).accepted());
            assertEquals(2, count(peer, "EHLO"));
            hop.close();
        }
    }

    @Test
    void after_a_refusal_the_connection_is_cleared_and_kept() {
        Map<String, String> says = new ConcurrentHashMap<>(Map.of("RCPT", "550 5.1.1 unknown"));
        try (Peer peer = new Peer(says)) {
            NextHop hop = hop(peer.port(), Map.of());
            assertEquals(550, send(hop).code());
            says.clear();
            assertTrue(send(hop).accepted());
            assertEquals(1, count(peer, "EHLO"));
            assertEquals(1, count(peer, "RSET"));
        }
    }

    @Test
    void a_kept_connection_that_is_sent_away_gives_way_to_a_fresh_one_and_a_fresh_one_to_none() {
        Map<String, String> says = new ConcurrentHashMap<>();
        try (Peer peer = new Peer(says)) {
            NextHop hop = hop(peer.port(), Map.of());
            assertTrue(send(hop).accepted());
            says.put("MAIL", "421 4.3.2 closing");
            Reply reply = send(hop);
            assertEquals(Reply.Kind.TEMPORARY, reply.kind());
            assertEquals(421, reply.code());
            assertEquals(2, count(peer, "EHLO"));
            assertEquals(3, count(peer, "MAIL"));
        }
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 451 4.3.0 later, 451", "RCPT, 550 5.1.1 no, 550", "DATA, 554 5.7.1 no, 554", "DOT, 552 5.3.4 big, 552",
            "OTHER, '', 250"})
    void pipelining_changes_no_answer(String step, String says, int code) {
        try (Peer peer = new Peer(Map.of("EHLO", "250 peer\n250 PIPELINING", step, says))) {
            NextHop hop = hop(peer.port(), Map.of());
            assertEquals(code, send(hop).code());
            assertEquals(code, send(hop).code());
            assertEquals(1, count(peer, "EHLO"));
        }
    }

    @Test
    void more_messages_than_connections_wait_their_turn() throws InterruptedException {
        try (Peer peer = new Peer(Map.of())) {
            NextHop hop = hop(peer.port(), Map.of("PC_SMTP_CONNECTIONS", "2"));
            List<Reply> replies = new CopyOnWriteArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                threads.add(new Thread(() -> replies.add(send(hop))));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(12, replies.stream().filter(Reply::accepted).count());
            assertTrue(count(peer, "EHLO") <= 2, peer.commands.toString());
        }
    }

    private static long count(Peer peer, String verb) {
        return peer.commands.stream().filter(c -> c.startsWith(verb)).count();
    }

    /** One connection: says each line in turn when something was said, STARTTLS as it is; keeps what it heard. */
    private static List<String> serve(ServerSocket server, boolean implicit, String... answers) {
        return serve(server, ours, implicit, answers);
    }

    private static List<String> serve(ServerSocket server, SSLContext shown, boolean implicit, String... answers) {
        List<String> heard = new CopyOnWriteArrayList<>();
        Thread thread = new Thread(() -> {
            try (Socket plain = server.accept()) {
                Socket socket = implicit ? secure(plain, shown) : plain;
                BufferedReader in = reader(socket);
                for (int i = 0; i < answers.length; i++) {
                    if (answers[i].equals("TLS")) {
                        socket = secure(socket, shown);
                        in = reader(socket);
                    } else {
                        socket.getOutputStream().write((answers[i] + "\r\n").getBytes(US_ASCII));
                    }
                    if (i + 1 < answers.length && answers[i + 1].equals("TLS")) {
                        continue;
                    }
                    String line = in.readLine();
                    if (line == null) {
                        return;
                    }
                    heard.add(line);
                    while (line != null && heard.contains("DATA") && !line.equals("DATA") && !line.equals(".")) {
                        line = in.readLine();
                    }
                }
            } catch (IOException gone) {
                heard.add("gone");
            }
        });
        thread.setDaemon(true);
        thread.start();
        return heard;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    }

    private static Socket secure(Socket socket, SSLContext shown) throws IOException {
        SSLSocket secured = (SSLSocket) shown.getSocketFactory().createSocket(socket, null, true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @Test
    void under_starttls_the_password_and_the_message_are_protected() throws IOException {
        try (ServerSocket server = server()) {
            List<String> heard = serve(server, false, "220 hop", "250-hop\r\n250 STARTTLS", "220 go", "TLS",
                    "250-hop\r\n250 AUTH LOGIN PLAIN", "235 in", "250 from", "250 to", "354 go", "250 2.0.0 kept");
            Reply reply = send(hop(server.getLocalPort(), Map.of("PC_SMTP_HOST", "localhost", "PC_SMTP_TLS", "required", "PC_SMTP_CA",
                    authority, "PC_SMTP_USER", "us", "PC_SMTP_PASSWORD", "secret")));
            assertEquals(new Reply(Reply.Kind.ACCEPTED, 250, "2.0.0 kept"), reply);
            assertEquals(List.of("EHLO", "STARTTLS", "EHLO", "AUTH"), heard.subList(0, 4).stream().map(l -> l.split(" ")[0]).toList());
            assertEquals("AUTH PLAIN " + Base64.getEncoder().encodeToString("\0us\0secret".getBytes(US_ASCII)), heard.get(3));
        }
    }

    @Test
    void implicit_tls_and_login_work_too() throws IOException {
        try (ServerSocket server = server()) {
            serve(server, true, "220 hop", "250-hop\r\n250 AUTH LOGIN", "334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 in", "250 from",
                    "250 to", "354 go", "250 2.0.0 kept");
            assertTrue(send(hop(server.getLocalPort(), Map.of("PC_SMTP_HOST", "localhost", "PC_SMTP_TLS", "implicit", "PC_SMTP_CA",
                    authority, "PC_SMTP_USER", "us", "PC_SMTP_PASSWORD", "secret"))).accepted());
        }
    }

    /** Nothing is sent to somebody who only says that it is the next hop. */
    @ParameterizedTest
    @CsvSource({"localhost, false, not trusted", "127.0.0.1, true, not trusted"})
    void an_unknown_certificate_or_another_name_gets_no_message(String name, boolean trusted, String why) throws IOException {
        try (ServerSocket server = server()) {
            List<String> heard = serve(server, false, "220 hop", "250-hop\r\n250 STARTTLS", "220 go", "TLS", "250 hop", "250 ok");
            Map<String, String> more = new HashMap<>(Map.of("PC_SMTP_HOST", name, "PC_SMTP_TLS", "starttls"));
            if (trusted) {
                more.put("PC_SMTP_CA", authority);
            }
            Reply reply = send(hop(server.getLocalPort(), more));
            assertEquals(Reply.Kind.UNREACHABLE, reply.kind());
            assertTrue(reply.text().contains(why), reply.text());
            assertFalse(heard.stream().anyMatch(line -> line.startsWith("MAIL")), heard.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"alone, starttls, has expired", "signed, starttls, not trusted", "alone, implicit, has expired", "signed, implicit, not trusted"})
    void a_certificate_that_was_good_once_gets_no_message(String name, String tls, String why) throws Exception {
        try (ServerSocket server = server()) {
            boolean implicit = tls.equals("implicit");
            List<String> heard = implicit ? serve(server, shown(name), true, "220 hop", "250 hop", "250 ok")
                    : serve(server, shown(name), false, "220 hop", "250-hop\r\n250 STARTTLS", "220 go", "TLS", "250 hop", "250 ok");
            Reply reply = send(hop(server.getLocalPort(), Map.of("PC_SMTP_HOST", "localhost", "PC_SMTP_TLS", tls, "PC_SMTP_CA",
                    folder.resolve(name + ".pem").toString())));
            assertEquals(Reply.Kind.UNREACHABLE, reply.kind());
            assertTrue(reply.text().contains(why), reply.text());
            assertFalse(heard.stream().anyMatch(line -> line.startsWith("MAIL")), heard.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"250 hop, offers no TLS", "'250-hop\r\n250 STARTTLS', offers no TLS"})
    void where_tls_is_required_nothing_goes_without(String hello, String why) throws IOException {
        try (ServerSocket server = server()) {
            List<String> heard = serve(server, false, "220 hop", hello, "454 not now", "250 ok");
            Reply reply = send(hop(server.getLocalPort(), Map.of("PC_SMTP_HOST", "localhost", "PC_SMTP_TLS", "required")));
            assertTrue(reply.kind() == Reply.Kind.UNREACHABLE && reply.text().contains(why), reply.toString());
            assertFalse(heard.stream().anyMatch(line -> line.startsWith("MAIL")), heard.toString());
        }
    }

    @Test
    void what_follows_the_answer_to_starttls_in_the_clear_is_not_believed() throws IOException {
        try (ServerSocket server = server()) {
            serve(server, false, "220 hop", "250-hop\r\n250 STARTTLS", "220 go\r\n250-hop\r\n250 AUTH PLAIN", "250 ok");
            Reply reply = send(hop(server.getLocalPort(), Map.of("PC_SMTP_HOST", "localhost", "PC_SMTP_TLS", "required", "PC_SMTP_CA",
                    authority)));
            assertEquals(Reply.Kind.UNREACHABLE, reply.kind());
        }
    }

    @ParameterizedTest
    @CsvSource({"'250-hop\r\n250 AUTH CRAM-MD5', 250 x, neither", "'250-hop\r\n250 AUTH PLAIN', 535 5.7.8 no, does not take"})
    void a_login_that_fails_is_our_trouble_and_not_the_senders(String hello, String answer, String why) throws IOException {
        try (ServerSocket server = server()) {
            serve(server, false, "220 hop", hello, answer, "250 ok");
            Reply reply = send(hop(server.getLocalPort(), Map.of("PC_SMTP_USER", "us", "PC_SMTP_PASSWORD", "secret")));
            assertTrue(reply.kind() == Reply.Kind.UNREACHABLE && reply.text().contains(why), reply.toString());
            assertFalse(reply.text().contains("secret"));
        }
    }

    @Test
    void a_server_that_answers_nothing_after_the_dot_is_waited_for_and_not_sent_to_again() throws IOException {
        try (ServerSocket server = server()) {
            List<String> heard = serve(server, false, "220 hop", "250 hop", "250 from", "250 to", "354 go");
            Reply reply = send(hop(server.getLocalPort(), Map.of()));
            assertEquals(Reply.Kind.UNREACHABLE, reply.kind());
            assertEquals(1, heard.stream().filter(line -> line.startsWith("EHLO")).count());
        }
    }
}
