package org.preferencecenter.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

import org.preferencecenter.platform.FreePort;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.run.ServerProcess;

/**
 * Before the first test of a run: starts the database and tells Arquillian's server where it is, through the system
 * properties that {@code arquillian.xml} names. Does nothing for unit tests.
 */
public final class ServerUnderTest implements LauncherSessionListener {

    static final String HTTP_PORT = "pc.test.http.port";
    static final String HTTPS_PORT = "pc.test.https.port";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty("pc.server.home") == null || System.getProperty(HTTP_PORT) != null) {
            return;
        }
        int http = FreePort.next();
        Map<String, String> env = new LinkedHashMap<>();
        env.put("PC_DATABASE_URL", TestDatabase.createServed());
        env.put("PC_DATABASE_USER", "postgres");
        env.put("PC_DATABASE_PASSWORD", "postgres");
        env.put("PC_SECRET", Base64.getEncoder().encodeToString(new byte[32]));
        env.put("PC_DEMO", "true");
        // Every test is taken to come from a network of its own (Networks), as behind a proxy that says so.
        env.put("PC_BEHIND_PROXY", "true");
        // A test asks for its audit itself: there is one at a time, and the clock's would be in its way.
        env.put("PC_AUDIT_HOURS", "0");
        env.put("PC_HTTP_PORT", Integer.toString(http));
        int https = FreePort.next();
        env.put("PC_HTTPS_PORT", Integer.toString(https));
        env.put("PC_SMTP_PORT", Integer.toString(FreePort.next()));
        int management = FreePort.next();
        env.put("PC_MANAGEMENT_PORT", Integer.toString(management));
        System.setProperty(HTTP_PORT, Integer.toString(http));
        System.setProperty(HTTPS_PORT, Integer.toString(https));
        System.setProperty("pc.test.management.port", Integer.toString(management));
        // The server reads env.* expressions from its properties too, so no environment of this JVM needs to change.
        System.setProperty("pc.test.server.arguments", "-Djboss.server.base.dir=" + ownBase() + " " + env.entrySet().stream()
                .map(e -> "-Denv." + e.getKey() + "=" + e.getValue()).collect(Collectors.joining(" ")));
    }

    /** The provisioned server stays as it is; each JVM of tests has folders of its own for the one it starts. */
    private static Path ownBase() {
        try {
            return ServerProcess.copyOfBase(Path.of(System.getProperty("pc.server.home")), folder().resolve("server"));
        } catch (IOException e) {
            throw new UncheckedIOException("the server's folders cannot be copied", e);
        }
    }

    /** Where the servers of this JVM's tests keep their files. */
    public static Path folder() {
        return Path.of(System.getProperty("pc.test.folder"));
    }
}
