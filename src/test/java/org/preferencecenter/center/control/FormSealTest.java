package org.preferencecenter.center.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.center.control.FormSeal.Sent;
import org.preferencecenter.center.entity.FormTime;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

class FormSealTest {

    private static final FormTime TIME = new FormTime(Instant.parse("2026-11-22T10:00:00.123Z"), 1);
    private static final Sent SENT = new Sent(UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"), true);
    private final FormSeal seal = new FormSeal(new Vault(new Secret(new byte[32])));
    private final FormSeal others = new FormSeal(new Vault(new Secret(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
        19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32})));

    @Test
    void what_was_sealed_is_read_back() {
        assertEquals(Optional.of(TIME), seal.time(4, seal.time(4, TIME)));
        assertEquals(Optional.of(SENT), seal.sent(4, seal.sent(4, SENT)));
    }

    @Test
    void it_is_good_for_its_own_form_under_its_own_secret() {
        assertEquals(Optional.empty(), seal.time(5, seal.time(4, TIME)));
        assertEquals(Optional.empty(), seal.sent(5, seal.sent(4, SENT)));
        assertEquals(Optional.empty(), others.time(4, seal.time(4, TIME)));
        assertEquals(Optional.empty(), others.sent(4, seal.sent(4, SENT)));
    }

    @Test
    void no_character_can_be_changed() {
        String time = seal.time(4, TIME);
        String sent = seal.sent(4, SENT);
        for (int i = 0; i < time.length(); i++) {
            assertEquals(Optional.empty(), seal.time(4, changed(time, i)), "place " + i);
        }
        for (int i = 0; i < sent.length(); i++) {
            assertEquals(Optional.empty(), seal.sent(4, changed(sent, i)), "place " + i);
        }
    }

    private static String changed(String text, int at) {
        return text.substring(0, at) + (text.charAt(at) == '1' ? '0' : '1') + text.substring(at + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.0.", "99999999999999999999.0.AAAAAAAAAAAAAAAAAAAAAA", "1.0.AAAAAAAAAAAAAAAAAAAAAA", "not base64!",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatever_else_comes_is_none(String text) {
        assertEquals(Optional.empty(), seal.time(4, text));
        assertEquals(Optional.empty(), seal.sent(4, text));
    }

    @Test
    void an_address_is_counted_under_a_name_that_does_not_tell_it_however_it_is_written() {
        String name = seal.pseudonym(Channel.EMAIL, "Claire@Example.org");
        assertEquals(name, seal.pseudonym(Channel.EMAIL, "claire@example.org "));
        assertNotEquals(name, seal.pseudonym(Channel.EMAIL, "other@example.org"));
        assertNotEquals(name, others.pseudonym(Channel.EMAIL, "claire@example.org"));
    }
}
