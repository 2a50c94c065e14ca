package org.preferencecenter.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.platform.entity.Secret;

class NetworkVeilTest {

    private static final Instant MORNING = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-11-22T23:59:59Z");
    private final NetworkVeil veil = node((byte) 1);

    private static NetworkVeil node(byte secret) {
        byte[] bytes = new byte[32];
        bytes[0] = secret;
        return new NetworkVeil(new Vault(new Secret(bytes)));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7, 192.0.2.200, true", "192.0.2.7, 192.0.3.7, false", "2001:db8:0:1::1, 2001:db8:0:ffff::2, true",
        "2001:db8::1, 2001:db9::1, false", "192.0.2.7, ::ffff:192.0.2.9, true"})
    void neighbours_have_one_name_and_nobody_else_has_it(String one, String other, boolean same) {
        assertEquals(same, veil.name(one, MORNING).equals(veil.name(other, NIGHT)));
    }

    @Test
    void tomorrow_the_network_has_another_name() {
        assertNotEquals(veil.name("192.0.2.7", NIGHT), veil.name("192.0.2.7", NIGHT.plusSeconds(1)));
        assertEquals(veil.name("192.0.2.7", NIGHT), veil.name("192.0.2.7", MORNING), "also asked about an earlier moment");
    }

    @Test
    void every_node_of_one_installation_says_the_same_and_another_installation_something_else() {
        assertEquals(veil.name("192.0.2.7", NIGHT), node((byte) 1).name("192.0.2.7", NIGHT));
        assertNotEquals(veil.name("192.0.2.7", NIGHT), node((byte) 2).name("192.0.2.7", NIGHT));
    }

    @Test
    void the_name_holds_no_digit_of_the_address() {
        assertTrue(veil.name("192.0.2.7", NIGHT).matches("[a-p]{8}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "example.org", "192.0.2", "<script>"})
    void what_is_no_address_has_no_name(String address) {
        assertNull(veil.name(address, NIGHT));
        assertNull(veil.name(null, NIGHT));
    }
}
