package org.preferencecenter.mail.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.preferencecenter.mail.entity.DkimKey;
import org.preferencecenter.mail.entity.DkimSignature;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Stamps;
import org.preferencecenter.mail.entity.TestKeys;

/** Another implementation, dkimpy, reads our signatures. Skipped by name where Python or dkimpy is missing. */
class DkimInteropIT {

    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");
    private static String python;

    @BeforeAll
    static void dkimpy_is_installed() {
        python = PYTHONS.stream().filter(DkimInteropIT::hasDkimpy).findFirst().orElse(null);
        assumeTrue(python != null, "dkimpy is missing: apt-get install python3-dkim python3-nacl");
    }

    @TestFactory
    Stream<DynamicTest> dkimpy_accepts_both_signatures_of_every_golden_case() throws Exception {
        return Files.list(folder()).filter(Files::isDirectory).sorted()
                .map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> accepted(signed(c.resolve("out.eml")))));
    }

    private static void accepted(RawMessage message) throws Exception {
        List<String> verdicts = verify(message);
        assertEquals(2, verdicts.size(), verdicts.toString());
        assertTrue(verdicts.get(0).startsWith("ok rsa-sha256 "), verdicts.toString());
        assertTrue(verdicts.get(1).startsWith("ok ed25519-sha256 "), verdicts.toString());
        boolean oneClick = !message.fields("List-Unsubscribe-Post").isEmpty();
        for (String verdict : verdicts) {
            List<String> covered = List.of(verdict.split(" ")[2].split(":"));
            assertTrue(covered.contains("from") && covered.contains("list-unsubscribe"), verdict);
            assertEquals(oneClick, covered.contains("list-unsubscribe-post"), verdict);
        }
    }

    @Test
    void dkimpy_rejects_a_changed_body_a_changed_link_and_a_second_link_on_top() throws Exception {
        RawMessage message = signed(folder().resolve("plain/out.eml"));
        String text = new String(message.bytes(), StandardCharsets.ISO_8859_1);
        for (String forged : List.of(text.replace("Good evening", "Good morning"), text.replace("TOKEN-1", "TOKEN-9"),
                "List-Unsubscribe: <https://evil.example/u>\r\n" + text,
                "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" + text, "From: x@evil.example\r\n" + text)) {
            List<String> verdicts = verify(RawMessage.of(forged.getBytes(StandardCharsets.ISO_8859_1)));
            assertTrue(verdicts.stream().allMatch(v -> v.startsWith("bad ")), verdicts.toString());
        }
    }

    @Test
    void a_message_with_line_feeds_is_signed_as_it_will_be_sent() throws Exception {
        RawMessage lineFeeds = RawMessage.of("From: a@mail.example.org\nSubject: x\n\nbody \n\n".getBytes());
        RawMessage crlf = lineFeeds.withCrlf();
        accepted(sign(crlf.with(Stamps.fixed().changes(crlf, ExistingPolicy.REPLACE))));
    }

    private static RawMessage signed(Path file) throws IOException {
        return sign(RawMessage.of(Files.readAllBytes(file)).withCrlf());
    }

    private static RawMessage sign(RawMessage message) {
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");
        return message.with(TestKeys.BOTH.stream().map(key -> DkimSignature.of(message, key, noon)).toList());
    }

    private static List<String> verify(RawMessage message) throws Exception {
        List<String> command = new ArrayList<>(List.of(python, folder().resolve("verify-dkim.py").toString()));
        TestKeys.BOTH.stream().map(DkimKey::record).forEach(r -> command.addAll(List.of(r.name(), r.value())));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var in = process.getOutputStream()) {
            in.write(message.bytes());
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertEquals(0, process.waitFor());
        return out.lines().toList();
    }

    private static boolean hasDkimpy(String command) {
        try {
            return new ProcessBuilder(command, "-c", "import dkim, nacl").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(DkimInteropIT.class.getResource("/mail").toURI());
    }
}
