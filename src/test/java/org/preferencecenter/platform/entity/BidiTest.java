package org.preferencecenter.platform.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Bidi;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BidiTest {

    /** {@code <}, {@code =} and {@code >} stand for the left-to-right, first-strong and closing marks. */
    @ParameterizedTest
    @CsvSource({"ltr, Jazz, Jazz", "ltr, Théâtre des Vents, Théâtre des Vents", "ltr, +33 6 12 34 56 78, +33 6 12 34 56 78",
            "ltr, أخبار, =أخبار>", "ltr, Jazz أخبار, =Jazz أخبار>", "ltr, חדשות, =חדשות>", "ltr, €10 –, €10 –",
            "rtl, أخبار, أخبار", "rtl, Jazz, =Jazz>", "rtl, c••••@e••••••.org, =c••••@e••••••.org>",
            "rtl, +33 6 12 34 56 78, <+33 6 12 34 56 78>", "rtl, ••••78, <••••78>", "rtl, 30, 30", "rtl, 14 مارس 2026, 14 مارس 2026",
            "rtl, =Jazz> عبر البريد, =Jazz> عبر البريد", "rtl, أخبار Jazz, =أخبار Jazz>", "rtl, ••••, ••••", "rtl, '', ''"})
    void what_is_written_the_other_way_is_set_apart(String direction, String text, String isolated) {
        String once = org.preferencecenter.platform.entity.Bidi.isolate(marks(text), direction);
        assertEquals(marks(isolated), once);
        assertEquals(once, org.preferencecenter.platform.entity.Bidi.isolate(once, direction), "twice changes nothing");
    }

    @ParameterizedTest
    @CsvSource({"ltr, a\u202eb, ab", "ltr, a\u2069b\u202e, ab", "ltr, a\u2067b, ab", "rtl, \u202dأ\u202c, أ", "ltr, a\u2067b\u2069, a\u2067b\u2069"})
    void marks_that_would_turn_round_the_rest_are_taken_out(String direction, String text, String clean) {
        assertEquals(clean, org.preferencecenter.platform.entity.Bidi.isolate(text, direction));
    }

    @Test
    void a_telephone_number_is_read_from_its_own_end_in_an_Arabic_sentence() {
        String sentence = "الرقم " + org.preferencecenter.platform.entity.Bidi.isolate("+33 6 12", "rtl") + " صحيح";
        Bidi drawn = new Bidi(sentence, Bidi.DIRECTION_RIGHT_TO_LEFT);
        int plus = drawn.getLevelAt(sentence.indexOf('+'));
        assertEquals(plus, drawn.getLevelAt(sentence.indexOf("12")), "one run, read from its left end");
        assertEquals(0, plus % 2);
    }

    @Property
    void whatever_is_put_into_a_sentence_the_sentence_goes_on_in_its_own_direction(
            @ForAll @Chars({'a', '\u0645', '1', ' ', '\u202a', '\u202c', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'})
            String line, @ForAll boolean rtl) {
        String direction = rtl ? "rtl" : "ltr";
        String own = rtl ? "\u0645" : "m";
        String sentence = own + org.preferencecenter.platform.entity.Bidi.isolate(line, direction) + own;
        Bidi drawn = new Bidi(sentence, rtl ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT);
        assertEquals(drawn.getBaseLevel(), drawn.getLevelAt(sentence.length() - 1));
    }

    private static String marks(String text) {
        return text.replace('<', '\u2066').replace('=', '\u2068').replace('>', '\u2069');
    }
}
