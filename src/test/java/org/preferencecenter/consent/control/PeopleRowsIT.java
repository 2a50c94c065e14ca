package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.consent.entity.Sought.By;
import org.preferencecenter.consent.entity.Sought.Lane;
import org.preferencecenter.platform.TestDatabase;

/** A search reads of an index what it shows and not what lies before, among however many people. */
class PeopleRowsIT {

    private static final int PEOPLE = 30_000;
    /** From the root of an index to its leaf and a few leaves on, for the range and for where it is read on from. */
    private static final long FEW_BLOCKS = 25;
    private static final String OURS = "r" + UUID.randomUUID().toString().replace("-", "");
    private static Connection connection;
    private static long first;

    /** Never committed: nobody else meets these people. */
    @BeforeAll
    static void fill() throws SQLException {
        connection = TestDatabase.dataSource().getConnection();
        connection.setAutoCommit(false);
        first = number("select nextval(pg_get_serial_sequence('recipient', 'id')) + 1000000000");
        String rows = " from generate_series(0, " + (PEOPLE - 1) + ") as n";
        String text = "'" + OURS + "' || lpad(n::text, 6, '0')";
        try (Statement sql = connection.createStatement()) {
            sql.execute("insert into recipient (id, created_at, name, external_id) overriding system value select " + first
                    + " + n, now(), " + text + ", " + text + rows);
            sql.execute("insert into recipient_name (words, recipient_id) select " + text + ", " + first + " + n" + rows);
            sql.execute("insert into address (recipient_id, channel, value, normal) select " + first + " + n, 'EMAIL', a, a" + rows
                    + " cross join lateral (select " + text + " || '@' || " + text + " as a) x");
            sql.execute("insert into address (recipient_id, channel, value, normal) select " + first + " + n, 'SMS', a, a" + rows
                    + " cross join lateral (select '999' || lpad(n::text, 12, '0') as a) x");
        }
    }

    @AfterAll
    static void forget() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @ParameterizedTest(name = "by {0}")
    @CsvSource({"EMAIL", "DOMAIN", "EXTERNAL_ID", "NAME", "TELEPHONE"})
    void the_last_of_many_is_found_without_reading_the_others(By by) throws SQLException {
        int last = PEOPLE - 1;
        long before = blocks();
        List<Long> found = PeopleRows.read(connection, lane(by, "%06d".formatted(last)), 0, 20);
        long read = blocks() - before;
        assertEquals(List.of(first + last), found);
        assertTrue(read > 0 && read <= FEW_BLOCKS, by + " read " + read + " blocks");
    }

    @ParameterizedTest(name = "by {0}")
    @CsvSource({"EMAIL", "DOMAIN", "EXTERNAL_ID", "NAME"})
    void a_later_page_of_a_long_range_is_read_without_the_earlier_ones(By by) throws SQLException {
        int shown = PEOPLE - 100;
        long before = blocks();
        List<Long> found = PeopleRows.read(connection, lane(by, ""), first + shown, 3);
        long read = blocks() - before;
        assertEquals(List.of(first + shown + 1, first + shown + 2, first + shown + 3), found);
        assertTrue(read > 0 && read <= FEW_BLOCKS, by + " read " + read + " blocks");
    }

    private static Lane lane(By by, String end) {
        String from = by == By.TELEPHONE ? "999000000" + end : OURS + end;
        return new Lane(by, from, from + new String(Character.toChars(Character.MAX_CODE_POINT)), List.of());
    }

    /** What this transaction has fetched of indexes, from memory or disk. */
    private static long blocks() throws SQLException {
        return number("select sum(pg_stat_get_xact_blocks_fetched(indexrelid)) from pg_index join pg_class on oid = indexrelid"
                + " where relnamespace = 'public'::regnamespace");
    }

    private static long number(String sql) throws SQLException {
        try (Statement select = connection.createStatement(); ResultSet row = select.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
