package org.preferencecenter.link.entity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    private static final SignedLink LINK = new SignedLink(Power.PAGE, 0x0102030405060708L, Scope.topic(0x11121314), 0xABCDEF);
    private static final byte[] MAC = HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff" + "00".repeat(16));
    private static final Token TOKEN = Token.unsigned(LINK, 9).signed(MAC);
    private static final String HEX = "01" + "09" + "23" + "11121314" + "0102030405060708" + "abcdef"
            + "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";

    @Test
    void every_field_has_its_place() {
        assertEquals(HEX, HexFormat.of().formatHex(Base64.getUrlDecoder().decode(TOKEN.url())));
    }

    @Test
    void what_is_signed_is_everything_before_the_tag_with_the_powers_label() {
        String label = HexFormat.of().formatHex("page".getBytes()) + "00";
        assertEquals("0109" + label + HEX.substring(4, 36), HexFormat.of().formatHex(TOKEN.signedPart(Power.PAGE)));
    }

    @Test
    void the_tag_is_the_leftmost_half_of_the_mac() {
        assertTrue(TOKEN.bears(MAC));
        for (int bit = 0; bit < 128; bit++) {
            byte[] other = MAC.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(TOKEN.bears(other));
        }
    }

    @Test
    void both_forms_have_fixed_lengths_and_the_mail_form_fits_a_local_part() {
        assertEquals(46, TOKEN.url().length());
        assertEquals(55, TOKEN.mail().length());
        assertTrue(("u-" + TOKEN.mail()).length() <= 64);
        assertTrue(TOKEN.url().matches("[A-Za-z0-9_-]+"));
        assertTrue(TOKEN.mail().matches("[a-z2-7]+"));
    }

    @Test
    void both_forms_read_back() {
        assertEquals(Optional.of(LINK), Token.ofUrl(TOKEN.url()).flatMap(Token::link));
        assertEquals(Optional.of(LINK), Token.ofMail(TOKEN.mail()).flatMap(Token::link));
        assertEquals(Optional.of(LINK), Token.ofMail(TOKEN.mail().toUpperCase(Locale.ROOT)).flatMap(Token::link));
        assertEquals(9, Token.ofUrl(TOKEN.url()).orElseThrow().keyId());
    }

    @Test
    void nothing_of_it_shows_in_a_log() {
        assertEquals("Token of key 9", TOKEN.toString());
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"A", " ", "AQETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7dQ",
        // padded, twice padded, longer, with a line end, with a space
        "AQETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7dQw==", "AQETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7dQw=",
        "AQETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7dQwA", "AQETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7dQw\n",
        " QETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7dQw",
        // padding inside the right length, leftover bits that are not zero
        "AQETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7dQ=", "AQETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7d==",
        "AQETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7dQx", "AQETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7dQy",
        // the other base64 alphabet, an escape, a letter that only looks or folds like one
        "AQETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7d+w", "AQETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7d/w",
        "AQETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv%3DQw", "AQETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7d\u212Aw",
        "\u0141QETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7dQw", "AQETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7dQ\0"})
    void a_page_token_has_one_form_only(String text) {
        assertTrue(Token.ofUrl("AQETAAAAAQAAAAAAAAABAAAADKirqWK1XDk7NfJwpv7dQw").isPresent());
        assertEquals(Optional.empty(), Token.ofUrl(text));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"a", "aeargaaaaaaqaaaaaaaaaaabaaaaadfivouwfnk4he5tl4tqu37n2q",
        "aeargaaaaaaqaaaaaaaaaaabaaaaadfivouwfnk4he5tl4tqu37n2qy=", "aeargaaaaaaqaaaaaaaaaaabaaaaadfivouwfnk4he5tl4tqu37n2qya",
        // leftover bits, padding inside the right length
        "aeargaaaaaaqaaaaaaaaaaabaaaaadfivouwfnk4he5tl4tqu37n2qz", "aeargaaaaaaqaaaaaaaaaaabaaaaadfivouwfnk4he5tl4tqu37n2q=",
        // digits and signs outside the alphabet
        "0eargaaaaaaqaaaaaaaaaaabaaaaadfivouwfnk4he5tl4tqu37n2qy", "1eargaaaaaaqaaaaaaaaaaabaaaaadfivouwfnk4he5tl4tqu37n2qy",
        "8eargaaaaaaqaaaaaaaaaaabaaaaadfivouwfnk4he5tl4tqu37n2qy", "-eargaaaaaaqaaaaaaaaaaabaaaaadfivouwfnk4he5tl4tqu37n2qy",
        // the Kelvin sign and the long s fold to letters in Unicode, never here
        "\u212Aeargaaaaaaqaaaaaaaaaaabaaaaadfivouwfnk4he5tl4tqu37n2qy", "\u017Feargaaaaaaqaaaaaaaaaaabaaaaadfivouwfnk4he5tl4tqu37n2qy",
        // the prefix is the mail room's to take off
        "u-aeargaaaaaaqaaaaaaaaaaabaaaaadfivouwfnk4he5tl4tqu37n2qy"})
    void a_mail_token_has_one_form_only_but_for_letter_case(String text) {
        assertTrue(Token.ofMail("AEargaaaaaaqaaaaaaaaaaabaaaaadfivouwfnk4he5tl4tqu37n2qy").isPresent());
        assertEquals(Optional.empty(), Token.ofMail(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {47, 55, 10_240, 1_000_000})
    void an_over_long_text_is_no_token(int length) {
        assertEquals(Optional.empty(), Token.ofUrl("A".repeat(length)));
        assertEquals(Optional.empty(), Token.ofMail("a".repeat(length == 55 ? 56 : length)));
    }

    @ParameterizedTest
    @CsvSource({
        "version 0,      00 01 13 00000001 0000000000000001 000000",
        "version 2,      02 01 13 00000001 0000000000000001 000000",
        "key 0,          01 00 13 00000001 0000000000000001 000000",
        "power 0,        01 01 03 00000001 0000000000000001 000000",
        "power 9,        01 01 93 00000001 0000000000000001 000000",
        "power 15,       01 01 f3 00000001 0000000000000001 000000",
        "kind 5,         01 01 15 00000001 0000000000000001 000000",
        "topic 0,        01 01 13 00000000 0000000000000001 000000",
        "topic < 0,      01 01 13 ffffffff 0000000000000001 000000",
        "everything 1,   01 01 10 00000001 0000000000000001 000000",
        "recipient 0,    01 01 13 00000001 0000000000000000 000000",
        "recipient < 0,  01 01 13 00000001 8000000000000000 000000"})
    void a_field_without_meaning_makes_no_link(String name, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", "") + "00".repeat(16));
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        assertEquals(Optional.empty(), Token.ofUrl(text).orElseThrow().link(), name);
    }

    @Test
    void the_stand_in_for_unreadable_texts_says_nothing_and_names_no_key() {
        assertEquals(0, Token.UNREADABLE.keyId());
        assertEquals(Optional.empty(), Token.UNREADABLE.link());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256})
    void a_key_id_outside_1_to_255_cannot_be_written(int keyId) {
        assertThrows(IllegalArgumentException.class, () -> Token.unsigned(LINK, keyId));
    }

    /** RFC 4648 §10, lower case and without padding. */
    @ParameterizedTest
    @CsvSource({"f,my", "fo,mzxq", "foo,mzxw6", "foob,mzxw6yq", "fooba,mzxw6ytb", "foobar,mzxw6ytboi"})
    void base32_agrees_with_rfc_4648(String plain, String encoded) {
        assertEquals(encoded, Base32.encode(plain.getBytes()));
        assertArrayEquals(plain.getBytes(), Base32.decode(encoded, plain.length()).orElseThrow());
    }
}
