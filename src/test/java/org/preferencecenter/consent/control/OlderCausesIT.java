package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.preferencecenter.platform.TestDatabase;

/** V042: whose doing a stop of before is, as far as anything tells it. */
class OlderCausesIT {

    private static final String ENTRY = """
            insert into ledger_entry (recipient_id, seq, at, prev_hash, hash, leaf)
            select n, 1, now(), decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'),
                   convert_to(json_build_object('facts', json_build_object('actor', actor, 'via', via))::text, 'UTF8')
            from (values (1, 'RECIPIENT', 'page'), (2, 'AGENT', 'call'), (3, 'SENDER', 'page'), (4, 'IMPORT', 'import'),
                (5, 'RECIPIENT', 'complaint'), (6, 'SYSTEM', 'bounce'), (7, 'SYSTEM', 'expiry'), (8, 'SYSTEM', 'join'),
                (9, 'RECIPIENT', 'form')) as e (n, actor, via)""";
    /** The ninth said yes, of the tenth no entry is there. */
    private static final String CHOICE = """
            insert into choice (recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since)
            select n, 1, 1, 1, case n when 9 then 1 else 4 end, 0, 1, now() from generate_series(1, 10) as n""";
    private static final String SUPPRESSION = """
            insert into suppression (hash, brand_id, channel, reason, created_at)
            select decode(lpad(n::text, 64, '0'), 'hex'), 0, 'EMAIL', reason, now()
            from (values (1, 'COMPLAINT'), (2, 'BOUNCE'), (3, 'EXPIRY'), (4, 'OPPOSITION_LIST'), (5, 'ERASURE'), (6, 'MANUAL'),
                (7, 'MANUAL'), (8, 'MANUAL')) as s (n, reason)""";
    /** The sixth by an officer, who lifted it once in between; the seventh by nobody knows what. */
    private static final String CHANGE = """
            insert into suppression_change (at, lifted, hash, brand_id, channel, reason, via, account)
            select now(), lifted, decode(lpad(n::text, 64, '0'), 'hex'), 0, 'EMAIL', 'MANUAL', via, account
            from (values (6, false, 'SYSTEM', null), (6, true, 'OFFICE', 1), (6, false, 'OFFICE', 1), (7, false, 'SYSTEM', null),
                (7, true, 'OFFICE', 1), (7, false, 'SYSTEM', null), (8, false, 'SYSTEM', null)) as c (n, lifted, via, account)""";

    private static List<String> causes(DataSource database, String query) throws SQLException {
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            List<String> causes = new ArrayList<>();
            while (row.next()) {
                causes.add(row.getString(1) == null ? "-" : org.preferencecenter.consent.entity.Cause.of(row.getInt(1)).word());
            }
            return causes;
        }
    }

    @Test
    void what_was_stopped_before_causes_were_kept_tells_its_own_as_far_as_it_is_known() throws SQLException {
        DataSource database = TestDatabase.copy("template1", "causes_of_old");
        Flyway.configure().dataSource(database).target("39").load().migrate();
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            for (String statement : List.of(ENTRY, CHOICE, SUPPRESSION, CHANGE, "set session_replication_role = replica", """
                    insert into import_suppression (job_id, hash, channel, brand_id)
                    values (1, decode(lpad('8', 64, '0'), 'hex'), 'EMAIL', 0)""")) {
                sql.execute(statement);
            }
        }
        Flyway.configure().dataSource(database).load().migrate();
        assertEquals(List.of("recipient", "agent", "application", "import", "complaint", "bounce", "expiry", "system", "-", "-"),
                causes(database, "select cause from choice order by recipient_id"));
        assertEquals(List.of("complaint", "bounce", "expiry", "list", "erasure", "agent", "-", "import"),
                causes(database, "select cause from suppression order by hash"));
    }
}
