package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

class VeilTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Camille Martin          | C•••• M••••
            ' Hélène  d’Ørsted '    | H•••• d••••
            X                       | X••••
            𝔸da                     | 𝔸••••
            ''                      | ''
            """)
    void a_name_is_told_by_its_initials_whatever_its_length(String name, String told) {
        assertEquals(told, new Veil(false).name(name));
        assertEquals(name, new Veil(true).name(name));
    }

    @ParameterizedTest
    @CsvSource({"EMAIL, camille@example.org, c••••@e••••••.org, camille@example.org", "SMS, +33639980000, ••••00, +33 6 39 98 00 00",
            "POST, 2 allée des Embruns, ••••ns, 2 allée des Embruns"})
    void an_address_is_masked_until_it_may_be_seen(Channel channel, String address, String masked, String shown) {
        assertEquals(masked, new Veil(false).address(channel, address));
        assertEquals(shown, new Veil(true).address(channel, address));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {"TOPIC:3/EMAIL|true", "BRAND:1/ANY|true", "EVERYTHING:0/ANY|true",
            "TOPIC:0/EMAIL|false", "CONFIRMATION:1/EMAIL|false", "TOPIC:3|false", "TOPIC:3/MAIL|false", "|false", "none|false",
            "TOPIC:99999999999/EMAIL|false", "/|false"})
    void what_a_form_says_of_a_choice_is_that_choice_or_nothing(String text, boolean known) {
        assertEquals(known, ChoiceTable.cell(text).isPresent(), text);
        ChoiceTable.cell(text).ifPresent(cell -> assertEquals(text, ChoiceTable.text(cell)));
        assertEquals("TOPIC:3/EMAIL", ChoiceTable.text(new Cell(Scope.topic(3), Channel.EMAIL)));
    }
}
