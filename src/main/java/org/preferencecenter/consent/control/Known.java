package org.preferencecenter.consent.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.preferencecenter.consent.entity.Intake.Person;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Fact;

/** What is known of somebody, put together with what a file tells. A file fills gaps and corrects nothing that is known. */
final class Known {

    private static final String UNKNOWN = "unknown";

    private Known() {
    }

    static Person and(Person now, Person told) {
        boolean audience = told.audience() != null && UNKNOWN.equals(now.audienceSource());
        return new Person(audience ? told.audience() : now.audience(), audience ? told.audienceSource() : now.audienceSource(),
                now.jurisdiction() != null ? now.jurisdiction() : told.jurisdiction(),
                now.locale() != null ? now.locale() : told.locale(), facts(now.facts(), told.facts()));
    }

    private static Map<String, String> facts(Map<String, String> now, Map<String, String> told) {
        Map<String, String> facts = new HashMap<>(told);
        facts.putAll(now);
        // A sale or an action after the last one that is known is news, not a contradiction; ISO dates compare as text.
        for (Fact latest : List.of(Fact.LAST_PURCHASE, Fact.LAST_ACTION)) {
            String day = told.get(latest.key());
            if (day != null) {
                facts.merge(latest.key(), day, (a, b) -> a.compareTo(b) > 0 ? a : b);
            }
        }
        return Map.copyOf(facts);
    }

    /** What {@code one} says otherwise than {@code other}; empty text: nothing. */
    static Map<String, String> difference(Person one, Person other) {
        Map<String, String> all = flat(one);
        Map<String, String> others = flat(other);
        Map<String, String> difference = new TreeMap<>();
        all.forEach((key, value) -> {
            if (!value.equals(others.getOrDefault(key, ""))) {
                difference.put(key, value);
            }
        });
        others.keySet().stream().filter(key -> !all.containsKey(key)).forEach(key -> difference.put(key, ""));
        return difference;
    }

    /** Sets back what is still as it was made. */
    static Person back(Person now, Map<String, String> was, Map<String, String> made) {
        Map<String, String> flat = flat(now);
        made.forEach((key, value) -> {
            if (Objects.equals(flat.getOrDefault(key, ""), value)) {
                flat.put(key, was.getOrDefault(key, ""));
            }
        });
        Map<String, String> facts = new HashMap<>();
        flat.forEach((key, value) -> {
            if (key.startsWith(".") && !value.isEmpty()) {
                facts.put(key.substring(1), value);
            }
        });
        return new Person(Audience.valueOf(flat.get("audience")), flat.getOrDefault("source", UNKNOWN),
                nothing(flat.get("country")), nothing(flat.get("locale")), Map.copyOf(facts));
    }

    private static String nothing(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static Map<String, String> flat(Person person) {
        Map<String, String> flat = new HashMap<>();
        flat.put("audience", person.audience().name());
        flat.put("source", person.audienceSource());
        if (person.jurisdiction() != null) {
            flat.put("country", person.jurisdiction());
        }
        if (person.locale() != null) {
            flat.put("locale", person.locale());
        }
        person.facts().forEach((key, value) -> flat.put("." + key, value));
        return flat;
    }
}
