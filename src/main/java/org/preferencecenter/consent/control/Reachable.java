package org.preferencecenter.consent.control;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Arrays;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.law.entity.Channel;

/** Everybody with an address on a channel, page by page in the order of their ids. */
@Singleton
public class Reachable {

    /** The key of the table leads with the recipient, so a page costs the same wherever it begins. */
    private static final String PAGE = Plans.IN_ORDER + """
            select distinct recipient_id from address where recipient_id > ? and channel = ? order by recipient_id limit ?""";
    private static final int RESULTS_BEFORE = 2;

    private final DataSource database;

    @Inject
    public Reachable(DataSource database) {
        this.database = database;
    }

    /**
     * The next recipients with an address on the channel.
     *
     * @param after the last one of the page before, 0 for the first page
     * @param most  how many at most; fewer are the last
     * @throws DatabaseAway if the database is
     */
    public long[] after(Channel channel, long after, int most) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(PAGE)) {
                select.setLong(1, after);
                select.setString(2, channel.name());
                select.setInt(3, most);
                select.execute();
                for (int i = 0; i < RESULTS_BEFORE; i++) {
                    select.getMoreResults();
                }
                long[] page = new long[most];
                int length = 0;
                try (ResultSet row = select.getResultSet()) {
                    while (row.next()) {
                        page[length++] = row.getLong(1);
                    }
                }
                return Arrays.copyOf(page, length);
            }
        });
    }
}
