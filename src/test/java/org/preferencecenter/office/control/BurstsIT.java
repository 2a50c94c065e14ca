package org.preferencecenter.office.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.preferencecenter.access.control.Audit;
import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Role;
import org.preferencecenter.consent.control.FoundWaves;
import org.preferencecenter.consent.control.WaveRestoring;
import org.preferencecenter.consent.control.Waves;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.FoundWave;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.entity.Scope;

/** Waves are found by themselves, judged once, and what robots stopped is put back for whoever has not answered since. */
class BurstsIT {

    private static final Cell JAZZ = new Cell(Scope.topic(1), Channel.EMAIL);
    private static final Officer DPO = new Officer(1, "dpo@a.example", "D", "fr", List.of(new Grant(Role.DPO, null)), Instant.EPOCH,
            false);
    private static final String LETTERS = "select recipient_id, letter from confirmation where due_at is not null";

    private NumbersDesk desk;
    private FoundWaves waves;
    private WaveRestoring restoring;
    private Bursts bursts;
    private List<Long> people;

    @BeforeEach
    void a_wave() throws SQLException {
        desk = new NumbersDesk();
        NumbersDesk.run(desk.database, """
                insert into brand (code, name, mail_domain, contact_email, postal_address, accent, accent_ink, default_locale)
                values ('theatre', 'T', 't.example', 'a@t.example', '1 quai', '#000000', '#ffffff', 'fr')""");
        Reach reach = scope -> Reach.in(NumbersDesk.CATALOGUE).of(scope);
        Waves looked = new Waves(desk.database);
        waves = new FoundWaves(desk.database, desk, looked, reach);
        restoring = new WaveRestoring(desk.database, desk, looked, new Ledger(), reach);
        bursts = new Bursts(desk.database, waves, new Audit(desk.database, desk));
        people = IntStream.range(0, 12).mapToObj(i -> desk.person("lycee.example", Map.of())).toList();
        people.forEach(person -> desk.consents.grant(person, List.of(new Wish(JAZZ, true, null, null)), Origin.recipient("form", "fr")));
        desk.wait(Duration.ofMinutes(60));
        people.forEach(person -> desk.consents.withdraw(new OneClick(person, Scope.topic(1), 0, true, "aaaaaaaa"))
                .toCompletableFuture().join());
        desk.wait(Duration.ofMinutes(2));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private FoundWave found() {
        while (waves.look()) {
            // There is more to look through.
        }
        List<FoundWave> all = waves.list(null, 10);
        assertEquals(1, all.size());
        return all.get(0);
    }

    private void restoreAll() {
        while (restoring.next()) {
            // There are more.
        }
    }

    private State state(long person) {
        return desk.consents.choices(person).at(JAZZ).orElseThrow().state();
    }

    @Test
    void a_wave_is_found_once_grows_while_it_goes_on_and_every_stop_in_it_stays() {
        FoundWave first = found();
        assertEquals(12, first.wave().stops());
        assertEquals(List.of(1), first.brands());
        long late = desk.person("lycee.example", Map.of());
        desk.consents.withdraw(new OneClick(late, Scope.topic(2), 0, true, "aaaaaaaa")).toCompletableFuture().join();
        desk.wait(Duration.ofMinutes(2));
        assertEquals(13, found().wave().stops());
        waves.lookAgain(first.wave().from().minusSeconds(7200));
        assertEquals(13, found().wave().stops());
        people.forEach(person -> assertEquals(State.WITHDRAWN, state(person)));
    }

    @Test
    void what_robots_stopped_is_put_back_with_a_letter_except_for_who_has_answered_since() throws SQLException {
        FoundWave wave = found();
        long gone = people.get(3);
        desk.consents.stopEverything(gone, Scope.brand(1), Origin.recipient("page", "fr"));
        long again = people.get(4);
        desk.consents.grant(again, List.of(new Wish(JAZZ, true, null, null)), Origin.recipient("form", "fr"));
        long no = people.get(5);
        desk.consents.grant(no, List.of(new Wish(JAZZ, true, null, null)), Origin.recipient("form", "fr"));
        desk.consents.choose(no, List.of(new Wish(JAZZ, false, null, null)), Origin.recipient("page", "fr"));
        restoreAll();
        assertEquals("", desk.table(LETTERS), "nothing happens before somebody judges");

        assertTrue(bursts.judge(DPO, wave, FoundWave.Verdict.ROBOTS, "scanner of the school"));
        assertFalse(bursts.judge(DPO, wave, FoundWave.Verdict.PEOPLE, "too late"));
        // The server dies after one answer was put back and before its letter was due: neither is.
        NumbersDesk.run(desk.database, "create function crash() returns trigger language plpgsql as $$ begin"
                + " raise exception 'crash'; end $$; create trigger crash before insert on confirmation for each row when"
                + " (new.recipient_id = " + people.get(7) + ") execute function crash()");
        assertThrows(RuntimeException.class, this::restoreAll);
        NumbersDesk.run(desk.database, "drop trigger crash on confirmation");
        restoreAll();

        FoundWave done = waves.find(wave.id()).orElseThrow();
        assertEquals(10, done.restored());
        assertEquals(2, done.leftAlone());
        assertTrue(done.doneAt() != null);
        assertEquals(10, desk.table(LETTERS).lines().distinct().count());
        assertEquals(State.GRANTED, state(people.get(0)));
        assertEquals(State.WITHDRAWN, state(no), "they said no themselves, later");
        assertEquals(State.WITHDRAWN, desk.consents.choices(gone).on(NumbersDesk.CATALOGUE.topic(1).orElseThrow().scopes(),
                Channel.EMAIL).state(), "who stopped the whole brand stays stopped");
        assertEquals("(burst.restored)", desk.table("select action from audit"));
        restoreAll();
        assertEquals(10, desk.table(LETTERS).lines().count());
    }

    @Test
    void what_people_stopped_stays_stopped() {
        assertTrue(bursts.judge(DPO, found(), FoundWave.Verdict.PEOPLE, "the mailing was wrong"));
        restoreAll();
        people.forEach(person -> assertEquals(State.WITHDRAWN, state(person)));
        assertEquals("", desk.table(LETTERS));
        assertEquals("PEOPLE", waves.list(null, 10).get(0).verdict().name());
        assertEquals(1, waves.list(null, 10).size(), "and is not found anew");
    }
}
