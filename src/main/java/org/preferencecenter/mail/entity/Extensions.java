package org.preferencecenter.mail.entity;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a mail server says it can do, in its answer to EHLO (RFC 5321 §4.1.1.1).
 *
 * @param parameters by keyword in upper case: what follows it, perhaps nothing
 */
public record Extensions(Map<String, String> parameters) {

    /** Of a server that knows only HELO. */
    public static final Extensions NONE = new Extensions(Map.of());

    public Extensions {
        parameters = Map.copyOf(parameters);
    }

    /** @param lines of the answer without codes; the first names the server */
    public static Extensions of(List<String> lines) {
        Map<String, String> parameters = new HashMap<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] parts = line.strip().split("[ =]+", 2);
            parameters.putIfAbsent(parts[0].toUpperCase(Locale.ROOT), parts.length > 1 ? parts[1] : "");
        }
        return new Extensions(parameters);
    }

    /** @param keyword in upper case */
    public boolean has(String keyword) {
        return parameters.containsKey(keyword);
    }

    /** Whether a way to log in is offered. @param mechanism in upper case */
    public boolean logsInWith(String mechanism) {
        return Set.of(parameters.getOrDefault("AUTH", "").toUpperCase(Locale.ROOT).split(" +")).contains(mechanism);
    }

    /** Octets of the largest message it takes; 0: it does not say (RFC 1870 §4). */
    public long largest() {
        String said = parameters.getOrDefault("SIZE", "");
        return said.matches("\\d{1,18}") ? Long.parseLong(said) : 0;
    }
}
