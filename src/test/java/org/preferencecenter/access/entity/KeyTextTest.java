package org.preferencecenter.access.entity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {

    private static final String SECRET = "0123456789abcdef".repeat(4);
    private static final String KEY = "pc_00000000000000ff_" + SECRET;

    @Test
    void a_key_is_read_as_it_was_shown() {
        KeyText key = KeyText.read(KEY).orElseThrow();
        assertEquals("00000000000000ff", key.id());
        assertEquals(KEY, key.shownOnce());
    }

    @Test
    void what_is_stored_is_the_hash_of_the_secret_alone() {
        byte[] hash = KeyText.read(KEY).orElseThrow().hash();
        assertArrayEquals(KeyText.hash(HexFormat.of().parseHex(SECRET)), hash);
        assertArrayEquals(HexFormat.of().parseHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
                KeyText.hash(new byte[0]), "SHA-256, FIPS 180-4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pc_", "pc_00000000000000ff", "pc_00000000000000ff_", "pc_00000000000000ff_00",
        "pc_zzzzzzzzzzzzzzzz_00", "_", "nonsense"})
    void there_is_one_way_to_write_a_key(String text) {
        assertEquals(Optional.empty(), KeyText.read(text));
    }

    @Test
    void one_octet_more_or_less_or_another_case_is_no_key() {
        for (String text : new String[] {KEY + "0", KEY.substring(1), KEY.substring(0, KEY.length() - 1), KEY.toUpperCase(),
            " " + KEY, KEY + "\n", KEY.replace('a', 'A'), KEY.replace('1', '١')}) {
            assertEquals(Optional.empty(), KeyText.read(text), text);
        }
    }

    @Test
    void a_key_in_a_log_shows_its_id_alone() {
        assertEquals("pc_00000000000000ff_***", KeyText.read(KEY).orElseThrow().toString());
    }

    @ParameterizedTest
    @CsvSource({"Bearer x, x", "bearer x, x", "BEARER    x, x", "'Bearer x ', x", "Bearer a b, a b"})
    void what_follows_the_scheme_is_the_credential(String header, String credential) {
        assertEquals(Optional.of(credential), KeyText.bearer(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer    ", "x", "Basic x", "Bearerx", " Bearer x", "Bearer\tx"})
    void without_scheme_or_credential_there_is_none(String header) {
        assertEquals(Optional.empty(), KeyText.bearer(header));
        assertEquals(Optional.empty(), KeyText.bearer(null));
    }

    @ParameterizedTest
    @CsvSource({"0123456789abcdef, true", "0123456789ABCDEF, false", "0123456789abcde, false", "'', false"})
    void a_public_id_is_sixteen_small_digits(String text, boolean id) {
        assertEquals(id, KeyText.isId(text));
    }

    @Test
    void a_key_is_made_of_whole_parts_only() {
        assertThrows(IllegalArgumentException.class, () -> KeyText.of(new byte[7], new byte[32]));
        assertThrows(IllegalArgumentException.class, () -> KeyText.of(new byte[8], new byte[31]));
        assertTrue(KeyText.isMeantAsOne(KEY));
        assertFalse(KeyText.isMeantAsOne("operator-key"));
    }
}
