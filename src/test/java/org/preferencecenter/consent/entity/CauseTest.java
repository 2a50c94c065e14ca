package org.preferencecenter.consent.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.preferencecenter.center.control.Phrasebook;
import org.preferencecenter.office.control.OfficePhrases;
import org.preferencecenter.platform.entity.Locales;

class CauseTest {

    @ParameterizedTest
    @CsvSource({"RECIPIENT, one-click, RECIPIENT, false", "RECIPIENT, sms, RECIPIENT, false", "AGENT, call, AGENT, false",
            "SENDER, page, APPLICATION, false", "IMPORT, import, IMPORT, false", "IMPORT, import-undo, IMPORT, false",
            "RECIPIENT, complaint, COMPLAINT, true", "SYSTEM, complaint, COMPLAINT, true", "SYSTEM, bounce, BOUNCE, true",
            "SYSTEM, expiry, EXPIRY, true", "SYSTEM, join, SYSTEM, true", "RECIPIENT, rights, RECIPIENT, false"})
    void what_came_by_itself_is_told_from_what_somebody_meant(Origin.Actor actor, String via, Cause cause, boolean automatic) {
        assertEquals(cause, Cause.of(new Origin(actor, via, null, 0, 0, null)));
        assertEquals(automatic, cause.automatic());
    }

    @ParameterizedTest
    @EnumSource(SuppressionReason.class)
    void every_reason_of_a_suppression_is_a_cause(SuppressionReason reason) {
        assertEquals(switch (reason.name()) {
            case "MANUAL" -> null;
            case "OPPOSITION_LIST" -> Cause.LIST;
            default -> Cause.valueOf(reason.name());
        }, Cause.of(reason));
    }

    /** Numbers are stored and words are told: whoever moves one makes old rows another's doing. */
    @Test
    void numbers_and_words_stay_what_they_are() {
        assertEquals("1 recipient, 2 agent, 3 application, 4 import, 5 complaint, 6 bounce, 7 expiry, 8 list, 9 erasure, 10 system",
                Arrays.stream(Cause.values()).map(cause -> cause.code() + " " + cause.word()).collect(Collectors.joining(", ")));
        Arrays.stream(Cause.values()).forEach(cause -> assertEquals(List.of(cause, cause), List.of(Cause.of(cause.code()), Cause.of(cause.word()))));
        assertNull(Cause.of(0));
        assertThrows(IllegalArgumentException.class, () -> Cause.of(11));
    }

    /** On the recipient's own page, on the person's page and beside the figures; in no place as "other". */
    @Test
    void every_way_in_has_words_wherever_one_is_told() {
        List<String> mute = new ArrayList<>();
        for (String way : Cause.WAYS) {
            for (String language : Locales.OFFICE) {
                if (!new OfficePhrases().in(language).phrases().containsKey("person.via." + way)) {
                    mute.add(language + " person.via." + way);
                }
            }
            // Joining and one's own details are told in sentences of their own.
            if (!new Phrasebook().in("en").phrases().containsKey("via." + way) && !way.equals("join") && !way.equals("details")) {
                mute.add("via." + way);
            }
        }
        assertEquals(List.of(), mute);
    }

    @Test
    void what_came_by_itself_has_a_word_of_its_own() {
        for (String language : Locales.OFFICE) {
            var words = new OfficePhrases().in(language);
            assertTrue(Arrays.stream(Cause.values()).filter(cause -> cause.automatic() && cause != Cause.SYSTEM)
                    .allMatch(cause -> words.phrases().containsKey("person.cause." + cause)));
            assertEquals(Cause.values().length, Arrays.stream(Cause.values()).map(cause -> words.say("person.cause." + cause)).distinct().count());
            assertNotEquals(words.say("person.cause.COMPLAINT"), words.say("person.cause.BOUNCE"));
        }
    }
}
