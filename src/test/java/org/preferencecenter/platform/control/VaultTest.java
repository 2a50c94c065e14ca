package org.preferencecenter.platform.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.preferencecenter.platform.entity.Secret;

class VaultTest {

    private static final byte[] PLAIN = "nothing to see".getBytes(UTF_8);

    private final Vault vault = vault(1);

    private static Vault vault(int seed) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) seed);
        return new Vault(new Secret(secret));
    }

    @Test
    void what_is_sealed_opens_again_under_its_label() {
        assertArrayEquals(PLAIN, vault.open("a", vault.seal("a", PLAIN)));
        assertArrayEquals(PLAIN, vault(1).open("a", vault.seal("a", PLAIN)));
        assertArrayEquals(new byte[0], vault.open("a", vault.seal("a", new byte[0])));
    }

    @Test
    void the_sealed_form_is_version_nonce_ciphertext_and_tag_and_differs_each_time() {
        byte[] sealed = vault.seal("a", PLAIN);
        assertEquals(1, sealed[0]);
        assertEquals(1 + 12 + PLAIN.length + 16, sealed.length);
        assertFalse(Arrays.equals(sealed, vault.seal("a", PLAIN)));
    }

    @Test
    void another_secret_or_label_opens_nothing() {
        byte[] sealed = vault.seal("a", PLAIN);
        assertThrows(IllegalStateException.class, () -> vault.open("b", sealed));
        assertThrows(IllegalStateException.class, () -> vault(2).open("a", sealed));
    }

    @Test
    void no_byte_can_change_and_none_can_go_missing() {
        byte[] sealed = vault.seal("a", PLAIN);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThrows(IllegalStateException.class, () -> vault.open("a", changed));
            byte[] cut = Arrays.copyOf(sealed, i);
            assertThrows(IllegalStateException.class, () -> vault.open("a", cut));
        }
    }

    @Test
    void each_label_and_secret_derives_a_256_bit_key_of_its_own() {
        assertEquals(32, vault.derive("a").length);
        assertArrayEquals(vault.derive("a"), vault(1).derive("a"));
        assertFalse(Arrays.equals(vault.derive("a"), vault.derive("b")));
        assertFalse(Arrays.equals(vault.derive("a"), vault(2).derive("a")));
    }
}
