package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.preferencecenter.center.entity.Theatre.EN;
import static org.preferencecenter.center.entity.Theatre.FR;
import static org.preferencecenter.center.entity.Theatre.NOW;
import static org.preferencecenter.center.entity.Theatre.cell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.center.entity.Drawing.TypedReason;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Frequency.Per;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/** What stands beside a stop, before it, and after it. */
class OffersTest {

    private final Theatre theatre = new Theatre();
    private final Cell jazz = cell(theatre.jazz, Channel.EMAIL);
    private final Cell all = new Cell(Scope.brand(7), Channel.ANY);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EVERY_MESSAGE   | stop-this less:AT_MOST:1:MONTH pause:30 stop
            AT_MOST:1:WEEK  | stop-this less:AT_MOST:1:MONTH pause:30 stop
            AT_MOST:1:MONTH | stop-this pause:30 stop
            DIGEST:MONTH    | stop-this pause:30 stop
            """)
    void less_is_offered_beside_the_stop_only_where_it_is_less(String now, String offered) {
        theatre.chose(jazz, State.GRANTED, Frequency.parse(now), null);
        assertEquals(List.of(offered.split(" ")), theatre.page(FR, Scope.topic(21), true, null).offer().get(0).buttons().stream()
                .map(PageView.Button::what).toList());
    }

    @Test
    void no_pause_is_offered_to_who_is_on_one() {
        theatre.chose(all, State.NONE, null, NOW.plus(Duration.ofDays(9)));
        assertFalse(theatre.page(FR, Scope.topic(21), true, null).offer().toString().contains("pause:30"));
    }

    @Test
    void the_buttons_ask_for_what_they_say() {
        assertEquals(List.of(new Wish(jazz, null, Frequency.atMost(1, Per.MONTH), null)), wishes("less:AT_MOST:1:MONTH", Scope.topic(21)));
        assertEquals(List.of(new Wish(all, null, null, NOW.plus(Duration.ofDays(30)))), wishes("pause:30", Scope.topic(21)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "less:", "less:EVERY_MESSAGE", "less:AT_MOST:50:DAY", "less:AT_MOST:0:MONTH", "pause:", "pause:100000", "pause:-1", "x"})
    void a_forged_button_asks_for_nothing(String button) {
        assertEquals(List.of(), wishes(button, Scope.topic(21)));
    }

    @Test
    void less_is_never_set_on_what_is_private_retired_anothers_or_stopped() {
        for (Scope scope : List.of(Scope.purpose(15), Scope.topic(23), Scope.purpose(16), Scope.purpose(14), Scope.brand(7), Scope.EVERYTHING)) {
            assertEquals(List.of(), wishes("less:AT_MOST:1:MONTH", scope), scope.toString());
        }
        theatre.chose(jazz, State.WITHDRAWN);
        assertEquals(List.of(), wishes("less:AT_MOST:1:MONTH", Scope.topic(21)));
    }

    private List<Wish> wishes(String button, Scope scope) {
        return Offers.wishes(button, theatre.known(), scope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop-this", "stop", "stop-all"})
    void an_old_link_asks_before_it_revokes_a_newer_yes(String what) {
        theatre.renewed(jazz, 2);
        Holder old = Theatre.holder(Scope.topic(21), 1);
        PageView page = new Drawing(EN, theatre.known(), null).page(old, false, "sure." + what, null);
        assertEquals("You signed up again on March 14, 2026, after the message this link is from. Nothing has changed so far.",
                page.sure().get(0).text());
        assertEquals(what, page.sure().get(0).button().what());
        assertEquals("You signed up again on March 14, 2026, after the message this link is from.", page.again());
    }

    @Test
    void a_link_of_today_asks_nothing_and_neither_does_one_to_something_else() {
        theatre.renewed(jazz, 2);
        for (Holder holder : List.of(Theatre.holder(Scope.topic(21), 2), Theatre.holder(Scope.topic(22), 0), Theatre.holder(Scope.brand(7), 0))) {
            assertEquals(Optional.empty(), theatre.known().renewed(holder));
            assertEquals(List.of(), new Drawing(EN, theatre.known(), null).page(holder, false, "sure.stop", null).sure());
        }
        theatre.chose(jazz, State.WITHDRAWN);
        assertEquals(Optional.empty(), theatre.known().renewed(Theatre.holder(Scope.topic(21), 1)), "nothing to revoke");
    }

    @Test
    void nobody_is_asked_why_before_a_stop_nor_twice() {
        assertEquals(List.of(), theatre.page(EN).survey());
        theatre.chose(jazz, State.WITHDRAWN);
        UUID stop = theatre.change("page", true, jazz);
        PageView.Survey survey = theatre.page(EN, Scope.brand(7), false, stop.toString()).survey().get(0);
        assertEquals(stop.toString(), survey.change());
        assertTrue(survey.reasons().stream().allMatch(option -> option.selected().isEmpty()), "nothing is chosen for anybody");
        theatre.explained(stop);
        PageView after = theatre.page(EN, Scope.brand(7), false, stop.toString());
        assertEquals(List.of(), after.survey());
        assertTrue(after.said().get(0).text().endsWith("Thank you for your answer."), after.said().toString());
        assertEquals(stop.toString(), after.said().get(0).undo(), "undo stays");
    }

    @Test
    void the_survey_follows_the_mail_clients_button_too_but_no_desk_no_yes_and_no_undo() {
        theatre.chose(jazz, State.WITHDRAWN);
        theatre.change("one-click", true, jazz);
        assertEquals(1, theatre.page(EN).survey().size());
        Theatre desk = new Theatre();
        desk.chose(jazz, State.WITHDRAWN).change("desk", true, jazz);
        assertEquals(List.of(), desk.page(EN).survey());
        Theatre yes = new Theatre();
        UUID given = yes.chose(jazz, State.PENDING).change("page", false, jazz);
        assertEquals(List.of(), yes.page(EN, Scope.brand(7), false, given.toString()).survey());
    }

    @Test
    void a_reason_too_long_comes_back_as_it_was_written() {
        theatre.chose(jazz, State.WITHDRAWN);
        UUID stop = theatre.change("page", true, jazz);
        TypedReason typed = new TypedReason(stop.toString(), "TOO_OFTEN", "x".repeat(501), "survey.long");
        PageView.Survey survey = new Drawing(EN, theatre.known(), null).page(Theatre.holder(Scope.brand(7), 0), false, stop.toString(), typed)
                .survey().get(0);
        assertEquals(501, survey.text().length());
        assertEquals(List.of("TOO_OFTEN"), survey.reasons().stream().filter(o -> !o.selected().isEmpty()).map(PageView.Option::value).toList());
        assertTrue(survey.flaw().startsWith("This is longer than 500"));
    }

    @Test
    void all_brands_can_be_stopped_where_there_are_others_and_none_is_named() {
        assertTrue(theatre.page(FR).brands());
        assertFalse(theatre.page(FR).toString().contains("Cinéma"));
        theatre.alone = true;
        assertFalse(theatre.page(FR).brands());
        assertEquals(List.of(), new Drawing(EN, theatre.renewed(jazz, 2).known(), null)
                .page(Theatre.holder(Scope.topic(21), 1), false, "sure.stop-all", null).sure());
    }
}
