package org.preferencecenter.mail.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.platform.entity.Settings;

class ApiKeyTest {

    private static final String KEY = "twenty-characters-or-more";

    @Test
    void without_a_key_set_nobody_may_send_and_the_answer_names_the_variable() {
        var refusal = ApiKey.refusal(settings(Map.of()), "Bearer anything").orElseThrow();
        assertEquals(403, refusal.status());
        assertTrue(refusal.detail().contains("PC_API_KEY"));
    }

    @Test
    void without_a_key_set_the_demo_lets_everybody_try() {
        assertTrue(ApiKey.refusal(settings(Map.of("PC_DEMO", "true")), null).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + KEY, "bearer " + KEY, "BEARER   " + KEY})
    void the_key_opens(String authorization) {
        assertTrue(ApiKey.refusal(settings(Map.of("PC_API_KEY", KEY)), authorization).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", KEY, "Basic " + KEY, "Bearer " + KEY + "x", "Bearer é"})
    void anything_else_does_not_and_a_key_set_holds_in_the_demo_too(String authorization) {
        Settings settings = settings(Map.of("PC_API_KEY", KEY, "PC_DEMO", "true"));
        assertEquals(401, ApiKey.refusal(settings, authorization).orElseThrow().status());
    }

    private static Settings settings(Map<String, String> more) {
        Map<String, String> env = new HashMap<>(Map.of("PC_BASE_URL", "https://p.example.org", "PC_SMTP_HOST", "127.0.0.1",
                "PC_SECRET", Base64.getEncoder().encodeToString(new byte[32])));
        env.putAll(more);
        return Settings.read(env);
    }
}
