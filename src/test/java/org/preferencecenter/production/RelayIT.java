package org.preferencecenter.production;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.access.control.SenderLogins;

/** The relay of a server as in production, as a sender meets it: with swaks, a client we did not write. */
class RelayIT {

    private static Production server;
    private static SenderLogins.Made login;

    @TempDir
    private Path folder;

    /** @param code the program's */
    private record Said(int code, String text) {
    }

    @BeforeAll
    static void start() throws Exception {
        server = Production.running();
        int brand;
        int jazz;
        try (Connection connection = server.database.getConnection(); Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select s.id, p.brand_id from stream s join purpose p on p.id = s.purpose_id"
                        + " where s.code = 'lettre-jazz'")) {
            row.next();
            jazz = row.getInt(1);
            brand = row.getInt(2);
        }
        login = new SenderLogins(server.database, Clock.systemUTC()).make("swaks", brand, Set.of(jazz));
    }

    @AfterEach
    void hopSaysYesAgain() {
        server.hopSays.clear();
    }

    /**
     * Until the server has found its database again: tests that took it away, here or elsewhere, leave connections behind that
     * are found dead one by one.
     */
    private Said swaks(String to, String... more) throws IOException, InterruptedException {
        Said said = once(to, more);
        while (said.text().contains("454 4.7.0") || said.text().contains("451 4.3.0")) {
            said = once(to, more);
        }
        return said;
    }

    private Said once(String to, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("swaks", "--server", "127.0.0.1", "--port",
                Integer.toString(server.relayPort()), "--from", "b@news.theatre-des-vents.example", "--to", to, "--h-From",
                "Theatre <bonjour@news.theatre-des-vents.example>", "--body", "Tonight.\n.\nCome.", "--timeout", "60"));
        command.addAll(List.of(more));
        Path out = Files.createTempFile(folder, "swaks", ".txt");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        return new Said(process.exitValue(), Files.readString(out, StandardCharsets.ISO_8859_1));
    }

    private String[] loggedIn(String... more) {
        List<String> all = new ArrayList<>(List.of("--tls", "--auth", "PLAIN", "--auth-user", login.login().id(), "--auth-password",
                login.password()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void a_newsletter_goes_out_under_tls_with_the_readers_own_links_and_the_next_hops_answer_comes_back() throws Exception {
        Said said = swaks("callum.adeyemi@example.com", loggedIn("--pipeline"));
        assertEquals(0, said.code(), said.text());
        assertTrue(said.text().contains("250 2.0.0 kept as 42"), said.text());
        String sent = new String(server.hop.data(), StandardCharsets.ISO_8859_1);
        for (String field : List.of("DKIM-Signature: ", "List-Unsubscribe: <https://p.example.org/u/", "with ESMTPSA")) {
            assertTrue(sent.contains(field), sent);
        }
        assertTrue(sent.endsWith("Tonight.\r\n.\r\nCome.\r\n\r\n\r\n") || sent.endsWith("Come.\r\n\r\n") || sent.endsWith("Come.\r\n"), sent);
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 550 5.1.1 no such mailbox, 550 5.1.1 no such mailbox", "DOT, 451 4.7.1 greylisted, 451 4.7.1 greylisted",
            "DOT, '', 451 4.4.1"})
    void what_the_next_hop_did_not_take_is_not_acknowledged(String step, String says, String answer) throws Exception {
        server.hopSays.put(step, says);
        Said said = swaks("callum.adeyemi@example.com", loggedIn());
        assertTrue(said.code() != 0 && said.text().contains(answer), said.text());
    }

    @Test
    void who_may_not_be_written_to_is_refused_with_a_decision_that_the_api_explains() throws Exception {
        Said said = swaks("nobody-" + System.nanoTime() + "@example.net", loggedIn());
        assertEquals(24, said.code(), said.text());
        assertTrue(said.text().contains("550 5.7.1 Decision"), said.text());
        String id = said.text().replaceAll("(?s).*/api/v1/decisions/([0-9a-f-]{36}).*", "$1");
        assertEquals(200, server.get("/api/v1/decisions/" + id, "Authorization", "Bearer " + Production.API_KEY).statusCode());
    }

    @Test
    void nobody_gets_in_without_a_login_or_with_a_wrong_one() throws Exception {
        Said none = swaks("callum.adeyemi@example.com");
        assertTrue(none.code() != 0 && none.text().contains("530 5.7.0"), none.text());
        Said wrong = swaks("callum.adeyemi@example.com", "--tls", "--auth", "LOGIN", "--auth-user", login.login().id(),
                "--auth-password", "wrong");
        assertTrue(wrong.code() != 0 && wrong.text().contains("535 5.7.8"), wrong.text());
        assertFalse(Files.readString(server.logs.resolve("server.log")).contains(login.password()));
    }

    @Test
    void while_the_database_is_away_the_sender_keeps_its_message() throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", server.relayPort()), 10_000);
        }
        Production.cutDatabase();
        try {
            Said said = once("callum.adeyemi@example.com", loggedIn());
            assertTrue(said.code() != 0 && said.text().contains("454 4.7.0"), said.text());
        } finally {
            Production.giveDatabaseBack();
        }
    }
}
