package org.preferencecenter.mail.entity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DkimSignatureTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void the_example_of_rfc_6376_3_4_5_comes_out_relaxed() {
        assertEquals("a:X", DkimSignature.relaxedField("A: X\r\n"));
        assertEquals("b:Y Z", DkimSignature.relaxedField("B : Y\t\r\n\tZ  \r\n"));
        assertEquals(" C\r\nD E\r\n", DkimSignature.relaxedBody(" C \r\nD \t E\r\n\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\r\n\r\n\r\n", " \t\r\n"})
    void an_empty_body_is_empty_however_many_blank_lines_it_has(String body) {
        assertEquals("", DkimSignature.relaxedBody(body));
    }

    @Test
    void a_body_without_a_final_line_end_is_given_one() {
        assertEquals("x\r\n\r\ny\r\n", DkimSignature.relaxedBody("x\r\n\r\ny"));
    }

    @Test
    void a_bare_message_has_the_well_known_hash_of_nothing() {
        HeaderChange.Add field = DkimSignature.of(of("From: a@example.org\r\n"), TestKeys.BOTH.get(1), NOON);
        assertTrue(field.lines().contains("bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;"), field.toString());
    }

    @Test
    void no_line_of_a_signature_is_longer_than_78_characters_and_there_is_no_l_tag() {
        RawMessage message = of("From: a@example.org\r\nSubject: x\r\n\r\n");
        RawMessage stamped = message.with(Stamps.fixed().changes(message, ExistingPolicy.REPLACE));
        for (DkimKey key : TestKeys.BOTH) {
            HeaderChange.Add field = DkimSignature.of(stamped, key, NOON);
            assertTrue(field.lines().stream().skip(1).allMatch(line -> line.length() <= 77), field.toString());
            assertFalse(field.lines().stream().anyMatch(line -> line.startsWith("l=") || line.contains(" l=")));
        }
    }

    @Test
    void an_ed25519_record_holds_the_bare_key_of_44_characters() {
        String value = TestKeys.BOTH.get(1).record().value();
        assertTrue(value.startsWith("v=DKIM1; k=ed25519; p="), value);
        assertEquals(32, Base64.getDecoder().decode(value.substring(value.indexOf("p=") + 2)).length);
        assertEquals("e1._domainkey.mail.example.org", TestKeys.BOTH.get(1).record().name());
    }

    private static RawMessage of(String text) {
        return RawMessage.of(text.getBytes(ISO_8859_1));
    }
}
