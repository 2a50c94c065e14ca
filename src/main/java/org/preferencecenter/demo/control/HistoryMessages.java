package org.preferencecenter.demo.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The messages that lie behind the demo: each letter once a week, to whom it was granted at that time. */
@Singleton
public class HistoryMessages {

    /** Each letter on its own day of the week, from Monday to Thursday. None after a stop of theirs, and those of the latest wave a few seconds before it. */
    private static final String SEND = """
            insert into contact (recipient_id, id, stream_id, scope_kind, scope_id, channel, at, sent, outcome)
            select c.recipient_id, gen_random_uuid(), s.id, c.scope_kind, c.scope_id, 1, w.at, true, 1
            from choice c
            join stream s on s.topic_id = c.scope_id and s.channel = 'EMAIL' and not s.digest and s.retired_at is null
            cross join lateral (
                select c.since - n * interval '7 days'
                    - case when c.since > now() - interval '3 days' then interval '5 seconds' else interval '43 minutes' end as at
                from generate_series(0, 11) n
                where c.state in (3, 4, 5)
                union all
                select date_trunc('week', now()) + (s.id % 4) * interval '1 day' + interval '9 hours' - n * interval '7 days' from generate_series(0, 11) n
                where c.state = 1) w
            where c.scope_kind = 3 and c.channel = 1 and c.recipient_id in (select a.recipient_id from address a
                    where a.channel = 'EMAIL' and a.normal ~ '@([a-z0-9.-]+[.]example|example[.](org|net|com))$')
              and w.at > now() - interval '90 days' and w.at < now()
              and w.at > (select min(e.at) from ledger_entry e where e.recipient_id = c.recipient_id)
            on conflict do nothing""";
    /** They were written down late: the hours they lie in are counted once more. */
    private static final String COUNT_AGAIN =
            "update tally_progress set at = least(at, now() - interval '91 days') where name = 'HANDED'";

    private final DataSource database;

    @Inject
    public HistoryMessages(DataSource database) {
        this.database = database;
    }

    /** Once, after the history was sown. */
    public void sow() {
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement(SEND);
                PreparedStatement again = connection.prepareStatement(COUNT_AGAIN)) {
            insert.executeUpdate();
            again.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the messages of the demo's past cannot be written down", e);
        }
    }
}
