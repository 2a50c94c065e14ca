package org.preferencecenter.link.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    @ParameterizedTest
    @CsvSource({"EVERYTHING:0", "BRAND:1", "PURPOSE:7", "TOPIC:2147483647", "CONFIRMATION:9"})
    void its_text_reads_back(String text) {
        assertEquals(text, Scope.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TOPIC", "TOPIC:", "TOPIC:0", "TOPIC:-1", "EVERYTHING:1", "topic:1", "TOPIC:1:2",
        "TOPIC:2147483648"})
    void any_other_text_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Scope.parse(text));
    }

    @ParameterizedTest
    @EnumSource(Scope.Kind.class)
    void each_kind_is_found_by_its_number(Scope.Kind kind) {
        assertEquals(kind, Scope.Kind.of(kind.code()));
    }

    @ParameterizedTest
    @EnumSource(Power.class)
    void each_power_is_found_by_its_number(Power power) {
        assertEquals(power, Power.of(power.code()));
    }

    /** In mail that was sent years ago: none of them may ever change. */
    @Test
    void the_numbers_are_those_of_the_first_release() {
        assertEquals("EVERYTHING=0 BRAND=1 PURPOSE=2 TOPIC=3 CONFIRMATION=4", join(Scope.Kind.values()));
        assertEquals("ONE_CLICK=1one-click PAGE=2page CONFIRM=3confirm MAILTO=4mailto BOUNCE=5bounce VISIT=6visit "
                + "COMPLAINT=7complaint DATA=8data",
                join(Power.values()));
    }

    private static String join(Scope.Kind[] kinds) {
        StringBuilder text = new StringBuilder();
        for (Scope.Kind kind : kinds) {
            text.append(kind).append('=').append(kind.code()).append(' ');
        }
        return text.toString().strip();
    }

    private static String join(Power[] powers) {
        StringBuilder text = new StringBuilder();
        for (Power power : powers) {
            text.append(power).append('=').append(power.code()).append(power.label()).append(' ');
        }
        return text.toString().strip();
    }
}
