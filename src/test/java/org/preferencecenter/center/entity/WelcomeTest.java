package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Frequency.Per;
import org.preferencecenter.consent.entity.Request;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;

class WelcomeTest {

    private final Theatre theatre = new Theatre();
    private final Cell jazz = Theatre.cell(theatre.jazz, Channel.EMAIL);
    private final Cell kids = Theatre.cell(theatre.kids, Channel.EMAIL);

    private static Request asked(int notice, Cell... cells) {
        return new Request(UUID.randomUUID(), Instant.parse("2026-03-01T09:00:00Z"), "form", 0, List.of(cells).stream().map(cell ->
                new Request.Wanted(new Choice(cell, State.PENDING, 0, 1, Theatre.MARCH, null, null), notice)).toList());
    }

    @Test
    void it_says_what_when_where_and_in_which_words() {
        Agreement agreement = Agreement.of(Theatre.FR, theatre.known(), asked(31, jazz, kids));
        assertEquals("1er mars 2026", agreement.day());
        assertEquals("sur un formulaire d’inscription", agreement.where());
        assertTrue(agreement.titles().get(0).contains("Jazz") && agreement.titles().get(1).contains("Jeune public"));
        assertEquals(List.of("Je souhaite recevoir la lettre."), agreement.readings().stream()
                .map(Agreement.Reading::wording).toList(), "the same words once");
    }

    @Test
    void words_published_after_the_yes_are_not_claimed_to_have_been_read() {
        Request early = new Request(UUID.randomUUID(), Instant.parse("2025-12-31T00:00:00Z"), "moon", 0, asked(0, jazz).wanted());
        Agreement agreement = Agreement.of(Theatre.FR, theatre.known(), early);
        assertEquals(List.of(), agreement.readings());
        assertEquals("d’après notre registre", agreement.where());
    }

    @Test
    void words_in_another_language_than_the_page_are_marked() {
        assertEquals("fr", Agreement.of(Theatre.EN, theatre.known(), asked(31, jazz)).readings().get(0).foreign().lang());
    }

    @Test
    void each_topic_that_still_comes_is_asked_for_its_number_this_month() {
        theatre.chose(jazz, State.GRANTED).chose(kids, State.WITHDRAWN);
        Welcome welcome = Welcome.of(Theatre.EN, theatre.known(), asked(31, jazz, kids));
        assertEquals(1, welcome.topics().size());
        Welcome.Subject subject = welcome.topics().get(0);
        assertEquals("Jazz", subject.title());
        assertEquals(List.of("EVERY_MESSAGE", "AT_MOST:2:MONTH", "AT_MOST:1:MONTH"),
                subject.options().stream().map(PageView.Option::value).toList());
        assertEquals("selected", subject.options().get(0).selected());
        assertFalse(welcome.confirmed().isEmpty());
    }

    @Test
    void a_frequency_chosen_before_is_offered_and_shown() {
        theatre.chose(jazz, State.GRANTED, Frequency.atMost(1, Per.WEEK), null);
        Welcome.Subject subject = Welcome.of(Theatre.EN, theatre.known(), asked(31, jazz)).topics().get(0);
        assertEquals("AT_MOST:1:WEEK", subject.now());
        assertEquals("selected", subject.options().get(subject.options().size() - 1).selected());
    }

    @Test
    void what_was_stopped_since_is_not_welcomed() {
        theatre.chose(jazz, State.WITHDRAWN);
        Welcome welcome = Welcome.of(Theatre.EN, theatre.known(), asked(31, jazz));
        assertEquals("", welcome.confirmed());
        assertEquals(List.of(), welcome.topics());
    }
}
