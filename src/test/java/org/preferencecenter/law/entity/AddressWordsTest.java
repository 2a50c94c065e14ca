package org.preferencecenter.law.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S-14: a desk's address is told from a person's, and in doubt it is a person's. */
class AddressWordsTest {

    private static final AddressWords WORDS = new AddressWords(Set.of("info", "contact", "service-client"), Set.of("gmail.com"));

    @ParameterizedTest
    @CsvSource({
            "info@firm.example,           true,  false",
            "INFO@Firm.Example,           true,  false",
            "info+news@firm.example,      true,  false",
            "service-client@firm.example, true,  false",
            "' info@firm.example ',       true,  false",
            "information@firm.example,    false, false",
            "anna.info@firm.example,      false, false",
            "info.anna@firm.example,      false, false",
            "anna+info@firm.example,      false, false",
            "+info@firm.example,          false, false",
            "info@gmail.com,              false, true",
            "anna@gmail.com,              false, true",
            "anna@GMail.com,              false, true",
            "'anna@gmail.com ',           false, true",
            "anna@gmail.com.,             false, true",
            "anna@gmail.com.example,      false, false",
            "anna@mail.gmail.com,         false, false",
            "\"info@gmail.com\"@firm.example, false, false",
            "@gmail.com,                  false, true",
            "@firm.example,               false, false",
            "info,                        false, false",
            "'',                          false, false",
            "+33611223344,                false, false" })
    void roles_and_private_domains(String address, boolean role, boolean personal) {
        assertEquals(role, WORDS.role(address));
        assertEquals(personal, WORDS.personal(address));
    }

    @Test
    void without_words_nobody_is_a_desk() {
        assertFalse(AddressWords.NONE.role("info@firm.example"));
        assertFalse(AddressWords.NONE.personal("anna@gmail.com"));
    }
}
