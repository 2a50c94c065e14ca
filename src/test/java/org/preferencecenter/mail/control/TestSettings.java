package org.preferencecenter.mail.control;

import java.util.HashMap;
import java.util.Map;

import org.preferencecenter.platform.entity.Settings;

/** Settings of a demo whose next hop is on a port of the test's choice. */
public final class TestSettings {

    private TestSettings() {
    }

    public static Settings hop(int port) {
        return hop(port, Map.of());
    }

    /** @param more variables that are set besides */
    public static Settings hop(int port, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(Map.of("PC_DEMO", "true", "PC_SECRET", java.util.Base64.getEncoder().encodeToString(new byte[32]),
                "PC_SMTP_HOST", "127.0.0.1", "PC_SMTP_PORT", Integer.toString(port)));
        variables.putAll(more);
        return Settings.read(variables);
    }
}
