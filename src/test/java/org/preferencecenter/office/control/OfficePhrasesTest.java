package org.preferencecenter.office.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The office's sentences can be read: without them no page of it opens. */
class OfficePhrasesTest {

    @Test
    void every_key_of_the_office_stands_in_one_file_only_and_in_both_languages() {
        OfficePhrases phrases = new OfficePhrases();
        assertEquals(phrases.in("fr").phrases().keySet(), phrases.in("en").phrases().keySet());
    }
}
