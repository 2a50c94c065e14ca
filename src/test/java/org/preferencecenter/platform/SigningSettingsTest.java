package org.preferencecenter.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.platform.entity.Settings;
import org.preferencecenter.platform.entity.SigningSettings;

/** Who signs: we, unless the operator says that the next hop does. */
class SigningSettingsTest {

    private static SigningSettings read(String value) {
        return Settings.read(Map.of("PC_DEMO", "true", "PC_SECRET", Base64.getEncoder().encodeToString(new byte[32]), "PC_SMTP_SIGNS",
                value)).doors().signing();
    }

    @Test
    void we_sign_unless_told_otherwise() {
        assertFalse(read("").elsewhere("news.example.org"));
        assertEquals("false", read("").toString());
    }

    @ParameterizedTest
    @CsvSource({"true, news.example.org, true", "TRUE, news.example.org, true", "false, news.example.org, false",
            "News.Example.org, news.example.ORG, true", "'a.example, news.example.org', news.example.org, true",
            "a.example b.example, news.example.org, false", "example.org, news.example.org, false"})
    void the_next_hop_signs_for_everything_or_for_the_domains_that_are_named(String set, String domain, boolean elsewhere) {
        assertEquals(elsewhere, read(set).elsewhere(domain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "news.example.org;shop", "@example.org", "a..example", "*"})
    void anything_else_is_said_at_the_start(String set) {
        Settings.Wrong wrong = assertThrows(Settings.Wrong.class, () -> read(set));
        assertTrue(wrong.getMessage().contains("PC_SMTP_SIGNS"), wrong.getMessage());
    }
}
