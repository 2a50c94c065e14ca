package org.preferencecenter.access.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.access.entity.Admission;
import org.preferencecenter.access.entity.Admission.Why;
import org.preferencecenter.access.entity.Caller;
import org.preferencecenter.access.entity.KeyText;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.platform.SetClock;
import org.preferencecenter.platform.entity.Settings;

class DoorkeeperTest {

    private static final String OPERATOR = "twenty-characters-or-more";

    private final SetClock clock = new SetClock();
    private final KeysInMemory table = new KeysInMemory();

    private Doorkeeper door(String... settings) {
        Map<String, String> env = new HashMap<>(Map.of("PC_BASE_URL", "https://p.example.org", "PC_SMTP_HOST", "127.0.0.1",
                "PC_SECRET", Base64.getEncoder().encodeToString(new byte[32])));
        for (int i = 0; i < settings.length; i += 2) {
            env.put(settings[i], settings[i + 1]);
        }
        return new Doorkeeper(new ApiKeys(table, clock), Settings.read(env), clock);
    }

    private Doorkeeper open(String... settings) {
        Doorkeeper door = door(settings);
        door.refresh();
        return door;
    }

    private static String header(KeyText key) {
        return "Bearer " + key.shownOnce();
    }

    private static Caller caller(Admission admission) {
        return assertInstanceOf(Admission.Admitted.class, admission).caller();
    }

    private static void refused(Why why, Admission admission) {
        assertEquals(why, assertInstanceOf(Admission.Refused.class, admission).why());
    }

    @Test
    void without_any_key_nobody_may_call() {
        Doorkeeper door = open();
        refused(Why.CLOSED, door.admit(null));
        refused(Why.CLOSED, door.admit(header(KeysInMemory.text(1))));
    }

    @Test
    void without_any_key_the_demo_lets_everybody_try_everything() {
        Doorkeeper door = open("PC_DEMO", "true");
        for (String header : new String[] {null, "", "Bearer ", "Bearer anything"}) {
            assertTrue(caller(door.admit(header)).may(Permission.ADMIN));
        }
    }

    @Test
    void who_shows_a_key_of_ours_is_held_to_it_in_the_demo_too() {
        KeyText key = table.put(1, 100, null, Permission.ASK);
        Doorkeeper door = open("PC_DEMO", "true");
        assertFalse(caller(door.admit(header(key))).may(Permission.SEND));
        refused(Why.KEY_WRONG, door.admit(header(KeysInMemory.text(2))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + OPERATOR, "bearer " + OPERATOR, "BEARER   " + OPERATOR})
    void the_operators_key_does_everything_for_every_brand(String header) {
        Caller operator = caller(open("PC_API_KEY", OPERATOR).admit(header));
        assertTrue(operator.may(Permission.ADMIN) && operator.mayActFor(1) && operator.mayActFor(999));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", OPERATOR, "Basic " + OPERATOR, "Bearer " + OPERATOR + "x", "Bearer é"})
    void anything_else_does_nothing_and_a_key_set_holds_in_the_demo_too(String header) {
        refused(Why.KEY_WRONG, open("PC_API_KEY", OPERATOR, "PC_DEMO", "true").admit(header));
        refused(Why.KEY_MISSING, open("PC_API_KEY", OPERATOR, "PC_DEMO", "true").admit(null));
    }

    @Test
    void a_key_tells_who_calls_and_the_right_id_with_another_secret_does_not() {
        KeyText key = table.put(1, 100, null, Permission.ASK, Permission.REPORT);
        Doorkeeper door = open();
        Caller caller = caller(door.admit(header(key)));
        assertEquals(key.id(), caller.key());
        assertTrue(caller.may(Permission.ASK) && caller.may(Permission.REPORT) && !caller.may(Permission.SEND));
        String forged = header(key).substring(0, header(key).length() - 1) + "f";
        refused(Why.KEY_WRONG, door.admit(forged));
        refused(Why.KEY_MISSING, door.admit(null));
    }

    /** NOBODY is the hash that stands in for a key that is not there: nothing must match it. */
    @Test
    void no_secret_opens_an_id_that_is_not_there() {
        table.put(1, 100, null, Permission.ASK);
        refused(Why.KEY_WRONG, open().admit(header(KeysInMemory.text(0))));
    }

    @Test
    void a_key_taken_away_stops_with_the_next_reading_and_a_new_one_begins() {
        KeyText key = table.put(1, 100, null, Permission.ASK);
        table.put(2, 100, null, Permission.ASK);
        Doorkeeper door = open();
        table.takeAway(key);
        KeyText later = table.put(3, 100, null, Permission.ASK);
        caller(door.admit(header(key)));
        refused(Why.KEY_WRONG, door.admit(header(later)));
        door.refresh();
        refused(Why.KEY_WRONG, door.admit(header(key)));
        caller(door.admit(header(later)));
    }

    @Test
    void no_request_reads_the_keys() {
        KeyText key = table.put(1, 1000, null, Permission.ASK);
        Doorkeeper door = open();
        for (int i = 0; i < 100; i++) {
            door.admit(header(key));
            door.admit(header(KeysInMemory.text(9)));
        }
        assertEquals(1, table.reads);
        assertEquals(0, table.writes);
    }

    @Test
    void an_expired_key_stops_at_its_time_also_while_the_database_is_away() {
        Instant end = clock.instant().plus(Duration.ofMinutes(1));
        KeyText key = table.put(1, 100, end, Permission.ASK);
        Doorkeeper door = open();
        table.away = true;
        clock.wait(Duration.ofMinutes(1).minusNanos(1));
        caller(door.admit(header(key)));
        clock.wait(Duration.ofNanos(1));
        refused(Why.KEY_WRONG, door.admit(header(key)));
    }

    @Test
    void while_the_database_is_away_known_keys_go_on_and_unknown_ones_cannot_be_told() {
        KeyText key = table.put(1, 100, null, Permission.ASK);
        Doorkeeper door = open("PC_API_KEY", OPERATOR);
        table.away = true;
        assertThrows(IllegalStateException.class, door::refresh);
        caller(door.admit(header(key)));
        caller(door.admit("Bearer " + OPERATOR));
        Admission unknown = door.admit(header(KeysInMemory.text(2)));
        refused(Why.CANNOT_TELL, unknown);
        assertTrue(((Admission.Refused) unknown).retryAfter() > 0);
        refused(Why.KEY_WRONG, door.admit("Bearer nonsense"));
        table.away = false;
        door.refresh();
        refused(Why.KEY_WRONG, door.admit(header(KeysInMemory.text(2))));
    }

    @Test
    void a_key_calls_as_often_as_its_limit_allows_and_is_told_when_to_come_back() {
        KeyText key = table.put(1, 3, null, Permission.ASK);
        KeyText other = table.put(2, 3, null, Permission.ASK);
        Doorkeeper door = open();
        for (int i = 0; i < 3; i++) {
            caller(door.admit(header(key)));
        }
        Admission.Refused refused = assertInstanceOf(Admission.Refused.class, door.admit(header(key)));
        assertEquals(Why.TOO_OFTEN, refused.why());
        caller(door.admit(header(other)));
        door.refresh();
        refused(Why.TOO_OFTEN, door.admit(header(key)));
        clock.wait(Duration.ofSeconds(refused.retryAfter()));
        caller(door.admit(header(key)));
        refused(Why.TOO_OFTEN, door.admit(header(key)));
    }

    @Test
    void wrong_secrets_do_not_use_up_a_good_keys_limit() {
        KeyText key = table.put(1, 1, null, Permission.ASK);
        Doorkeeper door = open();
        String forged = header(key).substring(0, header(key).length() - 1) + "f";
        for (int i = 0; i < 1000; i++) {
            refused(Why.KEY_WRONG, door.admit(forged));
        }
        caller(door.admit(header(key)));
    }

    @Test
    void the_operators_key_has_no_limit() {
        Doorkeeper door = open("PC_API_KEY", OPERATOR);
        for (int i = 0; i < 100_000; i++) {
            caller(door.admit("Bearer " + OPERATOR));
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void the_last_use_is_written_down_once_however_often_a_key_was_used(boolean awayAtFirst) {
        KeyText key = table.put(1, 100, null, Permission.ASK);
        table.put(2, 100, null, Permission.ASK);
        Doorkeeper door = open();
        door.writeUses();
        assertEquals(0, table.writes, "nothing was used");
        for (int i = 0; i < 10; i++) {
            caller(door.admit(header(key)));
        }
        Instant used = clock.instant();
        if (awayAtFirst) {
            table.away = true;
            assertThrows(IllegalStateException.class, door::writeUses);
            caller(door.admit(header(key)));
            table.away = false;
        }
        door.refresh();
        door.writeUses();
        int writes = table.writes;
        door.writeUses();
        assertEquals(writes, table.writes, "nothing new");
        assertEquals(Map.of(key.id(), used), table.uses);
    }
}
