package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.Wording;

/** Digests of published words, made anew from what the database holds now: never from a hash that lies beside them. */
final class WordRows {

    private static final String NOTICES = """
            select n.id, p.code, n.version, n.locale, n.published_at, n.wording
            from notice n join purpose p on p.id = n.purpose_id where n.id = any(?)""";
    private static final String SCRIPTS = """
            select id, null, version, locale, published_at, wording from desk_script where id = any(?)""";

    private WordRows() {
    }

    /** Of notices, by number; those that are not there are left out. */
    static Map<Integer, String> notices(Connection connection, Collection<Integer> ids) throws SQLException {
        return read(connection, NOTICES, ids);
    }

    /** Of words read aloud. */
    static Map<Integer, String> scripts(Connection connection, Collection<Integer> ids) throws SQLException {
        return read(connection, SCRIPTS, ids);
    }

    private static Map<Integer, String> read(Connection connection, String sql, Collection<Integer> ids) throws SQLException {
        Map<Integer, String> digests = new HashMap<>();
        if (ids.isEmpty()) {
            return digests;
        }
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, ids.stream().mapToInt(Integer::intValue).toArray());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    digests.put(row.getInt(1), digest(row));
                }
            }
        }
        return digests;
    }

    private static String digest(ResultSet row) throws SQLException {
        try {
            String published = Entry.text(row.getObject(5, OffsetDateTime.class).toInstant());
            return row.getString(2) == null ? Wording.spoken(row.getInt(1), row.getInt(3), row.getString(4), published, row.getString(6))
                    : Wording.shown(row.getInt(1), row.getString(2), row.getInt(3), row.getString(4), published, row.getString(6));
        } catch (IllegalArgumentException | DateTimeException never) {
            return "?";   // nothing that was ever published: somebody wrote a line feed into a language, or infinity as a day
        }
    }
}
