package org.preferencecenter.rights.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.rights.entity.Held;

/**
 * The list of what is held of people, against the database itself: whoever adds a table or a column says here what a copy and
 * an erasure do with it.
 */
class PersonalDataIT {

    /** What a column is called that is somebody's. */
    private static final Pattern SOMEBODYS = Pattern.compile("recipient_id|recipients?|address_hash|mailed_to|normal|facts|external_id|answers");
    /** Of tables that hold nothing of people, what is called so all the same; why, in the list. */
    private static final Set<String> EXPLAINED = Set.of("demo_message.recipient", "sms_stop.recipients");

    private static Map<String, Set<String>> tables() throws SQLException {
        Map<String, Set<String>> tables = new TreeMap<>();
        try (Connection connection = TestDatabase.dataSource().getConnection(); Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("""
                        select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
                            and not a.attisdropped and not c.relispartition""")) {
            while (row.next()) {
                // Generations of opposition lists are tables while they are filled.
                if (!row.getString(1).matches("opposition_(entry_)?\\d+")) {
                    tables.computeIfAbsent(row.getString(1), name -> new TreeSet<>()).add(row.getString(2));
                }
            }
        }
        return tables;
    }

    private static Map<String, Held> listed() {
        return Stream.concat(PersonalData.OF_PEOPLE.stream(), PersonalData.OF_NOBODY.stream())
                .collect(Collectors.toMap(Held::table, held -> held, (one, other) -> {
                    throw new AssertionError(one.table() + " is listed twice");
                }, TreeMap::new));
    }

    @Test
    void every_table_of_the_database_is_in_the_list() throws SQLException {
        assertEquals(String.join("\n", tables().keySet()), String.join("\n", listed().keySet()),
                "a new table? say in PersonalData what it holds of people");
    }

    @Test
    void every_column_of_what_people_have_is_told_or_left_out_on_purpose() throws SQLException {
        Map<String, Set<String>> tables = tables();
        List<String> wrong = new ArrayList<>();
        for (Held held : PersonalData.OF_PEOPLE) {
            if (!tables.get(held.table()).equals(held.columns())) {
                wrong.add(held.table() + " has " + tables.get(held.table()) + "\nlisted " + held.columns());
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void no_table_of_nobody_has_a_column_that_is_somebodys() throws SQLException {
        List<String> strange = new ArrayList<>();
        Map<String, Set<String>> tables = tables();
        for (Held held : PersonalData.OF_NOBODY) {
            tables.get(held.table()).stream().filter(column -> SOMEBODYS.matcher(column).matches())
                    .map(column -> held.table() + "." + column).forEach(strange::add);
        }
        assertEquals(EXPLAINED, new TreeSet<>(strange));
        assertTrue(SOMEBODYS.matcher("recipient_id").matches(), "the rule is not made of paper");
    }

    @Test
    void whatever_stays_after_an_erasure_says_why() {
        for (Held held : PersonalData.OF_PEOPLE) {
            assertFalse(held.erase().isEmpty() && held.why().isBlank(), held.table());
        }
    }
}
