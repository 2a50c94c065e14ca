package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.consent.entity.AgentAct;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Told;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.entity.Scope;

class PersonFilesIT {

    private static final int AGATHE = 4711;
    private final Desk desk = new Desk();
    private final PersonFiles files = new PersonFiles(desk.database, new Ledger());
    private final long id = Desk.recipient();

    @AfterEach
    void close() {
        assertEquals("", Desk.flaw(id));
        desk.close();
    }

    private Outcome say(int topic, boolean yes) {
        return desk.consents.grant(id, List.of(new Wish(new Cell(Scope.topic(topic), Channel.EMAIL), yes, null, null)),
                Origin.agent(AGATHE, "call", CaptureMode.ACTIVE_OPT_IN, 0, null));
    }

    private AgentAct.Note note(String why) {
        return new AgentAct.Note(AGATHE, AgentAct.Reason.COMPLAINT, why, null, 0, desk.instant());
    }

    private Outcome stop(String why) {
        return new AgentDeeds(desk.consents).stopEverything(id, Scope.brand(1),
                Origin.agent(AGATHE, "call", CaptureMode.ACTIVE_OPT_OUT, 0, null), note(why));
    }

    @Test
    void what_an_agent_does_is_told_with_the_agents_number_and_kept_with_the_reason_once() {
        stop("angry");
        Told told = files.history(id, 0, 10).get(0);
        assertEquals(AGATHE, told.origin().agent());
        assertEquals("call", told.origin().via());
        assertEquals(State.OBJECTED, told.choice().state());
        assertEquals("angry", files.acts(id).get(told.change()).why());
        assertEquals(AGATHE, files.acts(id).get(told.change()).account());
        assertTrue(Desk.entries(id).stream().noneMatch(e -> e.facts().containsValue("angry")), "no words of anybody in the ledger");
        assertTrue(stop("again").repeated());
        assertEquals(1, files.acts(id).size(), "what changes nothing leaves no note");
    }

    @Test
    void a_choice_and_the_note_why_are_stored_together_or_not_at_all() {
        // A note that the database refuses stands for a node that dies between the two.
        assertThrows(DatabaseAway.class, () -> stop("x".repeat(AgentAct.LONGEST_WHY + 1)));
        assertEquals(List.of(), files.history(id, 0, 10));
        assertTrue(desk.consents.choices(id).byCell().isEmpty(), "no stop without its note");
        AgentDeeds deeds = new AgentDeeds(desk.consents);
        Wish wish = new Wish(new Cell(Scope.topic(1), Channel.EMAIL), false, null, null);
        Origin origin = Origin.agent(AGATHE, "desk", CaptureMode.ACTIVE_OPT_OUT, 0, null);
        assertThrows(DatabaseAway.class, () -> deeds.choose(id, List.of(wish), origin, note("x".repeat(AgentAct.LONGEST_WHY + 1))));
        assertTrue(desk.consents.choices(id).byCell().isEmpty());
        Outcome chosen = deeds.choose(id, List.of(wish), origin, note("rang"));
        assertThrows(DatabaseAway.class, () -> deeds.undo(id, chosen.change(), origin, java.time.Duration.ofDays(1),
                note("x".repeat(AgentAct.LONGEST_WHY + 1))));
        assertEquals(1, files.history(id, 0, 10).size());
    }

    @Test
    void the_history_is_read_on_by_key_newest_first() {
        for (int topic = 1; topic <= 7; topic++) {
            say(topic, true);
        }
        List<Told> newest = files.history(id, 0, 3);
        assertEquals(List.of(7, 6, 5), newest.stream().map(Told::seq).toList());
        assertEquals(List.of(4, 3, 2), files.history(id, 5, 3).stream().map(Told::seq).toList());
        assertEquals(List.of(1), files.history(id, 2, 3).stream().map(Told::seq).toList());
    }

    @Test
    void whoever_was_joined_is_told_of_and_stands_for_the_other() {
        long other = Desk.recipient();
        Desk.run("update recipient set joined_to = " + id + " where id = " + other);
        assertEquals(List.of(other), files.joined(id));
        assertEquals(id, files.standsFor(other));
        assertEquals(id, files.standsFor(id));
        assertEquals(999_999_999L, files.standsFor(999_999_999L));
        assertEquals(List.of(), files.history(999_999_999L, 0, 5));
        assertTrue(files.acts(id).get(UUID.randomUUID()) == null);
    }
}
