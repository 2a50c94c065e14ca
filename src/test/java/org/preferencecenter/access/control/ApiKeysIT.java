package org.preferencecenter.access.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.preferencecenter.access.KeyBrand;
import org.preferencecenter.access.entity.Admission;
import org.preferencecenter.access.entity.ApiKey;
import org.preferencecenter.access.entity.KeyChange;
import org.preferencecenter.access.entity.KeyOrder;
import org.preferencecenter.access.entity.KeyText;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.platform.SetClock;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.entity.Settings;

/** Keys on a real PostgreSQL, with several nodes on one table. */
class ApiKeysIT {

    private static final OptionalInt EVERY = OptionalInt.empty();

    private final SetClock clock = new SetClock();
    private final DataSource database = TestDatabase.dataSource();
    private final ApiKeys keys = new ApiKeys(database, clock);

    private Doorkeeper node() {
        Doorkeeper door = new Doorkeeper(keys, Settings.read(Map.of("PC_BASE_URL", "https://p.example.org", "PC_SMTP_HOST",
                "127.0.0.1", "PC_SECRET", Base64.getEncoder().encodeToString(new byte[32]))), clock);
        door.refresh();
        return door;
    }

    private static boolean admits(Doorkeeper door, KeyText key) {
        return door.admit("Bearer " + key.shownOnce()) instanceof Admission.Admitted;
    }

    private KeyOrder order(OptionalInt brand, Instant expires) {
        return new KeyOrder("shop", Set.of(Permission.ASK, Permission.REPORT), brand, 60, expires);
    }

    private KeyChange.Made make() {
        return made(keys.create(order(EVERY, null)));
    }

    private static KeyChange.Made made(KeyChange change) {
        return assertInstanceOf(KeyChange.Made.class, change);
    }

    private ApiKey stored(String id) {
        List<ApiKey> page = keys.list(EVERY, null);
        while (page.stream().noneMatch(key -> key.id().equals(id))) {
            page = keys.list(EVERY, page.get(page.size() - 1).id());
        }
        return page.stream().filter(key -> key.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void a_key_is_kept_as_it_was_ordered_and_opens() throws Exception {
        String code = KeyBrand.make(database);
        OptionalInt brand = keys.brand(code);
        Instant expires = clock.instant().plus(Duration.ofDays(30));
        KeyChange.Made made = made(keys.create(order(brand, expires)));
        assertEquals(new ApiKey(made.text().id(), "shop", Set.of(Permission.ASK, Permission.REPORT), brand, code, 60,
                clock.instant(), expires, null, null, null), stored(made.text().id()));
        assertTrue(admits(node(), made.text()));
    }

    @Test
    void a_copy_of_the_database_opens_nothing() throws Exception {
        KeyChange.Made made = make();
        String row = KeyBrand.text(database, "select k::text from api_key k where id = ?", made.text().id());
        String secret = made.text().shownOnce().substring(20);
        assertFalse(row.contains(secret), row);
        assertTrue(row.contains(java.util.HexFormat.of().formatHex(made.text().hash())), row);
    }

    @Test
    void no_two_keys_are_alike() {
        KeyChange.Made one = make();
        KeyChange.Made other = make();
        assertNotEquals(one.text().id(), other.text().id());
        assertNotEquals(one.text().shownOnce().substring(20), other.text().shownOnce().substring(20));
    }

    @Test
    void a_key_that_ended_before_it_began_is_not_made() {
        assertInstanceOf(KeyChange.NotPossible.class, keys.create(order(EVERY, clock.instant())));
    }

    @Test
    void revoked_on_one_node_it_stops_on_the_other_with_its_next_reading() {
        KeyChange.Made made = make();
        Doorkeeper other = node();
        assertTrue(admits(other, made.text()));
        assertInstanceOf(KeyChange.Revoked.class, keys.revoke(made.text().id(), EVERY));
        other.refresh();
        assertFalse(admits(other, made.text()));
        Instant first = stored(made.text().id()).revoked();
        clock.wait(Duration.ofDays(1));
        assertInstanceOf(KeyChange.Revoked.class, keys.revoke(made.text().id(), EVERY));
        assertEquals(first, stored(made.text().id()).revoked(), "revoking twice changes nothing");
    }

    @Test
    void rotated_both_open_until_the_grace_is_over() {
        KeyChange.Made old = make();
        Doorkeeper door = node();
        KeyChange.Made fresh = made(keys.rotate(old.text().id(), EVERY, ApiKeys.USUAL_GRACE));
        assertEquals(old.text().id(), fresh.key().replaces());
        assertEquals(old.key().permissions(), fresh.key().permissions());
        assertNull(fresh.key().expires());
        door.refresh();
        assertTrue(admits(door, old.text()) && admits(door, fresh.text()));
        clock.wait(ApiKeys.USUAL_GRACE);
        assertFalse(admits(door, old.text()));
        assertTrue(admits(door, fresh.text()));
    }

    @Test
    void the_new_key_lives_as_long_as_the_old_one_was_made_to_live_and_the_old_one_not_longer() {
        Duration life = Duration.ofDays(10);
        KeyChange.Made old = made(keys.create(order(EVERY, clock.instant().plus(life))));
        clock.wait(Duration.ofDays(8));
        KeyChange.Made fresh = made(keys.rotate(old.text().id(), EVERY, ApiKeys.USUAL_GRACE));
        assertEquals(clock.instant().plus(life), fresh.key().expires());
        assertEquals(old.key().expires(), stored(old.text().id()).expires());
    }

    @Test
    void a_key_is_rotated_once_and_only_while_it_lives() {
        KeyChange.Made old = make();
        KeyChange.Made fresh = made(keys.rotate(old.text().id(), EVERY, Duration.ZERO));
        String why = assertInstanceOf(KeyChange.NotPossible.class, keys.rotate(old.text().id(), EVERY, Duration.ZERO)).why();
        assertTrue(why.contains(fresh.text().id()), why);
        keys.revoke(fresh.text().id(), EVERY);
        assertInstanceOf(KeyChange.NotPossible.class, keys.rotate(fresh.text().id(), EVERY, Duration.ZERO));
        assertInstanceOf(KeyChange.Unknown.class, keys.rotate("0000000000000000", EVERY, Duration.ZERO));
    }

    @Test
    void rotations_at_the_same_time_make_one_new_key() throws Exception {
        KeyChange.Made old = make();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<KeyChange>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> keys.rotate(old.text().id(), EVERY, Duration.ofDays(1))));
            }
            int made = 0;
            for (Future<KeyChange> one : all) {
                made += one.get() instanceof KeyChange.Made ? 1 : 0;
            }
            assertEquals(1, made);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_brands_keys_are_managed_by_who_may_manage_that_brand() throws Exception {
        OptionalInt mine = keys.brand(KeyBrand.make(database));
        OptionalInt other = keys.brand(KeyBrand.make(database));
        KeyChange.Made ofMine = made(keys.create(order(mine, null)));
        KeyChange.Made ofOther = made(keys.create(order(other, null)));
        KeyChange.Made ofAll = make();
        assertEquals(List.of(ofMine.text().id()), keys.list(mine, null).stream().map(ApiKey::id).toList());
        for (KeyChange.Made strange : List.of(ofOther, ofAll)) {
            assertInstanceOf(KeyChange.Unknown.class, keys.revoke(strange.text().id(), mine));
            assertInstanceOf(KeyChange.Unknown.class, keys.rotate(strange.text().id(), mine, Duration.ZERO));
        }
        Doorkeeper door = node();
        assertTrue(admits(door, ofOther.text()) && admits(door, ofAll.text()));
        assertEquals(mine, made(keys.rotate(ofMine.text().id(), mine, Duration.ZERO)).key().brand());
    }

    @Test
    void the_list_pages_from_the_newest_to_the_oldest() throws Exception {
        OptionalInt brand = keys.brand(KeyBrand.make(database));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < ApiKeys.PAGE + 1; i++) {
            ids.add(0, made(keys.create(order(brand, null))).text().id());
        }
        List<ApiKey> first = keys.list(brand, null);
        assertEquals(ids.subList(0, ApiKeys.PAGE), first.stream().map(ApiKey::id).toList());
        assertEquals(ids.subList(ApiKeys.PAGE, ids.size()),
                keys.list(brand, first.get(ApiKeys.PAGE - 1).id()).stream().map(ApiKey::id).toList());
        assertEquals(List.of(), keys.list(brand, ids.get(ids.size() - 1)));
    }

    @Test
    void keys_that_end_soon_are_told_until_another_comes_after_them() throws Exception {
        OptionalInt brand = keys.brand(KeyBrand.make(database));
        Instant soon = clock.instant().plus(Duration.ofDays(10));
        KeyChange.Made ending = made(keys.create(order(brand, soon)));
        made(keys.create(order(brand, clock.instant().plus(Duration.ofDays(20)))));
        made(keys.create(order(brand, null)));
        Instant limit = clock.instant().plus(Duration.ofDays(14));
        assertEquals(List.of(ending.text().id()), keys.ending(limit).stream().filter(k -> k.brand().equals(brand)).map(ApiKey::id)
                .toList());
        KeyChange.Made next = made(keys.rotate(ending.text().id(), brand, Duration.ofDays(5)));
        assertEquals(Optional.of(next.text().id()), keys.successor(ending.text().id()));
        assertEquals(List.of(next.text().id()), keys.ending(limit).stream().filter(k -> k.brand().equals(brand)).map(ApiKey::id)
                .toList());
        int other = keys.brand(KeyBrand.make(database)).getAsInt();
        assertEquals(4, keys.list(Optional.of(Set.of(brand.getAsInt(), other)), null).size());
        assertEquals(List.of(), keys.list(Optional.of(Set.of(other)), null));
        assertEquals(ending.text().id(), keys.find(ending.text().id()).orElseThrow().id());
    }

    @Test
    void the_latest_use_of_all_nodes_stays() {
        KeyChange.Made made = make();
        Doorkeeper here = node();
        Doorkeeper there = node();
        admits(here, made.text());
        clock.wait(Duration.ofMinutes(1));
        admits(there, made.text());
        there.writeUses();
        here.writeUses();
        assertEquals(clock.instant(), stored(made.text().id()).used());
    }

    @Test
    void an_unknown_brand_is_nothing() {
        assertEquals(OptionalInt.empty(), keys.brand("nobody"));
    }

    @Test
    void a_database_that_is_away_is_said() {
        PGSimpleDataSource nobody = new PGSimpleDataSource();
        nobody.setURL("jdbc:postgresql://localhost:1/none");
        ApiKeys away = new ApiKeys(nobody, clock);
        assertInstanceOf(SQLException.class,
                assertThrows(IllegalStateException.class, () -> away.create(order(EVERY, null))).getCause());
    }
}
