package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Overview;
import org.preferencecenter.consent.entity.Sent;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.TestDatabase;

class OverviewsIT {

    private static final Origin FORM = new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, 5, 7, "en");
    private static final Origin PAGE = Origin.recipient("page", "fr");
    private static final Cell ONE = new Cell(Scope.topic(1), Channel.EMAIL);
    private static final Cell TWO = new Cell(Scope.topic(2), Channel.EMAIL);

    private final Desk desk = new Desk();
    private final long recipient = Desk.recipient();

    @AfterEach
    void close() {
        desk.close();
        assertEquals("", Desk.flaw(recipient));
    }

    private Overviews overviews(DataSource database) {
        return new Overviews(database, desk, Desk.WINDOW, desk.consents, new Ledger());
    }

    private Overview overview(UUID named) {
        return overviews(TestDatabase.dataSource()).of(recipient, Optional.ofNullable(named)).orElseThrow();
    }

    private Wish yes(Cell cell) {
        return new Wish(cell, true, null, null);
    }

    @Test
    void nobody_is_shown_for_an_unknown_recipient() {
        assertEquals(Optional.empty(), overviews(TestDatabase.dataSource()).of(Long.MAX_VALUE, Optional.empty()));
    }

    @Test
    void it_tells_what_the_other_readings_tell() {
        desk.consents.grant(recipient, List.of(yes(ONE), yes(TWO)), FORM);
        Outcome stop = desk.consents.choose(recipient, List.of(new Wish(TWO, false, null, null)), PAGE);
        Overview overview = overview(stop.change());
        assertEquals(desk.consents.choices(recipient), overview.choices());
        assertEquals(desk.consents.changes(recipient, 50), overview.changes());
        assertEquals(recipient, overview.recipient().id());
        assertEquals("fr", overview.recipient().locale());
    }

    @Test
    void each_answer_in_force_comes_from_its_own_entry_of_the_ledger() {
        desk.consents.grant(recipient, List.of(yes(ONE), yes(TWO)), FORM);
        desk.wait(Duration.ofDays(3));
        desk.consents.choose(recipient, List.of(new Wish(ONE, null, Frequency.atMost(1, Frequency.Per.WEEK), null)), PAGE);
        Outcome stop = desk.consents.choose(recipient, List.of(new Wish(TWO, false, null, null)), PAGE);
        Overview overview = overview(null);
        assertEquals(FORM, overview.provenance().get(ONE).origin(), "a new frequency is no new yes");
        assertEquals("page", overview.provenance().get(TWO).origin().via());
        desk.consents.undo(recipient, stop.change(), Origin.recipient("undo", "fr"));
        assertEquals(FORM, overview(null).provenance().get(TWO).origin(), "an undo gives back the yes that was");
    }

    @Test
    void a_confirmed_yes_proves_the_words_place_and_way_it_was_asked_under() {
        Outcome asked = desk.consents.choose(recipient, List.of(yes(ONE).under(9), yes(TWO)), FORM);
        desk.consents.confirm(recipient, asked.confirmation().orElseThrow(), Origin.recipient("confirm", "de"));
        Overview overview = overview(null);
        assertEquals(State.GRANTED, overview.choices().at(ONE).orElseThrow().state());
        assertEquals(new Origin(Origin.Actor.RECIPIENT, "confirm", CaptureMode.ACTIVE_OPT_IN, 5, 9, "de"), overview.provenance().get(ONE).origin());
        assertEquals(7, overview.provenance().get(TWO).origin().notice());
    }

    @Test
    void what_was_sent_in_the_last_ninety_days_is_counted_by_stream() {
        for (int daysAgo : new int[] {1, 30, 89, 91, 400}) {
            Desk.run("insert into contact (recipient_id, id, stream_id, scope_kind, scope_id, channel, at, sent) values (" + recipient
                    + ", gen_random_uuid(), 3, 3, 1, 1, timestamptz '" + desk.instant().minus(Duration.ofDays(daysAgo)) + "', true)");
        }
        Desk.run("insert into contact (recipient_id, id, stream_id, scope_kind, scope_id, channel, at, sent) values (" + recipient
                + ", gen_random_uuid(), 3, 3, 1, 1, timestamptz '" + desk.instant() + "', false)");
        Sent sent = overview(null).sent().get(3);
        assertEquals(3, sent.messages(), "neither the older nor what was only reserved");
        assertEquals(89, Duration.between(sent.first(), desk.instant().plusSeconds(1)).toDays());
    }

    @Test
    void a_long_history_still_tells_the_newest_change_whole_and_the_one_named() {
        List<UUID> changes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            changes.add(desk.consents.grant(recipient, List.of(yes(ONE), yes(TWO)), FORM).change());
            changes.add(desk.consents.choose(recipient, List.of(new Wish(ONE, false, null, null), new Wish(TWO, false, null, null)), PAGE).change());
        }
        Overview newest = overview(null);
        assertEquals(changes.get(79), newest.changes().get(0).change());
        assertTrue(newest.changes().stream().allMatch(change -> change.changed().size() == 2), "none is cut in half");
        assertTrue(overview(changes.get(40)).changes().stream().anyMatch(change -> change.change().equals(changes.get(40))));
    }

    @Test
    void a_page_costs_one_statement() {
        desk.consents.grant(recipient, List.of(yes(ONE), yes(TWO)), FORM);
        desk.consents.choose(recipient, List.of(new Wish(TWO, false, null, null)), PAGE);
        List<String> asked = new ArrayList<>();
        overviews(counting(asked)).of(recipient, Optional.empty());
        assertEquals(1, asked.size(), asked.toString());
        assertFalse(asked.get(0).contains("offset"));
    }

    private static DataSource counting(List<String> asked) {
        return proxy(DataSource.class, TestDatabase.dataSource(), asked);
    }

    /** Notes every statement that is prepared. */
    private static <T> T proxy(Class<T> type, Object real, List<String> asked) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().startsWith("prepare") || method.getName().equals("createStatement")) {
                asked.add(arguments == null ? "" : String.valueOf(arguments[0]));
            }
            try {
                Object answer = method.invoke(real, arguments);
                return answer instanceof Connection connection ? proxy(Connection.class, connection, asked) : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
