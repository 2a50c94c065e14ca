package org.preferencecenter.platform.entity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

class HkdfTest {

    /** RFC 5869 appendix A.3: no salt, no info; our keys are the first 32 of its 42 bytes. */
    @Test
    void agrees_with_the_test_case_of_rfc_5869() {
        byte[] key = new byte[22];
        Arrays.fill(key, (byte) 0x0b);
        assertEquals("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d",
                HexFormat.of().formatHex(Hkdf.expand(key, "")));
    }

    @Test
    void each_label_has_a_key_of_its_own_that_never_changes() {
        byte[] key = new byte[32];
        assertArrayEquals(Hkdf.expand(key, "one"), Hkdf.expand(key, "one"));
        assertFalse(Arrays.equals(Hkdf.expand(key, "one"), Hkdf.expand(key, "two")));
    }
}
