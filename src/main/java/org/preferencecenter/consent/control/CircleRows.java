package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.preferencecenter.consent.entity.Circle;

/** Who of some people is of a circle: for each a few looks at indexes that lead with the person. */
final class CircleRows {

    private static final String WITHIN = Plans.BY_INDEX + """
            select n.id from unnest(?::bigint[]) as n (id) join recipient f on f.id = n.id
            where exists (select from unnest(?::smallint[], ?::integer[]) as s (kind, id) where
                exists (select from choice c where c.recipient_id = coalesce(f.joined_to, f.id)
                    and c.scope_kind = s.kind and c.scope_id = s.id)
                or exists (select from contact k where k.recipient_id = coalesce(f.joined_to, f.id)
                    and k.scope_kind = s.kind and k.scope_id = s.id))""";

    private CircleRows() {
    }

    static Set<Long> of(Connection connection, List<Long> ids, Circle circle) throws SQLException {
        Set<Long> within = new HashSet<>();
        if (ids.isEmpty()) {
            return within;
        }
        try (PreparedStatement select = connection.prepareStatement(WITHIN)) {
            select.setObject(1, ids.stream().mapToLong(Long::longValue).toArray());
            select.setObject(2, shorts(circle));
            select.setObject(3, circle.scopes().stream().mapToInt(scope -> scope.id()).toArray());
            select.execute();
            select.getMoreResults();
            try (ResultSet row = select.getResultSet()) {
                while (row.next()) {
                    within.add(row.getLong(1));
                }
            }
        }
        return within;
    }

    private static short[] shorts(Circle circle) {
        short[] kinds = new short[circle.scopes().size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = (short) circle.scopes().get(i).kind().code();
        }
        return kinds;
    }
}
