package org.preferencecenter.exchange.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeCellTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"=HYPERLINK(1)|'=HYPERLINK(1)", "+33639980011|+33639980011", "+1+1|'+1+1", "+33 6|'+33 6",
        "-2|'-2", "@sum|'@sum", "Ann|Ann", "a=b|a=b", "＝1|'＝1"})
    void what_begins_like_a_formula_gets_an_apostrophe_and_a_telephone_number_stays(String text, String safe) {
        assertEquals(safe, SafeCell.of(text));
    }

    @Property
    void no_cell_begins_like_a_formula_but_numbers_of_digits(@ForAll String text) {
        String safe = SafeCell.of(text);
        assertTrue(safe.isEmpty() || "=+-@\t\r\n".indexOf(safe.charAt(0)) < 0 || safe.matches("\\+[1-9][0-9]{5,14}"));
        assertTrue(safe.endsWith(text) && safe.length() <= text.length() + 1, "nothing else is changed");
    }
}
