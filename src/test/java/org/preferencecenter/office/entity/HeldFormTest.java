package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HeldFormTest {

    @Property(tries = 200)
    void every_field_comes_back_as_it_was_typed(@ForAll String name, @ForAll List<String> values) {
        HeldForm form = new HeldForm(7, "/office/purpose?id=3", Map.of(name, values));
        assertEquals(form, HeldForm.read(form.json()));
    }

    @Test
    void what_binds_a_form_to_a_sign_in_and_what_stands_in_its_address_is_not_typed() {
        HeldForm form = HeldForm.of(7, "/office/purpose?id=3", Map.of("csrf", new String[] {"x"}, "id", new String[] {"3"},
                "title", new String[] {"Lettres\r\nd’été"}, "channel", new String[] {"EMAIL", "SMS"}), Map.of("id", 1));
        assertEquals(Map.of("title", List.of("Lettres\r\nd’été"), "channel", List.of("EMAIL", "SMS")), form.fields());
        assertEquals(3, form.each().size());
    }

    @Test
    void a_telephone_is_given_the_secret_as_it_reads_it() {
        // RFC 6238, appendix B: the secret of the examples.
        OtpAuth otp = new OtpAuth("12345678901234567890".getBytes(StandardCharsets.US_ASCII), "Preference Center", "a@b.example");
        assertEquals("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", otp.typed());
        assertEquals("otpauth://totp/Preference%20Center:a%40b.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Preference%20Center", otp.uri());
        assertTrue(otp.picture().size() > 8 && otp.picture().path().startsWith("M4 4h1v1h-1z"), "a finder in the corner, after the quiet zone");
    }
}
