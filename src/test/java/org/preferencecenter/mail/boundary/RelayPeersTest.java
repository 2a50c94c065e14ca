package org.preferencecenter.mail.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients we did not write: Postfix's smtp-source, which speaks SMTP and LMTP over several connections, and curl. */
class RelayPeersTest {

    private static final Path SOURCE = Path.of("/usr/sbin/smtp-source");

    @TempDir
    private Path folder;

    private String run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "peer", ".txt");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertTrue(process.waitFor(180, TimeUnit.SECONDS));
        String said = Files.readString(out);
        assertEquals(0, process.exitValue(), said);
        return said;
    }

    private static long sent(RelayUnderTest relay) {
        return relay.desk.settled().stream().filter(what -> what.startsWith("sent")).count();
    }

    @Test
    void smtp_source_hands_over_its_messages_by_smtp() throws Exception {
        assumeTrue(Files.isExecutable(SOURCE), "needs Debian's package postfix");
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER)) {
            run(SOURCE.toString(), "-s", "4", "-m", "40", "-l", "4000", "-d", "-f", "b@example.org", "-t", "ada@example.net",
                    "inet:127.0.0.1:" + relay.port());
            assertEquals(40, sent(relay));
        }
    }

    @Test
    void smtp_source_hands_over_its_messages_by_lmtp_for_several_readers_each() throws Exception {
        assumeTrue(Files.isExecutable(SOURCE), "needs Debian's package postfix");
        try (RelayUnderTest relay = RelayUnderTest.lmtp(Map.of(), RelayUnderTest.LETTER)) {
            run(SOURCE.toString(), "-L", "-s", "4", "-m", "20", "-r", "3", "-d", "-f", "b@example.org", "-t", "ada@example.net",
                    "inet:127.0.0.1:" + relay.port());
            assertEquals(60, sent(relay));
        }
    }

    @Test
    void curl_sends_a_file_as_the_handbook_says() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "needs curl");
        Path message = Files.writeString(folder.resolve("message.eml"),
                "From: hello@news.example.org\r\nTo: ada@example.net\r\nSubject: Tonight\r\n\r\nGood evening\r\n.dot\r\n");
        try (RelayUnderTest relay = RelayUnderTest.open(Map.of(), RelayUnderTest.LETTER)) {
            List<String> command = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--url", "smtp://127.0.0.1:" + relay.port(),
                    "--mail-from", "b@news.example.org", "--mail-rcpt", "ada@example.net", "--upload-file", message.toString()));
            run(command.toArray(String[]::new));
            assertEquals(1, sent(relay));
            assertTrue(new String(relay.hop.data()).endsWith("\r\n.dot\r\n"));
        }
    }
}
