package org.preferencecenter.consent.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

class ChoicesTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final List<Scope> TOPIC = List.of(Scope.topic(1), Scope.purpose(1), Scope.brand(1), Scope.EVERYTHING);

    /** Rows read {@code SCOPE/CHANNEL=STATE@seq}, a PENDING over a stop {@code …=PENDING@seq^stop}. */
    private static Choices choices(String rows) {
        Map<Cell, Choice> byCell = new HashMap<>();
        for (String row : rows.isBlank() ? new String[0] : rows.strip().split("\\s+")) {
            String[] p = row.split("[/=@^]");
            Cell cell = new Cell(Scope.parse(p[0]), Channel.valueOf(p[1]));
            State state = State.valueOf(p[2]);
            int seq = Integer.parseInt(p[3]);
            int stop = p.length > 4 ? Integer.parseInt(p[4]) : state.stops() ? seq : 0;
            byCell.put(cell, new Choice(cell, state, 0, seq, AT, null, null, stop));
        }
        return new Choices(byCell);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                                                            | NONE
            TOPIC:1/EMAIL=GRANTED@1                                                                       | GRANTED
            PURPOSE:1/EMAIL=GRANTED@1                                                                     | GRANTED
            TOPIC:1/ANY=GRANTED@1                                                                         | GRANTED
            TOPIC:1/SMS=GRANTED@1                                                                         | NONE
            TOPIC:2/EMAIL=WITHDRAWN@1                                                                     | NONE
            TOPIC:1/SMS=WITHDRAWN@1                                                                       | NONE
            TOPIC:1/EMAIL=PENDING@1                                                                       | PENDING
            TOPIC:1/EMAIL=NONE@1                                                                          | NONE
            EVERYTHING:0/ANY=OBJECTED@1                                                                   | OBJECTED
            TOPIC:1/EMAIL=GRANTED@1 EVERYTHING:0/ANY=WITHDRAWN@2                                          | WITHDRAWN
            TOPIC:1/EMAIL=GRANTED@1 BRAND:1/EMAIL=WITHDRAWN@2                                             | WITHDRAWN
            TOPIC:1/EMAIL=GRANTED@1 BRAND:2/ANY=WITHDRAWN@2                                               | GRANTED
            TOPIC:1/EMAIL=GRANTED@1 PURPOSE:1/ANY=EXPIRED@2                                               | EXPIRED
            EVERYTHING:0/ANY=WITHDRAWN@1 TOPIC:1/EMAIL=GRANTED@2                                          | GRANTED
            PURPOSE:1/EMAIL=WITHDRAWN@1 TOPIC:1/EMAIL=GRANTED@2                                           | GRANTED
            TOPIC:1/ANY=WITHDRAWN@1 TOPIC:1/EMAIL=GRANTED@2                                               | GRANTED
            TOPIC:1/EMAIL=GRANTED@1 PURPOSE:1/EMAIL=WITHDRAWN@2                                           | WITHDRAWN
            TOPIC:1/EMAIL=WITHDRAWN@1 PURPOSE:1/EMAIL=GRANTED@2                                           | WITHDRAWN
            TOPIC:1/EMAIL=WITHDRAWN@1 TOPIC:1/ANY=GRANTED@2                                               | WITHDRAWN
            PURPOSE:1/EMAIL=WITHDRAWN@1 TOPIC:1/ANY=GRANTED@2                                             | WITHDRAWN
            EVERYTHING:0/ANY=OBJECTED@1 TOPIC:1/EMAIL=GRANTED@2 PURPOSE:1/EMAIL=WITHDRAWN@3               | WITHDRAWN
            EVERYTHING:0/ANY=OBJECTED@1 TOPIC:1/EMAIL=NONE@2                                              | OBJECTED
            PURPOSE:1/EMAIL=PENDING@3^2 TOPIC:1/EMAIL=GRANTED@1                                           | PENDING
            PURPOSE:1/EMAIL=PENDING@2 TOPIC:1/EMAIL=GRANTED@1                                             | GRANTED
            EVERYTHING:0/ANY=OBJECTED@1 TOPIC:1/EMAIL=PENDING@2                                           | PENDING
            EVERYTHING:0/ANY=OBJECTED@3 TOPIC:1/EMAIL=PENDING@2                                           | OBJECTED
            """)
    void choices_come_together_on_a_stream(String rows, State state) {
        assertEquals(state, choices(rows).on(TOPIC, Channel.EMAIL).state());
    }

    @Test
    void the_narrowest_frequency_and_the_latest_pause_hold() {
        Instant soon = AT.plus(Duration.ofDays(1));
        Instant late = AT.plus(Duration.ofDays(9));
        Choices choices = Choices.NONE
                .with(new Choice(new Cell(Scope.purpose(1), Channel.EMAIL), State.GRANTED, 0, 1, AT,
                        Frequency.digest(Frequency.Per.MONTH), late))
                .with(new Choice(new Cell(Scope.topic(1), Channel.ANY), State.NONE, 0, 2, AT,
                        Frequency.atMost(1, Frequency.Per.WEEK), null))
                .with(new Choice(new Cell(Scope.topic(1), Channel.EMAIL), State.NONE, 0, 3, AT, null, soon));
        Standing standing = choices.on(TOPIC, Channel.EMAIL);
        assertEquals(Frequency.atMost(1, Frequency.Per.WEEK), standing.frequency());
        assertEquals(late, standing.pausedUntil());
        assertEquals(State.GRANTED, standing.state());
        assertEquals(Frequency.EVERY_MESSAGE, Choices.NONE.on(TOPIC, Channel.EMAIL).frequency());
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE_OPT_IN, GRANTED", "PASSIVE_OPT_IN, NONE", "PASSIVE_OPT_OUT, NONE", "ACTIVE_OPT_OUT, NONE"})
    void a_pre_ticked_box_or_silence_is_never_consent(CaptureMode capture, State state) {
        Journey journey = new Journey();
        Origin origin = new Origin(Origin.Actor.RECIPIENT, "form", capture, 3, 4, "fr");
        Cell cell = new Cell(Scope.topic(1), Channel.EMAIL);
        journey.recording().grant(List.of(new Wish(cell, true, null, null)), journey.act(origin));
        assertEquals(state, journey.choices().on(TOPIC, Channel.EMAIL).state());
        assertEquals(capture.name(), journey.entries().get(0).facts().get("capture"));
        journey.recording().stopEverything(Scope.EVERYTHING, journey.act());
        journey.recording().grant(List.of(new Wish(cell, true, null, null)), journey.act(
                new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.PASSIVE_OPT_IN, 3, 4, "fr")));
        assertEquals(true, journey.choices().on(TOPIC, Channel.EMAIL).state().stops());
    }

    @Test
    void one_save_under_two_purposes_keeps_the_words_read_for_each() {
        Journey journey = new Journey();
        Wish first = new Wish(new Cell(Scope.topic(1), Channel.EMAIL), true, null, null).under(31);
        Wish second = new Wish(new Cell(Scope.purpose(2), Channel.EMAIL), true, null, null).under(32);
        Wish wordless = new Wish(new Cell(Scope.topic(1), Channel.SMS), true, null, null);
        journey.choose(List.of(first, second, wordless));
        assertEquals(java.util.Arrays.asList(31, 32, null), journey.entries().stream().map(e -> e.facts().get("notice")).toList());
    }

    @ParameterizedTest
    @CsvSource({"true, WITHDRAWN", "false, OBJECTED"})
    void a_stop_is_a_withdrawal_only_of_what_was_given(boolean given, State state) {
        Journey journey = new Journey();
        if (given) {
            journey.grant(Scope.purpose(1), Channel.EMAIL);
        }
        Outcome outcome = journey.recording().withdraw(new OneClick(1, Scope.topic(1), 0, true), journey.act());
        assertEquals(state, outcome.changed().get(0).state());
    }

    @Test
    void a_frequency_chosen_later_does_not_make_an_old_yes_younger_than_a_stop() {
        Journey journey = new Journey();
        journey.grant(Scope.topic(1), Channel.EMAIL);
        journey.recording().stopEverything(Scope.EVERYTHING, journey.act());
        journey.choose(new Cell(Scope.topic(1), Channel.EMAIL), null, Frequency.atMost(1, Frequency.Per.WEEK));
        assertEquals(State.WITHDRAWN, journey.choices().on(TOPIC, Channel.EMAIL).state());
        assertEquals(Frequency.atMost(1, Frequency.Per.WEEK), journey.choices().on(TOPIC, Channel.EMAIL).frequency());
    }

    @Test
    void asking_to_lift_a_wide_stop_does_not_free_what_lies_below_before_it_is_confirmed() {
        Journey journey = new Journey();
        journey.grant(Scope.topic(1), Channel.EMAIL);
        journey.recording().withdraw(new OneClick(1, Scope.purpose(1), 0, true), journey.act());
        journey.choose(new Cell(Scope.purpose(1), Channel.EMAIL), true, null);
        assertEquals(State.PENDING, journey.choices().on(TOPIC, Channel.EMAIL).state());
    }

    @Test
    void a_second_stop_of_everything_stops_what_was_granted_in_between() {
        Journey journey = new Journey();
        journey.recording().stopEverything(Scope.EVERYTHING, journey.act());
        journey.grant(Scope.topic(1), Channel.EMAIL);
        assertEquals(State.GRANTED, journey.choices().on(TOPIC, Channel.EMAIL).state());
        journey.recording().stopEverything(Scope.EVERYTHING, journey.act());
        assertEquals(State.WITHDRAWN, journey.choices().on(TOPIC, Channel.EMAIL).state());
        assertEquals(true, journey.recording().stopEverything(Scope.EVERYTHING, journey.act()).repeated());
    }

    @Test
    void a_second_stop_of_a_purpose_is_a_repeat_whatever_was_granted_elsewhere() {
        Journey journey = new Journey();
        journey.recording().withdraw(new OneClick(1, Scope.purpose(1), 0, true), journey.act());
        journey.grant(Scope.topic(3), Channel.EMAIL);
        assertEquals(true, journey.recording().withdraw(new OneClick(1, Scope.purpose(1), 0, true), journey.act())
                .repeated());
    }

    @Test
    void only_a_brand_or_everything_can_be_stopped_as_everything() {
        Journey journey = new Journey();
        assertThrows(IllegalArgumentException.class,
                () -> journey.recording().stopEverything(Scope.topic(1), journey.act()));
    }
}
