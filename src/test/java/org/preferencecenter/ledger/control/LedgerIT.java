package org.preferencecenter.ledger.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.preferencecenter.ledger.entity.Chain;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.platform.TestDatabase;

class LedgerIT {

    private final Ledger ledger = new Ledger();
    private final long recipient = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 53);

    private List<Entry> two() {
        Entry first = new Entry(recipient, 1, Instant.parse("2026-11-22T10:00:00.123456789Z"), "choice",
                new TreeMap<>(Map.of("scope", "EVERYTHING:0", "pair", true, "epoch", 3)), Chain.start());
        return List.of(first, new Entry(recipient, 2, first.at(), "choice", new TreeMap<>(), first.hash()));
    }

    @Test
    void what_was_appended_reads_back_as_it_was() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            ledger.append(connection, two());
            ledger.append(connection, List.of());
            assertEquals(two(), ledger.of(connection, recipient));
            assertEquals(two().get(1), ledger.latest(connection, recipient, 1).get(0));
            try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(
                    "select at, prev_hash, hash from ledger_entry where recipient_id = " + recipient + " order by seq")) {
                row.next();
                assertEquals(two().get(0).at(), row.getTimestamp(1).toInstant());
                assertArrayEquals(Chain.start(), row.getBytes(2));
                assertArrayEquals(two().get(0).hash(), row.getBytes(3));
            }
        }
    }

    @Test
    void a_place_in_the_history_is_given_once() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            ledger.append(connection, two());
            SQLException refused = assertThrows(SQLException.class, () -> ledger.append(connection, two()));
            assertEquals("23505", refused.getSQLState());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "update ledger_entry set leaf = 'x'", "delete from ledger_entry", "truncate ledger_entry",
            "truncate recipient, ledger_entry cascade",
            "update ledger_leaf set hash = 'x'", "delete from ledger_leaf", "truncate ledger_leaf"})
    void the_database_refuses_to_change_the_ledger_and_says_so(String sql) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);   // whatever happens, nothing of it stays
            ledger.append(connection, two());
            statement.executeUpdate("insert into ledger_leaf select (select coalesce(max(leaf_index), -1) + 1"
                    + " from ledger_leaf), recipient_id, seq, hash from ledger_entry where recipient_id = " + recipient
                    + " and seq = 1");
            SQLException refused = assertThrows(SQLException.class, () -> statement.executeUpdate(sql));
            connection.rollback();
            assertEquals("23001", refused.getSQLState());
            assertTrue(refused.getMessage().contains("is refused: its rows are kept as they were written"),
                    refused.getMessage());
            assertTrue(refused.getMessage().contains(sql.contains("leaf") && sql.contains("ledger_leaf")
                    ? "ledger_leaf" : "ledger_entry"), refused.getMessage());
        }
    }
}
