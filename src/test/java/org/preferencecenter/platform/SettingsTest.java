package org.preferencecenter.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.preferencecenter.platform.entity.Settings;

class SettingsTest {

    private static final String SECRET = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static Map<String, String> production() {
        return new HashMap<>(Map.of("PC_BASE_URL", "https://p.example.org", "PC_SECRET", SECRET,
                "PC_SMTP_HOST", "smtp.example.org"));
    }

    @Test
    void production_needs_an_address_a_secret_and_a_next_hop_and_is_told_all_three_at_once() {
        String said = assertThrows(Settings.Wrong.class, () -> Settings.read(Map.of())).getMessage();
        assertTrue(said.contains("PC_BASE_URL") && said.contains("PC_SECRET") && said.contains("PC_SMTP_HOST"), said);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "PC_HTTP_PORT, eighty, whole number", "PC_HTTP_PORT, 70000, from 1 to 65535", "PC_DEMO, yes, true or false",
        "PC_BASE_URL, http://p.example.org, https", "PC_BASE_URL, https://p.example.org/path, address",
        "PC_BASE_URL, not an address, address", "PC_SECRET, c2hvcnQ=, 32 random bytes", "PC_SECRET, ***, 32 random bytes",
        "PC_API_KEY, short, 20 characters", "PC_UNDO_HOURS, 0, from 1", "PC_CONFIRM_HOURS, 100, from 1 to 72",
        "PC_ONE_CLICK_WRITERS, 17, from 1 to 16", "PC_MANAGEMENT_PORT, x, from 1", "PC_MANAGEMENT_PORT, 8443, different ports",
        "PC_DATABASE_POOL, lots, whole number", "PC_BEHIND_PROXY, ja, true or false", "PC_DATABASE_URL, mysql://x, PostgreSQL", "PC_SMTP_PORT, -1, from 1"})
    void a_wrong_value_names_the_variable_the_problem_and_an_example(String name, String value, String problem) {
        Map<String, String> env = production();
        env.put(name, value);
        String said = assertThrows(Settings.Wrong.class, () -> Settings.read(env)).getMessage();
        assertTrue(said.startsWith(name) && said.contains(problem), said);
        assertTrue(said.contains("such as") || said.contains("for example"), said);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "PC_OIDC_ISSUER, http://login.example.org, https", "PC_OIDC_ISSUER, not an address, https",
        "PC_OIDC_ISSUER, https://login.example.org/?x=1, https", "PC_OIDC_ISSUER, '', PC_OIDC_CLIENT is set",
        "PC_OIDC_CLIENT, '', missing", "PC_OIDC_SECRET, '', missing", "PC_OIDC_SECRET, has spaces, without spaces",
        "PC_OIDC_ROLES, two words, name of a claim", "PC_OIDC_NAME, a name that is much too long to stand on a button, 1 to 40"})
    void a_provider_is_set_whole_or_not_at_all(String name, String value, String problem) {
        Map<String, String> env = production();
        assertTrue(Settings.read(env).oidc().isEmpty());
        env.putAll(Map.of("PC_OIDC_ISSUER", "https://login.example.org/realms/house", "PC_OIDC_CLIENT", "office", "PC_OIDC_SECRET", "hidden"));
        assertEquals("login.example.org", Settings.read(env).oidc().orElseThrow().name());
        env.put(name, value);
        String said = assertThrows(Settings.Wrong.class, () -> Settings.read(env)).getMessage();
        assertTrue(said.startsWith(name) && said.contains(problem), said);
        assertFalse(said.contains("hidden") || Settings.read(production()).toString().contains("hidden"), said);
    }

    @Test
    void a_wrong_secret_is_never_repeated() {
        Map<String, String> env = production();
        env.put("PC_SECRET", "aGlkZGVuLXNlY3JldA==");
        assertFalse(assertThrows(Settings.Wrong.class, () -> Settings.read(env)).getMessage().contains("aGlkZGVu"));
        assertFalse(Settings.read(production()).toString().contains("0123456789"));
    }

    @Test
    void the_header_is_https_even_where_the_demo_pages_are_not() {
        Settings demo = Settings.read(Map.of("PC_DEMO", "true", "PC_SECRET", SECRET, "PC_HTTP_PORT", "9090"));
        assertEquals("http://localhost:9090", demo.baseUrl().toString());
        assertEquals("https://localhost:8443", demo.oneClickUrl().toString());
        assertTrue(demo.demoSink());
    }

    @Test
    void outside_the_demo_one_address_serves_both() {
        Settings settings = Settings.read(production());
        assertEquals(settings.baseUrl(), settings.oneClickUrl());
        assertFalse(settings.demo() || settings.demoSink());
    }
}
