package org.preferencecenter.link.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class HmacTest {

    /** RFC 4231 §4.2, test case 1. */
    @Example
    void agrees_with_the_test_case_of_rfc_4231() {
        Hmac hmac = new Hmac(HexFormat.of().parseHex("0b".repeat(20)));
        assertEquals("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
                HexFormat.of().formatHex(hmac.of("Hi There".getBytes())));
    }

    @Property
    void agrees_with_the_platforms_own(@ForAll @Size(min = 1, max = 64) byte[] key, @ForAll byte[] message)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        Hmac hmac = new Hmac(key);
        assertArrayEquals(mac.doFinal(message), hmac.of(message));
        assertArrayEquals(mac.doFinal(message), hmac.of(message), "a second time");
    }

    @Example
    void a_key_longer_than_a_block_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Hmac(new byte[65]));
    }
}
