package org.preferencecenter.link.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.SetClock;

/** When the ring reads its table, and what it does without it. With a real database: {@link LinkKeysIT}. */
class LinkKeysTest {

    private static final SignedLink LINK = new SignedLink(Power.ONE_CLICK, 42, Scope.topic(7), 3);

    private final SetClock clock = new SetClock();
    private final KeysInMemory table = new KeysInMemory();
    private final LinkKeys keys = new LinkKeys(table, clock);
    private final Links links = new Links(keys);
    private final LinkKeys otherNode = new LinkKeys(table, Clock.systemUTC());

    @BeforeEach
    void start() {
        keys.open();
        table.reads = 0;
    }

    private static int keyOf(String token) {
        return Base64.getUrlDecoder().decode(token)[1] & 0xFF;
    }

    private static String forged(int keyId) {
        byte[] token = new byte[34];
        token[0] = 1;
        token[1] = (byte) keyId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    @Test
    void the_newest_key_signs_and_every_key_verifies() {
        String old = links.sign(LINK);
        assertEquals(2, keys.rotate());
        assertEquals(1, keyOf(old));
        assertEquals(2, keyOf(links.sign(LINK)));
        assertEquals(Optional.of(LINK), links.verify(old, LINK.power()));
        assertEquals(Optional.of(LINK), links.verify(links.sign(LINK), LINK.power()));
    }

    @Test
    void signing_and_verifying_never_wait_for_the_database() {
        for (int day = 0; day < 100; day++) {
            clock.wait(Duration.ofDays(1));
            links.verify(links.sign(LINK), LINK.power());
        }
        assertEquals(0, table.reads);
    }

    @Test
    void a_rotation_on_another_node_is_followed_at_the_next_refresh() {
        otherNode.rotate();
        assertEquals(1, keyOf(links.sign(LINK)));
        keys.refresh();
        assertEquals(2, keyOf(links.sign(LINK)));
    }

    @Test
    void a_link_signed_by_another_node_with_a_new_key_is_good_at_once() {
        keys.refresh();
        otherNode.rotate();
        assertEquals(Optional.of(LINK), links.verify(new Links(otherNode).sign(LINK), LINK.power()));
    }

    @Test
    void forged_key_ids_read_the_table_at_most_once_in_ten_seconds() {
        for (int id = 2; id <= 255; id++) {
            assertEquals(Optional.empty(), links.verify(forged(id), Power.PAGE));
        }
        assertEquals(1, table.reads);
        clock.wait(Duration.ofMillis(9_999));
        links.verify(forged(9), Power.PAGE);
        assertEquals(1, table.reads);
        clock.wait(Duration.ofMillis(1));
        links.verify(forged(9), Power.PAGE);
        links.verify(forged(9), Power.PAGE);
        assertEquals(2, table.reads);
    }

    @Test
    void what_is_no_token_never_reads_the_table() {
        links.verify("x", Power.PAGE);
        links.verify(forged(0), Power.PAGE);
        assertEquals(0, table.reads);
    }

    @Test
    void links_work_while_the_database_is_away() {
        String token = links.sign(LINK);
        table.away = true;
        for (int minute = 0; minute < 10; minute++) {
            clock.wait(Duration.ofMinutes(1));
            assertEquals(Optional.of(LINK), links.verify(token, LINK.power()));
            assertEquals(token, links.sign(LINK));
            assertEquals(Optional.empty(), links.verify(forged(77), Power.PAGE));
            assertThrows(IllegalStateException.class, keys::refresh);
        }
        assertThrows(IllegalStateException.class, keys::rotate);
        assertThrows(IllegalStateException.class, () -> keys.compromised(1));
    }

    @Test
    void a_clock_set_back_does_not_stop_the_reading() {
        links.verify(forged(77), Power.PAGE);
        clock.wait(Duration.ofDays(-400));
        otherNode.rotate();
        assertEquals(Optional.of(LINK), links.verify(new Links(otherNode).sign(LINK), LINK.power()));
    }

    @Test
    void a_start_without_database_says_so() {
        table.away = true;
        assertThrows(IllegalStateException.class, () -> new LinkKeys(table, clock).open());
    }

    @ParameterizedTest
    @EnumSource(Power.class)
    void links_of_a_compromised_key_still_stop_and_do_nothing_else(Power power) {
        SignedLink link = new SignedLink(power, 42, Scope.topic(7), 3);
        String token = links.sign(link);
        String mail = links.signForMail(link);
        keys.compromised(1);
        boolean stops = power == Power.ONE_CLICK || power == Power.MAILTO;
        assertEquals(stops ? Optional.of(link) : Optional.empty(), links.verify(token, power));
        assertEquals(stops ? Optional.of(link) : Optional.empty(), links.verifyFromMail(mail, power));
    }

    @Test
    void a_compromised_key_signs_nothing_more() {
        keys.rotate();
        keys.rotate();
        keys.compromised(3);
        assertEquals(2, keyOf(links.sign(LINK)));
        keys.compromised(2);
        keys.compromised(1);
        assertEquals(4, keyOf(links.sign(LINK)));
    }

    @Test
    void another_node_hears_of_a_compromised_key_at_its_next_refresh() {
        SignedLink page = new SignedLink(Power.PAGE, 42, Scope.EVERYTHING, 0);
        String token = links.sign(page);
        otherNode.compromised(1);
        keys.refresh();
        assertEquals(Optional.empty(), links.verify(token, Power.PAGE));
        assertEquals(2, keyOf(links.sign(page)));
    }
}
