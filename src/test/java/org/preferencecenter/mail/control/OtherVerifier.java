package org.preferencecenter.mail.control;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.preferencecenter.mail.entity.DnsRecord;
import org.preferencecenter.mail.entity.RawMessage;

/** An implementation of DKIM that we did not write, asked offline: the keys are handed to it. */
enum OtherVerifier {

    /** In Python, by a script of ours that hands it the message. */
    DKIMPY("dkimpy is missing: apt-get install python3-dkim python3-nacl") {
        @Override
        boolean installed() {
            return PYTHONS.stream().anyMatch(OtherVerifier::hasDkimpy);
        }

        @Override
        List<String> verify(RawMessage message, List<DnsRecord> keys) throws Exception {
            List<String> command = new ArrayList<>(List.of(PYTHONS.stream().filter(OtherVerifier::hasDkimpy).findFirst().orElseThrow(),
                    folder().resolve("verify-dkim.py").toString()));
            keys.forEach(record -> command.addAll(List.of(record.name(), record.value())));
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (var in = process.getOutputStream()) {
                in.write(message.bytes());
            }
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the script failed");
            }
            return out.lines().map(line -> line.split(" ")[0] + " " + line.split(" ")[1]).toList();
        }
    },

    /** In C: what many a Postfix verifies with. In its test mode, with a file of keys in place of DNS (TestPublicKeys). */
    OPENDKIM("OpenDKIM is missing: apt-get install opendkim") {
        @Override
        boolean installed() {
            return runs("opendkim", "-V");
        }

        @Override
        List<String> verify(RawMessage message, List<DnsRecord> keys) throws Exception {
            Path folder = Files.createTempDirectory("opendkim");
            Path mail = Files.write(folder.resolve("message"), ended(message.bytes()));
            Path known = Files.write(folder.resolve("keys"),
                    keys.stream().map(key -> key.name() + " " + key.value()).toList());
            Path set = Files.write(folder.resolve("conf"), List.of("Mode v", "TestPublicKeys " + known, "AuthservID test",
                    "Syslog no", "Background no"));
            Process process = new ProcessBuilder("opendkim", "-x", set.toString(), "-t", mail.toString(), "-vvv")
                    .redirectErrorStream(true).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            process.waitFor();
            for (Path file : List.of(mail, known, set, folder)) {
                Files.delete(file);
            }
            List<String> verdicts = new ArrayList<>();
            for (Matcher result = RESULT.matcher(out); result.find();) {
                verdicts.add((result.group(1).equals("pass") ? "ok " : "bad ") + result.group(2));
            }
            return verdicts;
        }
    };

    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");
    /** A line of Authentication-Results (RFC 8601, RFC 6008). */
    private static final Pattern RESULT = Pattern.compile("dkim=(\\w+)[^;]*?header\\.a=([a-z0-9-]+)");

    final String missing;

    OtherVerifier(String missing) {
        this.missing = missing;
    }

    abstract boolean installed();

    /** @return for each signature, topmost first, {@code ok} or {@code bad} and its algorithm */
    abstract List<String> verify(RawMessage message, List<DnsRecord> keys) throws Exception;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** With a line end at the end, as SMTP has it (RFC 5321 §4.1.1.4): the test mode reads no last line without one. */
    private static byte[] ended(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        return text.endsWith("\r\n") ? message : (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean hasDkimpy(String command) {
        return runs(command, "-c", "import dkim, nacl");
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Path folder() {
        try {
            return Path.of(OtherVerifier.class.getResource("/mail").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Path> golden() throws IOException {
        return Files.list(folder()).filter(Files::isDirectory).sorted();
    }
}
