package org.preferencecenter.access.entity;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the organisation's provider says about somebody, out of an ID token that was checked (OpenID Connect Core 1.0 §2,
 * §5.1).
 *
 * @param claims by name: texts, numbers, truth values, lists and maps of them
 */
public record ProviderClaims(Map<String, Object> claims) {

    private static final String MAIL = "[^\\s@]{1,64}@[^\\s@]{1,190}";

    public ProviderClaims {
        claims = Map.copyOf(claims);
    }

    /** Who it is, for ever: issuer and subject; a subject alone is unique at its issuer only (§2). Empty if one is missing. */
    public Optional<String> subject() {
        return text("iss").flatMap(issuer -> text("sub").map(sub -> issuer + " " + sub));
    }

    /** Their mail address, lower case, if the provider has made sure that it is theirs. */
    public Optional<String> verifiedMail() {
        Object verified = claims.get("email_verified");
        return mail().filter(mail -> Boolean.TRUE.equals(verified) || "true".equals(verified));
    }

    /** What they are called by in lists: their mail address as told, or else an address made of the subject. */
    public String login() {
        return mail().orElseGet(() -> (text("sub").orElse("").replaceAll("[\\s@]", "_") + "@"
                + text("iss").map(issuer -> URI.create(issuer).getHost()).orElse("")).toLowerCase(Locale.ROOT));
    }

    public String name() {
        String name = text("name").or(() -> text("preferred_username")).orElseGet(() -> login().replaceFirst("@.*", ""));
        return name.length() > 100 ? name.substring(0, 100) : name;
    }

    /** Their language, such as {@code fr-FR}. */
    public Optional<String> locale() {
        return text("locale");
    }

    /** When they last proved who they are (§2 {@code auth_time}); what is not told was never. @param now is never passed */
    public Instant proven(Instant now) {
        Instant told = claims.get("auth_time") instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue())
                : Instant.EPOCH;
        return told.isAfter(now) ? now : told.isBefore(Instant.EPOCH) ? Instant.EPOCH : told;
    }

    /** The texts of a claim. @param name of the claim, or names joined by dots that lead into it */
    public List<String> values(String name) {
        Object value = claims.get(name);
        if (value == null) {
            value = claims;
            for (String step : name.split("\\.")) {
                value = value instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        return value instanceof String one ? List.of(one)
                : value instanceof List<?> several ? several.stream().filter(Objects::nonNull).map(Object::toString).toList()
                : List.of();
    }

    private Optional<String> mail() {
        return text("email").map(mail -> mail.toLowerCase(Locale.ROOT)).filter(mail -> mail.matches(MAIL));
    }

    private Optional<String> text(String name) {
        return Stream.ofNullable(claims.get(name)).filter(String.class::isInstance).map(value -> value.toString().strip())
                .filter(value -> !value.isEmpty()).findFirst();
    }
}
