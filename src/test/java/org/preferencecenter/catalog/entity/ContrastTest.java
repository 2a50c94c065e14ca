package org.preferencecenter.catalog.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContrastTest {

    /** Values as published for WCAG 2: the extremes, and the two greys on either side of what is readable on white. */
    @ParameterizedTest
    @CsvSource({ "#000000, #ffffff, 21.0", "#ffffff, #ffffff, 1.0", "#767676, #ffffff, 4.54", "#777777, #ffffff, 4.48",
            "#ff0000, #ffffff, 4.0", "#0000ff, #ffffff, 8.59" })
    void is_what_the_guidelines_say(String one, String other, double expected) {
        assertEquals(expected, Contrast.between(one, other), 0.005);
    }

    @Property
    void lies_between_1_and_21_and_does_not_depend_on_the_order(@ForAll @IntRange(max = 0xffffff) int one,
            @ForAll @IntRange(max = 0xffffff) int other) {
        String a = "#%06x".formatted(one);
        String b = "#%06x".formatted(other);
        double contrast = Contrast.between(a, b);
        assertTrue(contrast >= 1 && contrast <= 21.0001, a + " " + b);
        assertEquals(contrast, Contrast.between(b, a));
    }

    @Test
    void what_is_not_a_colour_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Contrast.between("red", "#ffffff"));
    }
}
