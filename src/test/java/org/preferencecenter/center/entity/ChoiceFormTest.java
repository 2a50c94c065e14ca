package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.preferencecenter.center.entity.Theatre.NOW;
import static org.preferencecenter.center.entity.Theatre.cell;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Frequency.Per;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

class ChoiceFormTest {

    private final Theatre theatre = new Theatre();
    private final Cell jazz = cell(theatre.jazz, Channel.EMAIL);
    private final Cell kids = cell(theatre.kids, Channel.EMAIL);

    @Test
    void a_form_sent_back_as_it_was_shown_asks_for_nothing() {
        assertEquals(List.of(), wishes("was", "TOPIC:21/EMAIL=1", "on", "TOPIC:21/EMAIL", "was", "TOPIC:22/EMAIL=0",
                "wasfreq.TOPIC:21", "AT_MOST:1:WEEK", "freq.TOPIC:21", "AT_MOST:1:WEEK", "pause", "keep"));
    }

    @Test
    void unticking_stops_and_ticking_asks() {
        assertEquals(List.of(new Wish(jazz, false, null, null), new Wish(kids, true, null, null)),
                wishes("was", "TOPIC:21/EMAIL=1", "was", "TOPIC:22/EMAIL=0", "on", "TOPIC:22/EMAIL"));
    }

    @Test
    void unticking_every_box_stops_those_boxes_and_not_everything() {
        assertEquals(List.of(new Wish(jazz, false, null, null), new Wish(kids, false, null, null)),
                wishes("was", "TOPIC:21/EMAIL=1", "was", "TOPIC:22/EMAIL=1"));
    }

    @Test
    void a_changed_frequency_counts_for_the_ticked_boxes_of_its_topic() {
        assertEquals(List.of(new Wish(jazz, null, Frequency.atMost(1, Per.WEEK), null)),
                wishes("was", "TOPIC:21/EMAIL=1", "on", "TOPIC:21/EMAIL", "was", "TOPIC:21/SMS=0", "was", "TOPIC:22/EMAIL=1",
                        "on", "TOPIC:22/EMAIL", "freq.TOPIC:21", "AT_MOST:1:WEEK", "wasfreq.TOPIC:21", "EVERY_MESSAGE"));
    }

    @Test
    void a_frequency_chosen_while_nothing_is_ticked_is_kept_for_later() {
        assertEquals(List.of(new Wish(jazz, null, Frequency.atMost(1, Per.WEEK), null)),
                wishes("was", "TOPIC:21/EMAIL=0", "freq.TOPIC:21", "AT_MOST:1:WEEK", "wasfreq.TOPIC:21", "EVERY_MESSAGE"));
    }

    @Test
    void a_new_yes_carries_the_frequency_beside_it_and_a_stop_none() {
        assertEquals(List.of(new Wish(jazz, true, Frequency.atMost(1, Per.MONTH), null), new Wish(kids, false, null, null)),
                wishes("was", "TOPIC:21/EMAIL=0", "on", "TOPIC:21/EMAIL", "was", "TOPIC:22/EMAIL=1",
                        "freq.TOPIC:21", "AT_MOST:1:MONTH", "wasfreq.TOPIC:21", "AT_MOST:1:MONTH",
                        "freq.TOPIC:22", "AT_MOST:1:MONTH", "wasfreq.TOPIC:22", "EVERY_MESSAGE"));
    }

    @Test
    void a_pause_reaches_the_brand_and_can_be_ended() {
        Cell all = new Cell(Scope.brand(7), Channel.ANY);
        assertEquals(List.of(new Wish(all, null, null, NOW.plus(Duration.ofDays(60)))), wishes("pause", "60"));
        assertEquals(List.of(new Wish(all, null, null, Instant.EPOCH)), wishes("pause", "end"));
        assertEquals(List.of(), wishes("pause", "100000"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(nullValues = "-", value = {"until,2026-12-24,2026-12-24T00:00:00Z", "keep,2026-12-24,2026-12-24T00:00:00Z",
        "until,2026-11-23,2026-11-23T00:00:00Z", "until,2027-11-22,2027-11-22T00:00:00Z", "30,2026-12-24,2026-12-22T10:00:00Z",
        "end,2026-12-24,1970-01-01T00:00:00Z", "until,2026-11-22,-", "until,2027-11-23,-", "until,24/12/2026,-", "until,'',-",
        "until,+999999999-01-01,-"})
    void a_pause_lasts_until_the_day_that_was_chosen_and_a_wrong_date_asks_for_nothing(String pause, String until, Instant ends) {
        assertEquals(ends == null ? List.of() : List.of(new Wish(new Cell(Scope.brand(7), Channel.ANY), null, null, ends)), wishes("pause", pause, "until", until));
    }

    @ParameterizedTest
    @CsvSource({"2026-12-24,''", "'',until.missing", "2026-02-30,until.wrong", "x,until.wrong", "2026-11-22,until.past", "2028-01-01,until.far"})
    void what_is_wrong_with_a_date_is_told(String until, String flaw) throws Fields.Unreadable {
        ChoiceForm form = ChoiceForm.read(Fields.parse(("pause=until&until=" + until).getBytes(StandardCharsets.US_ASCII)));
        assertEquals(flaw, form.flaw(NOW, java.time.ZoneOffset.UTC).orElse(""));
        assertEquals("until.past", ChoiceForm.read(new Fields(java.util.Map.of("pause", List.of("until"), "until", List.of("2026-11-23"))))
                .flaw(NOW, java.time.ZoneId.of("Pacific/Kiritimati")).orElse(""), "their day, not ours");
    }

    @Test
    void a_topic_retired_between_GET_and_POST_shifts_nothing_and_cannot_be_added() {
        theatre.kids.retire(NOW);
        assertEquals(List.of(new Wish(jazz, false, null, null)),
                wishes("was", "TOPIC:22/EMAIL=0", "on", "TOPIC:22/EMAIL", "was", "TOPIC:21/EMAIL=1"));
        assertEquals(List.of(new Wish(kids, false, null, null)), wishes("was", "TOPIC:22/EMAIL=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PURPOSE:15/EMAIL", "PURPOSE:16/EMAIL", "PURPOSE:14/EMAIL", "TOPIC:999/EMAIL", "PURPOSE:11/EMAIL",
            "TOPIC:21/POST", "TOPIC:21/ANY", "BRAND:7/EMAIL", "EVERYTHING:0/EMAIL", "BRAND:8/ANY"})
    void private_service_foreign_unknown_and_wide_cells_cannot_be_added(String cell) {
        assertEquals(List.of(), wishes("was", cell + "=0", "on", cell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PURPOSE:15/EMAIL", "PURPOSE:16/EMAIL", "PURPOSE:14/EMAIL", "BRAND:8/ANY", "EVERYTHING:0/ANY"})
    void private_service_foreign_and_wide_cells_cannot_be_stopped_by_a_forged_form(String cell) {
        assertEquals(List.of(), wishes("was", cell + "=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "1", "TOPIC:21=1", "TOPIC:x/EMAIL=1", "TOPIC:-1/EMAIL=1", "/EMAIL=1", "TOPIC:21/FAX=1",
            "TOPIC:21/EMAIL=2", "TOPIC:99999999999999/EMAIL=1", "CONFIRMATION:3/EMAIL=1"})
    void garbage_changes_nothing(String was) {
        assertEquals(List.of(), wishes("was", was, "on", "x", "freq.TOPIC:21", "AT_MOST:0:WEEK", "freq.", "", "pause", "-1"));
    }

    @Test
    void a_box_that_was_not_shown_is_not_read() {
        assertEquals(List.of(), wishes("on", "TOPIC:21/EMAIL"));
    }

    @Test
    void ten_thousand_fields_are_refused_in_clear_words() {
        byte[] body = "was=TOPIC:21/EMAIL=1&".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        assertEquals("more than 4000 fields", assertThrows(Fields.Unreadable.class, () -> Fields.parse(body)).getMessage());
    }

    private List<Wish> wishes(String... pairs) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            body.append('&').append(coded(pairs[i])).append('=').append(coded(pairs[i + 1]));
        }
        try {
            Fields fields = Fields.parse(body.toString().getBytes(StandardCharsets.US_ASCII));
            return ChoiceForm.read(fields).wishes(theatre.catalogue(), theatre.brand, NOW, java.time.ZoneOffset.UTC);
        } catch (Fields.Unreadable e) {
            throw new AssertionError(e);
        }
    }

    private static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
