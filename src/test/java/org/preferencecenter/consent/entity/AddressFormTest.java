package org.preferencecenter.consent.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.preferencecenter.law.entity.Channel;

class AddressFormTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "EMAIL | Marie@Example.ORG      | marie@example.org",
            "EMAIL | ' marie@example.org '  | marie@example.org",
            "EMAIL | marie@Théâtre.fr       | marie@xn--thtre-4qa2c.fr",
            "EMAIL | marie@xn--thtre-4qa2c.fr | marie@xn--thtre-4qa2c.fr",
            "EMAIL | marie@example.org.     | marie@example.org",
            "EMAIL | \"a@b\"@example.org    | \"a@b\"@example.org",
            "EMAIL | marie+news@example.org | marie+news@example.org",
            "EMAIL | No Address             | no address",
            "SMS   | +33 6 12-34.56 78      | 33612345678",
            "PHONE | 0033 6 12 34 56 78     | 33612345678",
            "PHONE | 06 12 34 56 78         | 0612345678",
            "POST  | '12 rue  des Lilas'    | 12 rue des lilas",
            "POST  | \u0130\u0316           | i\u0316\u0307",
            "PUSH  | AbC                    | AbC"})
    void addresses_are_compared_in_one_form(Channel channel, String written, String normal) {
        assertEquals(normal, AddressForm.normal(channel, written));
    }

    @Property
    void any_text_has_a_form_and_the_form_is_its_own_form(@ForAll String text) {
        for (Channel channel : new Channel[] {Channel.SMS, Channel.POST, Channel.PUSH}) {
            AddressForm.normal(channel, text);
        }
        String once = AddressForm.normal(Channel.POST, text);
        assertEquals(once, AddressForm.normal(Channel.POST, once));
        AddressForm.normal(Channel.EMAIL, text + "@" + text);
    }
}
