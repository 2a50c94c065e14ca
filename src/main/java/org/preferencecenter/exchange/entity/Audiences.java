package org.preferencecenter.exchange.entity;

import java.util.Map;
import java.util.Optional;

import org.preferencecenter.law.entity.Audience;

/** Who somebody is, as files write it in French or English. */
final class Audiences {

    private static final Map<String, Audience> WORDS = Map.ofEntries(
            Map.entry("consumer", Audience.CONSUMER), Map.entry("private", Audience.CONSUMER),
            Map.entry("b2c", Audience.CONSUMER), Map.entry("particulier", Audience.CONSUMER),
            Map.entry("consommateur", Audience.CONSUMER), Map.entry("professional", Audience.PROFESSIONAL),
            Map.entry("business", Audience.PROFESSIONAL), Map.entry("b2b", Audience.PROFESSIONAL),
            Map.entry("professionnel", Audience.PROFESSIONAL), Map.entry("pro", Audience.PROFESSIONAL),
            Map.entry("organisation", Audience.ORGANISATION), Map.entry("organization", Audience.ORGANISATION),
            Map.entry("desk", Audience.ORGANISATION), Map.entry("service", Audience.ORGANISATION));

    private Audiences() {
    }

    static Optional<Audience> of(String word) {
        return Optional.ofNullable(WORDS.get(Profile.plain(word)));
    }
}
