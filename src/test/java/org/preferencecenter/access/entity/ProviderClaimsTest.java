package org.preferencecenter.access.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken from a provider's word, and what is not. */
class ProviderClaimsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static ProviderClaims claims(Object... more) {
        Map<String, Object> claims = new HashMap<>(Map.of("iss", "https://login.example.org/x", "sub", "42"));
        for (int i = 0; i < more.length; i += 2) {
            claims.put(more[i].toString(), more[i + 1]);
        }
        return new ProviderClaims(claims);
    }

    @Test
    void somebody_is_their_issuer_and_their_subject_and_nobody_without_both() {
        assertEquals(Optional.of("https://login.example.org/x 42"), claims().subject());
        assertEquals(Optional.empty(), new ProviderClaims(Map.of("iss", "https://a.example")).subject());
        assertEquals(Optional.empty(), claims("sub", " ").subject());
        assertEquals(Optional.empty(), claims("sub", 42).subject());
    }

    /** A verified that is no truth value, or not told, is not verified (OpenID Connect Core 1.0 §5.1). */
    @Test
    void a_mail_address_counts_only_if_the_provider_has_made_sure_of_it() {
        assertEquals(Optional.of("ada@example.org"), claims("email", "Ada@Example.org", "email_verified", true).verifiedMail());
        assertEquals(Optional.of("ada@example.org"), claims("email", "ada@example.org", "email_verified", "true").verifiedMail());
        for (Object verified : new Object[] {false, "false", "yes", 1, List.of(true)}) {
            assertEquals(Optional.empty(), claims("email", "ada@example.org", "email_verified", verified).verifiedMail());
        }
        assertEquals(Optional.empty(), claims("email", "ada@example.org").verifiedMail());
        assertEquals(Optional.empty(), claims("email", "ada", "email_verified", true).verifiedMail());
        assertEquals(Optional.empty(), claims("email", "a@b.org, c@d.org", "email_verified", true).verifiedMail());
    }

    @Test
    void whoever_has_no_address_is_called_by_their_subject() {
        assertEquals("42@login.example.org", claims().login());
        assertEquals("auth0|x_y@login.example.org", claims("sub", "auth0|X@y").login());
        assertEquals("ada@example.org", claims("email", "ADA@example.org").login());
        assertEquals("Ada", claims("name", "Ada").name());
        assertEquals("ada", claims("email", "ada@example.org").name());
        assertEquals(100, claims("name", "x".repeat(300)).name().length());
    }

    @Test
    void a_proof_is_as_old_as_it_is_told_never_from_tomorrow_and_never_if_not_told() {
        assertEquals(NOW.minusSeconds(60), claims("auth_time", NOW.getEpochSecond() - 60).proven(NOW));
        assertEquals(NOW, claims("auth_time", NOW.getEpochSecond() + 999_999).proven(NOW));
        assertEquals(Instant.EPOCH, claims("auth_time", -5L).proven(NOW));
        assertEquals(Instant.EPOCH, claims("auth_time", "1795341600").proven(NOW));
        assertEquals(Instant.EPOCH, claims().proven(NOW));
    }

    @Test
    void a_claim_is_found_by_its_name_or_on_its_way_down() {
        assertEquals(List.of("a", "b"), claims("roles", List.of("a", "b")).values("roles"));
        assertEquals(List.of("a"), claims("roles", "a").values("roles"));
        assertEquals(List.of("a"), claims("https://example.org/roles", List.of("a")).values("https://example.org/roles"));
        assertEquals(List.of("a"), claims("realm_access", Map.of("roles", List.of("a"))).values("realm_access.roles"));
        assertEquals(List.of(), claims("realm_access", "x").values("realm_access.roles"));
        assertEquals(List.of(), claims("roles", 7).values("roles"));
        assertEquals(List.of(), claims().values("roles"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            preference-center:marketing                                  | MARKETING
            preference-center:DPO                                        | DPO
            preference-center:marketing@theatre                          | MARKETING@7
            preference-center:agent@theatre preference-center:viewer     | AGENT@7 VIEWER
            preference-center:viewer preference-center:viewer            | VIEWER
            preference-center:marketing@nowhere                          |
            preference-center:marketing@                                 |
            preference-center:king                                       |
            preference-center:                                           |
            preference-center: marketing                                 |
            marketing other:administrator PREFERENCE-CENTER:viewer       |
            """, delimiter = '|')
    void roles_are_those_that_are_ours_for_brands_that_exist(String values, String grants) {
        assertEquals(grants == null ? "" : grants, ProviderRoles.grants(List.of(values.split(" ")),
                code -> code.equals("theatre") ? Optional.of(7) : Optional.empty()).stream()
                .map(grant -> grant.role() + (grant.brand() == null ? "" : "@" + grant.brand())).collect(Collectors.joining(" ")));
    }
}
