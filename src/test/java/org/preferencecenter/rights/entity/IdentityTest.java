package org.preferencecenter.rights.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {

    @ParameterizedTest
    @CsvSource({"DOCUMENT, DOCUMENT", "CALLED_BACK, CALLED_BACK", "MAILBOX,", "mailbox,", "'',", "anything,"})
    void nobody_of_the_office_proves_a_mailbox_and_no_other_word_proves_anybody(String word, Identity known) {
        assertEquals(Optional.ofNullable(known), Identity.byTheOffice(word));
    }
}
