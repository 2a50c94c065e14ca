package org.preferencecenter.platform.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelaySettingsTest {

    private static MailDoors doors(String... set) {
        Map<String, String> env = new HashMap<>(Map.of("PC_SECRET", Base64.getEncoder().encodeToString(new byte[32]), "PC_BASE_URL",
                "https://p.example.org", "PC_SMTP_HOST", "smtp.example.org"));
        for (int i = 0; i < set.length; i += 2) {
            env.put(set[i], set[i + 1]);
        }
        return Settings.read(env).doors();
    }

    @Test
    void every_door_is_shut_and_the_next_hop_protected_where_it_can_be_unless_something_is_set() {
        RelaySettings relay = doors().relay();
        assertEquals(0, relay.port() + relay.tlsPort() + relay.lmtpPort());
        assertFalse(relay.open() || relay.lmtpSocket().isPresent());
        assertEquals(HopSettings.Tls.STARTTLS, doors().hop().tls());
        assertEquals(HopSettings.Tls.NONE, doors("PC_SMTP_HOST", "127.0.0.1").hop().tls());
        assertEquals("127.0.0.1", relay.lmtpAddress());
    }

    @Test
    void the_demo_is_open_on_this_machine_only() {
        assertTrue(doors("PC_DEMO", "true").relay().open());
        assertEquals("127.0.0.1", doors("PC_DEMO", "true").relay().address());
        assertFalse(doors("PC_DEMO", "true", "PC_RELAY_ADDRESS", "0.0.0.0").relay().open());
        assertFalse(doors("PC_RELAY_ADDRESS", "127.0.0.1").relay().open());
    }

    @ParameterizedTest
    @CsvSource({"PC_SMTP_TLS, maybe, PC_SMTP_TLS", "PC_SMTP_USER, us, PC_SMTP_USER", "PC_SMTP_PASSWORD, x, PC_SMTP_USER",
            "PC_RELAY_TLS_PORT, 465, PC_RELAY_CERTIFICATE", "PC_LMTP_PORT, 25, PC_LMTP_PORT", "PC_RELAY_PORT, 70000, PC_RELAY_PORT",
            "PC_RELAY_MESSAGE_MIB, 0, PC_RELAY_MESSAGE_MIB", "PC_RELAY_EXISTING, keep, PC_RELAY_EXISTING"})
    void what_cannot_be_is_named(String name, String value, String named) {
        String sentence = assertThrows(Settings.Wrong.class, () -> doors(name, value)).getMessage();
        assertTrue(sentence.startsWith(named), sentence);
    }

    @Test
    void a_password_does_not_cross_the_network_unprotected_nor_show_in_a_text() {
        String[] login = {"PC_SMTP_USER", "us", "PC_SMTP_PASSWORD", "very-secret", "PC_SMTP_TLS", "none"};
        assertThrows(Settings.Wrong.class, () -> doors(login));
        login[5] = "required";
        assertFalse(doors(login).toString().contains("very-secret"));
    }
}
