package org.preferencecenter.mail.entity;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real attack strings, put wherever a value from outside could reach a header. */
class HeaderInjectionTest {

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nBcc: victim@example.org", "x\nBcc: victim@example.org", "x\rBcc: victim@example.org",
            "x\r\n\r\n<script>alert(1)</script>", "x\r\n Bcc: victim@example.org", "x\n\tX: y", "x\0", "x\u0000\r\nX: y",
            "x\u2028Bcc: victim@example.org", "x\u2029y", "x\u0085Bcc: victim@example.org", "x\u000bX: y", "x\u000cX: y",
            "x\u560d\u560aBcc: victim@example.org", "x\u010d\u010aBcc: victim@example.org", "x\uff0d", "x\u001b[2J", "x\u007f",
            "=?utf-8?q?=0d=0aBcc:?=\r\n", "é", "", " ", "\t"})
    void no_value_can_start_a_field_of_its_own(String attack) {
        assertThrows(BadMessage.class, () -> HeaderChange.add("X-Test", attack));
        assertThrows(BadMessage.class, () -> HeaderChange.add("X-Test", "fine,", attack));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X: y\r\nBcc", "X\r\nBcc", "X\nBcc", "X Bcc", "X:", "X\0", "Xé", "X\t"})
    void no_name_can_hold_more_than_a_name(String attack) {
        assertThrows(BadMessage.class, () -> HeaderChange.add(attack, "y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://p.example.org/u/x>,<https://evil.example/", "https://p.example.org/u/x y",
            "https://p.example.org/u/x\r\nBcc: victim@example.org", "https://p.example.org/u/x,y", "https://p.example.org/u/\"",
            "https://p.example.org/u/é", "javascript:alert(1)", "https://", " https://p.example.org/"})
    void no_link_can_break_out_of_its_brackets(String attack) {
        assertThrows(BadMessage.class, () -> new Stamp(attack, "mailto:u-t@unsub.example.org", "https://p.example.org/p/T", "x",
                "p.b", "example.org", "f", "feedback@unsub.example.org", "t"));
        assertThrows(BadMessage.class, () -> new Stamp("https://p.example.org/u/T", "mailto:" + attack + ">",
                "https://p.example.org/p/T", "x", "p.b", "example.org", "f", "feedback@unsub.example.org", "t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org>\r\nBcc: x", "example.org, <evil.example", "exa mple.org", "example..org", ".org", "é.org"})
    void no_mail_domain_can_break_out_of_the_list_id(String attack) {
        assertThrows(BadMessage.class, () -> new Stamp("https://p.example.org/u/T", "mailto:u-t@unsub.example.org",
                "https://p.example.org/p/T", "x", "p.b", attack, "f", "feedback@unsub.example.org", "t"));
        assertThrows(BadMessage.class, () -> new Stamp("https://p.example.org/u/T", "mailto:u-t@unsub.example.org",
                "https://p.example.org/p/T", "x", "p.b", "example.org", "f", "feedback@" + attack, "t"));
    }

    @Property
    void what_a_title_says_never_changes_the_number_of_fields(@ForAll String title) {
        RawMessage in = RawMessage.of("From: a@example.org\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        RawMessage out = in.with(Stamps.titled(title).changes(in, ExistingPolicy.REPLACE));
        assertTrue(RawMessage.of(out.bytes()).fields().size() == 1 + Stamp.NAMES.size(), "a field more or less");
    }
}
