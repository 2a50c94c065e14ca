package org.preferencecenter.decision.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;

import javax.sql.DataSource;

/** Makes the log of decisions forget what is old, some at a time, so that nobody who asks waits for it. */
final class DecisionThinning {

    private static final int THIN_AT_ONCE = 10_000;

    private DecisionThinning() {
    }

    /** @return how many were decided before that time */
    static long thin(DataSource database, Instant before) {
        long thinned = 0;
        UUID from = new UUID(0, 0);
        for (int last = THIN_AT_ONCE; last == THIN_AT_ONCE; thinned += last) {
            UUID begin = from;
            Thinned step = DecisionLog.reading(database, connection -> thin(connection, begin, DecisionIds.first(before)));
            last = step.rows();
            from = step.last();
        }
        return thinned;
    }

    /** @param last the greatest id gone: the next step starts there rather than among what is gone already */
    private record Thinned(int rows, UUID last) {
    }

    private static Thinned thin(Connection connection, UUID from, UUID before) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement thinning = connection.createStatement(); PreparedStatement delete = connection.prepareStatement("""
                delete from decision
                where id = any(array(select id from decision where id >= ? and id < ? order by id limit ?)) returning id""")) {
            thinning.execute("set local preference_center.thinning = on");
            delete.setObject(1, from);
            delete.setObject(2, before);
            delete.setInt(3, THIN_AT_ONCE);
            int rows = 0;
            UUID last = from;
            try (ResultSet gone = delete.executeQuery()) {
                while (gone.next()) {
                    UUID id = gone.getObject(1, UUID.class);
                    last = Long.compareUnsigned(id.getMostSignificantBits(), last.getMostSignificantBits()) > 0 ? id : last;
                    rows++;
                }
            }
            connection.commit();
            return new Thinned(rows, last);
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
