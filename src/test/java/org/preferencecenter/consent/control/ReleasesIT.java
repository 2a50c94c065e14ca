package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.entity.Release.Result;
import org.preferencecenter.consent.entity.Release;
import org.preferencecenter.consent.entity.SuppressionChange.Via;
import org.preferencecenter.consent.entity.SuppressionChange;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

class ReleasesIT {

    private static final int AGATHE = 7;
    private static final int DENISE = 8;
    private final Suppressions suppressions = new Suppressions(TestDatabase.dataSource(), Clock.systemUTC(),
            new Vault(new Secret(new byte[32])));
    private final Releases releases = new Releases(TestDatabase.dataSource(), Clock.systemUTC(), suppressions);
    private final String address = UUID.randomUUID() + "@example.org";

    private Release asked() {
        return releases.waiting().stream().filter(r -> r.mark().equals(mark())).findFirst().orElseThrow();
    }

    private String mark() {
        return SuppressionRows.mark(suppressions.hash(Channel.EMAIL, address));
    }

    private List<SuppressionChange> changes() {
        return releases.changes(0, 100).stream().filter(c -> c.mark().equals(mark())).toList();
    }

    private Result ask(int brand) {
        return releases.ask(Channel.EMAIL, address, Channel.EMAIL, brand, AGATHE, "typed wrong");
    }

    @Test
    void one_asks_another_agrees_and_both_are_written_down() {
        suppressions.suppressAs(Channel.EMAIL, address, Channel.EMAIL, 1, AGATHE, "asked in writing");
        assertEquals(Result.NOT_SUPPRESSED, ask(2), "of another brand nothing is suppressed");
        assertEquals(Result.DONE, ask(1));
        assertEquals(Result.ASKED_ALREADY, ask(1));
        assertEquals(Result.SAME_PERSON, releases.decide(asked().id(), AGATHE, true));
        assertFalse(suppressions.of(Channel.EMAIL, address).isEmpty());
        int id = asked().id();
        assertEquals(Result.DONE, releases.decide(id, DENISE, true));
        assertEquals(Result.DECIDED, releases.decide(id, DENISE, false));
        assertTrue(suppressions.of(Channel.EMAIL, address).isEmpty());
        SuppressionChange lifted = changes().get(0);
        assertTrue(lifted.lifted());
        assertEquals(List.of(AGATHE, DENISE), List.of(lifted.account(), lifted.second()));
        assertEquals("typed wrong", lifted.note());
        assertEquals(Via.OFFICE, changes().get(1).via());
    }

    @Test
    void what_is_refused_stays_and_may_be_asked_again() {
        suppressions.suppress(Channel.EMAIL, address, 0, SuppressionReason.COMPLAINT);
        assertEquals(Result.DONE, ask(0));
        assertEquals(Result.DONE, releases.decide(asked().id(), DENISE, false));
        assertFalse(suppressions.of(Channel.EMAIL, address).isEmpty());
        assertEquals(1, changes().size());
        assertEquals(Via.SYSTEM, changes().get(0).via());
        assertEquals(Result.DONE, ask(0));
    }

    @Test
    void the_database_itself_refuses_one_who_is_both_and_any_change_of_what_was_written() {
        suppressions.suppress(Channel.EMAIL, address, 0, SuppressionReason.MANUAL);
        ask(0);
        String sql = "update suppression_release set decided_by = asked_by, decided_at = now(), granted = true where id = ";
        assertThrows(DatabaseAway.class, () -> Desk.run(sql + asked().id()));
        assertThrows(DatabaseAway.class, () -> Desk.run("update suppression_change set note = 'x'"));
        assertThrows(DatabaseAway.class, () -> Desk.run("delete from suppression_change"));
    }

    @Test
    void changes_are_read_on_by_key_and_lifting_what_is_not_there_is_no_change() {
        suppressions.lift(Channel.EMAIL, address, 0, SuppressionReason.MANUAL);
        assertEquals(List.of(), changes());
        suppressions.suppress(Channel.EMAIL, address, 1, SuppressionReason.MANUAL);
        suppressions.suppress(Channel.EMAIL, address, 1, SuppressionReason.BOUNCE);
        assertEquals(1, changes().size(), "suppressing twice changes nothing");
        long id = changes().get(0).id();
        assertTrue(releases.changes(id, 100).stream().allMatch(c -> c.id() < id));
    }
}
