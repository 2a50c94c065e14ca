package org.preferencecenter.consent.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;

class ProvenanceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Cell JAZZ = new Cell(Scope.topic(1), Channel.EMAIL);
    private static final Cell KIDS = new Cell(Scope.topic(2), Channel.EMAIL);
    private static final Origin FORM = new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, 5, 7, "en");
    private static final Origin CONFIRM = Origin.recipient("confirm", "fr");

    private final Recording recording = new Recording(1, 0, new byte[32], Choices.NONE);

    private UUID asked() {
        UUID change = UUID.randomUUID();
        recording.choose(List.of(new Wish(JAZZ, true, null, null), new Wish(KIDS, true, null, null, 8)),
                new Act(Reach.UNKNOWN, FORM, change, NOW), Duration.ofDays(2));
        return change;
    }

    @Test
    void a_confirmation_carries_over_what_was_asked_and_how() {
        UUID asked = asked();
        recording.confirm(new History(recording.entries()), asked, new Act(Reach.UNKNOWN, CONFIRM, UUID.randomUUID(), NOW.plusSeconds(60)));
        Entry confirmed = recording.entries().get(2);
        assertFalse(Provenance.leaves(confirmed));
        assertEquals(new Provenance(NOW.plusSeconds(60), new Origin(Origin.Actor.RECIPIENT, "confirm", CaptureMode.ACTIVE_OPT_IN, 5, 7, "fr")),
                Provenance.of(confirmed));
        assertEquals(8, Provenance.of(recording.entries().get(3)).origin().notice());
    }

    /** The words of today by number; the digest of a notice tells when it was looked up. */
    private static Reach knowing(char day) {
        return new Reach() {
            @Override
            public List<Scope> of(Scope scope) {
                return UNKNOWN.of(scope);
            }

            @Override
            public Optional<String> shown(int notice) {
                return Optional.of(String.valueOf((char) ('0' + notice)).repeat(63) + day);
            }

            @Override
            public Optional<String> spoken(int script) {
                return Optional.of("f".repeat(63) + day);
            }
        };
    }

    @Test
    void every_entry_that_names_words_signs_them_and_a_confirmation_those_it_was_asked_with() {
        UUID asked = UUID.randomUUID();
        recording.choose(List.of(new Wish(JAZZ, true, null, null), new Wish(KIDS, true, null, null, 8)),
                new Act(knowing('a'), FORM.reading(3), asked, NOW), Duration.ofDays(2));
        recording.confirm(new History(recording.entries()), asked, new Act(knowing('b'), CONFIRM, UUID.randomUUID(), NOW.plusSeconds(60)));
        assertEquals(List.of("7".repeat(63) + "a", "8".repeat(63) + "a", "7".repeat(63) + "a", "8".repeat(63) + "a"),
                recording.entries().stream().map(entry -> entry.facts().get("shown")).toList());
        assertTrue(recording.entries().stream().allMatch(entry -> ("f".repeat(63) + "a").equals(entry.facts().get("spoken"))));
        recording.withdraw(new OneClick(1, Scope.topic(1), 0, true), new Act(knowing('c'), null, UUID.randomUUID(), NOW.plusSeconds(90)));
        assertFalse(recording.entries().get(4).facts().containsKey("shown"), "a stop names no words, and looks for none");
    }

    /** Whoever was asked before digests were signed confirms to words that are signed now. */
    @Test
    void a_confirmation_of_what_was_asked_before_signs_the_words_as_they_are_known() {
        UUID asked = asked();
        assertFalse(recording.entries().get(0).facts().containsKey("shown"));
        recording.confirm(new History(recording.entries()), asked, new Act(knowing('b'), CONFIRM, UUID.randomUUID(), NOW.plusSeconds(60)));
        assertEquals("7".repeat(63) + "b", recording.entries().get(2).facts().get("shown"));
    }

    /** As confirmations were written before: the entry alone says neither words nor place. */
    @Test
    void an_older_ledger_is_answered_from_the_entry_that_asked() {
        UUID asked = asked();
        Choice yes = new Choice(KIDS, State.GRANTED, 0, 3, NOW.plusSeconds(60), null, null);
        SortedMap<String, Object> facts = ChoiceEntry.facts(yes, 3, new Act(Reach.UNKNOWN, CONFIRM, UUID.randomUUID(), NOW.plusSeconds(60)));
        facts.put("confirms", asked.toString());
        Entry old = new Entry(1, 3, NOW.plusSeconds(60), ChoiceEntry.KIND, facts, new byte[32]);
        assertTrue(Provenance.leaves(old));
        assertEquals(new Origin(Origin.Actor.RECIPIENT, "confirm", CaptureMode.ACTIVE_OPT_IN, 5, 8, "fr"),
                Provenance.of(old, recording.entries()).origin(), "those of the same box, not of its neighbour");
        assertEquals(CONFIRM, Provenance.of(old, List.of()).origin(), "never guessed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'plain'                | plain
            '  around  '           | around
            'two\u0000 \u0007words'| 'two words'
            'turned\u202Edenrut'   | turneddenrut
            '\ud83d\ude00'         | '\ud83d\ude00'
            """)
    void a_reason_is_kept_as_it_was_written_without_what_cannot_be_seen(String typed, String kept) {
        assertEquals(kept, StopReason.tidy(typed));
        assertEquals("a\nb", StopReason.tidy("a\r\nb"));
    }

    @ParameterizedTest
    @CsvSource({"TOO_OFTEN,TOO_OFTEN", "OTHER,OTHER", "'',OTHER", "too_often,OTHER", "DROP TABLE,OTHER"})
    void an_unknown_reason_is_another_one(String name, StopReason reason) {
        assertEquals(reason, StopReason.named(name));
    }
}
