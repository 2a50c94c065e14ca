package org.preferencecenter.access.oidc;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Keycloak, unpacked by the build, with the realm {@code house} in memory; one at a time. */
final class Keycloak implements AutoCloseable {

    private static final int PATIENCE = 600;
    private final Process process;
    private final int port;
    private final Path log;

    /** Starts it; it answers when {@link #await} returns. @param realm the realm as JSON */
    Keycloak(int port, String realm, Path log) throws IOException {
        Path home = Path.of(System.getProperty("pc.keycloak.home"));
        Path imports = Files.createDirectories(home.resolve("data/import"));
        Files.writeString(imports.resolve("house.json"), realm);
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", home.resolve("bin/kc.sh").toString(), "start-dev",
                "--db=dev-mem", "--http-host=127.0.0.1", "--http-port=" + port, "--import-realm"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m");
        this.process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        this.port = port;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** The first start in a build takes longer: Keycloak puts itself together. */
    void await() throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE; i++) {
            if (answers()) {
                return;
            }
            if (process.waitFor(500, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IllegalStateException("Keycloak does not answer; it says:\n" + Files.readString(log));
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/realms/house").toURL()
                    .openConnection();
            connection.setConnectTimeout(5000);
            connection.setReadTimeout(10_000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        // The script's children first: it would leave them behind.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
