package org.preferencecenter.link.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.preferencecenter.link.KeyRingDatabase;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.link.entity.Token;
import org.preferencecenter.platform.SetClock;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** The key ring on a real PostgreSQL, with several nodes on one table. */
class LinkKeysIT {

    private static final SignedLink STOP = new SignedLink(Power.ONE_CLICK, 42, Scope.topic(7), 3);

    private final SetClock clock = new SetClock();
    private final Vault vault = new Vault(new Secret(new byte[32]));
    private KeyRingDatabase database;

    @BeforeEach
    void fresh() throws Exception {
        database = KeyRingDatabase.migrated();
    }

    private LinkKeys node() {
        LinkKeys keys = new LinkKeys(database.dataSource(), vault, clock);
        keys.open();
        return keys;
    }

    @Test
    void nodes_that_start_together_make_one_first_key() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<LinkKeys>> nodes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                nodes.add(threads.submit(this::node));
            }
            Set<String> tokens = new HashSet<>();
            for (Future<LinkKeys> node : nodes) {
                tokens.add(new Links(node.get()).sign(STOP));
            }
            assertEquals(1, tokens.size());
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, sealed().size());
    }

    @Test
    void the_ring_is_told_newest_first_with_the_key_that_signs() {
        LinkKeys keys = node();
        keys.rotate();
        clock.wait(java.time.Duration.ofDays(1));
        keys.compromised(2);
        assertEquals(List.of("2 false true", "1 true false"), keys.list().stream()
                .map(key -> key.id() + " " + key.signs() + " " + (key.compromised() != null)).toList());
    }

    @Test
    void rotations_at_the_same_time_each_get_a_key_of_their_own() throws Exception {
        node();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> rotations = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                LinkKeys node = node();
                rotations.add(threads.submit(node::rotate));
            }
            Set<Integer> ids = new HashSet<>();
            for (Future<Integer> rotation : rotations) {
                ids.add(rotation.get());
            }
            assertEquals(Set.of(2, 3, 4, 5, 6, 7, 8, 9), ids);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_restart_and_many_rotations_break_no_link() {
        String first = new Links(node()).sign(STOP);
        for (int i = 0; i < 5; i++) {
            node().rotate();
        }
        Links restarted = new Links(node());
        assertEquals(Optional.of(STOP), restarted.verify(first, Power.ONE_CLICK));
        assertEquals(6, Token.ofUrl(restarted.sign(STOP)).orElseThrow().keyId());
    }

    @Test
    void a_rotation_on_one_node_is_followed_by_the_other() {
        Links here = new Links(node());
        LinkKeys there = node();
        String before = here.sign(STOP);
        there.rotate();
        assertEquals(Optional.of(STOP), here.verify(new Links(there).sign(STOP), Power.ONE_CLICK));
        assertFalse(before.equals(here.sign(STOP)), "signs with the new key");
        assertEquals(new Links(there).sign(STOP), here.sign(STOP));
    }

    @ParameterizedTest
    @EnumSource(Power.class)
    void links_of_a_compromised_key_still_stop_and_do_nothing_else_on_every_node(Power power) {
        LinkKeys here = node();
        LinkKeys there = node();
        SignedLink link = new SignedLink(power, 42, Scope.topic(7), 3);
        String token = new Links(here).sign(link);
        there.compromised(1);
        here.refresh();
        Optional<SignedLink> expected = power == Power.ONE_CLICK || power == Power.MAILTO
                ? Optional.of(link) : Optional.empty();
        for (LinkKeys node : List.of(here, there, node())) {
            assertEquals(expected, new Links(node).verify(token, power));
            assertEquals(2, Token.ofUrl(new Links(node).sign(link)).orElseThrow().keyId());
        }
    }

    @Test
    void an_unknown_key_cannot_be_compromised_and_marking_twice_keeps_the_first_time() throws Exception {
        LinkKeys keys = node();
        assertThrows(IllegalArgumentException.class, () -> keys.compromised(2));
        keys.compromised(1);
        String first = column("select compromised_at::text from link_key where id = 1").get(0);
        clock.wait(Duration.ofDays(1));
        keys.compromised(1);
        assertEquals(first, column("select compromised_at::text from link_key where id = 1").get(0));
    }

    @Test
    void secrets_are_stored_sealed_each_under_its_own_id() throws Exception {
        LinkKeys keys = node();
        keys.rotate();
        List<byte[]> sealed = sealed();
        byte[] plain = vault.open("link-key-1", sealed.get(0));
        assertEquals(32, plain.length);
        assertFalse(contains(sealed.get(0), plain));
        assertFalse(Arrays.equals(plain, vault.open("link-key-2", sealed.get(1))));
        assertThrows(IllegalStateException.class, () -> vault.open("link-key-2", sealed.get(0)), "swapped rows");
    }

    @Test
    void another_master_secret_neither_starts_nor_adds_a_key() throws Exception {
        node();
        Vault other = new Vault(new Secret("another secret".getBytes()));
        LinkKeys stranger = new LinkKeys(database.dataSource(), other, clock);
        assertThrows(IllegalStateException.class, () -> stranger.open());
        assertThrows(IllegalStateException.class, stranger::rotate);
        assertEquals(1, sealed().size());
    }

    @Test
    void the_ring_ends_with_key_255_and_says_so() throws Exception {
        LinkKeys keys = node();
        for (int id = 2; id <= 255; id++) {
            assertEquals(id, keys.rotate());
        }
        IllegalStateException full = assertThrows(IllegalStateException.class, keys::rotate);
        assertTrue(full.getMessage().contains("full"), full.getMessage());
        assertEquals(255, sealed().size());
    }

    @Test
    void links_verify_while_the_table_is_gone() throws Exception {
        LinkKeys keys = node();
        Links links = new Links(keys);
        String token = links.sign(STOP);
        database.run("drop table link_key");
        assertThrows(IllegalStateException.class, keys::refresh);
        assertEquals(Optional.of(STOP), links.verify(token, Power.ONE_CLICK));
        assertEquals(token, links.sign(STOP));
    }

    @Test
    void a_database_that_does_not_answer_at_start_is_said() {
        PGSimpleDataSource nobody = new PGSimpleDataSource();
        nobody.setURL("jdbc:postgresql://localhost:1/none");
        LinkKeys keys = new LinkKeys(nobody, vault, clock);
        IllegalStateException said = assertThrows(IllegalStateException.class, () -> keys.open());
        assertTrue(said.getCause() instanceof SQLException);
    }

    private List<byte[]> sealed() throws SQLException {
        List<byte[]> found = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select secret from link_key order by id")) {
            while (rows.next()) {
                found.add(rows.getBytes(1));
            }
        }
        return found;
    }

    private List<String> column(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static boolean contains(byte[] hay, byte[] needle) {
        for (int at = 0; at + needle.length <= hay.length; at++) {
            if (Arrays.equals(hay, at, at + needle.length, needle, 0, needle.length)) {
                return true;
            }
        }
        return false;
    }
}
