package org.preferencecenter.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The application server as a child process; what it prints goes to a file. Also used by fault tests and benchmarks. */
public final class ServerProcess {

    private static final String OPTIONS = "JAVA_OPTS";

    private final Process process;
    private final CompletableFuture<Boolean> started = new CompletableFuture<>();
    private final List<String> complaints = new ArrayList<>();

    private ServerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts the server; it is up when {@link #awaitStarted} returns.
     *
     * @param home the provisioned server
     * @param base its configuration, deployments and temporary files; one base serves one process at a time
     * @param env  what the settings are read from; {@code JAVA_OPTS} there, or else in the environment, for its JVM
     * @param log  the file its output goes to
     * @throws CannotStart if the process cannot be made
     */
    public static ServerProcess start(Path home, Path base, Map<String, String> env, Path log) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m", "-Xmx512m", "-XX:+UseParallelGC",
                "-Djava.net.preferIPv4Stack=true", "-Djboss.modules.system.pkgs=org.jboss.byteman",
                "-Djava.awt.headless=true", "-Djdk.serialFilter=maxbytes=10485760;maxdepth=128;maxarray=100000;maxrefs=300000"));
        for (String open : List.of("java.desktop/sun.awt", "java.naming/com.sun.jndi.ldap",
                "java.naming/com.sun.jndi.url.ldap", "java.naming/com.sun.jndi.url.ldaps")) {
            command.add("--add-exports=" + open + "=ALL-UNNAMED");
        }
        for (String open : List.of("java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net",
                "java.security", "java.util", "java.util.concurrent")) {
            command.add("--add-opens=java.base/" + open + "=ALL-UNNAMED");
        }
        // As with the server's own start script: what somebody sets there counts over what stands here.
        Stream.of(env.getOrDefault(OPTIONS, System.getenv().getOrDefault(OPTIONS, "")).split("\\s+"))
                .filter(option -> !option.isEmpty()).forEach(command::add);
        command.addAll(List.of("--add-opens=java.management/javax.management=ALL-UNNAMED",
                "--add-opens=java.naming/javax.naming=ALL-UNNAMED",
                "-Djboss.home.dir=" + home, "-Djboss.server.base.dir=" + base,
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dlogging.configuration=file:" + base.resolve("configuration/logging.properties"),
                "-Djboss.bind.address=" + env.getOrDefault("PC_BIND_ADDRESS", "127.0.0.1"),
                "-jar", home.resolve("jboss-modules.jar").toString(), "-mp", home.resolve("modules").toString(),
                "org.jboss.as.standalone"));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(env);
            Files.createDirectories(log.getParent());
            ServerProcess server = new ServerProcess(builder.start());
            Thread reader = new Thread(() -> server.read(log), "server-output");
            reader.setDaemon(true);
            reader.start();
            return server;
        } catch (IOException e) {
            throw new CannotStart("The server does not start: " + e.getMessage(), e);
        }
    }

    /**
     * Copies the server's own base, so that a second process can run beside it. Over an older copy, what that one deployed
     * is forgotten and its certificate stays. @return {@code target}
     */
    public static Path copyOfBase(Path home, Path target) throws IOException {
        for (String old : List.of("deployments", "tmp", "data")) {
            try (Stream<Path> files = Files.exists(target.resolve(old)) ? Files.walk(target.resolve(old)) : Stream.empty()) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Path from = home.resolve("standalone");
        for (String part : List.of("configuration", "deployments", "lib")) {
            try (Stream<Path> files = Files.exists(from.resolve(part)) ? Files.walk(from.resolve(part)) : Stream.empty()) {
                for (Path file : files.toList()) {
                    Path copy = target.resolve(from.relativize(file).toString());
                    Files.createDirectories(Files.isDirectory(file) ? copy : copy.getParent());
                    if (Files.isRegularFile(file)) {
                        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
        return target;
    }

    /** Waits until the application answers. @throws CannotStart with what the server complained about */
    public void awaitStarted(Path log) {
        boolean well;
        try {
            well = started.get(180, TimeUnit.SECONDS);
        } catch (Exception tooLong) {
            well = false;
        }
        if (!well) {
            stop();
            throw new CannotStart("The server did not start." + System.lineSeparator()
                    + String.join(System.lineSeparator(), complaints.subList(0, Math.min(8, complaints.size())))
                    + System.lineSeparator() + "The whole story is in " + log);
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits for the end. @return its exit code */
    public int await() throws InterruptedException {
        return process.waitFor();
    }

    /** Ends the server as a power cut would (SIGKILL), for fault tests. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends the server and waits: gently, after 30 s by force. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read(Path log) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter file = new PrintWriter(Files.newBufferedWriter(log))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                file.println(line);
                file.flush();
                listen(line);
            }
        } catch (IOException endOfOutput) {
            // the process ended
        }
        started.complete(false);
    }

    /** WFLYSRV0025: started; WFLYSRV0026: started with errors. */
    private void listen(String line) {
        if (!started.isDone() && (line.contains(" ERROR ") || line.contains("Caused by:"))
                && !line.contains("WFLYCTL0013")) {
            complaints.add(line.strip());
        }
        if (line.contains("WFLYSRV0025")) {
            started.complete(true);
        } else if (line.contains("WFLYSRV0026")) {
            started.complete(false);
        }
    }
}
