package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailAddressTest {

    @ParameterizedTest
    @CsvSource({"claire@example.org, true", "claire+news@mail.example.co.uk, true", "o'neill@example.org, true",
            "élise@exemple.fr, true", "claire@münchen.example, true", "claire, false", "claire@, false", "@example.org, false",
            "claire@example, false", "claire@@example.org, false", "claire@exa mple.org, false", "claire@example..org, false",
            "claire@example.org;x@y.zz, false", "<claire@example.org>, false", "'', false",
            "claire@-example.org, false", "claire@example.o, false"})
    void a_slip_is_seen_and_an_odd_address_let_through(String typed, boolean plausible) {
        assertEquals(plausible, MailAddress.plausible(typed));
    }

    @Test
    void nothing_endless_and_nothing_with_a_line_end_is_an_address() {
        assertFalse(MailAddress.plausible("x".repeat(10_000) + "@example.org"));
        assertFalse(MailAddress.plausible("x@" + "example.".repeat(5_000) + "org"));
        assertFalse(MailAddress.plausible("x\r\nBcc: y@example.org"));
        assertFalse(MailAddress.plausible("x@example.org\0"));
        assertFalse(MailAddress.plausible("x@example.org\ud800"));
    }
}
