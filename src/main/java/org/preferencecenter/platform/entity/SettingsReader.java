package org.preferencecenter.platform.entity;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads one variable after the other and remembers what is wrong. */
final class SettingsReader {

    private final Map<String, String> env;
    private final List<String> problems = new ArrayList<>();

    SettingsReader(Map<String, String> env) {
        this.env = env;
    }

    boolean present(String name) {
        String text = env.get(name);
        return text != null && !text.isBlank();
    }

    /** What is set, without white space around it, or nothing. */
    Optional<String> text(String name) {
        return present(name) ? Optional.of(env.get(name).strip()) : Optional.empty();
    }

    void wrong(String name, String problem, String example) {
        problems.add(name + " " + problem + "; for example " + name + "=" + example);
    }

    boolean flag(String name, boolean unless) {
        if (!present(name)) {
            return unless;
        }
        String text = env.get(name).strip();
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        wrong(name, "is '" + text + "', but must be true or false", "true");
        return unless;
    }

    int number(String name, int unless, int least, int most) {
        if (!present(name)) {
            return unless;
        }
        String text = env.get(name).strip();
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, as for a number out of range
        }
        wrong(name, "is '" + text + "', but must be a whole number from " + least + " to " + most,
                Integer.toString(unless));
        return unless;
    }

    /** A value never repeated in the message: it may be a secret. */
    <T> T value(String name, String unless, String rule, Function<String, Optional<T>> parse) {
        String text = present(name) ? env.get(name).strip() : unless;
        if (text == null) {
            problems.add(name + " is missing: it " + rule);
            return null;
        }
        Optional<T> value = parse.apply(text);
        if (value.isEmpty()) {
            problems.add(name + " cannot be used: it " + rule);
        }
        return value.orElse(null);
    }

    static Optional<URI> address(String text) {
        try {
            URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean whole = uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null
                    && uri.getUserInfo() == null && uri.getPath().isEmpty()
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
            return whole ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    static Optional<Secret> secret(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return bytes.length == 32 ? Optional.of(new Secret(bytes)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    static Optional<Secret> apiKey(String text) {
        return text.length() >= 20 && text.chars().allMatch(c -> c > 32 && c < 127)
                ? Optional.of(new Secret(text.getBytes(StandardCharsets.US_ASCII)))
                : Optional.empty();
    }

    static Optional<String> gateway(String text) {
        boolean mail = text.contains("{number}") && text.matches("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
        return mail || text.startsWith("https://") && address(text.replaceFirst("(https://[^/?#]*).*", "$1")).isPresent()
                ? Optional.of(text) : Optional.empty();
    }

    static Optional<Secret> token(String text) {
        return text.length() <= 4096 && text.chars().allMatch(c -> c > 32 && c < 127)
                ? Optional.of(new Secret(text.getBytes(StandardCharsets.US_ASCII))) : Optional.empty();
    }

    void finish() {
        if (!problems.isEmpty()) {
            throw new Settings.Wrong(problems);
        }
    }
}
