package org.preferencecenter.exchange.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.preferencecenter.exchange.entity.Profile;
import org.preferencecenter.exchange.entity.Status;
import org.preferencecenter.exchange.entity.Target;

/** What other systems call things, from {@code exchange/*.properties}. What one of them does not know, {@code plain} may. */
public final class Profiles {

    /** {@code plain} first: files of no system in particular. */
    public static final List<String> NAMES = List.of("plain", "mailchimp", "brevo", "onetrust");

    private static final Map<String, Profile> ALL = all();

    private Profiles() {
    }

    /** @return {@code plain} for a name that is none */
    public static Profile named(String name) {
        return ALL.getOrDefault(name, ALL.get("plain"));
    }

    private static Map<String, Profile> all() {
        Map<String, Profile> all = new LinkedHashMap<>();
        Properties plain = properties("plain");
        for (String name : NAMES) {
            all.put(name, profile(name, plain, properties(name)));
        }
        return Map.copyOf(all);
    }

    private static Profile profile(String name, Properties plain, Properties own) {
        Map<String, Target> headings = new HashMap<>();
        Map<String, Status> statuses = new HashMap<>();
        Map<String, Boolean> answers = new HashMap<>();
        Map<String, Status> marks = new HashMap<>();
        for (Properties words : List.of(plain, own)) {
            for (String key : words.stringPropertyNames()) {
                for (String word : words.getProperty(key).trim().split("\\s+")) {
                    if (key.startsWith("status.")) {
                        statuses.put(word, Status.valueOf(key.substring("status.".length())));
                    } else if (key.startsWith("mark.")) {
                        marks.merge(word, Status.valueOf(key.substring("mark.".length())), (a, b) -> a);
                    } else if (key.equals("yes") || key.equals("no")) {
                        answers.put(word, key.equals("yes"));
                    } else if (!key.equals("apart")) {
                        headings.put(word, Target.parse(key).orElseThrow(() -> new IllegalStateException(
                                "exchange/" + name + ".properties: nothing is called " + key)));
                    }
                }
            }
        }
        return new Profile(name, Map.copyOf(headings), Map.copyOf(statuses), Map.copyOf(answers), Map.copyOf(marks),
                Boolean.parseBoolean(own.getProperty("apart")));
    }

    private static Properties properties(String name) {
        Properties properties = new Properties();
        try (InputStream in = Profiles.class.getResourceAsStream("/exchange/" + name + ".properties")) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
