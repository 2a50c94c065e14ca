package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PaletteTest {

    @Property
    void whatever_colour_a_brand_chose_its_text_can_be_read_in_light_and_dark(@ForAll @IntRange(max = 0xffffff) int brand,
            @ForAll @IntRange(max = 0xffffff) int ink) {
        Palette palette = Palette.of(String.format("#%06x", brand), String.format("#%06x", ink));
        readable(palette.ink(), palette.brand());
        for (String paper : new String[] {"#f6f5f2", "#ffffff", "#f2efe9"}) {
            readable(palette.accent(), paper);
        }
        for (String paper : new String[] {"#15161a", "#1e2026", "#2b2e36"}) {
            readable(palette.glow(), paper);
        }
    }

    @Example
    void a_colour_that_can_be_read_stays_as_the_brand_chose_it() {
        Palette palette = Palette.of("#7a1f3d", "#ffffff");
        assertEquals("#7a1f3d #ffffff #7a1f3d", palette.brand() + " " + palette.ink() + " " + palette.accent());
        assertEquals(21, Palette.contrast("#000000", "#ffffff"), 0.01);
    }

    private static void readable(String text, String paper) {
        assertTrue(Palette.contrast(text, paper) >= 4.5, text + " on " + paper);
    }
}
