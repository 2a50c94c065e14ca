package org.preferencecenter.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.platform.FreePort;

/** The run command as somebody at a terminal meets it: one address, or one sentence. */
@Timeout(300)
class LauncherIT {

    @TempDir
    private Path folder;

    @Test
    void after_a_kill_the_next_start_takes_over_and_a_polite_end_leaves_nothing_behind() throws Exception {
        Map<String, String> env = environment(folder.resolve("data"));
        Running first = new Running(env);
        String url = first.greeting();
        assertEquals(url, "http://localhost:" + env.get("PC_HTTP_PORT") + "/demo/inbox");
        assertEquals(200, status(url));
        String secret = Files.readString(folder.resolve("data/secret"));
        Map<String, String> second = environment(folder.resolve("data"));
        refused(second, "already running on the data folder");
        List<ProcessHandle> children = first.process.descendants().toList();

        first.process.destroyForcibly().waitFor();
        assertTrue(children.stream().anyMatch(ProcessHandle::isAlive), "a killed launcher cannot clean up");

        Running again = new Running(env);
        assertEquals(url, again.greeting());
        assertTrue(again.said.stream().anyMatch(line -> line.contains("An earlier run was killed")), again.said.toString());
        assertEquals(200, status(url));
        assertEquals(secret, Files.readString(folder.resolve("data/secret")), "data stays");
        again.process.toHandle().destroy();   // SIGTERM; Process.destroy() would close our end of its output
        again.readToEnd();
        assertTrue(again.said.stream().anyMatch(line -> line.startsWith("Stopped. Your data stays in ")), again.said.toString());
        for (ProcessHandle child : children) {
            assertFalse(child.isAlive(), "left behind: " + child.info().command());
        }
    }

    @Test
    void a_busy_port_is_named_with_a_way_out() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            for (String name : List.of("PC_HTTP_PORT", "PC_HTTPS_PORT", "PC_SMTP_PORT")) {
                Map<String, String> env = environment(folder.resolve("data"));
                env.put(name, Integer.toString(busy.getLocalPort()));
                refused(env, "Port " + busy.getLocalPort() + " is in use by another program");
            }
        }
    }

    @Test
    void a_folder_that_cannot_be_written_is_named() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        refused(environment(file), "is a file. Set PC_DATA_DIR to a folder.");
        refused(environment(file.resolve("below")), "cannot be written");
        refused(environment(Path.of("/proc/nowhere")), "cannot be written");
    }

    @ParameterizedTest
    @CsvSource({"PC_HTTP_PORT, eighty, PC_HTTP_PORT is 'eighty'", "PC_DEMO, ja, PC_DEMO is 'ja'", "PC_SECRET, short, PC_SECRET cannot be used",
            "PC_MANAGEMENT_PORT, x, PC_MANAGEMENT_PORT is 'x'", "PC_BIND_ADDRESS, nowhere.invalid, PC_BIND_ADDRESS is 'nowhere.invalid'",
            "PC_DATABASE_URL, mysql://x, PC_DATABASE_URL must be",
            "PC_DATABASE_URL, jdbc:postgresql://127.0.0.1:1/x, The database of PC_DATABASE_URL cannot be used"})
    void a_wrong_value_is_one_sentence(String name, String value, String sentence) throws Exception {
        Map<String, String> env = environment(folder.resolve("data"));
        env.put(name, value);
        refused(env, sentence);
    }

    private static void refused(Map<String, String> env, String sentence) throws Exception {
        Running refused = new Running(env);
        refused.readToEnd();
        String all = String.join("\n", refused.said);
        assertNotEquals(0, refused.process.waitFor());
        assertTrue(all.contains(sentence), all);
        assertFalse(all.contains("\tat ") || all.contains("Exception in thread"), all);
    }

    private static int status(String url) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static Map<String, String> environment(Path data) {
        Map<String, String> env = new HashMap<>(Map.of("PC_DATA_DIR", data.toString()));
        for (String name : List.of("PC_HTTP_PORT", "PC_HTTPS_PORT", "PC_MANAGEMENT_PORT", "PC_SMTP_PORT", "PC_RELAY_PORT",
                "PC_INBOUND_PORT")) {
            env.put(name, Integer.toString(FreePort.next()));
        }
        return env;
    }

    /** A launcher in a process of its own, as Maven starts it. */
    private static final class Running {

        private final Process process;
        private final BufferedReader out;
        private final List<String> said = new ArrayList<>();

        Running(Map<String, String> env) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp", System.getProperty("java.class.path"), "org.preferencecenter.run.Launcher", ".",
                    System.getProperty("pc.server.home")).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("PC_"));
            builder.environment().putAll(env);
            process = builder.start();
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Reads up to the line with the address. */
        String greeting() throws IOException {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (line.contains("is running:")) {
                    return line.substring(line.indexOf("http")).strip();
                }
            }
            throw new AssertionError(said.toString());
        }

        void readToEnd() throws IOException {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
            }
        }
    }
}
