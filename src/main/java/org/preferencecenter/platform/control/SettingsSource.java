package org.preferencecenter.platform.control;

import java.util.HashMap;
import java.util.Map;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.preferencecenter.platform.entity.Settings;

/** Reads the settings before anything else starts; a wrong one stops the start and says which. */
@ApplicationScoped
public class SettingsSource {

    private static final String PROPERTY_PREFIX = "env.";

    @Produces
    @Singleton
    Settings settings() {
        return Settings.read(environment());
    }

    void start(@Observes @Priority(1) Startup event, Settings settings) {
        // Asking for the settings has read and checked them.
    }

    /** The environment, overlaid by {@code env.*} system properties, as the server's own ${env.…} expressions see it. */
    static Map<String, String> environment() {
        Map<String, String> env = new HashMap<>(System.getenv());
        System.getProperties().stringPropertyNames().stream().filter(name -> name.startsWith(PROPERTY_PREFIX))
                .forEach(name -> env.put(name.substring(PROPERTY_PREFIX.length()), System.getProperty(name)));
        return env;
    }
}
